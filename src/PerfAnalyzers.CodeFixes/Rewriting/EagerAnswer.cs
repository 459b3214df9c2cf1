using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Runs the query that an endpoint answers with before the answer is written, or hands it on as a stream.</summary>
internal sealed class EagerAnswer
{
    private const string Await = "await ";

    private readonly LazyAnswer found;
    private readonly FixRequest request;
    private readonly AsyncMember function;
    private readonly ExpressionSyntax query;

    private EagerAnswer(LazyAnswer found, FixRequest request, AsyncMember function, ExpressionSyntax query)
    {
        this.found = found;
        this.request = request;
        this.function = function;
        this.query = query;
    }

    /// <summary>Null where the query is not in the endpoint, or something else depends on how the endpoint looks.</summary>
    public static async Task<EagerAnswer?> TryCreateAsync(LazyAnswer found, FixRequest request)
    {
        if (!found.Calls.IsEmpty
            || found.Query.Syntax is not ExpressionSyntax query
            || query.SyntaxTree != request.Root.SyntaxTree
            || AsyncMember.Around(query, request.Model, request.CancellationToken) is not { Node: MethodDeclarationSyntax or ParenthesizedLambdaExpressionSyntax or SimpleLambdaExpressionSyntax or LocalFunctionStatementSyntax } function
            || (function.Symbol.MethodKind == MethodKind.Ordinary && EndpointUses.IsDictated(function.Symbol)))
        {
            return null;
        }

        // Only who gives a task from now on looks other to its callers.
        return function.IsAsync || !await EndpointUses.IsCalledAsync(function.Symbol, request).ConfigureAwait(false) ? new EagerAnswer(found, request, function, query) : null;
    }

    /// <summary>The edits that load the rows into a list; null where that cannot be awaited.</summary>
    public ImmutableArray<TextChange>? Load()
    {
        if (request.Compilation.Type(TypeNames.EfCore.QueryableExtensions) is not { } extensions
            || AwaitLegality.OfMember(function, request.Compilation) != AwaitObstacle.None
            || AwaitLegality.At(query, function, request.Model, request.Compilation, request.CancellationToken) != AwaitObstacle.None)
        {
            return null;
        }

        var edits = new EditList();
        if (!WriteHead(edits))
            return null;

        var token = TokensInReach.For(request.Compilation).NearestOfAwaited(found.Query, request.CancellationToken)?.Text ?? "";
        var end = query.Span.End;

        // rows.AsEnumerable().Select(...): what is left of it says nothing of a list.
        var parent = query.Parent;
        if (parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsEnumerable", Parent: InvocationExpressionSyntax view } access && access.Expression == query)
        {
            end = view.Span.End;
            parent = view.Parent;
        }

        var isReceiver = parent is MemberAccessExpressionSyntax;
        var isSimple = query is InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or ParenthesizedExpressionSyntax;
        edits.Insert(query.SpanStart, (isReceiver ? "(" : "") + Await + (isSimple ? "" : "("));
        edits.Replace(TextSpan.FromBounds(query.Span.End, end), (isSimple ? "" : ")") + LineBreak() + $".ToListAsync({token})" + (isReceiver ? ")" : ""));
        var usings = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(usings, extensions, query, request))
            return null;

        edits.AddRange(usings);
        return edits.Build();
    }

    /// <summary>The edits that hand the query on as a stream; null where the answer is anything but the query.</summary>
    public ImmutableArray<TextChange>? Stream()
    {
        if (found.Blocks
            || !found.IsWhole
            || function.IsAsync
            || ReturnType() is not GenericNameSyntax { TypeArgumentList.Arguments.Count: 1 } type
            || query.Parent is not (ReturnStatementSyntax or ArrowExpressionClauseSyntax)
            || request.Compilation.Type(TypeNames.System.AsyncEnumerableOfT) is not { } stream
            || request.Compilation.Type(TypeNames.EfCore.QueryableExtensions) is not { } extensions)
        {
            return null;
        }

        var isSimple = query is InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or ParenthesizedExpressionSyntax;
        var edits = new EditList();
        edits.Replace(type.Identifier.Span, stream.Name);
        edits.Insert(query.SpanStart, isSimple ? "" : "(");
        edits.Insert(query.Span.End, (isSimple ? "" : ")") + LineBreak() + ".AsAsyncEnumerable()");
        var usings = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(usings, extensions, query, request) || !Usings.TryAdd(usings, stream, query, request))
            return null;

        edits.AddRange(usings);
        return edits.Build();
    }

    private bool WriteHead(EditList edits)
    {
        var type = ReturnType();
        if (type is null)
        {
            if (!function.IsAsync)
                AsyncConversion.AddModifier(edits, function.Node);

            return function.IsLambda;
        }

        if (type.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault(IsQuery) is { } asked)
            edits.Replace(asked.Identifier.Span, "List");

        if (function.IsAsync)
            return true;

        if (request.Compilation.Type(TypeNames.System.TaskOfT) is not { } task)
            return false;

        AsyncConversion.AddModifier(edits, function.Node);
        edits.Insert(type.SpanStart, task.Name + "<");
        edits.Insert(type.Span.End, ">");
        var usings = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(usings, task, query, request) || (request.Compilation.Type(TypeNames.System.ListOfT) is { } list && !Usings.TryAdd(usings, list, query, request)))
            return false;

        edits.AddRange(usings);
        return true;
    }

    private TypeSyntax? ReturnType() => function.Node switch
    {
        MethodDeclarationSyntax method => method.ReturnType,
        LocalFunctionStatementSyntax local => local.ReturnType,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ReturnType,
        _ => null,
    };

    private bool IsQuery(GenericNameSyntax type) =>
        type.Identifier.ValueText is "IQueryable" or "IOrderedQueryable" or "DbSet"
        && request.Model.GetTypeInfo(type, request.CancellationToken).Type.Implements(request.Compilation.Type(TypeNames.System.QueryableOfT));

    private string LineBreak() => query is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? OrderByKey.LineBreak(access, request.Text) : "";
}
