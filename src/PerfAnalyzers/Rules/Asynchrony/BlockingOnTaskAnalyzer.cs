using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Asynchrony;

/// <summary>
/// Finds threads that wait for a task which may not be done: <c>.Result</c>, <c>.Wait()</c>,
/// <c>GetAwaiter().GetResult()</c>, <c>Task.WaitAll</c> and <c>Task.WaitAny</c>, where <c>await</c> is or could be at hand.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingOnTaskAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.BlockingOnTask,
        title: "Thread waits for a task instead of awaiting it",
        messageFormat: "'{0}' of '{1}' holds a thread of the pool until the work is done; {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "A thread that waits for a task does nothing else meanwhile. Under load the pool runs out of threads, "
            + "and the work that the waiting threads need done cannot start either. Awaiting gives the thread back.");

    public BlockingOnTaskAnalyzer()
        : base(Rule)
    {
    }

    internal override ImmutableArray<RuleOption> Options => AsyncNaming.Options;

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.Task) is null)
            return;

        rule.OnOperation(Analyze, OperationKind.PropertyReference, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (BlockingWait.Find(context.Operation, WaitPrimitives.For(context.Compilation)) is not { OnlyAsks: false } wait)
            return;

        var place = BlockedPlaces.Of(wait.Operation, context.Compilation, context.CancellationToken);
        if (place == BlockedPlace.Unknown && ServedConstructors.For(context.Compilation).Hold(wait.Operation, context.CancellationToken))
            place = BlockedPlace.Constructor;

        if (place == BlockedPlace.Unknown || wait.Operation.IsNotRun(context.Compilation) || IsDone(wait, context.Compilation) || (place == BlockedPlace.Offered && wait.IsForItsCaller(context.Compilation)))
            return;

        var (confidence, path) = BlockedPlaces.Evidence(place, wait.Operation, context.Compilation, context.CancellationToken);
        context.Report(
            Rule,
            Location.Create(wait.Operation.Syntax.SyntaxTree, wait.Span),
            Sureness(wait, place, confidence, context.Compilation),
            path,
            properties: null,
            wait.Name,
            TaskText.Of(wait, context.Compilation),
            Advice(wait, place));
    }

    /// <summary>
    /// A task that its object keeps since it was made can be waited for once in the object's life, and a body that the client has waited for is there; where nothing else can be done, the
    /// advice is no more than that.
    /// </summary>
    private static Confidence Sureness(BlockingWait wait, BlockedPlace place, Confidence found, CompilationContext compilation)
    {
        var isThere = wait.Tasks.Any() && wait.Tasks.All(t => CompletedValues.IsKeptSinceStart(t) || t.Unwrap() is IInvocationOperation { TargetMethod.Name: var name } call && name.StartsWith("Read", StringComparison.Ordinal) && StreamedAnswers.AreInMemory(call, compilation));
        return isThere || (place is not (BlockedPlace.Async or BlockedPlace.ReturnsTask) && wait.IsLastResort) ? found.AtMost(Confidence.Medium) : found;
    }

    private static bool IsDone(BlockingWait wait, CompilationContext compilation)
    {
        var completed = CompletedTasks.For(compilation);
        return wait.Tasks.Any() && wait.Tasks.All(completed.IsComplete);
    }

    private static string Advice(BlockingWait wait, BlockedPlace place) => (place, wait.Kind) switch
    {
        (BlockedPlace.ReturnsTask or BlockedPlace.Request or BlockedPlace.Server or BlockedPlace.Offered, _) => "make the method async and await it",
        (BlockedPlace.Constructor, _) => "await it in the method that needs it, or before the object is made",
        (BlockedPlace.Callback, _) => "await it outside of the synchronous callback",
        (_, WaitKind.WaitAll) => "await 'Task.WhenAll' instead",
        (_, WaitKind.WaitAny) => "await 'Task.WhenAny' instead",
        _ => "await it",
    };
}
