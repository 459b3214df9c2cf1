using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Asynchrony;

/// <summary>
/// Finds work that is sent to another thread of the pool and awaited at once, and parallel loops whose rounds wait for another machine, although the
/// work is asynchronous itself or could be.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThreadPoolDetourAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.ThreadPoolDetour,
        title: "Detour over another thread of the pool",
        messageFormat: "'{0}' takes {1} of the pool for '{2}', {3}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Code that serves requests is on a thread of the pool already. To send synchronous I/O to another one frees this thread and blocks "
            + "that one: nothing is won but a switch between the two. What is asynchronous needs no thread to wait on at all.");

    public ThreadPoolDetourAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.Task) is not null)
            rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (ParallelWait.Of(call, context.Compilation, context.CancellationToken) is { } loop)
        {
            if (Serves(call, leavesMachine: true, context) is { } sure)
                context.Report(Rule, call.NameOnly(), sure, new[] { RoundTrip.Shortest(loop.Wait) }, properties: null, Name(call), "threads", loop.Name, $"where it only waits; use 'Parallel.ForEachAsync' and {loop.Instead}");

            return;
        }

        if (AwaitedDetour.Of(call, context.Compilation) is not { Work: { } work })
            return;

        var (behind, home) = AwaitedDetour.Behind(work, context.Compilation);
        if (Serves(call, LeavesMachine(behind, home), context) is not { } served || (Judge(work, context.Compilation) ?? JudgeIo(behind, home)) is not ({ } confidence, { } instead))
            return;

        var name = work is IInvocationOperation inner ? inner.TargetMethod.Name : work.Syntax.ToString();
        context.Report(Rule, call.NameOnly(), confidence.AtMost(served), messageArguments: new object[] { Name(call), "a second thread", name, instead });
    }

    private static string Name(IInvocationOperation call) => call.TargetMethod.ContainingType.Name + "." + call.TargetMethod.Name;

    /// <summary>
    /// How sure it is that requests wait for the call. Where none is seen to, a server or a service that others are offered asks a database or another
    /// machine for them all the same; null where a window may be what is kept free.
    /// </summary>
    private static Confidence? Serves(IInvocationOperation call, bool leavesMachine, OperationRuleContext context)
    {
        var compilation = context.Compilation;
        if (ServerCode.For(compilation).Holds(call, context.ContainingMember, context.CancellationToken))
            return Confidence.High;

        return leavesMachine
            && context.ContainingMember is IMethodSymbol method
            && (RequestEntries.For(compilation).MayExist || OfferedServices.For(compilation).Of(method, isThreadKept: false, context.CancellationToken) is not null)
                ? Confidence.Medium
                : null;
    }

    private static bool LeavesMachine(IOperation work, CompilationContext compilation) =>
        (work is IInvocationOperation { TargetMethod: var target } && Ports.IsPort(target)) || RoundTripReader.For(compilation).Read(work) is { LeavesMachine: true };

    private static (Confidence Confidence, string Instead)? Judge(IOperation work, CompilationContext compilation)
    {
        if (JudgeIo(work, compilation) is { } io)
            return io;

        // How much a task-returning method of one's own computes before it first waits cannot be seen from here.
        return work is IInvocationOperation { TargetMethod: { } method } && AwaitableTypes.For(compilation).IsTaskLike(method.ReturnType) && !AwaitableTypes.For(compilation).Declares(method)
            ? (RoundTrips(work, compilation) ? Confidence.High : Ports.IsPort(method) ? Confidence.Medium : Confidence.Low, "which is asynchronous already; await it directly")
            : null;
    }

    private static (Confidence Confidence, string Instead)? JudgeIo(IOperation work, CompilationContext compilation) =>
        SynchronousIo.Of(work, compilation) is { } io ? (io.Confidence, $"where it only waits; await '{io.Twin.Name}' instead") : null;

    private static bool RoundTrips(IOperation work, CompilationContext compilation) =>
        RoundTripReader.For(compilation).Read(work) is { IsCertain: true };
}
