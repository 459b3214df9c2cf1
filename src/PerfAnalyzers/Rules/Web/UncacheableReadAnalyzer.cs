using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Web;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Web;

/// <summary>Finds GET endpoints that ask others anew for each request although nothing keeps them from giving the answer of the last one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncacheableReadAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.UncacheableRead,
        title: "Answer that is read anew for each request",
        messageFormat: "{0} asks '{1}' anew for each request, and nothing keeps the answer; if it may be a little old, keep it with 'OutputCache'",
        category: Categories.Performance,
        ruleLevel: RuleLevel.Disabled,
        description: "An answer that is the same for all who ask need not be read each time: kept for a minute it costs one read a minute, however many ask.");

    public UncacheableReadAnalyzer()
        : base(Rule)
    {
    }

    /// <summary>Endpoints are mapped at the start, and run for requests.</summary>
    private protected override SilentCode Includes => SilentCode.Startup;

    private protected override void Register(RuleContext rule)
    {
        if (Endpoints.For(rule.Compilation).Exist && rule.Type(TypeNames.WebApplications.OutputCacheAttribute) is not null)
            rule.OnOperation(Analyze, OperationKind.Invocation, OperationKind.MethodBody);
    }

    private static void Analyze(OperationRuleContext context)
    {
        switch (context.Operation)
        {
            case IInvocationOperation map:
                Report(context, UncacheableRead.Of(map, context.Compilation, context.CancellationToken), map.NameOnly());
                break;
            case IMethodBodyOperation { Syntax: MethodDeclarationSyntax method } body when context.ContainingMember is IMethodSymbol action:
                Report(context, UncacheableRead.Of(body, action, context.Compilation, context.CancellationToken), method.Identifier.GetLocation());
                break;
        }
    }

    private static void Report(OperationRuleContext context, UncacheableRead? found, Location place)
    {
        if (found is not null)
            context.Report(Rule, place, found.Confidence, found.Read.Locations, properties: null, found.Name, found.Read.Text);
    }
}
