using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Resilience;

namespace PerfAnalyzers.Rules.Resilience;

/// <summary>Finds calls of other processes whose limit of time somebody has switched off.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InfiniteTimeoutAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.InfiniteTimeout,
        title: "Calls of another process may wait for ever",
        messageFormat: "'{0}' lets a call wait for ever; when the other side hangs, everybody who waits for it hangs too: set a limit such as {1}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "A server that calls another one needs a limit of time for it. Without one, an answer that never comes holds a request, its memory, its "
            + "connection and often a lock for ever; the next requests pile up behind it until the whole server stands still.");

    public InfiniteTimeoutAnalyzer()
        : base(Rule)
    {
    }

    /// <summary>Clients and contexts are set up at the start, and used by requests.</summary>
    private protected override SilentCode Includes => SilentCode.Startup;

    private protected override void Register(RuleContext rule)
    {
        var places = ServingPlaces.For(rule.Compilation);
        if (!places.IsServer && !places.IsLibrary)
            return;

        if (!TimeoutSettings.For(rule.Compilation).IsEmpty)
            rule.OnOperation(AnalyzeSetting, OperationKind.SimpleAssignment, OperationKind.Invocation, OperationKind.ObjectCreation);

        if (rule.Type(TypeNames.Grpc.ClientBase) is not null)
            rule.OnOperation(AnalyzeCall, OperationKind.Invocation);

        if (rule.Type(TypeNames.Data.DbConnection) is not null)
            rule.OnOperation(AnalyzeText, OperationKind.Argument);
    }

    private static void AnalyzeSetting(OperationRuleContext context)
    {
        if (EndlessWait.Of(context.Operation, context.Compilation) is { } wait)
            context.Report(Rule, wait.Operation.Syntax.GetLocation(), IsSure(wait, context) ? Confidence.High : Confidence.Medium, path: null, properties: null, wait.Name, wait.Words);
    }

    /// <summary>Whoever switches the limit off for one command knows that it takes long; that somebody waits for it is sure only where a request leads to it.</summary>
    private static bool IsSure(EndlessWait wait, OperationRuleContext context) =>
        wait.Confidence == Confidence.High
        && (!wait.Setting.LimitsCommands || wait.Setting.LimitsAll || ServingPlaces.For(context.Compilation).Of(context.Operation, context.CancellationToken).Serving == Serving.Certain);

    private static void AnalyzeCall(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (GrpcDeadline.IsMissing(call, context.Compilation))
            context.Report(Rule, call.NameAndArguments(), Confidence.Medium, path: null, properties: null, call.TargetMethod.Name, "a deadline of 30 seconds");
    }

    private static void AnalyzeText(OperationRuleContext context)
    {
        foreach (var setting in ConnectionText.Settings((IArgumentOperation)context.Operation))
        {
            if (setting.Value == "0" && setting.Name.EndsWith("Timeout", StringComparison.OrdinalIgnoreCase) && !setting.Name.StartsWith("Idle", StringComparison.OrdinalIgnoreCase))
                context.Report(Rule, Location.Create(context.Operation.Syntax.SyntaxTree, setting.Span), Confidence.High, path: null, properties: null, setting.Name, "30 seconds");
        }
    }
}
