using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// A navigation that a loop loads for each element, <c>await db.Entry(order).Reference(o =&gt; o.Customer).LoadAsync();</c>, and that the
/// query of the elements could include.
/// </summary>
internal sealed class ExplicitLoad
{
    private readonly StatementSyntax statement;
    private readonly ElementSource source;
    private readonly NavigationPath path;

    private ExplicitLoad(StatementSyntax statement, ElementSource source, NavigationPath path)
    {
        this.statement = statement;
        this.source = source;
        this.path = path;
    }

    public string Navigation => path.Text;

    /// <summary>Null when the call loads otherwise, not for every element, or for rows of a query that cannot be seen.</summary>
    public static ExplicitLoad? TryRead(IInvocationOperation load, Iteration loop, CompilationContext compilation)
    {
        if (load.Instance?.Unwrap() is not IInvocationOperation { TargetMethod.Name: "Reference" or "Collection" } entry
            || entry.Instance?.Unwrap() is not IInvocationOperation { TargetMethod.Name: "Entry", Arguments: { Length: 1 } entity, Instance: { } context }
            || !entry.TargetMethod.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.EntityEntry))
            || loop.Form != IterationForm.ForEach || !ElementParts.IsNamed(loop)
            || !entity[0].Value.ReferencedSymbol().Is(loop.Variables.FirstOrDefault())
            || Statement(load, loop) is not { } statement)
        {
            return null;
        }

        if (ElementSource.Find(loop.Source!, compilation) is not { Query: { IsTracked: true } query } source
            || entry.Arguments.Length != 1
            || BuilderNames.First(entry.Arguments[0].Value) is not { } name
            || !IsOf(query.Root, context)
            || Entities.For(compilation).Navigations(query.Entity).FirstOrDefault(n => n.Property.Name == name) is not { } navigation
            || query.Includes(name))
        {
            return null;
        }

        return new ExplicitLoad(statement, source, NavigationPath.Of(query.Entity).Then(navigation));
    }

    /// <summary>The edits that include the navigation and take the load out; null where that would not compile.</summary>
    public async Task<ImmutableArray<TextChange>?> TryWriteAsync(FixRequest request)
    {
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (!IncludeRewrite.TryAdd(changes, source, path, request))
            return null;

        var lines = TextSpan.FromBounds(
            request.Text.Lines.GetLineFromPosition(statement.SpanStart).Start,
            request.Text.Lines.GetLineFromPosition(statement.Span.End).EndIncludingLineBreak);
        changes.Add(new TextChange(lines, ""));
        var member = statement.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? request.Root;
        var plan = changes.ToImmutable();
        return await StillCompiles.AfterAsync(plan, member, request).ConfigureAwait(false) ? plan : null;
    }

    /// <summary>
    /// The statement that only loads: one of several that each round runs, alone on its lines and without a comment that would lose what it
    /// is about.
    /// </summary>
    private static StatementSyntax? Statement(IInvocationOperation load, Iteration loop)
    {
        SyntaxNode node = load.Syntax;
        if (node.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured })
            node = configured;

        var awaited = node.Parent as AwaitExpressionSyntax;
        if ((awaited ?? node).Parent is not ExpressionStatementSyntax { Parent: BlockSyntax { Statements.Count: > 1 } block } statement
            || block != loop.Body.Syntax
            || statement.ContainsDirectives
            || statement.DescendantTrivia().Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia)))
        {
            return null;
        }

        // A function without any await left is warned about.
        var function = statement.Ancestors().FirstOrDefault(a => a is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or GlobalStatementSyntax);
        var isLastAwait = awaited is not null && function?.DescendantNodes().OfType<AwaitExpressionSyntax>().Skip(1).Any() != true;
        var text = statement.SyntaxTree.GetText();
        var isAlone = TextShape.StartsLine(text, statement.SpanStart)
            && text.ToString(TextSpan.FromBounds(statement.Span.End, text.Lines.GetLineFromPosition(statement.Span.End).End)).Trim().Length == 0;
        return isLastAwait || !isAlone ? null : statement;
    }

    /// <summary>Whether the set belongs to the context that loads.</summary>
    private static bool IsOf(IOperation root, IOperation context)
    {
        var owner = root switch
        {
            IPropertyReferenceOperation set => set.Instance,
            IInvocationOperation set => set.Instance,
            _ => null,
        };
        return owner?.ReferencedSymbol() is { } symbol && symbol.Is(context.ReferencedSymbol());
    }
}
