using Microsoft.CodeAnalysis.CSharp;

namespace PerfAnalyzers.Knowledge;

/// <summary>Compares two methods by their signatures: whether one, awaited, does and gives what the other does.</summary>
internal sealed class AsyncTwinMatch
{
    private readonly Compilation compilation;
    private readonly AwaitableTypes awaitables;
    private readonly INamedTypeSymbol? sequence;
    private readonly INamedTypeSymbol? asyncSequence;
    private readonly INamedTypeSymbol? obsolete;

    public AsyncTwinMatch(CompilationContext context)
    {
        compilation = context.Compilation;
        awaitables = AwaitableTypes.For(context);
        sequence = context.Type(TypeNames.System.EnumerableOfT);
        asyncSequence = context.Type(TypeNames.System.AsyncEnumerableOfT);
        obsolete = context.Type(TypeNames.System.ObsoleteAttribute);
    }

    /// <summary>The twin that a candidate is, or null when it is none.</summary>
    /// <param name="method">The method that is called, with its type arguments; of an extension method the static form.</param>
    /// <param name="candidate">A method that is named like a twin; of an extension method the static form.</param>
    /// <param name="skipsFirst">Whether the first parameters need not be the same: sequences where the twin wants queries.</param>
    /// <param name="cost">How far the two are apart; the nearest is taken.</param>
    public AsyncTwin? Compare(IMethodSymbol method, IMethodSymbol candidate, bool skipsFirst, out int cost)
    {
        cost = 0;
        if (candidate.Arity != method.Arity || candidate.IsStatic != method.IsStatic || IsObsolete(candidate) || (IsHidden(candidate) && !IsHidden(method)) || !TakesTypes(candidate, method))
            return null;

        var twin = candidate.Arity > 0 ? candidate.ConstructedFrom.Construct(method.TypeArguments.ToArray()) : candidate;
        if (!Gives(twin, method.ReturnsVoid ? null : method.ReturnType, out var isSequence))
            return null;

        var memories = ImmutableArray.CreateBuilder<int>();
        var dropped = ImmutableArray.CreateBuilder<int>();
        var at = 0;
        foreach (var parameter in method.Parameters)
        {
            var other = at < twin.Parameters.Length ? twin.Parameters[at] : null;
            if (other is not null && parameter.Ordinal == 0 && skipsFirst)
            {
                at++;
                continue;
            }

            if (other is not null && Same(parameter, other))
            {
                // CopyAsync(to, from) is no twin of Copy(from, to).
                if (other.Name != parameter.Name && twin.Parameters.Any(p => p.Name == parameter.Name && IsSame(p.Type, other.Type)))
                    return null;

                at++;
            }
            else if (other is not null && parameter.RefKind == RefKind.None && TakesMemoryOf(parameter.Type, other.Type, out var isSpan))
            {
                if (isSpan)
                    memories.Add(parameter.Ordinal);

                cost += 10;
                at++;
            }
            else if (other is not null && Widens(parameter, other))
            {
                cost++;
                at++;
            }
            else if (parameter.IsOptional)
            {
                dropped.Add(parameter.Ordinal);
                cost += 2;
            }
            else
            {
                return null;
            }
        }

        for (; at < twin.Parameters.Length; at++)
        {
            var extra = twin.Parameters[at];
            if (IsToken(extra))
                cost += extra.IsOptional ? 0 : 5;
            else if (extra.IsOptional || extra.IsParams)
                cost++;
            else
                return null;
        }

        return new AsyncTwin(twin)
        {
            IsSequence = isSequence,
            MemoryParameters = memories.ToImmutable(),
            DroppedParameters = dropped.ToImmutable(),
        };
    }

    /// <summary>Whether a method has a parameter for a token that <paramref name="method"/> has not.</summary>
    public static bool AddsToken(IMethodSymbol twin, IMethodSymbol method) =>
        AsyncTwin.TokenParameter(twin) is not null && AsyncTwin.TokenParameter(method) is null;

    private bool Gives(IMethodSymbol twin, ITypeSymbol? expected, out bool isSequence)
    {
        isSequence = false;
        if (twin.ReturnType is not INamedTypeSymbol returned)
            return false;

        if (awaitables.IsAsyncReturn(returned))
            return returned.Arity == 0 ? expected is null : expected is not null && IsSame(returned.TypeArguments[0], expected);

        isSequence = returned.OriginalDefinition.Equals(asyncSequence, SymbolEqualityComparer.Default)
            && expected is INamedTypeSymbol { Arity: 1 } elements
            && elements.OriginalDefinition.Equals(sequence, SymbolEqualityComparer.Default)
            && IsSame(returned.TypeArguments[0], elements.TypeArguments[0]);
        return isSequence;
    }

    private bool Same(IParameterSymbol first, IParameterSymbol second) =>
        first.RefKind == second.RefKind
        && first.RefKind is RefKind.None
        && (!first.IsParams || second.IsParams)
        && IsSame(second.Type, first.Type);

    /// <summary>An array where the twin takes a sequence, a class where it takes the interface.</summary>
    private bool Widens(IParameterSymbol first, IParameterSymbol second) =>
        first is { RefKind: RefKind.None, IsParams: false }
        && second is { RefKind: RefKind.None, IsParams: false, Type.SpecialType: not SpecialType.System_Object }
        && compilation.ClassifyConversion(first.Type, second.Type) is { IsImplicit: true, IsReference: true };

    /// <summary>The same type but for what the runtime does not know: dynamic, names in tuples, nullability of references.</summary>
    private bool IsSame(ITypeSymbol first, ITypeSymbol second) =>
        SymbolEqualityComparer.Default.Equals(first, second) || compilation.ClassifyConversion(first, second).IsIdentity;

    private static bool TakesMemoryOf(ITypeSymbol given, ITypeSymbol taken, out bool isSpan)
    {
        isSpan = given is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1 };
        var element = given switch
        {
            IArrayTypeSymbol { IsSZArray: true } array => array.ElementType,
            INamedTypeSymbol span when isSpan => span.TypeArguments[0],
            _ => null,
        };
        return element is not null
            && taken is INamedTypeSymbol { Name: "Memory" or "ReadOnlyMemory", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } memory
            && (given.Name != "ReadOnlySpan" || memory.Name == "ReadOnlyMemory")
            && SymbolEqualityComparer.Default.Equals(memory.TypeArguments[0], element);
    }

    private static bool IsToken(IParameterSymbol parameter) => AsyncTwin.TokenParameter((IMethodSymbol)parameter.ContainingSymbol)?.Ordinal == parameter.Ordinal;

    private bool IsObsolete(IMethodSymbol method) =>
        obsolete is not null && (Has(method) || Has(method.ContainingType));

    /// <summary>Whether editors are told not to show it: its author wants nobody to write such calls. Overloads for older callers are hidden with their twins.</summary>
    private static bool IsHidden(IMethodSymbol method)
    {
        const int Never = 1;
        return method.GetAttributes().Any(a =>
            a.AttributeClass is { Name: "EditorBrowsableAttribute", ContainingNamespace.Name: "ComponentModel" } && !a.ConstructorArguments.IsEmpty && a.ConstructorArguments[0].Value is Never);
    }

    /// <summary>Whether the type arguments of a call are allowed for another method too.</summary>
    private bool TakesTypes(IMethodSymbol candidate, IMethodSymbol method) =>
        candidate.TypeParameters.Zip(method.TypeArguments, (parameter, argument) =>
            (!parameter.HasReferenceTypeConstraint || argument.IsReferenceType)
            && (!parameter.HasValueTypeConstraint || argument.IsValueType)
            && (!parameter.HasUnmanagedTypeConstraint || argument.IsUnmanagedType)
            && (!parameter.HasConstructorConstraint || HasConstructor(argument))
            && parameter.ConstraintTypes.OfType<INamedTypeSymbol>().Where(t => t.Arity == 0).All(t => compilation.ClassifyConversion(argument, t).IsImplicit)).All(fits => fits);

    private static bool HasConstructor(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.HasConstructorConstraint || parameter.HasValueTypeConstraint,
        INamedTypeSymbol named => named.IsValueType || named.InstanceConstructors.Any(c => c.Parameters.IsEmpty && c.DeclaredAccessibility == Accessibility.Public),
        _ => false,
    };

    private bool Has(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, obsolete))
                return true;
        }

        return false;
    }
}
