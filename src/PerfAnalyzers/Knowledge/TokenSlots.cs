using System.Collections.Concurrent;

namespace PerfAnalyzers.Knowledge;

/// <summary>How a call comes to take a token.</summary>
internal enum TokenSlotForm
{
    /// <summary>The method has a parameter for one, which the call leaves out.</summary>
    Optional,

    /// <summary>Another overload takes the same and a token.</summary>
    Overload,

    /// <summary>Another overload takes a token, and an array where this one takes any number of arguments.</summary>
    AfterArray,

    /// <summary>The object that tells the call what to do takes one: <c>QueryAsync(new CommandDefinition(sql, values))</c>.</summary>
    InCommand,
}

/// <summary>Where a call could be given a token.</summary>
/// <param name="Method">The method that takes it.</param>
/// <param name="Parameter">Its parameter.</param>
/// <param name="Form">How the call comes to it.</param>
/// <param name="KeepsTask">Whether the call gives a task of the same type afterwards, and not one of another kind that has to be awaited at once.</param>
internal sealed record TokenSlot(IMethodSymbol Method, IParameterSymbol Parameter, TokenSlotForm Form, bool KeepsTask);

/// <summary>Finds out by symbols whether a call that is given no token could be given one.</summary>
internal sealed class TokenSlots
{
    private readonly ConcurrentDictionary<ISymbol, TokenSlot?> overloads = new(SymbolEqualityComparer.Default);
    private readonly Compilation compilation;
    private readonly AwaitableTypes awaitables;
    private readonly INamedTypeSymbol? token;
    private readonly INamedTypeSymbol? obsolete;
    private readonly INamedTypeSymbol? command;

    private TokenSlots(CompilationContext context)
    {
        compilation = context.Compilation;
        awaitables = AwaitableTypes.For(context);
        token = context.Type(TypeNames.System.CancellationToken);
        obsolete = context.Type(TypeNames.System.ObsoleteAttribute);
        command = context.Type(TypeNames.Dapper.CommandDefinition);
    }

    public static TokenSlots For(CompilationContext compilation) => compilation.Get(c => new TokenSlots(c));

    public bool IsToken(ITypeSymbol? type) => token is not null && SymbolEqualityComparer.Default.Equals(type, token);

    /// <summary>Whether a method can be told to stop: by a token, one that may be null, or any number of them.</summary>
    public bool IsTold(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (IsToken(parameter.Type) || IsMaybeToken(parameter.Type) || IsManyTokens(parameter))
                return true;
        }

        return false;
    }

    /// <summary>The parameter of a method that takes a token; null when it has none.</summary>
    public IParameterSymbol? Parameter(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (IsToken(parameter.Type))
                return parameter;
        }

        return null;
    }

    /// <summary>Whether a call is given a token already, be it one that never fires.</summary>
    public bool IsGiven(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && Takes(parameter) && !IsLeftOut(argument))
                return true;
        }

        return false;
    }

    /// <summary>Where the call could be given a token; null when it is given one, or nowhere takes one.</summary>
    public TokenSlot? Of(IInvocationOperation call)
    {
        if (token is null || call.TargetMethod.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension or MethodKind.LocalFunction))
            return null;

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && Takes(parameter))
                return IsLeftOut(argument) ? new TokenSlot(call.TargetMethod, parameter, TokenSlotForm.Optional, KeepsTask: true) : null;

            if (CommandIn(argument) is { } made)
                return InCommand(made, call.TargetMethod);
        }

        return call.TargetMethod.MethodKind == MethodKind.LocalFunction ? null : overloads.GetOrAdd(call.TargetMethod, m => Find((IMethodSymbol)m));
    }

    /// <summary>The command that is made as an argument, of the kind that carries the token with it.</summary>
    public IObjectCreationOperation? CommandIn(IArgumentOperation argument) =>
        command is not null && argument.Value is IObjectCreationOperation { Type: { } type } made && SymbolEqualityComparer.Default.Equals(type, command) ? made : null;

    private TokenSlot? InCommand(IObjectCreationOperation made, IMethodSymbol method)
    {
        foreach (var argument in made.Arguments)
        {
            if (argument.Parameter is { } parameter && Takes(parameter))
                return IsLeftOut(argument) ? new TokenSlot(method, parameter, TokenSlotForm.InCommand, KeepsTask: true) : null;
        }

        return null;
    }

    private bool Takes(IParameterSymbol parameter) => IsToken(parameter.Type) || IsMaybeToken(parameter.Type) || IsManyTokens(parameter);

    private bool IsMaybeToken(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: var given } && IsToken(given[0]);

    /// <summary>One of those that take as many tokens as one likes, and make one of them.</summary>
    private bool IsManyTokens(IParameterSymbol parameter) => parameter is { IsParams: true, Type: IArrayTypeSymbol { ElementType: var element } } && IsToken(element);

    private static bool IsLeftOut(IArgumentOperation argument) =>
        argument.ArgumentKind == ArgumentKind.DefaultValue
        || argument is { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: null or { ElementValues.IsEmpty: true } } };

    private TokenSlot? Find(IMethodSymbol method)
    {
        foreach (var type in Declaring(method.ContainingType))
        {
            foreach (var member in type.GetMembers(method.Name))
            {
                if (member is IMethodSymbol candidate && Compare(method, candidate) is { } slot)
                    return slot;
            }
        }

        return null;
    }

    private static IEnumerable<INamedTypeSymbol> Declaring(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;

        if (type.TypeKind != TypeKind.Interface)
            yield break;

        foreach (var implemented in type.AllInterfaces)
            yield return implemented;
    }

    private TokenSlot? Compare(IMethodSymbol method, IMethodSymbol candidate)
    {
        if (candidate.Parameters.Length != method.Parameters.Length + 1 || candidate.IsStatic != method.IsStatic || candidate.Arity != method.Arity)
            return null;

        var called = candidate.Arity > 0 ? candidate.ConstructedFrom.Construct(method.TypeArguments.ToArray()) : candidate;
        if (Parameter(called) is not { } parameter || !IsLast(called, parameter))
            return null;

        var form = TokenSlotForm.Overload;
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            var given = method.Parameters[i];
            var taken = called.Parameters[i < parameter.Ordinal ? i : i + 1];
            if (given.RefKind != taken.RefKind || !IsSame(given.Type, taken.Type) || (taken.IsParams && !given.IsParams))
                return null;

            if (given.IsParams && !taken.IsParams)
                form = TokenSlotForm.AfterArray;
        }

        if (!GivesSame(method.ReturnType, called.ReturnType, out var keepsTask) || IsObsolete(candidate) || !compilation.IsSymbolAccessibleWithin(candidate, compilation.Assembly))
            return null;

        return new TokenSlot(called, parameter, form, keepsTask);
    }

    /// <summary>Last, or before what takes any number of arguments.</summary>
    private static bool IsLast(IMethodSymbol method, IParameterSymbol parameter)
    {
        var last = method.Parameters.Length - 1;
        return parameter.Ordinal == last || (parameter.Ordinal == last - 1 && method.Parameters[last].IsParams);
    }

    private bool GivesSame(ITypeSymbol given, ITypeSymbol taken, out bool keepsTask)
    {
        keepsTask = IsSame(given, taken);
        return keepsTask
            || (awaitables.IsAsyncReturn(given)
                && awaitables.IsAsyncReturn(taken)
                && given is INamedTypeSymbol { TypeArguments: var givenResult }
                && taken is INamedTypeSymbol { TypeArguments: var takenResult }
                && givenResult.Length == takenResult.Length
                && (givenResult.IsEmpty || IsSame(givenResult[0], takenResult[0])));
    }

    private bool IsSame(ITypeSymbol first, ITypeSymbol second) =>
        SymbolEqualityComparer.Default.Equals(first, second) || compilation.ClassifyCommonConversion(first, second).IsIdentity;

    private bool IsObsolete(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, obsolete))
                return true;
        }

        return false;
    }
}
