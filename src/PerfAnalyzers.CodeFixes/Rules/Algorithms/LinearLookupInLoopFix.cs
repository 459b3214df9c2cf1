using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Algorithms;

/// <summary>Builds a set, dictionary or lookup before the loop and asks it inside.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LinearLookupInLoopFix))]
public sealed class LinearLookupInLoopFix : RuleCodeFix
{
    public const string BuildIndex = "PERF4001.BuildIndex";
    public const string BuildIndexAssumingNotNull = "PERF4001.BuildIndexAssumingNotNull";
    public const string BuildIndexAssumingSame = "PERF4001.BuildIndexAssumingSame";
    public const string MakeSet = "PERF4001.MakeSet";
    public const string KeepSet = "PERF4001.KeepSet";

    public LinearLookupInLoopFix()
        : base(RuleIds.LinearLookupInLoop)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(BuildIndex, BuildIndexAssumingNotNull, BuildIndexAssumingSame, MakeSet, KeepSet);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<ExpressionSyntax>() is not { } syntax || (BeforeLoop(request, syntax) ?? Beside(request)) is not { } plan)
            return ImmutableArray<FixPlan>.Empty;

        var member = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? request.Root;
        return await StillCompiles.AfterAsync(plan.Changes, member, request, withoutNullDoubts: true).ConfigureAwait(false) ? ImmutableArray.Create(plan) : ImmutableArray<FixPlan>.Empty;
    }

    private static FixPlan? BeforeLoop(FixRequest request, ExpressionSyntax syntax)
    {
        if ((Index(request) ?? Set(request, syntax)) is not var (kind, collection, isSurelyNotNull, staysSurelySame, changes))
            return null;

        var title = $"Build {kind} of '{Naming.Describe(collection)}' before the loop";
        if (!staysSurelySame)
            return new FixPlan(title + $" (assumes that {(isSurelyNotNull ? "" : "it is not null and ")}nobody sets its keys meanwhile)", BuildIndexAssumingSame, changes) { ChangesBehaviour = true };

        return isSurelyNotNull
            ? new FixPlan(title, BuildIndex, changes)
            : new FixPlan(title + " (fails earlier where it is null)", BuildIndexAssumingNotNull, changes) { ChangesBehaviour = true };
    }

    /// <summary>A list that the loop fills becomes a set, or gets one beside it that is filled alike.</summary>
    private static FixPlan? Beside(FixRequest request)
    {
        if (Lookup(request) is not var (_, lookup) || lookup.Loop(request.Compilation) is not { } loop)
            return null;

        if (SetInsteadOfList.TryWrite(request, lookup.Call, loop) is { } instead)
            return new FixPlan($"Make '{Naming.Describe(lookup.Collection)}' a HashSet", MakeSet, instead);

        return SetBesideList.TryWrite(request, lookup.Call, loop) is { } beside
            ? new FixPlan($"Keep a HashSet beside '{Naming.Describe(lookup.Collection)}'", KeepSet, beside)
            : null;
    }

    private static (InvocationExpressionSyntax Syntax, LinearLookup Lookup)? Lookup(FixRequest request) =>
        request.Node<InvocationExpressionSyntax>() is { } syntax
        && syntax.Span.End == request.Span.End
        && request.Model.GetOperation(syntax, request.CancellationToken) is IInvocationOperation call
        && LinearLookup.Read(call, request.Compilation) is { } lookup
            ? (syntax, lookup)
            : null;

    private static (string Kind, IOperation Collection, bool IsSurelyNotNull, bool StaysSurelySame, ImmutableArray<TextChange> Changes)? Index(FixRequest request) =>
        Lookup(request) is var (syntax, lookup)
        && HasElements(lookup)
        && !ScanCosts.For(request.Compilation).IsFilledByThreads(lookup.Collection.UnwrapView().Type)
        && lookup.Loop(request.Compilation) is { } loop
        && IndexRewrite.TryWrite(request, syntax, lookup, loop) is { } rewrite
            ? (rewrite.KindText, lookup.Collection, rewrite.IsSurelyNotNull, rewrite.StaysSurelySame, rewrite.Changes)
            : null;

    /// <summary>The method group of a list becomes that of a set.</summary>
    private static (string Kind, IOperation Collection, bool IsSurelyNotNull, bool StaysSurelySame, ImmutableArray<TextChange> Changes)? Set(FixRequest request, ExpressionSyntax syntax) =>
        syntax is MemberAccessExpressionSyntax
        && request.Model.GetOperation(syntax, request.CancellationToken) is IMethodReferenceOperation reference
        && LookupFunction.Read(reference, request.Compilation) is { Operation.Member: "Contains" } lookup
        && lookup.Loop(request.Compilation) is { } loop
        && SetBeforeLoop.TryWrite(request, lookup.Collection, reference, loop) is { } set
            ? ("a HashSet", lookup.Collection, set.IsSurelyNotNull, true, set.Changes)
            : null;

    /// <summary>A local that holds a query is better materialised where it is declared; a chain that is written out here is built into the index.</summary>
    private static bool HasElements(LinearLookup lookup) =>
        (lookup.Cost == ScanCost.Linear && lookup.Operation.Member != LinearOperations.ContainsValue) || (lookup.Cost == ScanCost.Deferred && lookup.Collection.UnwrapView() is IInvocationOperation);
}
