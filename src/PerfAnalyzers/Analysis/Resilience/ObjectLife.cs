using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>How long an object lives that a piece of code makes.</summary>
internal enum ObjectEnd
{
    /// <summary>It is handed out, or to code that may keep it.</summary>
    Unknown,

    /// <summary>It is gone when the function returns.</summary>
    WithCall,

    /// <summary>It is kept by a field or property of the type around.</summary>
    WithOwner,
}

/// <summary>What becomes of an object that a piece of code makes.</summary>
/// <param name="End">How long it lives.</param>
/// <param name="Owner">The field or property that keeps it.</param>
internal readonly record struct ObjectLife(ObjectEnd End, ISymbol? Owner = null)
{
    private const int MostHops = 6;

    private static readonly ObjectLife Unknown = new(ObjectEnd.Unknown);
    private static readonly ObjectLife WithCall = new(ObjectEnd.WithCall);

    /// <param name="made">The expression that makes the object.</param>
    /// <param name="resultsKeepIt">Whether what its Get and Create methods give holds on to it, as the database of a client does.</param>
    public static ObjectLife Of(IOperation made, bool resultsKeepIt) => Of(made, resultsKeepIt, MostHops);

    private static ObjectLife Of(IOperation value, bool resultsKeepIt, int hops)
    {
        if (hops == 0)
            return Unknown;

        while (value.Parent is IConversionOperation or IParenthesizedOperation or IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
            value = value.Parent;

        switch (value.Parent)
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return OfLocal(declarator.Symbol, value, resultsKeepIt, hops);
            case ISimpleAssignmentOperation assignment when assignment.Value == value:
                return OfTarget(assignment, value, resultsKeepIt, hops);
            case IFieldInitializerOperation { InitializedFields: { Length: 1 } fields }:
                return new ObjectLife(ObjectEnd.WithOwner, fields[0]);
            case IPropertyInitializerOperation { InitializedProperties: { Length: 1 } properties }:
                return new ObjectLife(ObjectEnd.WithOwner, properties[0]);
            case IUsingOperation or IExpressionStatementOperation:
                return WithCall;
            case IInvocationOperation or IArgumentOperation or IPropertyReferenceOperation when CalledOn(value) is { } member:
                return resultsKeepIt && Keeps(member, value.Type) ? Of(member, resultsKeepIt, hops - 1) : WithCall;
            case IReturnOperation:
                return IsGoneWithCallsOfMaker(value, resultsKeepIt, hops) ? WithCall : Unknown;
            default:
                return Unknown;
        }
    }

    /// <summary>Whether what a private method or property makes and returns is gone with each function that calls it.</summary>
    private static bool IsGoneWithCallsOfMaker(IOperation value, bool resultsKeepIt, int hops) =>
        CallsOfMaker(value) is { IsEmpty: false } calls && calls.All(c => Of(c, resultsKeepIt, hops - 1).End == ObjectEnd.WithCall);

    /// <summary>The calls of the private method, or reads of the private property, that makes and returns an object; empty where anybody else may have it.</summary>
    private static ImmutableArray<IOperation> CallsOfMaker(IOperation value)
    {
        if (value.SemanticModel is not { } model || FunctionAround(value) is IAnonymousFunctionOperation or ILocalFunctionOperation
            || model.GetEnclosingSymbol(value.Syntax.SpanStart) is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet, DeclaredAccessibility: Accessibility.Private } maker)
        {
            return ImmutableArray<IOperation>.Empty;
        }

        var sites = Callers.For(CompilationContext.For(model.Compilation)).Of(maker, CancellationToken.None);
        return sites.All(s => s.Operation is IInvocationOperation or IPropertyReferenceOperation)
            ? sites.Select(s => s.Operation).ToImmutableArray()
            : ImmutableArray<IOperation>.Empty;
    }

    private static IOperation? FunctionAround(IOperation value)
    {
        var parent = value.Parent;
        while (parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
            parent = parent.Parent;

        return parent;
    }

    private static ObjectLife OfTarget(ISimpleAssignmentOperation assignment, IOperation value, bool resultsKeepIt, int hops) => assignment.Target switch
    {
        ILocalReferenceOperation local => OfLocal(local.Local, value, resultsKeepIt, hops),
        IDiscardOperation => WithCall,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => new ObjectLife(ObjectEnd.WithOwner, field.Field),
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } property => new ObjectLife(ObjectEnd.WithOwner, property.Property),
        _ => Unknown,
    };

    private static ObjectLife OfLocal(ILocalSymbol local, IOperation value, bool resultsKeepIt, int hops)
    {
        var uses = new List<IOperation>();
        var isDisposed = false;
        foreach (var operation in LocalValues.Root(value).Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && declarator.Symbol.Is(local))
            {
                isDisposed |= declarator.Parent?.Parent?.Parent is IUsingOperation or IUsingDeclarationOperation;
                if (declarator.GetVariableInitializer() is { Value: { } first } && !IsOrIsNothing(first, value))
                    return Unknown;
            }

            if (operation is ILocalReferenceOperation reference && reference.Local.Is(local))
            {
                uses.Add(reference);
                isDisposed |= reference.ParentValue() is IUsingOperation || (CalledOn(reference) is IInvocationOperation { TargetMethod.Name: "Dispose" or "DisposeAsync" or "Close" or "CloseAsync" } && !IsOfFailure(reference));
            }
        }

        return uses.All(use => IsGone(use, local, value, isDisposed, resultsKeepIt, hops)) ? WithCall : Unknown;
    }

    /// <summary>Whether a place runs only where something went wrong: what is let go there lives on where nothing does.</summary>
    private static bool IsOfFailure(IOperation place)
    {
        for (var parent = place.Parent; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation)
                return true;
        }

        return false;
    }

    /// <summary>Whether a local is given the object or null; another object may be one that lives longer.</summary>
    private static bool IsOrIsNothing(IOperation given, IOperation value) =>
        given.ConstantValue is { HasValue: true, Value: null } || given.Syntax.Span.Contains(value.Syntax.Span);

    /// <summary>Whether a use of a local lets the object go.</summary>
    private static bool IsGone(IOperation use, ILocalSymbol local, IOperation value, bool isDisposed, bool resultsKeepIt, int hops)
    {
        var parent = use.ParentValue();
        switch (parent)
        {
            case ISimpleAssignmentOperation assignment when assignment.Target == use:
                return IsOrIsNothing(assignment.Value, value);
            case IReturnOperation:
                return IsGoneWithCallsOfMaker(use, resultsKeepIt, hops);
            case ISimpleAssignmentOperation or IVariableInitializerOperation:
                return false;
            case IUsingOperation or IBinaryOperation or IIsPatternOperation:
                return true;
        }

        if (CalledOn(use) is { } member)
            return !resultsKeepIt || isDisposed || !Keeps(member, local.Type) || Of(member, resultsKeepIt, hops - 1).End == ObjectEnd.WithCall;

        return isDisposed || (parent is IFieldReferenceOperation or IEventReferenceOperation);
    }

    /// <summary>The member that is called or read on a value; null when it is used in another way.</summary>
    private static IOperation? CalledOn(IOperation value)
    {
        var child = value;
        while (child.Parent is IConversionOperation or IParenthesizedOperation)
            child = child.Parent;

        switch (child.Parent)
        {
            case IInvocationOperation call when call.Instance == child:
                return call;
            case IPropertyReferenceOperation property when property.Instance == child:
                return property;
            case IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingNamespace: var declared } } extension }
                when declared.IsFramework() || extension.TargetMethod.ContainingAssembly.Is(value.Type?.ContainingAssembly):
                // Of other extensions nobody knows what they keep.
                return extension;
            case IConditionalAccessOperation access when access.Operation == child:
                // The member stands in the other half: its result is that of the whole.
                return access;
            default:
                return null;
        }
    }

    /// <summary>Whether what a member gives belongs to the same library and is made to work with the object.</summary>
    private static bool Keeps(IOperation member, ITypeSymbol? type)
    {
        var given = member.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } results } ? results[0] : member.Type;
        return given is { IsReferenceType: true, SpecialType: SpecialType.None }
            && given.ContainingAssembly.Is(type?.ContainingAssembly)
            && (member is not IInvocationOperation { TargetMethod.Name: var name } || MakesPart(name));
    }

    private static bool MakesPart(string name) =>
        name.StartsWith("Get", StringComparison.Ordinal)
        || name.StartsWith("Create", StringComparison.Ordinal)
        || name.StartsWith("Open", StringComparison.Ordinal)
        || name.StartsWith("With", StringComparison.Ordinal);
}
