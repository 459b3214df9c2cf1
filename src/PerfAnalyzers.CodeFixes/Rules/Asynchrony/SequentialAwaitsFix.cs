using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Asynchrony;

/// <summary>Starts reads that follow each other before it awaits any; reads of a loop in chunks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SequentialAwaitsFix))]
public sealed class SequentialAwaitsFix : RuleCodeFix
{
    /// <summary>Starts all, then awaits them.</summary>
    public const string StartTogether = "PERF1007.start-together";

    /// <summary>Goes through chunks of the elements.</summary>
    public const string StartInChunks = "PERF1007.start-in-chunks";

    public SequentialAwaitsFix()
        : base(RuleIds.SequentialAwaits)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(StartTogether, StartInChunks);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<AwaitExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IAwaitOperation awaited
            || syntax.FirstAncestorOrSelf<StatementSyntax>() is not { } statement)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var plan = SequentialReads.InLoop(awaited, request.Compilation) is { } perElement
            ? new FixPlan($"Ask for {ChunkedGather.Size} elements at a time (a failure does not stop the others of its chunk)", StartInChunks, InChunks(perElement, syntax, request))
            : new FixPlan("Start all before awaiting them (they are asked even if one fails)", StartTogether, Together(SequentialReads.Around(awaited, request.Compilation), request));
        return !plan.Changes.IsEmpty && await StillCompiles.AfterAsync(plan.Changes, AsyncAwait.OwnerOf(statement), request).ConfigureAwait(false)
            ? ImmutableArray.Create(plan with { ChangesBehaviour = true })
            : ImmutableArray<FixPlan>.Empty;
    }

    private static ImmutableArray<TextChange> Together(ImmutableArray<AwaitedRead> reads, FixRequest request)
    {
        if (reads.Length < 2
            || reads.Any(r => !AwaitableTypes.For(request.Compilation).IsPlainTask(r.Call.Type) || r.Statement.Syntax.ContainsDirectives)
            || reads[0].Statement.Syntax is not StatementSyntax first)
        {
            return ImmutableArray<TextChange>.Empty;
        }

        var edits = new EditList();
        var names = new List<string>();
        var line = TextShape.Lines(request.Text, first.SpanStart).Same;
        foreach (var read in reads)
        {
            var name = Names.Unique(read.Local.Name + "Task", first, request.Model, names.ToArray());
            names.Add(name);
            edits.Insert(first.SpanStart, $"var {name} = {request.Text.ToString(read.Call.Syntax.Span)};" + line);
            edits.Replace(read.Call.Syntax.Span, name);
        }

        var configure = AwaitExpression.WantsConfigureAwait(first.SyntaxTree, request.CancellationToken) ? AwaitExpression.Configure : "";
        edits.Insert(first.SpanStart, $"await Task.WhenAll({string.Join(", ", names)}){configure};" + line);
        return Import(edits, first, request, TypeNames.System.Task);
    }

    private static ImmutableArray<TextChange> InChunks(ReadPerElement read, AwaitExpressionSyntax awaited, FixRequest request)
    {
        if (!ChunkedGather.IsPossible(request.Compilation)
            || !AwaitableTypes.For(request.Compilation).IsPlainTask(read.Call.Type)
            || read.Loop.Syntax is not ForEachStatementSyntax { ContainsDirectives: false } loop
            || read.Collect.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var add } })
        {
            return ImmutableArray<TextChange>.Empty;
        }

        var chunk = Names.Unique("chunk", loop, request.Model);
        var edits = new EditList();
        edits.Replace(TextSpan.FromBounds(loop.SpanStart, loop.CloseParenToken.Span.End), ChunkedGather.Head(chunk, loop.Expression, request));
        edits.Replace(add.Span, "AddRange");
        edits.Insert(read.Call.Syntax.SpanStart, $"Task.WhenAll({chunk}.Select({loop.Identifier} => ");
        edits.Insert(read.Call.Syntax.Span.End, "))");
        return Import(edits, loop, request, TypeNames.System.Task, TypeNames.System.Enumerable);
    }

    private static ImmutableArray<TextChange> Import(EditList edits, SyntaxNode place, FixRequest request, params string[] types)
    {
        var usings = ImmutableArray.CreateBuilder<TextChange>();
        if (!types.All(name => request.Compilation.Type(name) is { } type && Usings.TryAdd(usings, type, place, request)))
            return ImmutableArray<TextChange>.Empty;

        edits.AddRange(usings);
        return edits.Build() ?? ImmutableArray<TextChange>.Empty;
    }
}
