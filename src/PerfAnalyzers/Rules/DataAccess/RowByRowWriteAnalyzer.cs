using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Analysis.Writes;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds rows that are loaded only to be changed alike or removed, and SQL that writes the row of one element at a time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RowByRowWriteAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.RowByRowWrite,
        title: "Rows written one by one",
        messageFormat: "'{0}' {1}; {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "A database changes any number of rows with one statement. Loading them first moves each row over the network, tracks it, and sends "
            + "one statement per row back; a command per element waits for a round trip per row.");

    public RowByRowWriteAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        var roundTrips = RoundTripTable.For(rule.Compilation);
        if (!roundTrips.Has(RoundTripKind.Command))
            return;

        rule.OnRepeatedOperation(context => AnalyzeCommand(context, roundTrips), OperationKind.Invocation);
        rule.OnRepeatedOperation(context => AnalyzeCalled(context, roundTrips), OperationKind.Invocation);
        if (WrittenModel.For(rule.Compilation).HasSetCommands)
            rule.OnOperation(context => AnalyzeSet(context, SetWriteReader.For(rule.Compilation)), OperationKind.Loop, OperationKind.Invocation);
    }

    private static void AnalyzeSet(OperationRuleContext context, SetWriteReader reader)
    {
        var write = context.Operation switch
        {
            IForEachLoopOperation loop => reader.Read(loop),
            IInvocationOperation call => reader.Read(call),
            _ => null,
        };
        if (write is null)
            return;

        var command = (write.Removes ? "ExecuteDelete" : "ExecuteUpdate") + (write.Save.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal) ? "Async" : "");
        context.Report(
            Rule,
            write.Write is IForEachLoopOperation rows ? rows.Collection.Syntax.GetLocation() : ((IInvocationOperation)write.Write).NameAndArguments(),
            Confidence.High,
            path: new[] { write.Rows.Execution.Syntax.GetLocation(), write.Save.Syntax.GetLocation() },
            properties: null,
            Naming.Describe(write.Rows.Root),
            write.Removes ? "is loaded only to remove the rows one by one" : "is loaded only to change the rows one by one",
            $"'{command}' does it in the database with one statement");
    }

    private static void AnalyzeCommand(OperationRuleContext context, RoundTripTable roundTrips)
    {
        var call = (IInvocationOperation)context.Operation;
        if (roundTrips.Find(call) is not { Kind: RoundTripKind.Command, Batch: { } batch }
            || Iterations.PerElement(call, context.Compilation) is not { } loop
            || !RowCommand.IsWrite(call, loop.Body, roundTrips)
            || !RowCommand.SharesConnection(call, loop, context.Compilation)
            || (InProcessCommand.Is(call) && !InProcessCommand.CommitsAlone(call, loop, context.Compilation))
            || UnitOfWork.SurvivesFailure(call, loop)
            || UnitOfWork.HoldsResource(call, loop, roundTrips))
        {
            return;
        }

        context.Report(
            Rule,
            call.NameAndArguments(),
            UnitOfWork.ActsElsewhere(call, loop, roundTrips) || UnitOfWork.TellsOthers(call, loop, context.Compilation) ? Confidence.Low : Confidence.High,
            path: new[] { loop.Operation.Syntax.GetLocation() },
            properties: null,
            call.TargetMethod.Name,
            $"writes one row per element of '{loop.SourceName}'",
            InProcessCommand.Is(call) ? "one transaction around the loop writes to disk once" : batch + " saves the round trips");
    }

    private static void AnalyzeCalled(OperationRuleContext context, RoundTripTable roundTrips)
    {
        var call = (IInvocationOperation)context.Operation;
        if (RoundTripInLoop.Of(call, context.Compilation, context.CancellationToken) is not { } found
            || CalledRowCommand.In(found, roundTrips) is not { } path
            || UnitOfWork.SurvivesFailure(call, found.Loop)
            || UnitOfWork.HoldsResource(call, found.Loop, roundTrips))
        {
            return;
        }

        context.Report(
            Rule,
            call.NameAndArguments(),
            CalledRowCommand.IsRecordOfWork(found, roundTrips, context.CancellationToken) ? Confidence.Low : Confidence.Medium,
            path: path.Locations.Prepend(found.Loop.Operation.Syntax.GetLocation()),
            properties: null,
            path.Text,
            $"writes one row per element of '{found.Loop.SourceName}'",
            path.End.Row!.Batch + " saves the round trips");
    }
}
