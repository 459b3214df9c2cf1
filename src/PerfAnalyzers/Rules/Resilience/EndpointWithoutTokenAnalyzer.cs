using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Calls;
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

    internal override ImmutableArray<RuleOption> Options => TokenParameters.Options;

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.CancellationToken) is not null && rule.Type(TypeNames.System.Task) is not null)
            rule.OnOperation(Analyze, OperationKind.MethodBody, OperationKind.AnonymousFunction);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var compilation = context.Compilation;
        switch (context.Operation)
        {
            case IMethodBodyOperation { Syntax: MethodDeclarationSyntax method } when context.ContainingMember is IMethodSymbol symbol:
                if (RequestTokens.IsWaitedFor(symbol.ReturnType, compilation) && (IsAsked(context) || StoppableWork.For(compilation).May(symbol)) && RequestTokens.Of(symbol, compilation, context.CancellationToken) is { } token)
                    Report(context, $"'{symbol.Name}'", method.Identifier.GetLocation(), token, IsMinor(symbol, context));

                break;
            case IAnonymousFunctionOperation { Syntax: LambdaExpressionSyntax syntax } lambda:
                if (RequestTokens.IsWaitedFor(lambda.Symbol.ReturnType, compilation) && RequestTokens.Of(lambda, compilation) is { } taken)
                    Report(context, "The handler", (syntax is ParenthesizedLambdaExpressionSyntax many ? many.ParameterList : (SyntaxNode)((SimpleLambdaExpressionSyntax)syntax).Parameter).GetLocation(), taken, RequestVerbs.IsCommand(lambda));

                break;
        }
    }

    /// <summary>What is true and hardly matters costs nothing where nobody asks for it.</summary>
    private static bool IsAsked(OperationRuleContext context) => context.Option(CommonOptions.Confidence, RuleIds.EndpointWithoutToken) == Confidence.Low;

    private static bool IsMinor(IMethodSymbol method, OperationRuleContext context) =>
        RequestVerbs.For(context.Compilation).IsCommand(method)
        || RequestVerbs.IsOfLibrary(method)
        || Callers.For(context.Compilation).HandingOn(method, context.CancellationToken).Any(s => RequestVerbs.IsCommand(s.Operation));

    private static void Report(OperationRuleContext context, string name, Location location, RequestToken token, bool isMinor)
    {
        var isAsked = IsAsked(context);
        if ((isMinor && !isAsked) || RequestTokens.IsLookedAt(context.Operation.Syntax))
            return;

        var worthy = isMinor ? null : StoppableWork.For(context.Compilation).Of(context.Operation, context.CancellationToken);
        if ((worthy ?? (isAsked ? MissingTokenFacts.For(context.Compilation).Within(context.Operation, context.CancellationToken) : null)) is not { } path)
            return;

        context.Report(
            Rule,
            location,
            worthy is null ? Confidence.Low : path.End.Confidence,
            path.Locations,
            properties: null,
            name,
            path.Text,
            token.Text is { } text ? $"take '{text}'" : "take a token");
    }
}
