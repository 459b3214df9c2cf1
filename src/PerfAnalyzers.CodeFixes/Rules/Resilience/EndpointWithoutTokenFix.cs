using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Resilience;

/// <summary>Takes the token of the request, and passes it from the endpoint down to what waits.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EndpointWithoutTokenFix))]
public sealed class EndpointWithoutTokenFix : RuleCodeFix
{
    public const string ThreadKey = "PERF3003.thread";

    private const string Parameter = "cancellationToken";

    public EndpointWithoutTokenFix()
        : base(RuleIds.EndpointWithoutToken)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(ThreadKey);

    internal override bool ReachesOtherDocuments => true;

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Root.FindNode(request.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<SyntaxNode>(n => n is MethodDeclarationSyntax or LambdaExpressionSyntax) is not { } node
            || await PlanAsync(node, request).ConfigureAwait(false) is not var (plan, token))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var others = plan.Methods == 0 ? "" : plan.Methods == 1 ? " (1 method)" : $" ({plan.Methods} methods)";
        return ImmutableArray.Create(new FixPlan(
            (token is null ? "Take a token and pass it on" : $"Pass '{token}' on") + others,
            ThreadKey,
            plan.Changes.TryGetValue(request.Document.Id, out var own) ? own : ImmutableArray<TextChange>.Empty)
        {
            OtherChanges = plan.Changes.Remove(request.Document.Id),
        });
    }

    private static async Task<(TokenPlan Plan, string? Token)?> PlanAsync(SyntaxNode node, FixRequest request)
    {
        if (node is LambdaExpressionSyntax)
        {
            return request.Model.GetOperation(node, request.CancellationToken) is IAnonymousFunctionOperation lambda && RequestTokens.Of(lambda, request.Compilation) is { } taken
                ? await OfLambdaAsync(lambda, taken, request).ConfigureAwait(false)
                : null;
        }

        if (request.Model.GetDeclaredSymbol(node, request.CancellationToken) is not IMethodSymbol method
            || request.Model.GetOperation(node, request.CancellationToken) is not { } body
            || RequestTokens.Of(method, request.Compilation, request.CancellationToken) is not { } token)
        {
            return null;
        }

        var endpoint = token.Text is null ? await TokenFamily.OfEndpointAsync(new AsyncDeclaration(request, new AsyncMember(node, method)), Parameter, new AsyncDocuments(request)).ConfigureAwait(false) : null;
        if (token.Text is null && endpoint is null)
            return null;

        return await TokenThreading.FromEndpointAsync(body, token.Text ?? endpoint!.Parameter, endpoint, lambda: null, request).ConfigureAwait(false) is { } plan
            ? (plan, token.Text)
            : null;
    }

    private static async Task<(TokenPlan Plan, string? Token)?> OfLambdaAsync(IAnonymousFunctionOperation lambda, RequestToken token, FixRequest request)
    {
        (int Position, string Text)? added = null;
        var name = token.Text;
        if (name is null)
        {
            // A parameter of a lambda has no default, and so cannot follow one that has.
            if (lambda.Syntax is not ParenthesizedLambdaExpressionSyntax { ParameterList: var list } || list.Parameters.Any(p => p.Default is not null || p.Type is null))
                return null;

            name = Names.Unique(Parameter, list, request.Model);
            var parameter = "System.Threading.CancellationToken " + name;
            if (request.Model.LookupNamespacesAndTypes(list.SpanStart, name: "CancellationToken").Any(t => Knowledge.TokenSlots.For(request.Compilation).IsToken(t as ITypeSymbol)))
                parameter = "CancellationToken " + name;

            added = TokenParameter.Last(list, request.Text, parameter);
        }

        return await TokenThreading.FromEndpointAsync(lambda, name, endpoint: null, added, request).ConfigureAwait(false) is { } plan ? (plan, token.Text) : null;
    }
}
