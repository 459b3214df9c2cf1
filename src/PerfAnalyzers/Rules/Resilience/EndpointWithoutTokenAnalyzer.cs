using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Resilience;

/// <summary>Finds what serves requests and goes on when the request is aborted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EndpointWithoutTokenAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.EndpointWithoutToken,
        title: "Endpoint that does not notice an aborted request",
        messageFormat: "{0} goes on after its request is aborted ({1}); {2} and pass it on",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "The server knows when a client has gone, and tells the code by a token. An endpoint that does not look at it answers nobody, with "
            + "queries and requests that others wait behind.");

    public EndpointWithoutTokenAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.CancellationToken) is not null && rule.Type(TypeNames.System.Task) is not null)
            rule.OnOperation(Analyze, OperationKind.MethodBody, OperationKind.AnonymousFunction);
    }

    private static void Analyze(OperationRuleContext context)
    {
        switch (context.Operation)
        {
            case IMethodBodyOperation { Syntax: MethodDeclarationSyntax method } when context.ContainingMember is IMethodSymbol symbol:
                if (RequestTokens.Of(symbol, context.Compilation) is { } token)
                    Report(context, $"'{symbol.Name}'", method.Identifier.GetLocation(), token);

                break;
            case IAnonymousFunctionOperation { Syntax: LambdaExpressionSyntax syntax } lambda:
                if (RequestTokens.Of(lambda, context.Compilation) is { } taken)
                    Report(context, "The handler", (syntax is ParenthesizedLambdaExpressionSyntax many ? many.ParameterList : (SyntaxNode)((SimpleLambdaExpressionSyntax)syntax).Parameter).GetLocation(), taken);

                break;
        }
    }

    private static void Report(OperationRuleContext context, string name, Location location, RequestToken token)
    {
        if (RequestTokens.IsLookedAt(context.Operation.Syntax) || MissingTokenFacts.For(context.Compilation).Within(context.Operation, context.CancellationToken) is not { } path)
            return;

        context.Report(
            Rule,
            location,
            path.End.Confidence,
            path.Locations,
            properties: null,
            name,
            path.Text,
            token.Text is { } text ? $"take '{text}'" : "take a token");
    }
}
