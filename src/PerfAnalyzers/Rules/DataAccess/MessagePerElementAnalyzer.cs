using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Analysis.Writes;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds messages that are sent one by one although the client takes many at once.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MessagePerElementAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.MessagePerElement,
        title: "Message sent for each element of a loop",
        messageFormat: "'{0}' waits for {1} once per element of '{2}'; {3} sends them together",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "The broker confirms each message before the next one is sent, so the time grows with their number. "
            + "Clients of most brokers send many messages in one request, or keep many requests under way.");

    public MessagePerElementAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        var roundTrips = RoundTripTable.For(rule.Compilation);
        var hasClients = roundTrips.Has(RoundTripKind.Message);
        rule.OnRepeatedOperation(context => Analyze(context, roundTrips, hasClients), OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context, RoundTripTable roundTrips, bool hasClients)
    {
        var call = (IInvocationOperation)context.Operation;
        if ((!hasClients && !BatchForm.MaySend(call.TargetMethod.Name))
            || (Sent(call, context, roundTrips) ?? Own(call, context)) is not var (batch, library, path)
            || Iterations.PerElement(call, context.Compilation) is not { } loop
            || loop.Form == IterationForm.ParallelCallback
            || HasOwnSender(call, path?.End.Operation ?? OnlyCall(call.TargetMethod, context.Compilation), loop)
            || UnitOfWork.SurvivesFailure(call, loop)
            || UnitOfWork.HoldsResource(call, loop, roundTrips)
            || RecordsProgress(loop, roundTrips)
            || LoopShape.Waits(loop.Body))
        {
            return;
        }

        context.Report(
            Rule,
            call.NameAndArguments(),
            !IsAwaited(call) ? Confidence.Low : path is null && library is not null ? Confidence.High : Confidence.Medium,
            path: (path?.Locations ?? Enumerable.Empty<Location>()).Prepend(loop.Operation.Syntax.GetLocation()),
            properties: null,
            path?.Text ?? call.TargetMethod.Name,
            library ?? "the broker",
            loop.SourceName,
            "'" + batch + "'");
    }

    /// <summary>The message that a call sends, itself or behind a method that does nothing else.</summary>
    private static (string Batch, string? Library, RoundTripPath? Path)? Sent(IInvocationOperation call, OperationRuleContext context, RoundTripTable roundTrips)
    {
        if (roundTrips.Find(call) is { } direct)
            return direct is { Kind: RoundTripKind.Message, IsWrite: true, Batch: { } batch } ? (batch, direct.Library?.Name ?? "the broker", null) : null;

        return RoundTripInLoop.Of(call, context.Compilation, context.CancellationToken) is { GivesData: false, Paths: { Length: 1 } paths }
            && paths[0] is { IsInLoop: false, Certainty: PathCertainty.Certain, End.Row: { Kind: RoundTripKind.Message, IsWrite: true, Batch: { } far } row }
                ? (far, row.Library?.Name, paths[0])
                : null;
    }

    /// <summary>The same for a bus of the project's own, whose interface says that it takes many.</summary>
    private static (string Batch, string? Library, RoundTripPath? Path)? Own(IInvocationOperation call, OperationRuleContext context) =>
        (BatchForm.Of(call, context.Compilation) is null ? OnlyCall(call.TargetMethod, context.Compilation) : call) is { } sent
        && BatchForm.Of(sent, context.Compilation) is { } many
        && BatchForm.LeavesProcess(sent, context.Compilation, context.CancellationToken)
            ? (many.Name, null, null)
            : null;

    /// <summary>The call that a local function, or a private method, is there for: it makes no other.</summary>
    private static IInvocationOperation? OnlyCall(IMethodSymbol method, CompilationContext compilation) =>
        (method.MethodKind == MethodKind.LocalFunction || method.DeclaredAccessibility == Accessibility.Private)
        && MethodBodies.For(compilation).Of(method) is { } body
        && body.Root.Descendants().OfType<IInvocationOperation>().Where(c => c.TargetMethod.Name != "ConfigureAwait").Take(2).ToList() is { Count: 1 } calls
            ? calls[0]
            : null;

    /// <summary>Whether each round sends by a client of its own; a local function sends by the one that it finds around it.</summary>
    private static bool HasOwnSender(IInvocationOperation call, IOperation? sent, Iteration loop) =>
        call.TargetMethod.MethodKind == MethodKind.LocalFunction && sent is IInvocationOperation send
            ? UnitOfWork.HasOwnReceiver(send, loop) || call.TargetMethod.Parameters.Any(p => send.Receiver()?.ReferencedSymbol().Is(p) == true)
            : UnitOfWork.HasOwnReceiver(call, loop);

    /// <summary>What relays an outbox marks each message as sent before it takes the next, so that a crash repeats one and not all.</summary>
    private static bool RecordsProgress(Iteration loop, RoundTripTable roundTrips) => loop.Body.DescendantsAndSelf().Any(o =>
        o is IInvocationOperation write && roundTrips.Find(write) is { IsDatabase: true, IsWrite: true });

    /// <summary>A task that is only collected lets the other messages be under way at the same time.</summary>
    private static bool IsAwaited(IInvocationOperation call)
    {
        var parent = call.ParentValue();
        if (parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "Wait" } wait)
            parent = wait.TargetMethod.Name == "ConfigureAwait" ? wait.ParentValue() : null;

        return parent is null or IAwaitOperation or IPropertyReferenceOperation { Property.Name: "Result" };
    }
}
