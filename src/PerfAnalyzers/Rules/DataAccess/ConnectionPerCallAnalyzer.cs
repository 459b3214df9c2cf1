using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Resilience;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds clients with connections of their own that are made per call or per element, and pools that are switched off.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConnectionPerCallAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.ConnectionPerCall,
        title: "Connections opened per call",
        messageFormat: "'{0}' {1}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "Opening a connection takes several round trips: name, TCP, TLS, log in. Clients and data sources keep connections open to save that, and "
            + "are meant to be made once. One that is made per call opens its connections anew and throws them away, and the other side runs out of them.");

    public ConnectionPerCallAnalyzer()
        : base(Rule)
    {
    }

    /// <summary>For connection strings only: what is made at the start is made once.</summary>
    private protected override SilentCode Includes => SilentCode.Startup;

    private protected override void Register(RuleContext rule)
    {
        if (!PooledClients.For(rule.Compilation).IsEmpty)
            rule.OnOperation(AnalyzeClient, OperationKind.ObjectCreation, OperationKind.Invocation);

        if (rule.Type(TypeNames.Data.DbConnection) is not null)
        {
            rule.OnOperation(AnalyzeConnection, OperationKind.ObjectCreation, OperationKind.Invocation);
            rule.OnOperation(AnalyzeText, OperationKind.Argument);
        }
    }

    private static void AnalyzeClient(OperationRuleContext context)
    {
        if (PooledClientUse.Of(context.Operation, context.Compilation, context.CancellationToken) is not { } use
            || context.Rule.Project.Classify(context.Operation, context.ContainingMember) != SilentCode.None)
        {
            return;
        }

        var what = use.Loop is { } loop
            ? $"is made anew for each element of '{loop.SourceName}', each time with a connection of its own; make it once before"
            : use.Row.SharesByItself
                ? "is made for one call and is meant to be made once: it is set up, and asks for its token, again and again; keep one, static or injected"
                : "is made for one call, with connections of its own that are opened and thrown away each time; keep one, static or injected";
        context.Report(Rule, Location(use.Made), use.Confidence, use.Path, properties: null, use.Name, what);
    }

    /// <summary>A pool makes it cheap to open a connection, and still each round asks for one and resets it.</summary>
    private static void AnalyzeConnection(OperationRuleContext context)
    {
        if (ConnectionPerElement.Of(context.Operation, context.Compilation) is not { } found || context.Rule.Project.Classify(context.Operation, context.ContainingMember) != SilentCode.None)
            return;

        context.Report(Rule, Location(found.Opened), Confidence.Medium, path: new[] { found.Loop.Operation.Syntax.GetLocation() }, properties: null, found.Name, $"takes a connection for each element of '{found.Loop.SourceName}'; open one before the loop");
    }

    private static void AnalyzeText(OperationRuleContext context)
    {
        foreach (var setting in ConnectionText.Settings((IArgumentOperation)context.Operation))
        {
            if (setting.SwitchesPoolingOff)
                context.Report(Rule, Microsoft.CodeAnalysis.Location.Create(context.Operation.Syntax.SyntaxTree, setting.Span), Confidence.High, path: null, properties: null, setting.Name + "=" + setting.Value, "opens a connection, and logs in, for each use; leave it out");
        }
    }

    private static Location Location(IOperation made) => made is IInvocationOperation call ? call.NameAndArguments() : made.Syntax.GetLocation();
}
