using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>What changes in one document.</summary>
internal sealed class AsyncDocumentEdits
{
    private readonly List<(AsyncDeclaration Beside, Func<ImmutableArray<TextChange>, string> Text)> twins = new();
    private ImmutableArray<TextChange>.Builder usings = ImmutableArray.CreateBuilder<TextChange>();

    public AsyncDocumentEdits(FixRequest request) => Request = request;

    public FixRequest Request { get; }

    /// <summary>The edits inside members.</summary>
    public EditList Members { get; } = new();

    /// <summary>New names in places that do not call.</summary>
    public EditList Mentions { get; } = new();

    /// <summary>How new text at a place writes the task type, with the directive for it added; null when there is no such type.</summary>
    public string? TaskName(SyntaxNode place)
    {
        var types = AwaitableTypes.For(Request.Compilation);
        if (types.Task is not { } task || types.TaskOfT is not { } taskOfT)
            return null;

        // Both exist under the one name, or another type hides one of them.
        var before = usings.ToImmutable();
        if (Usings.TryAdd(usings, task, place, Request) && Usings.TryAdd(usings, taskOfT, place, Request))
            return task.Name;

        usings = before.ToBuilder();
        return "System.Threading.Tasks." + task.Name;
    }

    /// <summary>Makes the types available that an await names.</summary>
    public bool TryImport(AsyncAwait awaited) => awaited.Imports.All(type => Usings.TryAdd(usings, type, awaited.Node, Request));

    public void AddTwin(AsyncDeclaration beside, Func<ImmutableArray<TextChange>, string> text) => twins.Add((beside, text));

    /// <summary>All edits, or null when two of them want the same text.</summary>
    public ImmutableArray<TextChange>? Build()
    {
        if (Mentions.Build() is not { } mentions || Members.Build() is not { } members)
            return null;

        var all = new EditList();
        all.AddRange(usings);
        all.AddRange(members);

        // A member that is written anew may hold mentions of its own, which are among its edits then.
        all.AddRange(mentions.Where(m => !members.Any(c => c.Span.IntersectsWith(m.Span) && c.Span.Length > 0)));
        foreach (var (beside, text) in twins)
            all.Insert(AsyncTwinText.Position(beside), text(mentions));

        return all.Build();
    }
}
