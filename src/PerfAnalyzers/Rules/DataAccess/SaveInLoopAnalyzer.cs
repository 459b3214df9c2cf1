using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Writes;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds changes that are saved, or transactions that are made, once per element of a sequence.</summary>
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
        if (!roundTrips.Has(RoundTripKind.Save) && !roundTrips.Has(RoundTripKind.Transaction))
            return;

        var saves = SaveCall.For(rule.Compilation);
        rule.OnOperation(context => Analyze(context, saves, roundTrips), OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context, SaveCall saves, RoundTripTable roundTrips)
    {
        var call = (IInvocationOperation)context.Operation;
        var isSave = saves.IsSave(call);
        if ((!isSave && !saves.BeginsTransaction(call))
            || Iterations.PerElement(call, context.Compilation) is not { } loop
            || IsUnitOfItsOwn(call, loop, context, roundTrips)
            || IsSaidElsewhere(call, isSave, loop, saves))
        {
            return;
        }

        context.Report(
            Rule,
            call.NameAndArguments(),
            CallsUnknownCode(loop, saves, roundTrips) ? Confidence.Low : Confidence.High,
            path: new[] { loop.Operation.Syntax.GetLocation() },
            properties: null,
            call.TargetMethod.Name,
            loop.SourceName,
            isSave ? SaveAfter : OneForAll);
    }

    private static bool IsUnitOfItsOwn(IInvocationOperation call, Iteration loop, OperationRuleContext context, RoundTripTable roundTrips) =>
        UnitOfWork.HasOwnReceiver(call, loop)
        || UnitOfWork.SurvivesFailure(call, loop)
        || UnitOfWork.ActsElsewhere(call, loop, roundTrips)
        || UnitOfWork.HoldsResource(call, loop, roundTrips)
        || UnitOfWork.NeedsGeneratedKey(call, loop)
        || StatesIsolation(call, context)
        || ForgetsEntities(loop, context);

    /// <summary>Who chooses the isolation of one element has thought about it.</summary>
    private static bool StatesIsolation(IInvocationOperation call, OperationRuleContext context) =>
        call.TargetMethod.Parameters.Any(p => p.Type.Is(context.Rule.Type(TypeNames.Data.IsolationLevel)));

    /// <summary>Clearing the tracker after each save keeps memory and the search for changes small: the number of entities is large, and meant to be cut.</summary>
    private static bool ForgetsEntities(Iteration loop, OperationRuleContext context) => loop.Body.DescendantsAndSelf().Any(o =>
        o is IInvocationOperation { TargetMethod: { Name: "Clear" } method } && method.IsMemberOf(context.Rule.Type(TypeNames.EfCore.ChangeTracker)));

    /// <summary>
    /// One finding per loop: the first transaction where there is one, which the saves are part of; else the first save. Several saves in a
    /// transaction depend on each other, and then neither is said.
    /// </summary>
    private static bool IsSaidElsewhere(IInvocationOperation call, bool isSave, Iteration loop, SaveCall saves)
    {
        var others = loop.Body.DescendantsAndSelf().OfType<IInvocationOperation>().Where(o => o != call).ToList();
        var earlier = others.Where(o => o.Syntax.SpanStart < call.Syntax.SpanStart);
        return isSave
            ? others.Any(saves.BeginsTransaction) || earlier.Any(saves.IsSave)
            : others.Count(saves.IsSave) > 1 || earlier.Any(saves.BeginsTransaction);
    }

    /// <summary>
    /// Whether a round awaits code that may do anything, such as send a mail: the save may then be the record that it was done.
    /// </summary>
    private static bool CallsUnknownCode(Iteration loop, SaveCall saves, RoundTripTable roundTrips) => loop.Body.DescendantsAndSelf().Any(o =>
        o is IAwaitOperation awaited
        && awaited.UnwrapAwait() is IInvocationOperation call
        && roundTrips.Find(call) is null
        && !saves.IsSave(call)
        && !call.TargetMethod.ContainingNamespace.IsFramework());
}
