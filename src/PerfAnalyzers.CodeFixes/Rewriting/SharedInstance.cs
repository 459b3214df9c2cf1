using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// An object that is made for one call, where it can be kept in a static field instead: the local that held it goes, with the
/// <c>using</c> that disposed it, and the field is named in its place.
/// </summary>
internal sealed class SharedInstance
{
    private readonly IOperation made;
    private readonly FixRequest request;
    private readonly TypeDeclarationSyntax home;

    private SharedInstance(IOperation made, TypeDeclarationSyntax home, FixRequest request)
    {
        this.made = made;
        this.home = home;
        this.request = request;
    }

    /// <summary>The local that holds the object; null where a member is called on it at once.</summary>
    public ILocalSymbol? Local { get; private set; }

    /// <summary>Where the local is named, its declaration apart.</summary>
    public IReadOnlyList<ILocalReferenceOperation> Uses { get; private set; } = Array.Empty<ILocalReferenceOperation>();

    /// <summary>The text that the field's value is, when it is the same for all calls as it stands; null when it depends on the call.</summary>
    public string? Value => SameForAll.Is(made) ? made.Syntax.ToString() : null;

    /// <summary>Whether a call does no more than one thing with the object.</summary>
    public bool IsUsedOnce => Uses.Count < 2 && Uses.All(use => !use.Syntax.Ancestors().TakeWhile(n => !n.Span.Contains(made.Syntax.Span)).Any(IsRunAgain));

    /// <param name="made">The expression that makes the object.</param>
    /// <param name="request">The finding.</param>
    /// <param name="areArgumentsShared">Whether an object may be shared that is handed to a method, or that a member gives to those who ask for it.</param>
    public static SharedInstance? Of(IOperation made, FixRequest request, bool areArgumentsShared = false)
    {
        if (NewField.Home(made.Syntax) is not { } home)
            return null;

        var instance = new SharedInstance(made, home, request);
        switch (made.ParentValue())
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declarator }:
                instance.Local = local;
                instance.Uses = LocalValues.Root(made).Descendants().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(local)).ToList();
                return declarator.Syntax is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } } && LocalValues.SetOnce(local, made)?.Unwrap() == made ? instance : null;
            case IInvocationOperation call when call.Instance == made:
            case IArgumentOperation or IReturnOperation when areArgumentsShared:
                return instance;
            default:
                return null;
        }
    }

    /// <summary>The edits; null where the text around does not allow them.</summary>
    /// <param name="stem">What the field is called, as a type is named.</param>
    /// <param name="value">What it is given.</param>
    /// <param name="named">The types that the value names and that may not be in scope.</param>
    public async Task<ImmutableArray<TextChange>?> PlanAsync(string stem, string value, params INamedTypeSymbol[] named)
    {
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        foreach (var type in named)
        {
            if (!Usings.TryAdd(changes, type, home, request))
                return null;
        }

        var head = "private static readonly " + made.Type!.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(request.Model, home.OpenBraceToken.Span.End);
        var name = NewField.Declare(changes, head, stem, value, isConstant: false, home, request);
        if (Local is null)
            changes.Add(new TextChange(made.Syntax.Span, name));
        else if (!TryRemoveLocal(changes))
            return null;

        foreach (var use in Uses)
            changes.Add(new TextChange(use.Syntax.Span, name));

        var edits = changes.ToImmutable();
        return await StillCompiles.AfterAsync(edits, home, request).ConfigureAwait(false) ? edits : null;
    }

    private bool TryRemoveLocal(ImmutableArray<TextChange>.Builder changes)
    {
        var declaration = made.Syntax.FirstAncestorOrSelf<VariableDeclarationSyntax>()!;
        switch (declaration.Parent)
        {
            case LocalDeclarationStatementSyntax { Parent: BlockSyntax } statement when !StartsWithDirective(statement):
                // A comment after it stays, on a line of its own.
                var comment = statement.GetTrailingTrivia().FirstOrDefault(t => !IsWhite(t));
                changes.Add(new TextChange(comment == default ? TextShape.WholeLines(request.Text, statement.Span) : TextSpan.FromBounds(statement.SpanStart, comment.SpanStart), ""));
                return true;
            case UsingStatementSyntax statement when !StartsWithDirective(statement) && statement.CloseParenToken.TrailingTrivia.All(IsWhite):
                return TryUnwrap(statement, changes);
            default:
                return false;
        }
    }

    /// <summary>Takes the header of a <c>using</c> away, and the braces of its body where the block around takes the statements in.</summary>
    private bool TryUnwrap(UsingStatementSyntax statement, ImmutableArray<TextChange>.Builder changes)
    {
        if (statement.Statement is not BlockSyntax body || statement.Parent is not BlockSyntax)
        {
            changes.Add(new TextChange(TextSpan.FromBounds(statement.SpanStart, statement.Statement.SpanStart), ""));
            return true;
        }

        // Text of several lines would change with its indentation.
        if (body.DescendantTokens().Any(t => t.Span.Length > 0 && t.Text.IndexOf('\n') >= 0) || body.ContainsDirectives || body.Statements.Count == 0
            || !body.OpenBraceToken.TrailingTrivia.All(IsWhite) || !body.CloseBraceToken.TrailingTrivia.All(IsWhite))
        {
            return false;
        }

        var text = request.Text;
        changes.Add(new TextChange(TextShape.WholeLines(request.Text, TextSpan.FromBounds(statement.SpanStart, body.OpenBraceToken.Span.End)), ""));
        changes.Add(new TextChange(TextShape.WholeLines(request.Text, body.CloseBraceToken.Span), ""));
        var outer = TextShape.Indentation(text, statement.SpanStart);
        var inner = TextShape.Indentation(text, body.Statements[0].SpanStart);
        if (inner.Length <= outer.Length || !inner.StartsWith(outer, StringComparison.Ordinal))
            return true;

        var last = text.Lines.GetLineFromPosition(body.CloseBraceToken.SpanStart).LineNumber;
        for (var line = text.Lines.GetLineFromPosition(body.OpenBraceToken.SpanStart).LineNumber + 1; line < last; line++)
        {
            if (TextShape.Indentation(text, text.Lines[line].Start).StartsWith(inner, StringComparison.Ordinal))
                changes.Add(new TextChange(new TextSpan(text.Lines[line].Start, inner.Length - outer.Length), ""));
        }

        return true;
    }

    private static bool IsRunAgain(SyntaxNode node) =>
        node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    private static bool StartsWithDirective(StatementSyntax statement) => statement.GetFirstToken().LeadingTrivia.Any(t => t.IsDirective);

    private static bool IsWhite(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);
}
