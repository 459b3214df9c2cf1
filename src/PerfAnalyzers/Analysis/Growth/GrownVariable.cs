using System.Runtime.CompilerServices;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Growth;

/// <summary>Questions about a variable that gets its own value with something added to it, again and again.</summary>
internal static class GrownVariable
{
    private static readonly ConditionalWeakTable<IOperation, HashSet<ISymbol>> Resets = new();

    /// <summary>
    /// The outermost loop per element whose rounds all add to the same value, or null when there is none: the variable is made
    /// anew or emptied in each round, or belongs to the element.
    /// </summary>
    public static Iteration.Iteration? Loop(IAssignmentOperation growth, CompilationContext compilation) => Loop(growth, growth.Target, compilation);

    /// <inheritdoc cref="Loop(IAssignmentOperation, CompilationContext)"/>
    /// <param name="growth">The place.</param>
    /// <param name="target">The variable.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="byPages">Whether also a loop counts that adds a page in each round.</param>
    public static Iteration.Iteration? Loop(IOperation growth, IOperation target, CompilationContext compilation, bool byPages = false)
    {
        Iteration.Iteration? outermost = null;
        foreach (var iteration in Iterations.Around(growth, compilation))
        {
            if (!Survives(target, iteration) || IsFirstRoundOnly(growth, target, iteration))
                break;

            switch (iteration.Kind)
            {
                case IterationKind.PerElement:
                    outermost = iteration;
                    continue;
                case IterationKind.FewElements or IterationKind.Once or IterationKind.Retry:
                    continue;
                case IterationKind.Page when byPages:
                case IterationKind.Consumer when IsReadAfter(target, iteration):
                    outermost ??= iteration;
                    break;
                case not (IterationKind.CacheMiss or IterationKind.Failure) when iteration.Operation is IWhileLoopOperation loop && (LoopShape.ReadsParts(loop) || LoopShape.ForwardIn(loop) is not null || WorkLists.Of(iteration) is not null):
                    outermost ??= iteration;
                    break;
            }

            break;
        }

        return outermost;
    }

    /// <summary>Whether a variable of the method is read when the loop is over: what it consumes comes to an end, and all of it has been collected.</summary>
    private static bool IsReadAfter(IOperation target, Iteration.Iteration iteration) =>
        target.ReferencedSymbol() is ILocalSymbol local
        && LocalValues.Root(target).Descendants().Any(o => o is ILocalReferenceOperation read && read.Local.Is(local) && read.Syntax.SpanStart > iteration.Operation.Syntax.Span.End);

    /// <summary>Whether what one round leaves in a variable is there in the next.</summary>
    public static bool Survives(IOperation target, Iteration.Iteration iteration)
    {
        if (target.ReferencedSymbol() is not { } symbol
            || LoopFacts.Of(iteration).Declares(symbol)
            || iteration.Variables.Contains(symbol, SymbolEqualityComparer.Default)
            || Resets.GetValue(iteration.Operation, CollectResets).Contains(symbol))
        {
            return false;
        }

        return Owner(target) is not { } owner || Variance.IsInvariantIn(owner, iteration);
    }

    /// <summary>
    /// Whether each state of the variable is kept: added to a collection, given to an object that is made or to the element, or handed out one by one.
    /// Whoever keeps them all needs a copy for each.
    /// </summary>
    public static bool IsKeptInEachRound(IOperation target, Iteration.Iteration iteration) =>
        target.ReferencedSymbol() is { } symbol && LoopShape.OwnOperations(iteration.Body).Any(o =>
            o is ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation && o.ReferencedSymbol().Is(symbol) && IsKept(o, iteration));

    private static bool IsKept(IOperation reference, Iteration.Iteration iteration)
    {
        var value = reference;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;

        return value.Parent switch
        {
            IReturnOperation { Kind: OperationKind.YieldReturn } => true,
            IArgumentOperation { Parent: IObjectCreationOperation { Constructor: { } made } } => !made.ContainingNamespace.IsFramework(),
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Add" or "TryAdd" or "Push" or "Enqueue", IsStatic: false, ContainingNamespace: { } space }, Instance: { } keeper } } =>
                space.IsFramework() && keeper.ReferencedSymbol() is { } kept && !LoopFacts.Of(iteration).Declares(kept),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map } } assignment when assignment.Value == value => Variance.IsInvariantIn(map, iteration),
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } owner } } assignment when assignment.Value == value => !Variance.IsInvariantIn(owner, iteration),
            _ => false,
        };
    }

    /// <summary>Whether two expressions name the same variable or the same member of the same object.</summary>
    public static bool IsSame(IOperation one, IOperation other)
    {
        one = one.Unwrap();
        other = other.Unwrap();
        if (!one.ReferencedSymbol().Is(other.ReferencedSymbol()))
            return false;

        var (left, right) = (Owner(one), Owner(other));
        return left is null ? right is null : right is not null && left.ReferencedSymbol() is { } owner && owner.Is(right.ReferencedSymbol());
    }

    /// <summary>Whether the place runs only where some test holds, so that how often is not told by the number of elements.</summary>
    /// <param name="place">The place.</param>
    /// <param name="variable">The variable that grows; tests of its own state do not count.</param>
    /// <param name="iteration">The loop.</param>
    public static bool IsConditional(IOperation place, IOperation variable, Iteration.Iteration iteration)
    {
        var child = place;
        for (var parent = place.Parent; parent is not null && parent != iteration.Operation; child = parent, parent = parent.Parent)
        {
            if ((parent is IConditionalOperation test && child != test.Condition && !IsAboutVariable(test.Condition, variable) && !AsksForNothing(test.Condition, place))
                || parent is ISwitchCaseOperation or ISwitchExpressionArmOperation
                || (parent is IBlockOperation block && IsPassedOver(block, child, variable, place)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether rounds end before they come to a statement: <c>if (order.IsPaid) continue;</c></summary>
    private static bool IsPassedOver(IBlockOperation block, IOperation statement, IOperation variable, IOperation place)
    {
        foreach (var earlier in block.Operations)
        {
            if (earlier == statement)
                return false;

            if (earlier is IConditionalOperation { WhenFalse: null } guard && Continues(guard.WhenTrue) && !IsAboutVariable(guard.Condition, variable) && !AsksForNothing(guard.Condition, place))
                return true;
        }

        return false;
    }

    /// <summary>Whether a test only asks whether there is anything in a collection that comes in: the rounds that it leaves out would add nothing.</summary>
    private static bool AsksForNothing(IOperation condition, IOperation place) =>
        Emptiness.AskedForAny(condition) is { } asked
        && asked is ILocalSymbol { Type.SpecialType: not SpecialType.System_String } or IParameterSymbol { Type.SpecialType: not SpecialType.System_String }
        && LoopFacts.ReferencedSymbols(place).Any(s => s.Is(asked));

    private static bool Continues(IOperation statement) =>
        (statement is IBlockOperation { Operations: { Length: > 0 } statements } ? statements[statements.Length - 1] : statement) is IBranchOperation { BranchKind: BranchKind.Continue };

    /// <summary>The object whose member is meant; null for variables and for members of the object at hand.</summary>
    private static IOperation? Owner(IOperation target) => target.Unwrap() switch
    {
        IMemberReferenceOperation { Instance: { } instance } when instance.Unwrap() is not IInstanceReferenceOperation => instance.Unwrap(),
        _ => null,
    };

    /// <summary>Under a test that the variable is still empty, or that a flag is set which the same branch clears.</summary>
    public static bool IsFirstRoundOnly(IOperation place, IOperation variable, Iteration.Iteration iteration)
    {
        var child = place;
        for (var parent = place.Parent; parent is not null && parent != iteration.Operation; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalOperation test && child != test.Condition && (IsEmptyTest(test.Condition, variable) ? child == test.WhenTrue : RoundConditions.ClearsFlag(test, child)))
                return true;
        }

        return false;
    }

    private static bool IsAboutVariable(IOperation condition, IOperation variable) =>
        LoopFacts.ReferencedSymbols(condition).Any(s => s.Is(variable.ReferencedSymbol()));

    private static bool IsEmptyTest(IOperation condition, IOperation variable)
    {
        return condition.Unwrap() switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test => IsState(test.LeftOperand, variable),
            IInvocationOperation { TargetMethod.Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", Arguments.Length: 1 } call => IsState(call.Arguments[0].Value, variable),
            IIsPatternOperation { Pattern: IConstantPatternOperation } match => IsState(match.Value, variable),
            _ => false,
        };
    }

    /// <summary>The variable itself or its length, not one of its elements.</summary>
    private static bool IsState(IOperation value, IOperation variable) =>
        IsSame(value, variable)
        || (value.Unwrap() is IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } counted } && IsSame(counted, variable));

    private static HashSet<ISymbol> CollectResets(IOperation iteration)
    {
        var resets = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in iteration.DescendantsAndSelf())
        {
            switch (operation)
            {
                case ISimpleAssignmentOperation assignment when assignment.Target.ReferencedSymbol() is { } symbol && !Mentions(assignment.Value, symbol):
                    resets.Add(symbol);
                    break;
                case IDeconstructionAssignmentOperation deconstruction:
                    foreach (var symbol in LoopFacts.ReferencedSymbols(deconstruction.Target))
                        resets.Add(symbol);

                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Parent: not IInvocationOperation { TargetMethod: { Name: "Resize", ContainingType.SpecialType: SpecialType.System_Array } } } argument when argument.Value.ReferencedSymbol() is { } passed && !GrowthBehindCall.IsGrown(argument):
                    resets.Add(passed);
                    break;
            }
        }

        return resets;
    }

    private static bool Mentions(IOperation value, ISymbol symbol) => LoopFacts.ReferencedSymbols(value).Any(s => s.Is(symbol));
}
