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
/// <param name="IsPlain">Whether these locals stand for ends only, and points in time are taken from each other, and not their ticks.</param>
internal sealed record WallClockTiming(
    ISymbol Start,
    IPropertySymbol Now,
    ImmutableArray<IOperation> Settings,
    ImmutableArray<IOperation> Differences,
    ImmutableArray<ILocalSymbol> Ends,
    bool IsPlain)
{
    private const int MostLocals = 8;

    /// <summary>The timing whose first difference an operation is; null for any other operation, and where the time is also used as one.</summary>
    public static WallClockTiming? Of(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var clock = WallClock.For(compilation);
        if (Sides(operation, clock) is not var (later, earlier) || operation.IsNotRun(compilation))
            return null;

        var timing = earlier switch
        {
            ILocalReferenceOperation start => OfLocal(start.Local, operation, clock, compilation),
            IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private } field, Instance: null or IInstanceReferenceOperation } when NowOf(later, clock) is not null => OfField(field, clock, compilation, cancellationToken),
            _ => null,
        };
        return timing?.Differences[0].Syntax == operation.Syntax ? timing : null;
    }

    /// <summary>How sure it is that a clock that somebody sets does harm; of a field, which is asked now and then, only where the clock jumps by itself.</summary>
    public Confidence Confidence => Start is ILocalSymbol ? Confidence.High : WallClock.IsLocal(Now) ? Confidence.Medium : Confidence.Low;

    /// <summary>The later and the earlier time of a difference: <c>a - b</c>, <c>a.Subtract(b)</c>, <c>a.Ticks - b.Ticks</c>.</summary>
    private static (IOperation Later, IOperation Earlier)? Sides(IOperation operation, WallClock clock) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, OperatorMethod: { } method } difference
            when clock.IsTime(method.ContainingType) && clock.IsTime(difference.RightOperand.Type) => (difference.LeftOperand.Unwrap(), difference.RightOperand.Unwrap()),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, OperatorMethod: null, Type.SpecialType: SpecialType.System_Int64 } difference
            when IsTicks(difference.LeftOperand, clock) || IsTicks(difference.RightOperand, clock) => (Time(difference.LeftOperand, clock), Time(difference.RightOperand, clock)),
        IInvocationOperation { TargetMethod.Name: "Subtract", Instance: { } later, Arguments: { Length: 1 } earlier }
            when clock.IsTime(later.Type) && clock.IsTime(earlier[0].Value.Type) => (later.Unwrap(), earlier[0].Value.Unwrap()),
        _ => null,
    };

    private static bool IsTicks(IOperation? value, WallClock clock) => value?.Unwrap() is IPropertyReferenceOperation { Property.Name: "Ticks", Instance: { } time } && clock.IsTime(time.Type);

    /// <summary>The time whose ticks a value is, or the value itself.</summary>
    private static IOperation Time(IOperation value, WallClock clock) => IsTicks(value, clock) ? ((IPropertyReferenceOperation)value.Unwrap()).Instance!.Unwrap() : value.Unwrap();

    private static IPropertySymbol? NowOf(IOperation? value, WallClock clock) =>
        value is not null && Time(value, clock) is IPropertyReferenceOperation { Property: var property } && clock.IsNow(property) ? property : null;

    /// <summary>The timing that begins with a local, where all locals with which it is compared or shared are kept for nothing else.</summary>
    private static WallClockTiming? OfLocal(ILocalSymbol start, IOperation within, WallClock clock, CompilationContext compilation)
    {
        var group = new List<ILocalSymbol> { start };
        WallClockTiming? timing = null;
        var isPlain = true;
        for (var next = 0; next < group.Count; next++)
        {
            if (group.Count > MostLocals || Kept(group[next], within, clock) is not { } kept || (timing is not null && !kept.Now.Is(timing.Now)))
                return null;

            timing ??= kept;
            Join(group, kept.Settings.Concat(Copies(group[next], within)));
            foreach (var difference in kept.Differences)
            {
                if (Sides(difference, clock) is not var (later, earlier) || earlier is not ILocalReferenceOperation begin || TimedValue.IsOfCalendar(difference, compilation))
                    return null;

                if (later is not ILocalReferenceOperation && !NowOf(later, clock).Is(timing.Now))
                    return null;

                Join(group, new[] { later, earlier });
                isPlain &= begin.Local.Is(start) && difference is not IBinaryOperation { OperatorMethod: null };
            }
        }

        var own = timing!.Differences.Where(d => Sides(d, clock)?.Earlier.ReferencedSymbol().Is(start) == true).ToImmutableArray();
        return own.IsEmpty ? null : timing with { Differences = own, Ends = group.Skip(1).ToImmutableArray(), IsPlain = isPlain };
    }

    private static void Join(List<ILocalSymbol> group, IEnumerable<IOperation> values)
    {
        foreach (var local in values.OfType<ILocalReferenceOperation>().Select(v => v.Local))
        {
            if (!group.Contains(local, SymbolEqualityComparer.Default))
                group.Add(local);
        }
    }

    /// <summary>What a local keeps that is only ever set to the present time, or to another one that keeps it, and only ever stands in a difference; null for any other.</summary>
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
                case ILocalReferenceOperation reference when reference.Local.Is(local) && !IsCopied(reference) && !Look(reference, clock, settings, differences):
                    return null;
            }
        }

        return Made(local, settings, differences, clock);
    }

    /// <summary>The locals that are set to what a local keeps.</summary>
    private static IEnumerable<IOperation> Copies(ILocalSymbol local, IOperation within) =>
        LocalValues.Root(within).Descendants().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(local) && IsCopied(r)).Select(r => ((ISimpleAssignmentOperation)r.Parent!).Target);

    /// <summary>Whether another local is set to what a local keeps, in a statement of its own: <c>last = now;</c></summary>
    private static bool IsCopied(ILocalReferenceOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation { Target: ILocalReferenceOperation, Parent: IExpressionStatementOperation } assignment && assignment.Value == reference;

    private static WallClockTiming? OfField(IFieldSymbol field, WallClock clock, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (MemberReferences.Of(field.OriginalDefinition, compilation, cancellationToken) is not { } references)
            return null;

        var settings = ImmutableArray.CreateBuilder<IOperation>();
        var differences = ImmutableArray.CreateBuilder<IOperation>();
        if (references.Any(r => !Look(r.Operation, clock, settings, differences)) || MethodBodies.For(compilation).Initialiser(field) is not null)
            return null;

        return Made(field, settings, differences, clock) is { Differences.IsEmpty: false } made
            && made.Settings.All(s => NowOf(s, clock) is not null)
            && made.Differences.All(d => !TimedValue.IsOfCalendar(d, compilation) && NowOf(Sides(d, clock)?.Later, clock).Is(made.Now))
            ? made
            : null;
    }

    private static WallClockTiming? Made(ISymbol keeper, ImmutableArray<IOperation>.Builder settings, ImmutableArray<IOperation>.Builder differences, WallClock clock) =>
        settings.Select(s => NowOf(s, clock)).FirstOrDefault(n => n is not null) is { } now && settings.All(s => s is ILocalReferenceOperation || NowOf(s, clock).Is(now))
            ? new WallClockTiming(keeper, now, settings.ToImmutable(), differences.ToImmutable(), ImmutableArray<ILocalSymbol>.Empty, IsPlain: true)
            : null;

    /// <summary>Notes what is done with a kept time at one place; false where it is used as a time.</summary>
    private static bool Look(IOperation reference, WallClock clock, ImmutableArray<IOperation>.Builder settings, ImmutableArray<IOperation>.Builder differences)
    {
        if (reference.Parent is ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment && assignment.Target == reference)
        {
            settings.Add(assignment.Value);
            return true;
        }

        var parent = reference.ParentValue();
        if (IsTicks(parent, clock))
            parent = parent!.ParentValue();

        if (parent is IArgumentOperation argument)
            parent = argument.Parent;

        if (parent is null || Sides(parent, clock) is null)
            return false;

        differences.Add(parent);
        return true;
    }
}
