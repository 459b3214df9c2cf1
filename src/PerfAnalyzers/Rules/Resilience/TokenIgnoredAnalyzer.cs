using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Resilience;

/// <summary>Finds methods that take a token and go through loops of I/O without ever looking at it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenIgnoredAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.TokenIgnored,
        title: "Token that nobody looks at",
        messageFormat: "'{0}' never looks at '{1}', although it {2}; ask it in every round",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Who passes a token takes it that the work stops when the token says so. A loop over calls that take no token themselves has to ask it between them.");

    public TokenIgnoredAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.CancellationToken) is not null)
            rule.OnOperation(Analyze, OperationKind.MethodBody);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (context.Operation is not IMethodBodyOperation { Syntax: MethodDeclarationSyntax } body
            || context.ContainingMember is not IMethodSymbol method
            || IgnoredToken.Of(method, body, context.Compilation, context.CancellationToken) is not { } found)
        {
            return;
        }

        context.Report(
            Rule,
            found.Parameter.Identifier.GetLocation(),
            found.IsSwallowed ? Confidence.Low : found.Writes ? Confidence.Medium : Confidence.High,
            new[] { found.Waiting?.NameAndArguments() ?? LoopSyntax.Head(found.Loop.Syntax) },
            properties: null,
            method.Name,
            found.Parameter.Identifier.ValueText,
            found.Waiting is { } waiting ? $"waits for '{waiting.TargetMethod.Name}' in each round of a loop" : found.IsPass ? "goes through the same elements again and again" : "goes through loops in loops in loops");
    }
}
