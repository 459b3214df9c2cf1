using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Asks one query for all keys before the loop and looks the rows up inside it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(QueryInLoopFix))]
public sealed class QueryInLoopFix : RuleCodeFix
{
    public const string LoadBeforeLoop = "PERF2001.LoadBeforeLoop";
    public const string LoadBeforeLoopAssumingNoWrites = "PERF2001.LoadBeforeLoopAssumingNoWrites";
    public const string LoadBeforeLoopByText = "PERF2001.LoadBeforeLoopByText";
    public const string LoadBeforeLoopOfSequence = "PERF2001.LoadBeforeLoopOfSequence";
    public const string LoadBeforeLoopFromOneServer = "PERF2001.LoadBeforeLoopFromOneServer";
    public const string LoadBeforeLoopOfOneRow = "PERF2001.LoadBeforeLoopOfOneRow";
    public const string LoadBeforeLoopOfCombinations = "PERF2001.LoadBeforeLoopOfCombinations";
    public const string LoadBeforeLoopOfMappedKey = "PERF2001.LoadBeforeLoopOfMappedKey";
    public const string LoadBeforeLoopOutsideTry = "PERF2001.LoadBeforeLoopOutsideTry";
    public const string CallForAll = "PERF2001.CallForAll";
    public const string IncludeInQuery = "PERF2001.IncludeInQuery";

    public QueryInLoopFix()
        : base(RuleIds.QueryInLoop)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } =
        ImmutableArray.Create(LoadBeforeLoop, LoadBeforeLoopAssumingNoWrites, LoadBeforeLoopByText, LoadBeforeLoopOfSequence, LoadBeforeLoopFromOneServer, LoadBeforeLoopOfOneRow, LoadBeforeLoopOfCombinations, LoadBeforeLoopOfMappedKey, LoadBeforeLoopOutsideTry, CallForAll, IncludeInQuery);

    internal override bool ReachesOtherDocuments => true;

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request) =>
        (await ReadAheadPlanAsync(request).ConfigureAwait(false)
            ?? await IncludePlanAsync(request).ConfigureAwait(false)
            ?? await MethodPlanAsync(request).ConfigureAwait(false)
            ?? await HelperPlanAsync(request).ConfigureAwait(false)) is { } plan
            ? ImmutableArray.Create(plan)
            : ImmutableArray<FixPlan>.Empty;

    private static async Task<FixPlan?> ReadAheadPlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || ElementView.Of(Iterations.PerElement(call, request.Compilation)) is not { } loop
            || (KeyedQueryPlan(request, call, Outermost(loop, request)) ?? BatchPlan(request, call, loop) ?? SqlPlan(request, call, loop)) is not { } plan)
        {
            return null;
        }

        var member = request.Node<MemberDeclarationSyntax>() is { } declared and not GlobalStatementSyntax ? declared : request.Root;
        return await StillCompiles.AfterAsync(plan.Changes, member, request, withoutNullDoubts: true).ConfigureAwait(false) ? plan : null;
    }

    /// <summary>A navigation that is loaded explicitly for each element: the query of the elements loads it with them.</summary>
    private static async Task<FixPlan?> IncludePlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || ElementView.Of(Iterations.PerElement(call, request.Compilation)) is not { } loop
            || ExplicitLoad.TryRead(call, loop, request.Compilation) is not { } load
            || LoopSafety.Judge(loop, syntax, request.Compilation) != ReadAhead.Safe
            || await load.TryWriteAsync(request).ConfigureAwait(false) is not { } changes)
        {
            return null;
        }

        return new FixPlan($"Include '{load.Navigation}' in the query", IncludeInQuery, changes);
    }

    private static FixPlan? KeyedQueryPlan(FixRequest request, IInvocationOperation call, Iteration loop)
    {
        if (DocumentQuery.ReadAny(call, request.Compilation) is not { Origin: not QueryOrigin.Memory } query
            || KeyedQuery.TryRead(query, loop, request.Compilation) is not { } keyed)
        {
            return null;
        }

        var readAhead = LoopSafety.Judge(loop, keyed, request.Compilation);
        var comparison = ComparisonOf(keyed);
        if (readAhead == ReadAhead.Unsafe || comparison == KeyEquality.Unknown
            || KeyedQueryRewrite.TryWrite(request, keyed, loop) is not { } changes)
        {
            return null;
        }

        return Plan($"Load the rows of all '{loop.SourceName}' with one query", LoadBeforeLoop, loop, request, changes, readAhead, comparison, Conditions(keyed));
    }

    /// <summary>How sure it is that the database and an index agree about all columns of the key.</summary>
    private static KeyEquality ComparisonOf(KeyedQuery keyed) => keyed.Columns.Min(c => KeyComparison.Of(KeyTypes.Underlying(c.Property.Type)));

    /// <summary>What the author has to know about the rows.</summary>
    private static IEnumerable<(string Text, string Key)> Conditions(KeyedQuery keyed)
    {
        if (keyed.TakesOneOfSeveral)
            yield return ("if no two rows share a key", LoadBeforeLoopOfOneRow);

        if (keyed.HasMappedKey)
            yield return ($"if '{keyed.Mapped!.Name}.{keyed.Column.Property.Name}' is mapped from '{keyed.Entity.Name}.{keyed.Column.Property.Name}'", LoadBeforeLoopOfMappedKey);

        // Rows that nobody asked for would turn up in navigations of other rows of the context.
        if (keyed.Columns.Length > 1 && keyed.GivesRows && !Tracking.IsSwitchedOff(keyed.Query))
            yield return ("loads rows of other combinations of keys as well", LoadBeforeLoopOfCombinations);
    }

    /// <summary>A library that takes many keys at once.</summary>
    private static FixPlan? BatchPlan(FixRequest request, IInvocationOperation call, Iteration loop)
    {
        if (RoundTripTable.For(request.Compilation).Find(call) is not { } row)
            return null;

        if (BatchWrite.TryRead(call, row, loop, request.Compilation) is { } write)
        {
            return write.TryWrite(request, loop) is { } written
                ? Plan($"Write all '{loop.SourceName}' with one call of '{call.TargetMethod.Name}'", LoadBeforeLoop, loop, request, written, ReadAhead.Safe, KeyEquality.Exact, OnOneServer(write.IsOfOneKey))
                : null;
        }

        if (BatchOverload.TryRead(call, row, loop) is not { } overload
            || LoopSafety.Judge(loop, (InvocationExpressionSyntax)call.Syntax, request.Compilation, row.Kind) is var readAhead && readAhead == ReadAhead.Unsafe
            || overload.TryWrite(request, loop) is not { } changes)
        {
            return null;
        }

        var title = $"Ask for all '{loop.SourceName}' with one call of '{call.TargetMethod.Name}'";
        return Plan(title, LoadBeforeLoop, loop, request, changes, readAhead, KeyEquality.Exact, OnOneServer(overload.IsOfOneKey));
    }

    private static IEnumerable<(string Text, string Key)> OnOneServer(bool isSure) =>
        isSure ? Enumerable.Empty<(string, string)>() : new[] { ("if one server holds all of them", LoadBeforeLoopFromOneServer) };

    private static FixPlan? SqlPlan(FixRequest request, IInvocationOperation call, Iteration loop)
    {
        if (KeyedSqlQuery.TryRead(call, loop, request) is not { Comparison: not KeyEquality.Unknown and var comparison } query
            || LoopSafety.JudgeUntracked(loop, call, request.Compilation) is var readAhead && readAhead == ReadAhead.Unsafe
            || KeyedSqlRewrite.TryWrite(request, query, loop) is not { } changes)
        {
            return null;
        }

        return Plan($"Load the rows of all '{loop.SourceName}' together", LoadBeforeLoop, loop, request, changes, readAhead, comparison);
    }

    /// <summary>A query in a method that the loop calls: a member for many keys beside it, which is added where there is none.</summary>
    private static async Task<FixPlan?> MethodPlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || ElementView.Of(Iterations.PerElement(call, request.Compilation)) is not { } innermost
            || Outermost(innermost, request) is not { } loop
            || Elements.Judge(loop, request.Compilation) == ReadAhead.Unsafe
            || await BatchMembers.TryFindAsync(call, loop, request).ConfigureAwait(false) is not { } members
            || KeyComparison.Of(KeyTypes.Underlying(members.One.Column.Property.Type)) is var comparison && comparison == KeyEquality.Unknown
            || LoopSafety.Judge(loop, members.One, call, request.Compilation) is var readAhead && readAhead == ReadAhead.Unsafe
            || BatchCall.TryWrite(request, call, loop, members) is not var (here, elsewhere))
        {
            return null;
        }

        var title = members.Exists
            ? $"Call '{members.Name}' once for all '{loop.SourceName}'"
            : $"Add '{members.Name}' and call it once for all '{loop.SourceName}'";
        var plan = Plan(title, CallForAll, loop, request, here, readAhead, comparison, members.One is KeyedQueryMethod { Query: { } asked } ? Conditions(asked) : null) with { OtherChanges = elsewhere };
        return await StillCompiles.EverywhereAsync(plan, request).ConfigureAwait(false) ? plan : null;
    }

    /// <summary>A query in a function that only the loop calls.</summary>
    private static async Task<FixPlan?> HelperPlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || ElementView.Of(Iterations.PerElement(call, request.Compilation)) is not { } innermost
            || Outermost(innermost, request) is not { } loop
            || HelperQuery.TryRead(call, loop, request) is not { } helper
            || ComparisonOf(helper.Query) is var comparison && comparison == KeyEquality.Unknown
            || helper.Judge(loop, request.Compilation) is var readAhead && readAhead == ReadAhead.Unsafe
            || HelperQueryRewrite.TryWrite(request, helper, loop) is not { } changes)
        {
            return null;
        }

        var isCaught = LoopSafety.Catches(helper.Query.Call.Span, helper.Body);
        var plan = Plan($"Load the rows of all '{loop.SourceName}' with one query", LoadBeforeLoop, loop, request, changes, readAhead, comparison, Conditions(helper.Query), isCaught);
        return await StillCompiles.AfterAsync(plan.Changes, request.Root, request, withoutNullDoubts: true).ConfigureAwait(false) ? plan : null;
    }

    /// <summary>The loop around all loops per element: before an inner one a query would still run once per element of the outer one.</summary>
    private static Iteration Outermost(Iteration loop, FixRequest request)
    {
        while (ElementView.Of(Iterations.PerElement(loop.Operation, request.Compilation)) is { } outer)
            loop = outer;

        return loop;
    }

    /// <summary>An action whose title says all that it changes or takes for granted; the first of that decides what kind it is.</summary>
    private static FixPlan Plan(string title, string key, Iteration loop, FixRequest request, ImmutableArray<TextChange> changes, ReadAhead readAhead, KeyEquality comparison, IEnumerable<(string Text, string Key)>? others = null, bool isCaught = false)
    {
        var conditions = new List<(string Text, string Key)>(others ?? Enumerable.Empty<(string, string)>());
        if (comparison == KeyEquality.ByCollation)
            conditions.Add(("compares text exactly, not by the database's collation", LoadBeforeLoopByText));

        if (readAhead != ReadAhead.Safe)
            conditions.Add(("if nothing that the loop calls changes them", LoadBeforeLoopAssumingNoWrites));

        if (isCaught || LoopSafety.Catches(request.Span, loop))
            conditions.Add(("a failure of the database ends the loop", LoadBeforeLoopOutsideTry));

        if (Elements.Judge(loop, request.Compilation) != ReadAhead.Safe)
            conditions.Add(($"reads all of '{loop.SourceName}' first", LoadBeforeLoopOfSequence));

        return conditions.Count == 0
            ? new FixPlan(title, key, changes)
            : new FixPlan(title + " (" + string.Join("; ", conditions.Select(c => c.Text)) + ")", conditions[0].Key, changes) { ChangesBehaviour = true };
    }
}
