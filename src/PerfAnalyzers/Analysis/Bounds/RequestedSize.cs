using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>A number that whoever sends a request chooses, and that nothing holds down on its way.</summary>
/// <param name="Source">The parameter or property that the framework sets from the request.</param>
/// <param name="Read">The same number in the member that uses it: a parameter, or a property of one.</param>
/// <param name="Calls">The calls from the endpoint to there, the first one in the endpoint.</param>
/// <param name="IsCertain">Whether each of the calls surely leads there.</param>
internal sealed record RequestedSize(ISymbol Source, IOperation Read, ImmutableArray<IOperation> Calls, bool IsCertain)
{
    private const int LongestPath = 4;
    private const int LongestTrace = 8;
    private const int MostCallers = 12;

    /// <summary>Null when the number is limited, comes from elsewhere, or cannot be traced.</summary>
    public static RequestedSize? Of(IOperation number, CompilationContext compilation, CancellationToken cancellationToken) =>
        Leaf(number, compilation, LongestTrace) is { } leaf ? Follow(leaf, leaf, ImmutableArray<IOperation>.Empty, true, compilation, cancellationToken) : null;

    private static RequestedSize? Follow(IOperation leaf, IOperation read, ImmutableArray<IOperation> calls, bool isCertain, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var owner = Owner(leaf);
        var number = leaf.ReferencedSymbol()!;
        if (owner is null)
            return IsBound((IPropertySymbol)number, compilation) ? new RequestedSize(number, read, calls, isCertain) : null;

        return Follow(number, owner, leaf, read, calls, isCertain, compilation, cancellationToken);
    }

    /// <summary>The same for a parameter that is the number, or holds it in a property.</summary>
    private static RequestedSize? Follow(ISymbol number, IParameterSymbol owner, IOperation place, IOperation read, ImmutableArray<IOperation> calls, bool isCertain, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (owner.ContainingSymbol is not IMethodSymbol method)
            return null;

        if (IsGivenByFramework(owner, method, place, compilation))
            return new RequestedSize(number, read, calls, isCertain);

        if (method.MethodKind != MethodKind.Ordinary || calls.Length == LongestPath)
            return null;

        foreach (var site in Callers.For(compilation).Of(method, cancellationToken).Take(MostCallers))
        {
            // app.MapGet("/orders", List)
            if (site.Operation is IMethodReferenceOperation)
            {
                if (RequestDelegates.IsHandedOver(site.Operation, compilation))
                    return new RequestedSize(number, read, calls, isCertain);

                continue;
            }

            if (site.Operation is not IInvocationOperation call || call.Argument(owner.Ordinal) is not { } argument)
                continue;

            var isOnly = CallTargets.Of(call, compilation).Methods.Length == 1;
            if (Handed(number, argument, read, calls.Insert(0, call), isCertain && isOnly, compilation, cancellationToken) is { } found)
                return found;
        }

        return number is IPropertySymbol property && property.ContainingType.Is(owner.Type) && RequestHandlers.For(compilation).Handles(property.ContainingType)
            ? Sent(property, read, calls, isCertain, compilation, cancellationToken)
            : null;
    }

    /// <summary>The same where the number is handed over, or the object that has it: as that came, or made of numbers that came.</summary>
    private static RequestedSize? Handed(ISymbol number, IOperation argument, IOperation read, ImmutableArray<IOperation> calls, bool isCertain, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var value = argument;
        if (number is IPropertySymbol property)
        {
            var holder = argument.Unwrap();
            if (holder is IParameterReferenceOperation { Parameter: var given })
                return SizeCaps.InCode(number, holder) ? null : Follow(number, given, holder, read, calls, isCertain, compilation, cancellationToken);

            if (Made(holder) is not { } made || !property.ContainingType.Is(made.Type) || ValueOf(made, property) is not { } set)
                return null;

            value = set;
        }

        return Leaf(value, compilation, LongestTrace) is { } leaf ? Follow(leaf, read, calls, isCertain, compilation, cancellationToken) : null;
    }

    /// <summary>The new object that a value is, there or in a local that nothing else is done with.</summary>
    private static IObjectCreationOperation? Made(IOperation holder) => holder switch
    {
        IObjectCreationOperation made => made,
        ILocalReferenceOperation local when LocalValues.Root(local).DescendantsAndSelf().Count(o => o is ILocalReferenceOperation { IsDeclaration: false } other && other.Local.Is(local.Local)) == 1 =>
            LocalValues.SetOnce(local)?.Unwrap() as IObjectCreationOperation,
        _ => null,
    };

    /// <summary>The same over a mediator: an endpoint sends the request as it came, or makes it of numbers that came.</summary>
    private static RequestedSize? Sent(IPropertySymbol number, IOperation read, ImmutableArray<IOperation> calls, bool isCertain, CompilationContext compilation, CancellationToken cancellationToken)
    {
        foreach (var site in RequestSenders.For(compilation).Of(number.ContainingType, cancellationToken).Take(MostCallers))
        {
            var call = (IInvocationOperation)site.Operation;
            foreach (var argument in call.Arguments)
            {
                if (number.ContainingType.Is(argument.Value.Unwrap().Type) && Handed(number, argument.Value, read, calls.Insert(0, call), isCertain, compilation, cancellationToken) is { } found)
                    return found;
            }
        }

        return null;
    }

    /// <summary>What a new object gets for one of its properties, by name or by the parameter of a record.</summary>
    private static IOperation? ValueOf(IObjectCreationOperation made, IPropertySymbol property)
    {
        foreach (var set in made.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (set is ISimpleAssignmentOperation assignment && property.Is(assignment.Target.ReferencedSymbol()))
                return assignment.Value;
        }

        return made.Arguments.FirstOrDefault(a => a is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } && parameter.Name == property.Name)?.Value;
    }

    /// <summary>The parameter, or the property of a parameter or of a page, that a number is; null when it may be anything else, or is limited.</summary>
    private static IOperation? Leaf(IOperation number, CompilationContext compilation, int depth)
    {
        if (depth == 0)
            return null;

        var value = number.UnwrapAwait();
        switch (value)
        {
            case { ConstantValue.HasValue: true } or { Type.SpecialType: SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Boolean }:
                return null;
            case ILocalReferenceOperation local:
                return !SizeCaps.InCode(local.Local, local) && LocalValues.SetOnce(local) is { } set ? Leaf(set, compilation, depth - 1) : null;
            case ICoalesceOperation coalesce:
                return Leaf(coalesce.Value, compilation, depth - 1);
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Leaf(choice.WhenTrue, compilation, depth - 1) ?? Leaf(otherwise, compilation, depth - 1);
            case IInvocationOperation { TargetMethod: { Name: "Max", ContainingType.Name: "Math" } } larger:
                return Leaf(larger.Arguments[0].Value, compilation, depth - 1) ?? Leaf(larger.Arguments[1].Value, compilation, depth - 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Multiply } more:
                return Leaf(more.LeftOperand, compilation, depth - 1) ?? Leaf(more.RightOperand, compilation, depth - 1);
            case IInvocationOperation { TargetMethod: { Name: "GetValueOrDefault", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } nullable }:
                return Leaf(nullable, compilation, depth - 1);
            case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } nullable }:
                return Leaf(nullable, compilation, depth - 1);
            case IParameterReferenceOperation parameter:
                return !SizeCaps.InDeclaration(parameter.Parameter, compilation) && !SizeCaps.InCode(parameter.Parameter, parameter) ? parameter : null;
            case IPropertyReferenceOperation { Property.SetMethod: not null, Instance: { } instance } property when instance.Unwrap() is IParameterReferenceOperation or IInstanceReferenceOperation:
                return !SizeCaps.InDeclaration(property.Property, compilation) && !SizeCaps.InCode(property.Property, property) && !IsAssigned(property) ? property : null;
            default:
                return null;
        }
    }

    private static IParameterSymbol? Owner(IOperation leaf) => leaf switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter,
        IPropertyReferenceOperation { Instance: { } instance } => (instance.Unwrap() as IParameterReferenceOperation)?.Parameter,
        _ => null,
    };

    /// <summary>Whether the web framework sets a parameter from a request.</summary>
    internal static bool IsGivenByFramework(IParameterSymbol parameter, IMethodSymbol method, IOperation place, CompilationContext compilation)
    {
        if (RequestEntries.For(compilation).Contains(method))
            return true;

        if (method.MethodKind is MethodKind.AnonymousFunction or MethodKind.LocalFunction)
        {
            for (var parent = place.Parent; parent is not null; parent = parent.Parent)
            {
                if (parent is IAnonymousFunctionOperation lambda && lambda.Symbol.Is(method))
                    return RequestDelegates.IsHandedOver(lambda, compilation);

                if (parent is ILocalFunctionOperation local && local.Symbol.Is(method))
                    return Endpoints.For(compilation).IsHandedOver(local);
            }

            return false;
        }

        // A gRPC service is handed the message and the context of the call.
        return method.IsOverride && parameter.Ordinal == 0 && method.Parameters.Any(p => p.Type.DerivesFrom(compilation.Type(TypeNames.Grpc.ServerCallContext)));
    }

    /// <summary>A property of a page or controller that requests set.</summary>
    private static bool IsBound(IPropertySymbol property, CompilationContext compilation) =>
        compilation.Type(TypeNames.AspNetCore.BindPropertyAttribute) is { } attribute && property.GetAttributes().Any(a => a.AttributeClass.Is(attribute));

    private static bool IsAssigned(IPropertyReferenceOperation property) =>
        LocalValues.Root(property).DescendantsAndSelf().Any(o => o is IAssignmentOperation assignment && assignment.Target.ReferencedSymbol().Is(property.Property));
}
