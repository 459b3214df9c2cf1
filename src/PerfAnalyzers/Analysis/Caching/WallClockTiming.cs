using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>A time of day that is kept for nothing but to see later how long something took.</summary>
/// <param name="Start">The local or field that keeps it.</param>
/// <param name="Now">The property that tells the time.</param>
/// <param name="Settings">The expressions that tell it to be kept.</param>
/// <param name="Differences">The expressions that take it from a later time, in the order of the code.</param>
/// <param name="Ends">The locals that keep such later times.</param>
internal sealed record WallClockTiming(
    ISymbol Start,
    IPropertySymbol Now,
    ImmutableArray<IOperation> Settings,
    ImmutableArray<IOperation> Differences,
    ImmutableArray<ILocalSymbol> Ends)
{
    /// <summary>The timing whose first difference an operation is; null for any other operation, and where the time is also used as one.</summary>
    public static WallClockTiming? Of(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var clock = WallClock.For(compilation);
        if (Sides(operation, clock) is not var (later, earlier) || operation.IsNotRun(compilation))
            return null;

        var timing = earlier.Unwrap() switch
        {
            ILocalReferenceOperation start => OfLocal(start.Local, operation, clock),
            IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private } field, Instance: null or IInstanceReferenceOperation } when NowOf(later, clock) is not null => OfField(field, clock, compilation, cancellationToken),
            _ => null,
        };
        return timing?.Differences[0].Syntax == operation.Syntax ? timing : null;
    }

    /// <summary>How sure it is that a clock that somebody sets does harm; of a field, which is asked now and then, only where the clock jumps by itself.</summary>
    public Confidence Confidence => Start is ILocalSymbol ? Confidence.High : WallClock.IsLocal(Now) ? Confidence.Medium : Confidence.Low;

    /// <summary>The later and the earlier time of a difference: <c>a - b</c>, <c>a.Subtract(b)</c>.</summary>
    private static (IOperation Later, IOperation Earlier)? Sides(IOperation operation, WallClock clock) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, OperatorMethod: { } method } difference
            when clock.IsTime(method.ContainingType) && clock.IsTime(difference.RightOperand.Type) => (difference.LeftOperand, difference.RightOperand),
        IInvocationOperation { TargetMethod.Name: "Subtract", Instance: { } later, Arguments: { Length: 1 } earlier }
            when clock.IsTime(later.Type) && clock.IsTime(earlier[0].Value.Type) => (later, earlier[0].Value),
        _ => null,
    };

    private static IPropertySymbol? NowOf(IOperation? value, WallClock clock) =>
        value?.Unwrap() is IPropertyReferenceOperation { Property: var property } && clock.IsNow(property) ? property : null;

    private static WallClockTiming? OfLocal(ILocalSymbol start, IOperation within, WallClock clock)
    {
        if (Kept(start, within, clock) is not { Differences.IsEmpty: false } kept)
            return null;

        var ends = ImmutableArray.CreateBuilder<ILocalSymbol>();
        foreach (var difference in kept.Differences)
        {
            if (IsOfDays(difference) || Sides(difference, clock) is not var (later, earlier) || !earlier.ReferencedSymbol().Is(start))
                return null;

            if (NowOf(later, clock) is { } now)
            {
                if (!now.Is(kept.Now))
                    return null;
            }
            else if (later.Unwrap() is ILocalReferenceOperation end && Kept(end.Local, within, clock) is { } other && other.Now.Is(kept.Now) && other.Differences.All(d => Sides(d, clock)?.Earlier.ReferencedSymbol().Is(start) == true))
            {
                if (!ends.Contains(end.Local, SymbolEqualityComparer.Default))
                    ends.Add(end.Local);
            }
            else
            {
                return null;
            }
        }

        return kept with { Ends = ends.ToImmutable() };
    }

    /// <summary>What a local keeps that is only ever set to the present time and only ever stands in a difference; null for any other.</summary>
    private static WallClockTiming? Kept(ILocalSymbol local, IOperation within, WallClock clock)
    {
        var settings = ImmutableArray.CreateBuilder<IOperation>();
        var differences = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var operation in LocalValues.Root(within).Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declared when declared.Symbol.Is(local) && declared.GetVariableInitializer() is { } initializer:
                    settings.Add(initializer.Value);
                    break;
                case ILocalReferenceOperation reference when reference.Local.Is(local) && !Look(reference, clock, settings, differences):
                    return null;
            }
        }

        return Made(local, settings, differences, clock);
    }

    private static WallClockTiming? OfField(IFieldSymbol field, WallClock clock, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (MemberReferences.Of(field.OriginalDefinition, compilation, cancellationToken) is not { } references)
            return null;

        var settings = ImmutableArray.CreateBuilder<IOperation>();
        var differences = ImmutableArray.CreateBuilder<IOperation>();
        if (references.Any(r => !Look(r.Operation, clock, settings, differences)) || MethodBodies.For(compilation).Initialiser(field) is not null)
            return null;

        return Made(field, settings, differences, clock) is { Differences.IsEmpty: false } made && made.Differences.All(d => !IsOfDays(d) && NowOf(Sides(d, clock)?.Later, clock).Is(made.Now)) ? made : null;
    }

    private static WallClockTiming? Made(ISymbol keeper, ImmutableArray<IOperation>.Builder settings, ImmutableArray<IOperation>.Builder differences, WallClock clock) =>
        settings.Count > 0 && NowOf(settings[0], clock) is { } now && settings.All(s => NowOf(s, clock).Is(now))
            ? new WallClockTiming(keeper, now, settings.ToImmutable(), differences.ToImmutable(), ImmutableArray<ILocalSymbol>.Empty)
            : null;

    /// <summary>Notes what is done with a kept time at one place; false where it is used as a time.</summary>
    private static bool Look(IOperation reference, WallClock clock, ImmutableArray<IOperation>.Builder settings, ImmutableArray<IOperation>.Builder differences)
    {
        if (reference.Parent is ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment && assignment.Target == reference)
        {
            settings.Add(assignment.Value);
            return true;
        }

        var parent = reference.ParentValue() is IArgumentOperation argument ? argument.Parent : reference.ParentValue();
        if (parent is null || Sides(parent, clock) is null)
            return false;

        differences.Add(parent);
        return true;
    }

    /// <summary>Whether somebody asks for days, which are those of a calendar.</summary>
    private static bool IsOfDays(IOperation difference) => difference.ParentValue() is IPropertyReferenceOperation { Property.Name: "Days" or "TotalDays" };
}
