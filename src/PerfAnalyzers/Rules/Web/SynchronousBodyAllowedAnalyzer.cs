using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Web;

/// <summary>Finds servers that let threads wait for the bodies of requests and answers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SynchronousBodyAllowedAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.SynchronousBodyAllowed,
        title: "Threads may wait for bodies of requests and answers",
        messageFormat: "'{0}' lets a thread wait while a body comes in or goes out, for as long as the client takes: a few slow clients hold up all others; read and write bodies asynchronously and leave it off",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "A body comes as fast as the client sends it. While a thread waits for it, the thread serves nobody else, and the server has few of them. The server refuses "
            + "such waits unless it is told to allow them, and once it is, nothing shows where they are.");

    public SynchronousBodyAllowedAnalyzer()
        : base(Rule)
    {
    }

    /// <summary>Servers are set up at the start.</summary>
    private protected override SilentCode Includes => SilentCode.Startup;

    private protected override void Register(RuleContext rule)
    {
        if (!BodySettings.For(rule.Compilation).IsEmpty)
            rule.OnOperation(Analyze, OperationKind.SimpleAssignment);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (AllowedWaits.Of(assignment, context.Compilation) is var (setting, confidence))
            context.Report(Rule, assignment.Syntax.GetLocation(), confidence, path: null, properties: null, setting.ContainingType.Name + "." + setting.Name);
    }
}
