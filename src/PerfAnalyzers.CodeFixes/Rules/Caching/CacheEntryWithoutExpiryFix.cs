using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.CodeFixes.Rules.Caching;

/// <summary>Lets an entry of a cache expire, by the means that the call has for it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CacheEntryWithoutExpiryFix))]
public sealed class CacheEntryWithoutExpiryFix : RuleCodeFix
{
    public const string Expire = "PERF5002.Expire";

    private const string Minutes = "30";
    private const string Lifetime = "TimeSpan.FromMinutes(" + Minutes + ")";
    private const string Setting = "AbsoluteExpirationRelativeToNow";

    public CacheEntryWithoutExpiryFix()
        : base(RuleIds.CacheEntryWithoutExpiry)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Expire);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || OpenEntry.Of(call, request.Compilation) is not { } entry
            || Edits(call, syntax, entry, request) is not { } edits
            || !await StillCompiles.AfterAsync(edits, request.Node<TypeDeclarationSyntax>() ?? request.Root, request).ConfigureAwait(false))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        return ImmutableArray.Create(new FixPlan($"Let the entry expire after {Minutes} minutes", Expire, edits) { ChangesBehaviour = true });
    }

    private static ImmutableArray<TextChange>? Edits(IInvocationOperation call, InvocationExpressionSyntax syntax, OpenEntry entry, FixRequest request)
    {
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (request.Compilation.Type(TypeNames.System.TimeSpan) is not { } span || !Usings.TryAdd(changes, span, syntax, request))
            return null;

        var lifetime = NewField.Home(syntax) is { } home
            ? NewField.Declare(changes, "private static readonly TimeSpan", "EntryLifetime", Lifetime, isConstant: false, home, request)
            : Lifetime;
        var isDone = entry.Form switch
        {
            OpenForm.Call => AddArgument(changes, call, syntax, entry.Place, lifetime, request),
            OpenForm.Options => AddMember(changes, entry.Setting.Syntax, lifetime),
            OpenForm.Factory => AddStatement(changes, (IAnonymousFunctionOperation)entry.Setting, lifetime, request),
            OpenForm.Entry => AddAfter(changes, entry.Setting.Syntax, lifetime, request),
            _ => false,
        };
        return isDone ? changes.ToImmutable() : null;
    }

    /// <summary>Behind the value, before tokens and flags: <c>cache.Set(key, value, EntryLifetime)</c>.</summary>
    private static bool AddArgument(ImmutableArray<TextChange>.Builder changes, IInvocationOperation call, InvocationExpressionSyntax syntax, CachePlace place, string lifetime, FixRequest request)
    {
        if (call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "value")?.Syntax is not ArgumentSyntax { Parent: ArgumentListSyntax list } value || list.Parent != syntax)
            return false;

        var text = lifetime;
        if (place == CachePlace.Shared)
        {
            if (request.Compilation.Type(TypeNames.Caches.DistributedCacheOptions) is not { } options || !Usings.TryAdd(changes, options, syntax, request))
                return false;

            text = $"new {options.Name} {{ {Setting} = {lifetime} }}";
        }

        if (value.NameColon is not null)
            text = (place == CachePlace.Shared ? "options: " : place == CachePlace.Redis ? "expiry: " : "absoluteExpirationRelativeToNow: ") + text;

        var comment = value.GetTrailingTrivia().LastOrDefault(t => t.IsKind(SyntaxKind.MultiLineCommentTrivia));
        changes.Add(new TextChange(new TextSpan(comment == default ? value.Span.End : comment.Span.End, 0), ", " + text));
        return true;
    }

    /// <summary>Into the initializer of the options: <c>new() { AbsoluteExpirationRelativeToNow = EntryLifetime }</c>.</summary>
    private static bool AddMember(ImmutableArray<TextChange>.Builder changes, SyntaxNode creation, string lifetime)
    {
        if (creation is not BaseObjectCreationExpressionSyntax made)
            return false;

        if (made.Initializer is { Expressions: { Count: > 0 } set } written)
            changes.Add(new TextChange(new TextSpan(set[set.Count - 1].Span.End, 0), $", {Setting} = {lifetime}"));
        else if (made.Initializer is { } empty)
            changes.Add(new TextChange(empty.Span, $"{{ {Setting} = {lifetime} }}"));
        else if (made is ObjectCreationExpressionSyntax { ArgumentList: { Arguments.Count: 0 } none } named)
            changes.Add(new TextChange(TextSpan.FromBounds(named.Type.Span.End, none.Span.End), $" {{ {Setting} = {lifetime} }}"));
        else
            changes.Add(new TextChange(new TextSpan(made.Span.End, 0), $" {{ {Setting} = {lifetime} }}"));

        return true;
    }

    /// <summary>As the first statement of the function that fills the entry; one that is an expression becomes a block.</summary>
    private static bool AddStatement(ImmutableArray<TextChange>.Builder changes, IAnonymousFunctionOperation function, string lifetime, FixRequest request)
    {
        if (function.Syntax is not LambdaExpressionSyntax lambda || NameOf(changes, lambda, request) is not { } name)
            return false;

        var statement = $"{name}.{Setting} = {lifetime};";
        var newLine = TextShape.NewLine(request.Text);
        if (lambda.Block is { } block)
        {
            if (block.Statements.Count == 0 || !TextShape.StartsLine(request.Text, block.Statements[0].SpanStart))
                return false;

            var first = block.Statements[0];
            changes.Add(new TextChange(new TextSpan(first.SpanStart, 0), statement + newLine + TextShape.Indentation(request.Text, first.SpanStart)));
            return true;
        }

        // What stands between the arrow and the expression would be lost.
        if (lambda.ExpressionBody is not { } body || lambda.ArrowToken.TrailingTrivia.Concat(body.GetLeadingTrivia()).Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia)))
            return false;

        var outer = TextShape.Indentation(request.Text, lambda.SpanStart);
        var inner = TextShape.Deeper(outer);
        changes.Add(new TextChange(
            TextSpan.FromBounds(lambda.ArrowToken.Span.End, body.SpanStart),
            newLine + outer + "{" + newLine + inner + statement + newLine + inner + (function.Symbol.ReturnsVoid ? "" : "return ")));
        changes.Add(new TextChange(new TextSpan(body.Span.End, 0), ";" + newLine + outer + "}"));
        return true;
    }

    /// <summary>What the function calls its entry; one that has no name is given one.</summary>
    private static string? NameOf(ImmutableArray<TextChange>.Builder changes, LambdaExpressionSyntax lambda, FixRequest request)
    {
        var parameter = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => simple.Parameter,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } => parameters[0],
            _ => null,
        };
        if (parameter?.Identifier is not { ValueText: "_" } nameless)
            return parameter?.Identifier.ValueText;

        // It may be used all the same where it is the only one.
        if (lambda.Body.DescendantTokens().Any(t => t.ValueText == "_") || lambda.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
            return null;

        var name = Names.Unique("entry", member, request.Model);
        changes.Add(new TextChange(nameless.Span, name));
        return name;
    }

    /// <summary>Behind the statement that declares the entry, or as the first of its block.</summary>
    private static bool AddAfter(ImmutableArray<TextChange>.Builder changes, SyntaxNode declared, string lifetime, FixRequest request)
    {
        if (declared is not VariableDeclaratorSyntax { Identifier.ValueText: var name, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: { } statement } })
            return false;

        var text = $"{name}.{Setting} = {lifetime};";
        var newLine = TextShape.NewLine(request.Text);
        switch (statement)
        {
            case LocalDeclarationStatementSyntax { Parent: BlockSyntax } local when TextShape.StartsLine(request.Text, local.SpanStart):
                changes.Add(TextShape.After(local, text, request.Text));
                return true;
            case UsingStatementSyntax { Statement: BlockSyntax { Statements: { Count: > 0 } inner } } when TextShape.StartsLine(request.Text, inner[0].SpanStart):
                changes.Add(new TextChange(new TextSpan(inner[0].SpanStart, 0), text + newLine + TextShape.Indentation(request.Text, inner[0].SpanStart)));
                return true;
            default:
                return false;
        }
    }
}
