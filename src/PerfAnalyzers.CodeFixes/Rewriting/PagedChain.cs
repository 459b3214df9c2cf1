using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Carries a page from an endpoint through the members it calls to the query. A member that others call too stays as it is, and one that takes
/// a page is put beside it.
/// </summary>
internal sealed class PagedChain
{
    private readonly UnpagedEndpoint found;
    private readonly FixRequest request;
    private readonly PageForm form;
    private readonly int largest;
    private readonly Solution solution;
    private readonly Dictionary<DocumentId, EditList> edits = new();

    private PagedChain(UnpagedEndpoint found, FixRequest request, PageForm form, int largest)
    {
        this.found = found;
        this.request = request;
        this.form = form;
        this.largest = largest;
        solution = request.Document.Project.Solution;
    }

    /// <summary>The edits of all documents; null where one of the places cannot be changed.</summary>
    public static async Task<ImmutableDictionary<DocumentId, ImmutableArray<TextChange>>?> PlanAsync(UnpagedEndpoint found, FixRequest request, PageForm form, int largest)
    {
        var chain = new PagedChain(found, request, form, largest);
        if (!await chain.AddEndpointAsync().ConfigureAwait(false))
            return null;

        for (var i = 0; i < found.Rows.Calls.Length; i++)
        {
            if (!await chain.AddMemberAsync(i).ConfigureAwait(false))
                return null;
        }

        var built = ImmutableDictionary.CreateBuilder<DocumentId, ImmutableArray<TextChange>>();
        foreach (var (document, list) in chain.edits.Select(e => (e.Key, e.Value)))
        {
            if (list.Build() is not { } changes)
                return null;

            built.Add(document, changes);
        }

        return built.ToImmutable();
    }

    private async Task<bool> AddEndpointAsync()
    {
        if (AsyncMember.Around(found.Asked.Syntax, request.Model, request.CancellationToken) is not { Node: MethodDeclarationSyntax or ParenthesizedLambdaExpressionSyntax } function
            || function.Symbol.IsOverride
            || request.Compilation.Type(TypeNames.System.Math) is not { } math
            || IsTaken(function.Node)
            || await EndpointUses.IsCalledAsync(function.Symbol, request).ConfigureAwait(false))
        {
            return false;
        }

        var parameters = function.Node is MethodDeclarationSyntax method ? method.ParameterList : ((ParenthesizedLambdaExpressionSyntax)function.Node).ParameterList;
        var place = PageParameters.Place(function.Symbol);
        var isOptional = function.Node is MethodDeclarationSyntax && function.Symbol.Parameters.Skip(place).All(p => p.HasExplicitDefaultValue || p.IsParams);
        var here = EditsOf(request.Document.Id);
        if (!PageParameters.TryDeclare(here, parameters, place, form.EndpointParameters(isOptional)))
            return false;

        var (which, size) = (form.HeldWhich(isOptional), form.HeldSize(isOptional, largest));
        if (function.Body is BlockSyntax { Statements: { Count: > 0 } statements } && isOptional && TextShape.StartsLine(request.Text, statements[0].SpanStart))
        {
            var newLine = TextShape.NewLine(request.Text) + TextShape.Indentation(request.Text, statements[0].SpanStart);
            here.Insert(statements[0].SpanStart, (form.KeyName is null ? $"{form.Which.Name} = {which};{newLine}" : "") + $"{PageForm.Size} = {size};{newLine}");
            (which, size) = (form.Which.Name, PageForm.Size);
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(changes, math, function.Node, request) || Inner(0, which, size, request) is not { } inner)
            return false;

        // Both may bring the same directive.
        here.AddRange(changes.Concat(inner).GroupBy(c => (c.Span, c.NewText)).Select(g => g.First()));
        return true;
    }

    /// <summary>What changes at the next step: the call gets the page, or the query is cut.</summary>
    private IEnumerable<TextChange>? Inner(int step, string which, string size, FixRequest home)
    {
        var calls = found.Rows.Calls;
        if (step == calls.Length)
            return found.Rows.Execution.Syntax is InvocationExpressionSyntax query ? PagedQuery.Edits(query, form, which, size, home) : null;

        return calls[step].Syntax is InvocationExpressionSyntax call && PageParameters.Pass(call, calls[step].TargetMethod, form.Which.Name, which, size) is { } change ? new[] { change } : null;
    }

    private async Task<bool> AddMemberAsync(int step)
    {
        var call = found.Rows.Calls[step];
        var method = MethodBodies.Declared(call.TargetMethod);
        if (method is not { MethodKind: MethodKind.Ordinary, IsGenericMethod: false, IsOverride: false, ContainingType.IsGenericType: false }
            || await MethodDeclarations.OfAsync(method, solution, request.CancellationToken).ConfigureAwait(false) is not { } declarations)
        {
            return false;
        }

        var next = step + 1 < found.Rows.Calls.Length ? found.Rows.Calls[step + 1].Syntax : found.Rows.Execution.Syntax;
        var isOnlyCall = await IsOnlyCallAsync(method, call.Syntax).ConfigureAwait(false);
        var isAsked = false;
        foreach (var (syntax, home) in declarations)
        {
            if (syntax.ContainsDirectives || IsTaken(syntax) || home.Model.GetDeclaredSymbol(syntax, home.CancellationToken) is not { } symbol)
                return false;

            var member = new EditList();
            if (!PageParameters.TryDeclare(member, syntax.ParameterList, PageParameters.Place(symbol), form.Parameters))
                return false;

            var outside = ImmutableArray<TextChange>.Empty;
            if (syntax.SyntaxTree == next.SyntaxTree && syntax.Span.Contains(next.Span))
            {
                isAsked = true;
                if (Inner(step + 1, form.Which.Name, PageForm.Size, home) is not { } inner)
                    return false;

                member.AddRange(inner.Where(c => syntax.Span.Contains(c.Span)));
                outside = inner.Where(c => !syntax.Span.Contains(c.Span)).ToImmutableArray();
            }

            if (!Add(syntax, home, member, outside, isOnlyCall))
                return false;
        }

        return isAsked;
    }

    private bool Add(MethodDeclarationSyntax syntax, FixRequest home, EditList member, ImmutableArray<TextChange> outside, bool inPlace)
    {
        if (member.Build() is not { } changes)
            return false;

        var here = EditsOf(home.Document.Id);
        here.AddRange(outside);
        if (inPlace)
            here.AddRange(changes);
        else
            here.AddRange(new[] { MethodDeclarations.Beside(syntax, MethodDeclarations.Copy(syntax, home, member, ", one page of it"), home.Text) });

        return true;
    }

    private EditList EditsOf(DocumentId document)
    {
        if (!edits.TryGetValue(document, out var list))
            edits.Add(document, list = new EditList());

        return list;
    }

    /// <summary>Whether a member uses one of the new names for something else.</summary>
    private bool IsTaken(SyntaxNode member) =>
        member.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && (string.Equals(t.ValueText, form.Which.Name, StringComparison.OrdinalIgnoreCase) || string.Equals(t.ValueText, PageForm.Size, StringComparison.OrdinalIgnoreCase)));

    private async Task<bool> IsOnlyCallAsync(IMethodSymbol method, SyntaxNode call) =>
        (await EndpointUses.ReferencesAsync(method, request).ConfigureAwait(false)).All(r => r.SyntaxTree == call.SyntaxTree && call.Span.Contains(r.Span));
}
