using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Analysis.Writes;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds changes that are saved, or transactions that are made, once per element of a sequence, directly or behind calls.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SaveInLoopAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.SaveInLoop,
        title: "Changes saved for each element of a loop",
        messageFormat: "'{0}' makes a transaction per element of '{1}'; {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Each save is a round trip and a transaction of its own, which the database writes to disk before it answers, and each looks "
            + "through all entities that the context tracks. One save after the loop sends all changes in few round trips and one transaction.");

    private const string SaveAfter = "save once after the loop";
    private const string OneForAll = "one transaction around the loop commits once";

    public SaveInLoopAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        var roundTrips = RoundTripTable.For(rule.Compilation);
        if (roundTrips.Has(RoundTripKind.Save) || roundTrips.Has(RoundTripKind.Transaction))
            rule.OnRepeatedOperation(Analyze, OperationKind.Invocation, OperationKind.MethodReference);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (SaveInLoop.Of(context.Operation, context.Compilation, context.CancellationToken) is not { } save
            || save.IsQuestion
            || save.IsUnitOfItsOwn()
            || MovedFlag.IsTakenIn(save.Loop, context.Compilation)
            || save.IsSaidElsewhere(context.CancellationToken))
        {
            return;
        }

        context.Report(
            Rule,
            RoundTrip.Shortest(context.Operation),
            Judge(save, context.CancellationToken),
            path: save.Path.Steps.IsEmpty
                ? new[] { save.Loop.Operation.Syntax.GetLocation() }
                : save.Path.Locations.Prepend(save.Loop.Operation.Syntax.GetLocation()),
            properties: null,
            save.Path.Text,
            save.Loop.SourceName,
            save.IsTransaction ? OneForAll : SaveAfter);
    }

    private static Confidence Judge(SaveInLoop save, CancellationToken cancellationToken)
    {
        if (save.Path.Certainty == PathCertainty.Guess || save.GivesObject || save.AwaitsOtherWork(cancellationToken))
            return Confidence.Low;

        return save.Path.Certainty == PathCertainty.Certain ? Confidence.High : Confidence.Medium;
    }
}
