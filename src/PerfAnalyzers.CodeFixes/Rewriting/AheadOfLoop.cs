using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// New statements before a loop that ask once for all elements: where they stand, the list of the keys, and names that nothing else has.
/// </summary>
internal sealed class AheadOfLoop
{
    private readonly FixRequest request;
    private readonly Iteration loop;
    private readonly LoopHoist hoist;
    private readonly List<string> lines = new();
    private readonly List<string> names = new();
    // The argument of what is awaited; null where nothing can be.
    private string? waiting;
    private string? sequence;

    private AheadOfLoop(FixRequest request, Iteration loop, LoopHoist hoist)
    {
        this.request = request;
        this.loop = loop;
        this.hoist = hoist;
    }

    /// <summary>What the new statements will stand before.</summary>
    public SyntaxNode Place => hoist.Place;

    /// <summary>All edits but the new statements.</summary>
    public ImmutableArray<TextChange>.Builder Changes { get; } = ImmutableArray.CreateBuilder<TextChange>();

    /// <summary>The place right before the loop; null when the loop may be run later, or when there is no room.</summary>
    /// <param name="request">The finding.</param>
    /// <param name="loop">The loop around it.</param>
    /// <param name="awaits">Whether one of the statements awaits.</param>
    /// <param name="token">What ends the waiting early.</param>
    /// <param name="configureAwait">How the query is awaited; so is whatever else has to be.</param>
    public static AheadOfLoop? TryFind(FixRequest request, Iteration loop, bool awaits, SyntaxNode? token = null, string configureAwait = "")
    {
        if (loop.Form == IterationForm.Callback && (awaits || !IsRunHere(loop, request.Compilation)))
            return null;

        // Before an inner loop it would still run once per element of the outer one.
        return Iterations.PerElement(loop.Operation, request.Compilation) is null && LoopHoist.Before(loop.Operation.Syntax, request.Model) is { } hoist
            ? new AheadOfLoop(request, loop, hoist) { waiting = awaits ? ".ToListAsync(" + token + ")" + configureAwait : null }
            : null;
    }

    public void Add(string line) => lines.Add(line);

    /// <summary>The name, or one like it that nothing else at the place has.</summary>
    public string Name(string wanted)
    {
        var name = Names.Unique(wanted, Place, request.Model, names.ToArray());
        names.Add(name);
        return name;
    }

    /// <summary>Makes a type, or the extension methods of one, available at the place.</summary>
    public bool AddUsing(string type) => request.Compilation.Type(type) is { } known && Usings.TryAdd(Changes, known, Place, request);

    public bool AddGetValueOrDefault() => Usings.TryAddGetValueOrDefault(Changes, Place, request);

    public string TypeText(ITypeSymbol type) => type.ToMinimalDisplayString(request.Model, Place.SpanStart);

    /// <summary>The text of the sequence. What makes it must still run once only, so it is put into a local where it is more than a name.</summary>
    public string Sequence(ISymbol element) => sequence ??= NewSequence(element);

    /// <summary>Adds the line that collects the keys, and gives the name to use for them.</summary>
    public string Keys(KeySource keys, KeyTypes types)
    {
        var sequence = keys.Elements.List?.ToString() ?? Sequence(loop.Variables[0]);
        var element = keys.Elements.Row is { } row ? Names.OfParameter(row, Place, request.Model) : keys.Elements.Element.Name;
        var selection = keys.Selection(types, element, TypeText);
        if (selection.Length == 0 && keys.Elements.List is null && (Elements.NeedCopy(loop, request.Compilation) || (loop.Source!.Syntax is IdentifierNameSyntax && IsKnownToProviders(loop.Source!.Type))))
            return sequence;

        var name = Name(Names.Plural(Names.Camel(keys.Name)));
        Add("var " + name + " = " + sequence + selection + ".Distinct().ToList();");
        return name;
    }

    /// <summary>The edits, with the new statements.</summary>
    public ImmutableArray<TextChange> Build()
    {
        hoist.Insert(Changes, request.Text, lines.ToArray());
        return Changes.ToImmutable();
    }

    /// <summary>Moves the further lines of a text out by as much as it moves out of the loop.</summary>
    public string Outdented(string text, SyntaxNode from)
    {
        var inner = TextShape.Indentation(request.Text, (from.FirstAncestorOrSelf<StatementSyntax>() ?? from).SpanStart);
        var outer = TextShape.Indentation(request.Text, loop.Operation.Syntax.SpanStart);
        if (inner.Length <= outer.Length || !inner.StartsWith(outer, StringComparison.Ordinal))
            return text;

        var newLine = TextShape.NewLine(request.Text);
        return text.Replace(newLine + inner, newLine + outer);
    }

    private string NewSequence(ISymbol element)
    {
        var source = loop.Source!.Syntax;
        var isCopied = Elements.NeedCopy(loop, request.Compilation);
        if (source is IdentifierNameSyntax or MemberAccessExpressionSyntax && !isCopied)
            return source.ToString();

        var list = Name(Names.Plural(ElementParts.IsNamed(loop) ? element.Name : Names.OfElement((ExpressionSyntax)source)));
        var text = source is BinaryExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax && isCopied ? "(" + source + ")" : source.ToString();
        var isAwaited = isCopied && waiting is not null && Elements.AreRows(loop, request.Compilation) && AddUsing(TypeNames.EfCore.QueryableExtensions);
        Add("var " + list + " = " + (isAwaited ? "await " + text + waiting : isCopied ? text + ".ToList()" : text) + ";");
        Changes.Add(new TextChange(source.Span, list));
        return list;
    }

    /// <summary>Whether the statement itself goes through the sequence; a sequence handed on may be gone through at any time, or never.</summary>
    private static bool IsRunHere(Iteration loop, CompilationContext compilation) =>
        loop.Operation is IInvocationOperation call
        && (!Callbacks.IsDeferred(call.TargetMethod, compilation) || PlainFunction.IsUsedAtOnce(call, compilation));

    // Contains of an array is, from C# 14 on, that of a span, which older providers do not translate.
    private static bool IsKnownToProviders(ITypeSymbol? source) => source is INamedTypeSymbol { ContainingNamespace.Name: "Generic" };
}
