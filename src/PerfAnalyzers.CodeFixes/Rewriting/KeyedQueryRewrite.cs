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
    private KeyTypes types = null!;

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
            || query.Value.Type is not { } sought
            || (types = new KeyTypes(query.Key.Type, keys.Type, sought)) is not { Fit: true }
            || Place() is not { } hoist
            || !AddUsings(hoist.Place))
        {
            return null;
        }

        var keyList = WriteKeys(keys, hoist.Place);
        var map = Names.Unique(MapName(), hoist.Place, request.Model, keyList);
        lines.Add("var " + map + " = " + LoadAll(keyList, configureAwait, hoist.Place) + ";");
        changes.Add(new TextChange(replaced.Span, Answer(map)));
        foreach (var declaration in query.Chain.Declarations)
            changes.Add(new TextChange(declaration.FullSpan, ""));

        hoist.Insert(changes, request.Text, lines.ToArray());
        return changes.ToImmutable();
    }

    /// <summary>The place right before the loop; null when the loop may be run later, or when there is no room.</summary>
    private LoopHoist? Place()
    {
        if (loop.Form == IterationForm.Callback && (query.IsAsync || !IsRunHere()))
            return null;

        // Before an inner loop it would still run once per element of the outer one.
        return Iterations.PerElement(loop.Operation, Compilation) is null ? LoopHoist.Before(loop.Operation.Syntax, request.Model) : null;
    }

    /// <summary>Whether the statement itself goes through the sequence; a sequence handed on may be gone through at any time, or never.</summary>
    private bool IsRunHere() =>
        loop.Operation is IInvocationOperation call
        && (!Callbacks.IsDeferred(call.TargetMethod, Compilation) || PlainFunction.IsUsedAtOnce(call, Compilation));

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
    private string WriteKeys(KeySource keys, SyntaxNode place)
    {
        var source = loop.Source!.Syntax;
        var sourceText = source.ToString();
        if (source is not (IdentifierNameSyntax or MemberAccessExpressionSyntax))
        {
            // What makes the list must still run once only.
            var list = Names.Unique(Names.Plural(keys.Element.Name), place, request.Model);
            lines.Add("var " + list + " = " + sourceText + ";");
            changes.Add(new TextChange(source.Span, list));
            sourceText = list;
        }

        var selection = types.Selection(keys.Element.Name, keys.Member?.Name, type => TypeText(type, place));
        if (selection.Length == 0 && source is IdentifierNameSyntax && IsKnownToProviders(loop.Source!.Type))
            return sourceText;

        var name = Names.Unique(Names.Plural(Names.Camel(keys.Member?.Name ?? keys.Element.Name)), place, request.Model);
        lines.Add("var " + name + " = " + sourceText + selection + ".Distinct().ToList();");
        return name;
    }

    // Contains of an array is, from C# 14 on, that of a span, which older providers do not translate.
    private static bool IsKnownToProviders(ITypeSymbol? source) => source is INamedTypeSymbol { ContainingNamespace.Name: "Generic" };

    private string TypeText(ITypeSymbol type, SyntaxNode place) => type.ToMinimalDisplayString(request.Model, place.SpanStart);

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
        var more = token.Length == 0 || !query.IsAsync ? "" : ", " + token;
        var lift = types.LiftsColumn ? "(" + TypeText(query.Value.Type!, place) + ")" : "";
        var counts = chain + ".GroupBy(" + row + " => " + column + ").Select(g => new { g.Key, Count = g.Count() })";
        return Answers() switch
        {
            Form.Dictionary => Run(chain, "ToDictionary", row + " => " + column + more, configureAwait),
            Form.Count => Run(counts, "ToDictionary", "g => g.Key, g => g.Count" + more, configureAwait),
            Form.CountLookup => Listed(counts, token, configureAwait) + ".ToLookup(g => " + lift + "g.Key, g => g.Count)",
            Form.Set when query.IsAsync => Listed(chain + ".Select(" + row + " => " + lift + column + ").Distinct()", token, configureAwait) + ".ToHashSet()",
            Form.Set => chain + ".Select(" + row + " => " + lift + column + ").ToHashSet()",
            _ => Listed(chain, token, configureAwait) + ".ToLookup(" + row + " => " + lift + column + ")",
        };
    }

    /// <summary>The rows in memory, or what gives them one after another.</summary>
    private string Listed(string chain, string token, string configureAwait) =>
        query.IsAsync ? "(" + Run(chain, "ToList", token, configureAwait) + ")" : chain;

    private string Run(string chain, string method, string arguments, string configureAwait) =>
        query.IsAsync
            ? "await " + chain + "." + method + "Async(" + arguments + ")" + configureAwait
            : chain + "." + method + "(" + arguments + ")";

    /// <summary>The query as it is written, up to what runs it, with the comparison turned into "one of the keys".</summary>
    private string Chain(string keys, string row, string column)
    {
        var isOneOf = keys + ".Contains(" + column + ")";
        var written = string.Concat(query.Chain.Parts.Select(part => Replaced(part, isOneOf)));
        if (query.Comparison is null)
            written += ".Where(" + row + " => " + isOneOf + ")";
        else if (query.Predicate is not null)
            written += ".Where(" + Replaced(query.Predicate.Span, isOneOf) + ")";

        return Outdented(written);
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
        var inner = TextShape.Indentation(request.Text, (query.Call.FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode)query.Call).SpanStart);
        var outer = TextShape.Indentation(request.Text, loop.Operation.Syntax.SpanStart);
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
            _ when types.NeedsNullableIndex => rows + ".FirstOrDefault()",
            _ => map + ".GetValueOrDefault(" + value + ")",
        };
    }

    private Form Answers() => query.Answer switch
    {
        KeyedAnswer.RowOrDefault when !types.NeedsNullableIndex => Form.Dictionary,
        KeyedAnswer.OnlyRowOrDefault when query.IsKeyUnique && !types.NeedsNullableIndex => Form.Dictionary,
        KeyedAnswer.Count when types.NeedsNullableIndex => Form.CountLookup,
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
        CountLookup,
    }
}
