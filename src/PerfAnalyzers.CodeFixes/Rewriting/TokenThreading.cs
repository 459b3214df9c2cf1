using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>What one threading would do.</summary>
/// <param name="Changes">The edits of each document.</param>
/// <param name="Methods">How many methods get a parameter.</param>
internal sealed record TokenPlan(ImmutableDictionary<DocumentId, ImmutableArray<TextChange>> Changes, int Methods);

/// <summary>
/// Brings a token from where it is to all that could be told to stop. From one function downwards every call is given the token, methods on the way
/// get a parameter with all that implements, overrides or stands in for them, and what calls them elsewhere passes its own token, if it has one.
/// </summary>
internal sealed class TokenThreading
{
    private const int DeepestCall = 6;
    private const int MaximumFamilies = 40;

    private readonly AsyncDocuments documents;
    private readonly string wanted;
    private readonly Dictionary<(SyntaxTree, TextSpan), State?> families = new();
    private readonly List<State> states = new();
    private readonly List<Pass> passes = new();
    private readonly TokenEdits edits = new();

    private readonly TokenParameterForm form;

    private TokenThreading(FixRequest request, string wanted, string ruleId)
    {
        documents = new AsyncDocuments(request);
        this.wanted = wanted;
        form = TokenParameters.Form.Value(request.Document.Project.AnalyzerOptions, request.Root.SyntaxTree, ruleId);
    }

    /// <summary>Adds a parameter to the method that calls run, passes each its token, and goes on from there.</summary>
    /// <param name="calls">Calls of one method in the document, with the token at hand for each; the first names the parameter.</param>
    /// <param name="request">The document.</param>
    public static async Task<TokenPlan?> FromCallsAsync(IReadOnlyList<(IInvocationOperation Call, ReachableToken Token)> calls, FixRequest request)
    {
        var (call, token) = calls[0];
        var name = token is { Origin: TokenOrigin.Explicit, Symbol: IParameterSymbol parameter } && token.Text == parameter.Name ? parameter.Name : "cancellationToken";
        var threading = new TokenThreading(request, name, RuleIds.MissingToken);
        if (await threading.FamilyAsync(call.TargetMethod, 0).ConfigureAwait(false) is not { IsUseful: true } family)
            return null;

        foreach (var (each, own) in calls)
            threading.passes.Add(new Pass(request, each, own.Text, Slot: null, family, Within: null));

        return await threading.WriteAsync(endpoint: null).ConfigureAwait(false);
    }

    /// <summary>Gives a function that serves requests its token, and passes it on from there.</summary>
    /// <param name="function">The function.</param>
    /// <param name="text">How it names the token.</param>
    /// <param name="endpoint">The method that gets a parameter for it; null where the token is there already, or a lambda takes it.</param>
    /// <param name="lambda">The edit of a lambda that takes it.</param>
    /// <param name="request">The document.</param>
    public static async Task<TokenPlan?> FromEndpointAsync(IOperation function, string text, TokenFamily? endpoint, (int Position, string Text)? lambda, FixRequest request)
    {
        var threading = new TokenThreading(request, "cancellationToken", RuleIds.EndpointWithoutToken);
        if (!await threading.ThreadAsync(function, function.Syntax, text, request, within: null, 0).ConfigureAwait(false))
            return null;

        if (lambda is { } parameter)
            threading.edits.Of(request).Members.Insert(parameter.Position, parameter.Text);

        return await threading.WriteAsync(endpoint).ConfigureAwait(false);
    }

    private async Task<State?> FamilyAsync(IMethodSymbol method, int depth)
    {
        if ((method.ReducedFrom ?? method).OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference)
            return null;

        if (families.TryGetValue((reference.SyntaxTree, reference.Span), out var known))
            return known;

        families[(reference.SyntaxTree, reference.Span)] = null;
        if (depth > DeepestCall || states.Count >= MaximumFamilies || await TokenFamily.CollectAsync(method, wanted, documents).ConfigureAwait(false) is not { } family)
            return null;

        var state = new State(family);
        states.Add(state);
        foreach (var declaration in family.Declarations)
            families[declaration.Key] = state;

        foreach (var declaration in family.Declarations)
        {
            if (declaration.Request.Model.GetOperation(declaration.Node, documents.CancellationToken) is { } body)
                state.IsUseful |= await ThreadAsync(body, declaration.Node, family.Parameter, declaration.Request, state, depth + 1).ConfigureAwait(false);
        }

        return state;
    }

    /// <summary>Plans to pass a token to all calls of a function; false when there is nobody to pass it to.</summary>
    private async Task<bool> ThreadAsync(IOperation function, SyntaxNode node, string token, FixRequest request, State? within, int depth)
    {
        var compilation = request.Compilation;
        var isUseful = false;
        foreach (var call in function.Descendants().OfType<IInvocationOperation>().Where(c => c.Syntax is InvocationExpressionSyntax).ToList())
        {
            var nearest = TokensInReach.For(compilation).Nearest(call, documents.CancellationToken);
            if (nearest is not null && UnforwardedToken.IsUsed(nearest, call))
                continue;

            if (!TokensInReach.For(compilation).IsReachedFrom(node, call, documents.CancellationToken))
                continue;

            if (CancellableCalls.For(compilation).Of(call, documents.CancellationToken) is { Confidence: > Confidence.Low } found)
            {
                passes.Add(new Pass(request, call, token, found.Slot, Family: null, within));
                isUseful = true;
            }
            else if (MissingTokenFacts.For(compilation).IsLink(call) && MissingTokenFacts.IsStoppable(call, compilation, documents.CancellationToken) && await LinkAsync(call, compilation, depth).ConfigureAwait(false) is { } next)
            {
                passes.Add(new Pass(request, call, token, Slot: null, next, within));
                isUseful |= next.IsUseful;
            }
        }

        return isUseful;
    }

    private async Task<State?> LinkAsync(IInvocationOperation call, CompilationContext compilation, int depth)
    {
        if ((call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault() is { } reference && families.TryGetValue((reference.SyntaxTree, reference.Span), out var known))
            return known;

        return MissingTokenFacts.For(compilation).Of(call, documents.CancellationToken) is null ? null : await FamilyAsync(call.TargetMethod, depth).ConfigureAwait(false);
    }

    private async Task<TokenPlan?> WriteAsync(TokenFamily? endpoint)
    {
        var useful = new HashSet<State>(states.Where(s => s.IsUseful));
        var written = new HashSet<(SyntaxTree, TextSpan)>();
        foreach (var pass in passes.Where(p => (p.Family is null || useful.Contains(p.Family)) && (p.Within is null || useful.Contains(p.Within))))
        {
            if (!written.Add((pass.Call.Syntax.SyntaxTree, pass.Call.Syntax.Span)))
                continue;

            if (!TryPass(pass))
                return null;
        }

        foreach (var family in useful.Select(s => s.Family).Concat(endpoint is null ? Enumerable.Empty<TokenFamily>() : new[] { endpoint }))
        {
            var isRequired = family == endpoint ? family.Calls.Count == 0 : form == TokenParameterForm.Required && family.IsInternal;
            foreach (var declaration in family.Declarations)
                edits.AddParameter(declaration, family.Parameter, isRequired);

            foreach (var call in family.Calls.Where(c => written.Add((c.Call.SyntaxTree, c.Call.Span))))
            {
                if (!TryPassElsewhere(call, family, isRequired))
                    return null;
            }
        }

        var read = useful.SelectMany(s => s.Family.Calls).Concat(endpoint is null ? Enumerable.Empty<TokenCall>() : endpoint.Calls).Select(c => c.Request.Document.Id);
        return await edits.BuildAsync(read, documents).ConfigureAwait(false) is { } changes
            ? new TokenPlan(changes, useful.Sum(s => s.Family.Declarations.Length) + (endpoint is null ? 0 : 1))
            : null;
    }

    private bool TryPass(Pass pass)
    {
        var members = edits.Of(pass.Request).Members;
        if (pass.Slot is { } slot)
            return TokenArgument.TryWrite(members, pass.Call, slot, pass.Token, pass.Request);

        TokenArgument.Write(members, (InvocationExpressionSyntax)pass.Call.Syntax, pass.Call.TargetMethod, pass.Family!.Family.Ordinal, pass.Family.Family.Parameter, pass.Token, pass.Request);
        return true;
    }

    /// <summary>A caller that was not asked about: it passes a token it has, and otherwise leaves the parameter out, or says that it has none.</summary>
    private bool TryPassElsewhere(TokenCall elsewhere, TokenFamily family, bool isRequired)
    {
        var document = edits.Of(elsewhere.Request);
        var type = document.TokenType(elsewhere.Call);
        if (TokenMocks.Argument(elsewhere.Call, type.Name, document.Members, elsewhere.Request) is not { } argument)
            return false;

        if (elsewhere.Request.Model.GetOperation(elsewhere.Call, documents.CancellationToken) is not IInvocationOperation call)
            return true;

        if (argument.Length > 0)
        {
            type.Import();
        }
        else if (TokensInReach.For(elsewhere.Request.Compilation).Nearest(call, documents.CancellationToken) is { Origin: TokenOrigin.Explicit or TokenOrigin.Context } token
            && UnforwardedToken.IsUsed(token, call)
            && MissingTokenFacts.IsStoppable(call, elsewhere.Request.Compilation, documents.CancellationToken))
        {
            argument = token.Text;
        }
        else if (isRequired)
        {
            type.Import();
            argument = type.Name + ".None";
        }

        if (argument.Length > 0)
            TokenArgument.Write(document.Members, elsewhere.Call, call.TargetMethod, family.Ordinal, family.Parameter, argument, elsewhere.Request);

        return true;
    }

    /// <summary>A family on its way: whether anything below it takes the token in the end.</summary>
    private sealed class State
    {
        public State(TokenFamily family) => Family = family;

        public TokenFamily Family { get; }

        public bool IsUseful { get; set; }
    }

    /// <summary>A call that is given the token.</summary>
    private sealed record Pass(FixRequest Request, IInvocationOperation Call, string Token, TokenSlot? Slot, State? Family, State? Within);
}
