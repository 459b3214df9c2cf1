namespace PerfAnalyzers.Analysis.Calls;

/// <summary>The names of the members that a search for what methods lead to ends at.</summary>
internal sealed class SoughtNames
{
    private static readonly int Loop = MentionReader.Number("foreach");

    private readonly HashSet<(int Name, int? Mark)> ends;
    private readonly HashSet<int> operators;
    private readonly HashSet<int> properties;

    /// <inheritdoc cref="NameReach(CompilationContext, IEnumerable{ValueTuple{string, string}}, IEnumerable{string}, string[])"/>
    public SoughtNames(IEnumerable<(string Name, string? Mark)> ends, IEnumerable<string> operators, IEnumerable<string> properties)
    {
        this.ends = new HashSet<(int, int?)>(ends.Select(e => (MentionReader.Number(e.Name), e.Mark is null ? (int?)null : MentionReader.Number(e.Mark))));
        this.operators = new HashSet<int>(operators.Select(MentionReader.Number)) { Loop };
        this.properties = new HashSet<int>(properties.Select(MentionReader.Number));
    }

    /// <summary>What has to be mentioned somewhere for some of the names to count.</summary>
    public HashSet<int> Marks => new(ends.Where(e => e.Mark is not null).Select(e => e.Mark!.Value));

    public bool IsSame(SoughtNames other) =>
        ReferenceEquals(this, other) || (ends.SetEquals(other.ends) && operators.SetEquals(other.operators) && properties.SetEquals(other.properties));

    /// <summary>The ends that count where these marks are mentioned.</summary>
    public HashSet<int> Ends(HashSet<int> marks) => new(ends.Where(e => e.Mark is not { } mark || marks.Contains(mark)).Select(e => e.Name));

    /// <summary>Whether a body mentions an end.</summary>
    /// <param name="body">The body.</param>
    /// <param name="counting">The ends that count.</param>
    /// <param name="queries">The names of what holds a query.</param>
    public bool IsEnd(MentioningBody body, HashSet<int> counting, HashSet<int> queries)
    {
        var hasQuery = body.HasQuery;
        var hasOperator = false;
        foreach (var mention in body.Mentions)
        {
            if ((mention.MayRun(BodyKind.Method) && counting.Contains(mention.Name)) || properties.Contains(mention.Name))
                return true;

            hasQuery |= (mention.Form & (MentionForm.Member | MentionForm.Called)) != 0 && queries.Contains(mention.Name);
            hasOperator |= operators.Contains(mention.Name);
        }

        return hasQuery && hasOperator;
    }
}
