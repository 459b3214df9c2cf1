using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Caching;

/// <summary>Measures with a stopwatch what a local was kept for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WallClockTimingFix))]
public sealed class WallClockTimingFix : RuleCodeFix
{
    public const string Measure = "PERF5008.Measure";

    public WallClockTimingFix()
        : base(RuleIds.WallClockTiming)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Measure);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Root.FindNode(request.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<ExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not { } difference
            || WallClockTiming.Of(difference, request.Compilation, request.CancellationToken) is not { Start: ILocalSymbol start, IsPlain: true } timing
            || request.Compilation.Type(TypeNames.Clocks.Stopwatch) is not { } stopwatch
            || syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var isNew = !stopwatch.GetMembers("GetElapsedTime").IsEmpty;
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if ((!isNew && !timing.Ends.IsEmpty) || !Usings.TryAdd(changes, stopwatch, syntax, request))
            return ImmutableArray<FixPlan>.Empty;

        foreach (var local in timing.Ends.Insert(0, start))
        {
            if (!TryStart(changes, local, difference, isNew))
                return ImmutableArray<FixPlan>.Empty;
        }

        foreach (var each in timing.Differences)
        {
            if (Comments.AreIn(each.Syntax))
                return ImmutableArray<FixPlan>.Empty;

            changes.Add(new TextChange(Outermost(each.Syntax).Span, Elapsed(each, start, isNew)));
        }

        var edits = changes.ToImmutable();
        return await StillCompiles.AfterAsync(edits, member, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan("Measure with Stopwatch", Measure, edits))
            : ImmutableArray<FixPlan>.Empty;
    }

    /// <summary>Lets a local keep ticks, or a stopwatch, where it kept a time.</summary>
    private static bool TryStart(ImmutableArray<TextChange>.Builder changes, ILocalSymbol local, IOperation within, bool isNew)
    {
        if (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } declarator)
            return false;

        if (!declaration.Type.IsVar)
            changes.Add(new TextChange(declaration.Type.Span, isNew ? "long" : "Stopwatch"));

        var value = isNew ? "Stopwatch.GetTimestamp()" : "Stopwatch.StartNew()";
        if (declarator.Initializer is { } initializer)
            changes.Add(new TextChange(initializer.Value.Span, value));

        foreach (var assignment in LocalValues.Root(within).Descendants().OfType<ISimpleAssignmentOperation>().Where(a => a.Target.ReferencedSymbol().Is(local) && a.Value is not ILocalReferenceOperation))
            changes.Add(new TextChange(assignment.Value.Syntax.Span, value));

        return true;
    }

    /// <summary>What takes the place of a difference: a call or a member needs no parentheses.</summary>
    private static SyntaxNode Outermost(SyntaxNode difference)
    {
        while (difference.Parent is ParenthesizedExpressionSyntax around)
            difference = around;

        return difference;
    }

    private static string Elapsed(IOperation difference, ILocalSymbol start, bool isNew)
    {
        if (!isNew)
            return start.Name + ".Elapsed";

        var later = difference is IBinaryOperation binary ? binary.LeftOperand : ((IInvocationOperation)difference).Instance!;
        return later.Unwrap() is ILocalReferenceOperation end ? $"Stopwatch.GetElapsedTime({start.Name}, {end.Local.Name})" : $"Stopwatch.GetElapsedTime({start.Name})";
    }
}
