using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Writes a query per element as one query for all keys before the loop and a look-up inside it:
/// <c>var customersById = await db.Customers.Where(c =&gt; customerIds.Contains(c.Id)).ToDictionaryAsync(c =&gt; c.Id);</c>
/// </summary>
internal sealed class KeyedQueryRewrite
{
    private readonly FixRequest request;
    private readonly KeyedQuery query;
    private readonly Iteration loop;
    private readonly ImmutableArray<TextChange>.Builder changes = ImmutableArray.CreateBuilder<TextChange>();
    private readonly List<string> lines = new();

    private KeyedQueryRewrite(FixRequest request, KeyedQuery query, Iteration loop)
    {
        this.request = request;
        this.query = query;
        this.loop = loop;
    }

    private CompilationContext Compilation => request.Compilation;

    /// <summary>The edits, or null when the place of the query or its key does not allow them.</summary>
    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, KeyedQuery query, Iteration loop) =>
        new KeyedQueryRewrite(request, query, loop).TryWrite();

    private ImmutableArray<TextChange>? TryWrite()
    {
        if (!QueryPlace.TryFind(query, out var replaced, out var configureAwait)
            || KeySource.TryFind(query.Value, loop, Compilation) is not { } keys
            || !SymbolEqualityComparer.Default.Equals(keys.Type, query.Key.Type)
            || Anchor() is not { } anchor
            || !AddUsings(anchor))
        {
            return null;
        }

        var keyList = WriteKeys(keys, anchor);
        var map = Names.Unique(MapName(), anchor, request.Model, keyList);
        lines.Add("var " + map + " = " + LoadAll(keyList, configureAwait, anchor) + ";");
        changes.Add(new TextChange(replaced.Span, Answer(map)));

        var indentation = TextShape.Indentation(request.Text, anchor.SpanStart);
        var newLine = TextShape.NewLine(request.Text);
        var before = string.Concat(lines.Select(line => line + newLine + indentation));
        changes.Add(new TextChange(new TextSpan(anchor.SpanStart, 0), before));
        return changes.ToImmutable();
    }

    /// <summary>The statement that the query can be put before; null when a block would have to be made first.</summary>
    private StatementSyntax? Anchor()
    {
        var statement = loop.Operation.Syntax.FirstAncestorOrSelf<StatementSyntax>();
        if (statement?.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax) || !TextShape.StartsLine(request.Text, statement.SpanStart))
            return null;

        if (loop.Form == IterationForm.Callback && (query.IsAsync || !IsEnumeratedIn(statement)))
            return null;

        // Before an inner loop it would still run once per element of the outer one.
        return Iterations.PerElement(loop.Operation, Compilation) is null ? statement : null;
    }

    /// <summary>Whether the statement itself goes through the sequence; a sequence handed on may be gone through at any time, or never.</summary>
    private bool IsEnumeratedIn(StatementSyntax statement)
    {
        for (var current = loop.Operation; current is not null && statement.Span.Contains(current.Syntax.Span); current = current.Parent)
        {
            if (current is IInvocationOperation call && !Callbacks.IsDeferred(call.TargetMethod, Compilation))
                return true;

            if (current is IForEachLoopOperation)
                return true;
        }

        return false;
    }

    private bool AddUsings(SyntaxNode place)
    {
        if (Compilation.Type(TypeNames.System.Enumerable) is not { } enumerable || !Usings.TryAdd(changes, enumerable, place, request))
            return false;

        if (query.IsAsync
            && (Compilation.Type(TypeNames.EfCore.QueryableExtensions) is not { } extensions || !Usings.TryAdd(changes, extensions, place, request)))
        {
            return false;
        }

        return Answers() is not (Form.Dictionary or Form.Count) || Usings.TryAddGetValueOrDefault(changes, place, request);
    }

    /// <summary>Adds the line that collects the keys, and gives the name to use for them in the query.</summary>
    private string WriteKeys(KeySource keys, StatementSyntax anchor)
    {
        var source = loop.Source!.Syntax;
        var sourceText = source.ToString();
        if (source is not (IdentifierNameSyntax or MemberAccessExpressionSyntax))
        {
            // What makes the list must still run once only.
            var list = Names.Unique(Names.Plural(keys.Element.Name), anchor, request.Model);
            lines.Add("var " + list + " = " + sourceText + ";");
            changes.Add(new TextChange(source.Span, list));
            sourceText = list;
        }

        if (keys.Member is null && source is IdentifierNameSyntax)
            return sourceText;

        var name = Names.Unique(Names.Plural(Names.Camel(keys.Member?.Name ?? keys.Element.Name)), anchor, request.Model);
        var select = keys.Member is null ? "" : ".Select(" + keys.Element.Name + " => " + keys.Element.Name + "." + keys.Member.Name + ")";
        lines.Add("var " + name + " = " + sourceText + select + ".Distinct().ToList();");
        return name;
    }

    private string MapName()
    {
        var set = query.Query.Root.ReferencedSymbol() is IPropertySymbol property ? Names.Camel(property.Name) : Names.Plural(Names.Camel(query.Entity.Name));
        return query.Answer switch
        {
            KeyedAnswer.Any => "existing" + Names.Plural(query.Key.Name),
            KeyedAnswer.Count => "countBy" + query.Key.Name,
            _ => set + "By" + query.Key.Name,
        };
    }

    private string LoadAll(string keys, string configureAwait, SyntaxNode place)
    {
        var row = query.Comparison is null ? Names.Unique(query.RowName, place, request.Model) : query.RowName;
        var column = row + "." + query.Key.Name;
        var chain = Chain(keys, row, column);
        var token = query.Token is null ? "" : query.Token.ToString();
        var more = token.Length == 0 ? "" : ", " + token;
        return Answers() switch
        {
            Form.Dictionary => Run(chain, "ToDictionary", row + " => " + column + (query.IsAsync ? more : ""), configureAwait),
            Form.Count => Run(
                chain + ".GroupBy(" + row + " => " + column + ").Select(g => new { g.Key, Count = g.Count() })",
                "ToDictionary",
                "g => g.Key, g => g.Count" + (query.IsAsync ? more : ""),
                configureAwait),
            Form.Set when query.IsAsync => "(" + Run(chain + ".Select(" + row + " => " + column + ").Distinct()", "ToList", token, configureAwait) + ").ToHashSet()",
            Form.Set => chain + ".Select(" + row + " => " + column + ").ToHashSet()",
            _ when query.IsAsync => "(" + Run(chain, "ToList", token, configureAwait) + ").ToLookup(" + row + " => " + column + ")",
            _ => chain + ".ToLookup(" + row + " => " + column + ")",
        };
    }

    private string Run(string chain, string method, string arguments, string configureAwait) =>
        query.IsAsync
            ? "await " + chain + "." + method + "Async(" + arguments + ")" + configureAwait
            : chain + "." + method + "(" + arguments + ")";

    /// <summary>The query as it is written, up to what runs it, with the comparison turned into "one of the keys".</summary>
    private string Chain(string keys, string row, string column)
    {
        var access = (MemberAccessExpressionSyntax)query.Call.Expression;
        var isOneOf = keys + ".Contains(" + column + ")";
        var written = Replaced(TextSpan.FromBounds(query.Call.SpanStart, access.OperatorToken.SpanStart), isOneOf);
        var chain = query.Comparison is null
            ? written + ".Where(" + row + " => " + isOneOf + ")"
            : query.Predicate is null
                ? written
                : written + ".Where(" + Replaced(query.Predicate.Span, isOneOf) + ")";
        return Outdented(chain);
    }

    private string Replaced(TextSpan span, string isOneOf)
    {
        if (query.Comparison is not { } comparison || !span.Contains(comparison.Span))
            return request.Text.ToString(span);

        return request.Text.ToString(TextSpan.FromBounds(span.Start, comparison.SpanStart))
            + isOneOf
            + request.Text.ToString(TextSpan.FromBounds(comparison.Span.End, span.End));
    }

    /// <summary>Moves the further lines of a chain out by as much as the query moves out of the loop.</summary>
    private string Outdented(string chain)
    {
        var inner = TextShape.Indentation(request.Text, query.Call.FirstAncestorOrSelf<StatementSyntax>()!.SpanStart);
        var outer = TextShape.Indentation(request.Text, loop.Operation.Syntax.FirstAncestorOrSelf<StatementSyntax>()!.SpanStart);
        if (inner.Length <= outer.Length || !inner.StartsWith(outer, StringComparison.Ordinal))
            return chain;

        var newLine = TextShape.NewLine(request.Text);
        return chain.Replace(newLine + inner, newLine + outer);
    }

    private string Answer(string map)
    {
        var value = query.Value.Syntax.ToString();
        var rows = map + "[" + value + "]";
        return query.Answer switch
        {
            KeyedAnswer.Any => map + ".Contains(" + value + ")",
            KeyedAnswer.Rows => rows + (query.Call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "ToArray" or "ToArrayAsync" } ? ".ToArray()" : ".ToList()"),
            KeyedAnswer.Row => rows + ".First()",
            KeyedAnswer.OnlyRow => rows + ".Single()",
            KeyedAnswer.OnlyRowOrDefault when !query.IsKeyUnique => rows + ".SingleOrDefault()",
            _ => map + ".GetValueOrDefault(" + value + ")",
        };
    }

    private Form Answers() => query.Answer switch
    {
        KeyedAnswer.RowOrDefault => Form.Dictionary,
        KeyedAnswer.OnlyRowOrDefault when query.IsKeyUnique => Form.Dictionary,
        KeyedAnswer.Count => Form.Count,
        KeyedAnswer.Any => Form.Set,
        _ => Form.Lookup,
    };

    private enum Form
    {
        Dictionary,
        Lookup,
        Set,
        Count,
    }
}
