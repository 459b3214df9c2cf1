using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes an inner loop that picks elements by equality as a loop over those that a lookup, built before the loops, has for the key.</summary>
internal sealed class JoinRewrite
{
    private readonly FixRequest request;
    private readonly NestedJoin join;
    private readonly InnerLoop inner;
    private readonly IfStatementSyntax test;
    private readonly IOperation root;
    private readonly CollectionUse use;

    private JoinRewrite(FixRequest request, NestedJoin join, InnerLoop inner, IfStatementSyntax test, IOperation root, CollectionUse use)
    {
        this.request = request;
        this.join = join;
        this.inner = inner;
        this.test = test;
        this.root = root;
        this.use = use;
    }

    /// <summary>Whether the collection is never null where the lookup is built, and nothing unseen could set a key.</summary>
    public bool IsProven { get; private set; }

    public ImmutableArray<TextChange> Changes { get; private set; }

    /// <summary>The edits, or null when a lookup could give other pairs or another order.</summary>
    public static JoinRewrite? TryWrite(FixRequest request, NestedJoin join)
    {
        var root = ScannedCollection.Root(join.Collection, request.Compilation);
        if (InnerLoop.Read(join, request.Compilation) is not { } inner
            || join.Test.Syntax is not IfStatementSyntax test
            || !IndexKey.IsSteady(root)
            || DeferredQuery.Of(root, request.Compilation) is not null
            || CollectionUse.Of(root, request.Compilation) is not { } use
            || !use.IsMaterialised(ScanCosts.For(request.Compilation)))
        {
            return null;
        }

        var rewrite = new JoinRewrite(request, join, inner, test, root, use);
        return rewrite.TryWrite() ? rewrite : null;
    }

    private bool TryWrite()
    {
        if (Split() is not var (keys, others) || keys.Count == 0 || Outermost(keys.Select(k => k.Test)) is not { } outermost || LoopHoist.Before(outermost.Operation.Syntax, request.Model) is not { } hoist)
            return false;

        if (request.Model.GetOperation(hoist.Place, request.CancellationToken) is { } around && !use.StaysSameIn(around))
            return false;

        var single = keys.Count == 1 ? keys[0].Key : null;
        var selector = single is null ? "(" + string.Join(", ", keys.Select(k => k.Key.Selector)) + ")" : single.Selector;
        var sought = single is null ? "(" + string.Join(", ", keys.Select(k => k.Key.Sought)) + ")" : single.Sought;
        var name = single is null ? string.Join("And", keys.Select(k => k.Key.Name)) : single.Name;
        var build = new KeyedLookup(IndexKind.Lookup, inner.Sequence, inner.Variable.Name, selector, Filter: null, single?.Comparer).Build();
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        if (!AddUsings(edits, hoist.Place, single?.Comparer))
            return false;

        var local = KeyedLookup.Existing(build, hoist.Place, use.StaysSameAfter);
        if (local is null)
        {
            local = Names.Unique(KeyedLookup.Name(inner.Kind, root.ReferencedSymbol()?.Name ?? "item", name), hoist.Place, request.Model);
            hoist.Insert(edits, request.Text, "var " + local + " = " + build + ";");
        }

        edits.Add(inner.Over(local + "[" + sought + "]"));
        if (!RewriteTest(edits, others))
            return false;

        var nullable = request.Model.GetNullableContext(hoist.Place.SpanStart).WarningsEnabled();
        IsProven = (use.IsFresh || (nullable && !use.IsTestedForNullIn(outermost.Operation)) || root.Type is { IsValueType: true })
            && !UnseenChanges.MayReach(keys.SelectMany(k => LoopFacts.ReferencedSymbols(k.Test.Operation)), new[] { outermost.Operation });
        var all = new EditList();
        all.AddRange(edits);
        Changes = all.Build() ?? ImmutableArray<TextChange>.Empty;
        return !Changes.IsEmpty;
    }

    /// <summary>The comparisons that the lookup makes, and the conditions that stay; null when one that stays had to be asked before.</summary>
    private (List<(EqualityTest Test, IndexKey Key)> Keys, List<IOperation> Others)? Split()
    {
        var facts = LoopFacts.Of(join.Inner);
        var parts = EqualityPredicate.Parts(join.Test.Condition, join.IsGuard).ToList();
        var keys = new List<(EqualityTest Test, IndexKey Key)>();
        foreach (var test in join.Tests)
        {
            // What is looked for is asked once for all elements of the round.
            if (IndexKey.Read(test, join.Elements.IsNamedBy) is { } key && !LoopFacts.ReferencedSymbols(test.Sought).Any(s => facts.Writes(s) || facts.Declares(s)))
                keys.Add((test, key with { Selector = inner.Selector(key, test, request.Model) }));
        }

        var varying = keys.Where(k => Variance.VariesIn(k.Test.Sought, join.Outer)).ToList();
        if (varying.Count == 0)
            return null;

        // (a, b) compares part by part in the usual way, so a comparer has no place there.
        keys = varying.Count == 1 || varying.Any(k => k.Key.Comparer is not null || k.Key.Name is null) ? varying.Take(1).ToList() : varying;
        var isKey = parts.Select(p => keys.Any(k => k.Test.Operation == p || (p is IUnaryOperation not && not.Operand.Unwrap() == k.Test.Operation))).ToList();
        var last = isKey.LastIndexOf(true);
        var others = parts.Where((_, i) => !isKey[i]).ToList();
        return parts.Where((p, i) => i < last && !isKey[i]).All(PlainFunction.IsPlain) ? (keys, others) : null;
    }

    private Iteration? Outermost(IEnumerable<EqualityTest> keys)
    {
        var reaches = false;
        var read = keys.SelectMany(k => LoopFacts.ReferencedSymbols(k.Key)).Where(s => !s.Is(inner.Variable)).ToList();
        var outermost = LoopHoist.Outermost(join.Inner, request.Compilation, iteration =>
        {
            if (iteration.Operation is not ILoopOperation
                || !ScannedCollection.StaysSame(join.Collection, iteration, request.Compilation)
                || !use.StaysSameIn(iteration.Operation)
                || !PlainFunction.IsPlainChain(join.Collection, root, iteration)
                || read.Any(LoopFacts.Of(iteration).Writes)
                || (reaches && root is not ILocalReferenceOperation && iteration.Kind is not (IterationKind.PerElement or IterationKind.FewElements)))
            {
                return false;
            }

            reaches |= iteration.Operation == join.Outer.Operation;
            return true;
        });
        return reaches ? outermost : null;
    }

    private bool AddUsings(ImmutableArray<TextChange>.Builder edits, SyntaxNode place, string? comparer)
    {
        var types = new List<string> { TypeNames.System.Enumerable };
        if (comparer?.StartsWith("StringComparer.", StringComparison.Ordinal) == true)
            types.Add("System.StringComparer");

        return types.All(t => request.Compilation.Type(t) is { } type && Usings.TryAdd(edits, type, place, request));
    }

    /// <summary>Takes the comparisons out of the test, and the test itself away when nothing is left of it.</summary>
    private bool RewriteTest(ImmutableArray<TextChange>.Builder edits, List<IOperation> others)
    {
        if (others.Count > 0)
        {
            var text = string.Join(join.IsGuard ? " || " : " && ", others.Select(o => o.Syntax.Parent is ParenthesizedExpressionSyntax whole ? whole.ToString() : o.Syntax.ToString()));
            edits.Add(new TextChange(test.Condition.Span, text));
            return !HasComment(test.Condition.Span);
        }

        if (join.IsGuard)
            return Next(test) is { } next && Remove(edits, TextSpan.FromBounds(test.SpanStart, next.SpanStart));

        if (inner.Body is not BlockSyntax around || test.Statement is not BlockSyntax block)
            return Remove(edits, TextSpan.FromBounds(test.SpanStart, test.Statement.SpanStart));

        // A text that spans lines must not lose its spaces.
        if (block.DescendantTokens().Any(t => t.Text.IndexOf('\n') >= 0) || inner.Body.ContainsDirectives)
            return false;

        var newLine = TextShape.NewLine(request.Text);
        if (around.Statements.Count > 1)
        {
            if (block.Statements.Count == 0 || HasComment(TextSpan.FromBounds(test.SpanStart, block.OpenBraceToken.Span.End)))
                return false;

            var text = request.Text.ToString(TextSpan.FromBounds(block.OpenBraceToken.Span.End, block.CloseBraceToken.SpanStart)).Trim();
            edits.Add(new TextChange(test.Span, text.Replace(newLine + TextShape.Indentation(request.Text, block.Statements[0].SpanStart), newLine + TextShape.Indentation(request.Text, test.SpanStart))));
            return true;
        }

        var deep = TextShape.Indentation(request.Text, test.SpanStart);
        var flat = TextShape.Indentation(request.Text, inner.Syntax.SpanStart);
        edits.Add(new TextChange(
            inner.Body.Span,
            Comments.Outside(inner.Body.Span, inner.Syntax, request.Text, block.Span) + block.ToString().Replace(newLine + deep, newLine + flat)));
        return true;
    }

    private static StatementSyntax? Next(StatementSyntax statement) =>
        statement.Parent is BlockSyntax { Statements: var statements } && statements.IndexOf(statement) is var at && at + 1 < statements.Count ? statements[at + 1] : null;

    /// <summary>Takes a piece of text away, but for its comments.</summary>
    private bool Remove(ImmutableArray<TextChange>.Builder edits, TextSpan span)
    {
        edits.Add(new TextChange(span, Comments.Outside(span, inner.Syntax, request.Text)));
        return !test.ContainsDirectives;
    }

    private bool HasComment(TextSpan span) =>
        inner.Syntax.DescendantTrivia().Any(t => span.Contains(t.Span) && !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));
}
