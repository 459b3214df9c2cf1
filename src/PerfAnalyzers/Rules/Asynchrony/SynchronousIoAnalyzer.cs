using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Asynchrony;

/// <summary>Finds calls that keep their thread while a file, a database or another machine answers, where they could be awaited.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SynchronousIoAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.SynchronousIo,
        title: "Synchronous I/O where it can be awaited",
        messageFormat: "'{0}' holds a thread of the pool until the answer is there; {1}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "A synchronous call to a file, a database or another machine keeps its thread while nothing is computed. Under load the pool "
            + "runs out of threads long before the processor is busy. The awaitable form of the call gives the thread back.");

    public SynchronousIoAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.Task) is null)
            return;

        rule.OnOperation(Analyze, OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.Loop);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (SynchronousIo.Of(context.Operation, context.Compilation) is not { } found)
            return;

        var place = BlockedPlaces.Of(context.Operation, context.Compilation, context.CancellationToken);
        if (place == BlockedPlace.Unknown || context.Operation.IsNotRun(context.Compilation))
            return;

        context.Report(Rule, found.Location, found.Confidence, messageArguments: new object[] { found.Name, Advice(found, place) });
    }

    private static string Advice(SynchronousIo found, BlockedPlace place)
    {
        var twin = found.Twin.OtherType is { } other ? $"{other.Name}.{found.Twin.Name}" : found.Twin.Name;
        return (place, found.Twin.IsSequence) switch
        {
            (BlockedPlace.Callback, _) => $"use '{twin}' outside of the synchronous callback",
            (BlockedPlace.Async, true) => $"go through '{twin}' with 'await foreach'",
            (BlockedPlace.Async, false) => $"await '{twin}'",
            (_, true) => $"make the method async and go through '{twin}' with 'await foreach'",
            _ => $"make the method async and await '{twin}'",
        };
    }
}
