using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Analysis.Sql;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds round trips that are made once per element of a sequence (N+1), directly or behind calls.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class QueryInLoopAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.QueryInLoop,
        title: "Round trip for each element of a loop",
        messageFormat: "'{0}' goes to {1} once per element of '{2}'; {3}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "Each element waits for a round trip of its own, so the time grows with the number of elements and not with the amount of data. "
            + "One query for all keys before the loop and a dictionary inside it does the same work in one round trip.");

    /// <summary>What is asked for per element. Saves, row-by-row writes and messages have rules of their own; a file is rarely worth it.</summary>
    private static readonly ImmutableArray<RoundTripKind> Kinds = ImmutableArray.Create(
        RoundTripKind.Query,
        RoundTripKind.Document,
        RoundTripKind.Cache,
        RoundTripKind.Http,
        RoundTripKind.Grpc,
        RoundTripKind.Blob,
        RoundTripKind.Other);

    /// <summary>Behind more calls than this, whatever they do on the way is rarely what the caller can ask for at once.</summary>
    private const int LongestSureWay = 2;

    public QueryInLoopAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        var table = RoundTripTable.For(rule.Compilation);
        if (!Kinds.Any(table.Has))
            return;

        rule.OnRepeatedOperation(
            Analyze,
            OperationKind.Invocation,
            OperationKind.Loop,
            OperationKind.PropertyReference,
            OperationKind.ObjectCreation,
            OperationKind.MethodReference);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (RoundTripInLoop.Of(context.Operation, context.Compilation, context.CancellationToken) is not { IsSavedWork: false } found
            || Choose(found) is not { } path)
        {
            return;
        }

        var confidence = Judge(found, path, context).AtMost(OverriddenMembers.Judge(path, context.Compilation) ?? Confidence.High);
        if (IsSaidOfOtherCase(found, path, confidence, context))
            return;

        context.Report(
            Rule,
            path.Steps.IsEmpty ? path.End.Location : RoundTrip.Shortest(context.Operation),
            confidence,
            path: path.Steps.IsEmpty
                ? new[] { found.Loop.Operation.Syntax.GetLocation() }
                : path.Locations.Prepend(found.Loop.Operation.Syntax.GetLocation()),
            properties: null,
            path.Text,
            Destination(path.End.Kind),
            found.Loop.SourceName,
            Advice(found, path, context.ContainingMember));
    }

    /// <summary>Whether another case of the same round, further up, calls the same method for the same: a round takes one of them, and both are mended in one place.</summary>
    private static bool IsSaidOfOtherCase(RoundTripInLoop found, RoundTripPath path, Confidence confidence, OperationRuleContext context) =>
        !path.Steps.IsEmpty
        && found.Operation is IInvocationOperation call
        && Branches.OtherCases(call, found.Loop.Body).Any(earlier =>
            RoundTripInLoop.Of(earlier, context.Compilation, context.CancellationToken) is { IsSavedWork: false } other
            && Choose(other) is { } way
            && way.Text == path.Text
            && Judge(other, way, context) >= confidence);

    /// <summary>The way that says most: rows of a database before anything else. A loop further down is the nearer thing to mend.</summary>
    private static RoundTripPath? Choose(RoundTripInLoop found) =>
        found.Paths.Where(p => IsAsked(p) && !p.IsInLoop && !found.IsInvariant(p)).OrderBy(p => Kinds.IndexOf(p.End.Kind)).FirstOrDefault();

    private static bool IsAsked(RoundTripPath path)
    {
        // What EF Core changes by query can be said for all elements at once; SQL that is written row by row has a rule of its own.
        if (path.End.Kind == RoundTripKind.Command)
            return path.Steps.IsEmpty && path.End.Query is not null;

        return Kinds.Contains(path.End.Kind);
    }

    private static Confidence Judge(RoundTripInLoop found, RoundTripPath path, OperationRuleContext context)
    {
        if (path.End.Kind is RoundTripKind.Query or RoundTripKind.Command && (found.IsAskedByElement || (path.End.Query is null && KindsOfThings.AreTables(found.Loop))))
            return Confidence.Low;

        if (path.Steps.IsEmpty && path.End.Query is { } query)
        {
            if (QueryTraits.AsksForOwnRow(query, found.Loop) || QueryTraits.WritesOwnValues(query, found.Loop) || QueryTraits.ChangesByRank(query) || QueryTraits.IsMadeElsewhere(query, found.Loop))
                return Confidence.Low;

            // Each round asks for many rows already, and what it saves the next one has to see.
            if (QueryTraits.AsksForManyKeys(query, found.Loop) && RoundWrites.InRound(found, context.CancellationToken))
                return Confidence.Low;

            if (QueryTraits.IsText(query) || QueryTraits.AsksForManyKeys(query, found.Loop) || QueryTraits.MayBeTracked(query, found.Loop, context.Compilation))
                return Confidence.Medium;
        }

        if ((found.Loop.Operation is ILoopOperation rounds && LoopShape.IsPaced(rounds)) || RoundCounters.IsForSum(context.Operation, found.Loop))
            return Confidence.Low;

        if (HeldRows.Judge(found, path) is { } held)
            return held;

        if (IsSeveralAtATime(found, path) || (path.End.Kind == RoundTripKind.Document && ChosenFields.Are(found)))
            return Confidence.Low;

        // A client of a cache server sends in a row what is started in a row, and waits once.
        if (path.Steps.IsEmpty && path.End.Kind == RoundTripKind.Cache && Concurrency.IsOnlyStarted(found.Operation, found.Compilation))
            return Confidence.Low;

        if (path.Steps.IsEmpty && (found.HasOwnStatement || path.End.TakesMany))
            return Confidence.Medium;

        if (path.End.Kind is RoundTripKind.Http or RoundTripKind.Blob or RoundTripKind.Grpc or RoundTripKind.Other && context.Operation is IInvocationOperation asked && StreamParts.AreSent(asked, found.Loop, context.Compilation))
            return Confidence.Low;

        if (IsAskedInTurn(found, path) || IsOpenInPart(found, path, context) || (path.End.Query is { } rows && QueryTraits.MayBeCached(rows)))
            return Confidence.Low;

        // One statement for each channel, table or setting is all that there is.
        if (path.End.Operation is IInvocationOperation sent && WritingSql.IsAnOrder(sent, context.Compilation))
            return Confidence.Low;

        if (path.End.Kind == RoundTripKind.Query && path.Steps.Any(s => MethodBodies.For(context.Compilation).Of(s.Method) is { } body && WritingSql.TakesNumber(body)))
            return Confidence.Low;

        if (RoundWrites.BeforeAsking(found, path, context.CancellationToken))
            return Confidence.Low;

        // What one kind of element loads, and not by a key of the element, is loaded once for that kind.
        if (path.Steps.IsEmpty && path.End.Query is { Kind: RoundTripKind.Query } && QueryTraits.IsForOneKind(context.Operation, found.Loop) && !IsAskedByKey(found, path))
            return Confidence.Low;

        // What is named for a change, and sends nobody can see what, changes something as a rule.
        if (path.Steps.Any(s => WorkVerbs.Change(s.Name)) && path.End is { Query: null, Operation: IInvocationOperation unseen } && WritingSql.IsUnseen(unseen, context.Compilation))
            return Confidence.Low;

        if (found.AsksElsewhere || found.IsStrategy(path) || StorePerElement.IsAsked(found, path) || found.GivesWord(path))
            return Confidence.Low;

        var alsoWrites = found.AlsoWrites(path);
        if ((alsoWrites && !found.GivesData) || IsPartOfWork(found, path))
            return Confidence.Low;

        // What gives nothing back is a piece of work; loading something for it may be the least part.
        var isSure = path.Certainty == PathCertainty.Certain && (path.Steps.IsEmpty || found.GivesData) && !alsoWrites && !found.HasOwnScope && !IsRecursive(path, context.ContainingMember);
        if (isSure
            && CanBeAskedAtOnce(found, path)
            && path.Steps.Length <= LongestSureWay
            && IsAskedByKey(found, path)
            && !found.HasFewElements
            && !found.WorksOffSource
            && found.Loop.Source?.Type is not { TypeKind: TypeKind.Error }
            && !QueryTraits.IsForOneKind(context.Operation, found.Loop)
            && !QuerySettings.For(context.Compilation).HasCacheBelow
            && !found.IsOneOfSeveralWays
            && !BatchedRoundTrip.MarksWorkDone(found, path, context.CancellationToken)
            && !RoundWrites.InRound(found, context.CancellationToken)
            && !IsWork(path)
            && !BackgroundWork.Holds(context.ContainingMember, context.Compilation, context.CancellationToken))
        {
            return Confidence.High;
        }

        return path.Certainty == PathCertainty.Guess ? Confidence.Low : Confidence.Medium;
    }

    /// <summary>
    /// Whether it takes several things to come together that the code does not show: a test further down lets the round ask, and the elements are the few of one object, or the call or
    /// its round writes as well; or one kind of a few elements asks.
    /// </summary>
    private static bool IsOpenInPart(RoundTripInLoop found, RoundTripPath path, OperationRuleContext context) =>
        (path.Certainty == PathCertainty.Likely && (KindsOfThings.ArePartsOfOne(found.Loop) || found.AlsoWrites(path) || RoundWrites.InRound(found, context.CancellationToken)))
        || (found.HasFewElements && QueryTraits.IsForOneKind(context.Operation, found.Loop));

    /// <summary>Whether one question for all elements is known to be possible: every database can, another service may not.</summary>
    private static bool CanBeAskedAtOnce(RoundTripInLoop found, RoundTripPath path) =>
        (path.End.Kind is RoundTripKind.Query or RoundTripKind.Command && path.End.Row?.Type is not (TypeNames.EfCore.EntityEntry or TypeNames.Ef6.EntityEntry or TypeNames.Ef6.EntityEntryOfT))
        || BatchedRoundTrip.Of(found, path) is not null;

    /// <summary>Whether what is called is named for a piece of work, which looks something up only on its way.</summary>
    private static bool IsWork(RoundTripPath path) => !path.Steps.IsEmpty && WorkVerbs.Begin(path.Steps[0].Name);

    /// <summary>Whether the rows of all elements can be found by their keys; of ranges and parts of texts there is no one query for all.</summary>
    private static bool IsAskedByKey(RoundTripInLoop found, RoundTripPath path) => path switch
    {
        { Steps.IsEmpty: true, End.Query: null } => KeyedQuestion.IsAskedBy(path.End.Operators, found.Loop),
        { Steps.IsEmpty: true, End.Query: { } query } =>
            KeyedQuestion.IsAskedBy(query, found.Loop) && !(query.Kind == RoundTripKind.Command && KeyedQuestion.NeedsSeveralKeys(query, found.Loop)),
        { Steps: { Length: 1 } steps, End: { } end } => found.Operation is not IInvocationOperation call || KeyedQuestion.IsAskedBehind(end.Operators, call, steps[0].Method, found.Loop),
        _ => true,
    };

    /// <summary>Whether nothing is left to advise: what cannot be asked at once is asked side by side already. Cosmos DB wants writes of many items so, which its client sends in bulk.</summary>
    private static bool IsSeveralAtATime(RoundTripInLoop found, RoundTripPath path) =>
        (path.End.Kind is RoundTripKind.Cache or RoundTripKind.Http or RoundTripKind.Grpc or RoundTripKind.Blob or RoundTripKind.Other || path.End is { Kind: RoundTripKind.Document, Row.IsWrite: true } || BatchedRoundTrip.IsOnePerKey(path))
        && !path.End.TakesMany
        && (path.End.Row?.Type == TypeNames.Documents.CosmosContainer || BatchedRoundTrip.Of(found, path) is null)
        && Concurrency.NobodyWaitsInRound(found.Operation, found.Loop, found.Compilation);

    /// <summary>Whether nothing is gained by asking another service for several at a time: it lets through so many and no more, or what it sends is kept as it comes.</summary>
    private static bool IsAskedInTurn(RoundTripInLoop found, RoundTripPath path) =>
        path.End.Kind is RoundTripKind.Http or RoundTripKind.Grpc or RoundTripKind.Blob or RoundTripKind.Other
        && BatchedRoundTrip.Of(found, path) is null
        && (RateGates.AreOnTheWay(found, path) || Downloads.AreKept(found));

    /// <summary>Whether another service is asked on the way of a piece of work, so that it can neither be asked for all at once nor apart from the work.</summary>
    private static bool IsPartOfWork(RoundTripInLoop found, RoundTripPath path) =>
        !path.Steps.IsEmpty
        && path.End.Kind is RoundTripKind.Http or RoundTripKind.Grpc or RoundTripKind.Blob or RoundTripKind.Other
        && (QueryTraits.IsForOneKind(found.Operation, found.Loop) || !found.GivesData || WorkVerbs.Begin(path.Steps[0].Name) || WorkVerbs.Change(path.Steps[0].Name) || (WorkVerbs.Order(path.Steps[0].Name) && RequestedChanges.EndIn(path, found.Compilation)) || (found.AnswersYesOrNo && !WorkVerbs.Ask(path.Steps[0].Name)))
        && BatchedRoundTrip.Of(found, path) is null;

    /// <summary>Whether the loop calls its own method: what one level finds decides what the next one asks for.</summary>
    private static bool IsRecursive(RoundTripPath path, ISymbol member) =>
        member is IMethodSymbol method && path.Steps.Any(s => SymbolEqualityComparer.Default.Equals(MethodBodies.Declared(s.Method), MethodBodies.Declared(method)));

    private static string Destination(RoundTripKind kind) => kind switch
    {
        RoundTripKind.Cache => "the cache server",
        RoundTripKind.Http or RoundTripKind.Grpc => "another service",
        RoundTripKind.Blob => "the object store",
        RoundTripKind.Other => "another process",
        _ => "the database",
    };

    private static string Advice(RoundTripInLoop found, RoundTripPath path, ISymbol member)
    {
        if (path.End.Kind is RoundTripKind.Query or RoundTripKind.Document && IsRecursive(path, member))
            return "load the rows of the whole tree, or of a whole level, with one query";

        if (BatchedRoundTrip.Of(found, path) is { } batch)
            return $"'{batch}' does it for all of them at once";

        return path.End.Kind switch
        {
            RoundTripKind.Document when BatchedRoundTrip.IsPartitioned(path) && path.End.Row is { IsWrite: false } => "ask for those of one partition with one filter, or for several at a time",
            RoundTripKind.Command => "change the rows of all of them with one command",
            RoundTripKind.Query or RoundTripKind.Document when path.End.Row is not { IsWrite: true } => "load the rows for all of them with one query before the loop",
            _ => "ask for all of them at once, or for several at a time",
        };
    }
}
