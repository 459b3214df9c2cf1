using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

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

    internal override ImmutableArray<RuleOption> Options => AsyncNaming.Options;

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
        if (place == BlockedPlace.Unknown || found.IsOtherHalf || context.Operation.IsNotRun(context.Compilation))
            return;

        if (place is BlockedPlace.Callback or BlockedPlace.Offered && IsLeftAlone(context, place))
            return;

        var (confidence, path) = BlockedPlaces.Evidence(place, context.Operation, context.Compilation, context.CancellationToken);
        var least = found.Confidence < confidence ? found.Confidence : confidence;
        if (FileWeight.MayBeLight(context.Operation, context.Compilation, context.CancellationToken))
            least = least.AtMost(ServingPlaces.For(context.Compilation) is { IsTool: false, KnowsRequests: true } ? Confidence.Medium : Confidence.Low);

        context.Report(Rule, found.Location, least, path, properties: null, found.Name, BlockedPlaces.Advice(place, Instead(found)));
    }

    /// <summary>
    /// A query for each element of a sequence is reported as that: to ask for all at once helps more than to await each. Of what a library offers
    /// only what goes to another machine counts, since it cannot be seen who reads a file once at the start; and of what a cache runs once for each key.
    /// </summary>
    private static bool IsLeftAlone(OperationRuleContext context, BlockedPlace place)
    {
        var trip = RoundTripReader.For(context.Compilation).Read(context.Operation);
        return place == BlockedPlace.Offered || CacheCallbacks.Surround(context.Operation, context.Compilation)
            ? trip is not { IsCertain: true, LeavesMachine: true }
            : trip is { IsCertain: true, Kind: RoundTripKind.Query } && Iterations.PerElement(context.Operation, context.Compilation) is not null;
    }

    private static string Instead(SynchronousIo found)
    {
        var twin = found.Twin.OtherType is { } other ? $"{other.Name}.{found.Twin.Name}" : found.Twin.Name;
        return found.Twin.IsSequence ? $"go through '{twin}' with 'await foreach'" : $"await '{twin}'";
    }
}
