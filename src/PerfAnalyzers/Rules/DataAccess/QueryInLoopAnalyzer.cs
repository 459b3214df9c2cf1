using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Analysis.RoundTrips;
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

    public QueryInLoopAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (RoundTripTable.For(rule.Compilation).IsEmpty)
            return;

        rule.OnOperation(
            Analyze,
            OperationKind.Invocation,
            OperationKind.Loop,
            OperationKind.PropertyReference,
            OperationKind.ObjectCreation,
            OperationKind.MethodReference);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (RoundTripInLoop.Of(context.Operation, context.Compilation, context.CancellationToken) is not { } found
            || Choose(found) is not { } path
            || found.IsInvariant)
        {
            return;
        }

        context.Report(
            Rule,
            path.Steps.IsEmpty ? path.End.Location : RoundTrip.Shortest(context.Operation),
            Judge(found, path, context.ContainingMember),
            path: path.Steps.IsEmpty
                ? new[] { found.Loop.Operation.Syntax.GetLocation() }
                : path.Locations.Prepend(found.Loop.Operation.Syntax.GetLocation()),
            properties: null,
            path.Text,
            Destination(path.End.Kind),
            found.Loop.SourceName,
            Advice(path, context.ContainingMember));
    }

    /// <summary>The way that says most: rows of a database before anything else. A loop further down is the nearer thing to mend.</summary>
    private static RoundTripPath? Choose(RoundTripInLoop found) => found.Paths.FirstOrDefault(p => IsAsked(p) && !p.IsInLoop);

    /// <summary>Writes behind a call, saves, messages and files have rules of their own.</summary>
    private static bool IsAsked(RoundTripPath path) => path.End.Kind switch
    {
        RoundTripKind.Query => true,
        RoundTripKind.Command => path.Steps.IsEmpty && path.End.Query is not null,
        _ => false,
    };

    private static Confidence Judge(RoundTripInLoop found, RoundTripPath path, ISymbol member)
    {
        if (path.Steps.IsEmpty && path.End.Query is { } query)
        {
            if (QueryTraits.AsksForOwnRow(query, found.Loop) || QueryTraits.WritesOwnValues(query, found.Loop))
                return Confidence.Low;

            if (QueryTraits.IsText(query) || QueryTraits.AsksForManyKeys(query, found.Loop))
                return Confidence.Medium;
        }

        // A call that also writes does a piece of work for its element, of which reading is only a part.
        var alsoWrites = !path.Steps.IsEmpty && found.Paths.Any(p => p.End.Kind != RoundTripKind.Query);
        var certainty = path.Certainty switch
        {
            PathCertainty.Certain => Confidence.High,
            PathCertainty.Likely => Confidence.Medium,
            _ => Confidence.Low,
        };
        return certainty == Confidence.High && (alsoWrites || found.HasOwnScope || IsRecursive(path, member)) ? Confidence.Medium : certainty;
    }

    /// <summary>Whether the loop calls its own method: what one level finds decides what the next one asks for.</summary>
    private static bool IsRecursive(RoundTripPath path, ISymbol member) =>
        member is IMethodSymbol method && path.Steps.Any(s => SymbolEqualityComparer.Default.Equals(MethodBodies.Declared(s.Method), MethodBodies.Declared(method)));

    private static string Destination(RoundTripKind kind) => kind switch
    {
        _ => "the database",
    };

    private static string Advice(RoundTripPath path, ISymbol member)
    {
        if (IsRecursive(path, member))
            return "load the rows of the whole tree, or of a whole level, with one query";

        if (path.End.Kind == RoundTripKind.Command)
            return "change the rows of all of them with one command";

        return "load the rows for all of them with one query before the loop";
    }
}
