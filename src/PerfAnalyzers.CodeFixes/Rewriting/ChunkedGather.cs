using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Rewrites work that is started for all elements at once so that it goes through chunks of them: the next chunk begins when the one before is
/// done, and the answers keep their order.
/// </summary>
internal sealed class ChunkedGather
{
    /// <summary>How many pieces of work are under way at a time.</summary>
    public const int Size = 8;

    private const string Operator = "Chunk";

    private readonly FixRequest request;
    private readonly AwaitExpressionSyntax awaited;
    private readonly ArgumentSyntax tasks;
    private readonly StatementSyntax statement;

    private ChunkedGather(FixRequest request, AwaitExpressionSyntax awaited, ArgumentSyntax tasks, StatementSyntax statement)
    {
        this.request = request;
        this.awaited = awaited;
        this.tasks = tasks;
        this.statement = statement;
    }

    /// <summary>Whether the framework can cut a sequence into chunks.</summary>
    public static bool IsPossible(CompilationContext compilation) =>
        compilation.Type(TypeNames.System.Enumerable) is { } enumerable && !enumerable.GetMembers(Operator).IsEmpty;

    /// <summary>The head of a loop over chunks of a sequence.</summary>
    public static string Head(string chunk, ExpressionSyntax source, FixRequest request)
    {
        var text = request.Text.ToString(source.Span);
        var isSimple = source is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax;
        return $"foreach (var {chunk} in {(isSimple ? text : $"({text})")}.{Operator}({Size}))";
    }

    /// <summary>The edits; null when the tasks are used for more than to be awaited together, or stand where no loop can.</summary>
    public static ImmutableArray<TextChange>? Write(IInvocationOperation gather, GatheredWork work, FixRequest request)
    {
        if (!IsPossible(request.Compilation)
            || gather.Syntax is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } call
            || Awaited(call) is not { } awaited
            || awaited.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } statement
            || statement.ContainsDirectives)
        {
            return null;
        }

        var chunked = new ChunkedGather(request, awaited, arguments[0], statement);
        return work.Start.TargetMethod.Name == "Select" ? chunked.OfProjection(work.Start) : chunked.OfCollection(work.Start);
    }

    private static AwaitExpressionSyntax? Awaited(ExpressionSyntax call)
    {
        while (call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured })
            call = configured;

        return call.Parent as AwaitExpressionSyntax;
    }

    /// <summary><c>await Task.WhenAll(list.Select(x => Load(x)))</c></summary>
    private ImmutableArray<TextChange>? OfProjection(IInvocationOperation select)
    {
        // The index of an element would begin anew in each chunk.
        if (select.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var source }, ArgumentList.Arguments: { Count: 1 } given }
            || select.TargetMethod.Parameters.Last().Type is not INamedTypeSymbol { TypeArguments.Length: 2 })
        {
            return null;
        }

        var first = tasks.Span.Contains(select.Syntax.Span) ? statement : DeclaredBefore(select.Syntax);
        return first is null ? null : Write(first, source, given[0].Expression.Span, chunk => $"{chunk}.Select({request.Text.ToString(given[0].Span)})");
    }

    /// <summary><c>foreach (var x in list) tasks.Add(Load(x));</c></summary>
    private ImmutableArray<TextChange>? OfCollection(IInvocationOperation add)
    {
        if (add.Syntax is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } added } call
            || call.Parent is not ExpressionStatementSyntax collect
            || (collect.Parent is BlockSyntax { Statements.Count: 1 } block ? block.Parent : collect.Parent) is not ForEachStatementSyntax { AwaitKeyword.RawKind: 0 } loop
            || Before(statement) != loop
            || Before(loop) is not LocalDeclarationStatementSyntax declaration
            || !IsOnlyUsed(declaration, uses: 2)
            || declaration.Declaration.Variables[0].Initializer?.Value is not BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList: null or { Arguments.Count: 0 } })
        {
            return null;
        }

        return Write(declaration, loop.Expression, added[0].Span, chunk => $"{chunk}.Select({loop.Identifier} => {request.Text.ToString(added[0].Span)})");
    }

    /// <summary>The declaration of the tasks, where it stands right before and nobody else uses them.</summary>
    private LocalDeclarationStatementSyntax? DeclaredBefore(SyntaxNode tasks) =>
        this.tasks.Expression is IdentifierNameSyntax
        && Before(statement) is LocalDeclarationStatementSyntax declaration
        && declaration.Span.Contains(tasks.Span)
        && IsOnlyUsed(declaration, uses: 1)
            ? declaration
            : null;

    private static StatementSyntax? Before(StatementSyntax statement)
    {
        var statements = ((statement.Parent as BlockSyntax)?.Statements).GetValueOrDefault();
        var index = statements.IndexOf(statement);
        return index > 0 ? statements[index - 1] : null;
    }

    private bool IsOnlyUsed(LocalDeclarationStatementSyntax declaration, int uses) =>
        !declaration.ContainsDirectives
        && declaration.Declaration.Variables is { Count: 1 } variables
        && statement.Parent!.DescendantNodes().OfType<IdentifierNameSyntax>().Count(n => n.Identifier.ValueText == variables[0].Identifier.ValueText) == uses
        && tasks.Expression is IdentifierNameSyntax used
        && used.Identifier.ValueText == variables[0].Identifier.ValueText;

    private ImmutableArray<TextChange>? Write(StatementSyntax first, ExpressionSyntax source, TextSpan work, Func<string, string> projection)
    {
        var chunk = Names.Unique("chunk", statement, request.Model);
        var isAlone = statement is ExpressionStatementSyntax { Expression: var whole } && whole == awaited;
        var line = TextShape.Lines(request.Text, first.SpanStart);
        var gathered = request.Text.ToString(TextSpan.FromBounds(awaited.SpanStart, tasks.SpanStart)) + projection(chunk) + request.Text.ToString(TextSpan.FromBounds(tasks.Span.End, awaited.Span.End));
        var loop = Head(chunk, source, request) + line.Deeper;
        string text;
        if (isAlone)
        {
            text = loop + Shifted(gathered, line) + ";";
        }
        else
        {
            if (!IsValueOfStatement() || Element() is not { } element)
                return null;

            var results = Names.Unique("results", statement, request.Model, chunk);
            var head = request.Text.ToString(TextSpan.FromBounds(statement.SpanStart, awaited.SpanStart));
            var tail = request.Text.ToString(TextSpan.FromBounds(awaited.Span.End, statement.Span.End));
            text = $"var {results} = new List<{element}>();" + line.Same + loop + $"{results}.AddRange({Shifted(gathered, line)});" + line.Same + $"{head}{results}.ToArray(){tail}";
        }

        var span = TextSpan.FromBounds(first.SpanStart, statement.Span.End);
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        changes.Add(new TextChange(span, Comments.Outside(span, statement.Parent!, request.Text, source.Span, work, TextSpan.FromBounds(awaited.SpanStart, tasks.SpanStart)) + text));
        var imports = isAlone ? new[] { TypeNames.System.Enumerable } : new[] { TypeNames.System.Enumerable, TypeNames.System.ListOfT };
        return imports.All(name => request.Compilation.Type(name) is { } type && Usings.TryAdd(changes, type, statement, request)) ? changes.ToImmutable() : null;
    }

    /// <summary>Lines after the first, one level deeper; not where a string would change with them.</summary>
    private string Shifted(string text, (string Same, string Deeper) line) =>
        statement.Parent!.DescendantTokens().Any(t => t.Span.Length > 0 && t.Text.IndexOf('\n') >= 0) ? text : text.Replace(line.Same, line.Deeper);

    private bool IsValueOfStatement() => statement switch
    {
        LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: { Count: 1 } variables } => variables[0].Initializer?.Value == awaited,
        ReturnStatementSyntax returned => returned.Expression == awaited,
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax } assignment } => assignment.Right == awaited,
        _ => false,
    };

    private string? Element() =>
        request.Model.GetTypeInfo(awaited, request.CancellationToken).Type is IArrayTypeSymbol { ElementType: { } element } && HasName(element)
            ? element.ToMinimalDisplayString(request.Model, statement.SpanStart)
            : null;

    /// <summary>Whether a type can be written down: nothing in it is anonymous.</summary>
    private static bool HasName(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => HasName(array.ElementType),
        INamedTypeSymbol named => !named.IsAnonymousType && named.TypeArguments.All(HasName),
        _ => true,
    };
}
