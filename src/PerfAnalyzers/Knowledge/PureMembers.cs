namespace PerfAnalyzers.Knowledge;

/// <summary>Members of the framework that only look at what they are given, and change nothing that anybody else could see.</summary>
internal sealed class PureMembers
{
    /// <summary>The type, and how the names of its members begin; all of them where that is empty.</summary>
    public static readonly ImmutableArray<(string Type, string Members)> Rows = ImmutableArray.Create(
        ("System.String", ""),
        ("System.Int32", ""),
        ("System.Int64", ""),
        ("System.Decimal", ""),
        ("System.Guid", ""),
        ("System.DateTime", ""),
        ("System.DateTimeOffset", ""),
        ("System.Math", ""),
        ("System.Uri", ""),
        ("System.Net.WebUtility", ""),
        ("System.ArgumentNullException", "ThrowIfNull"),
        ("System.Text.Json.JsonSerializer", "Deserialize"),
        ("System.Net.Http.HttpContent", "Read"),
        ("System.Net.Http.HttpResponseMessage", "EnsureSuccessStatusCode"),
        ("System.Net.Http.Json.HttpContentJsonExtensions", "Read"),
        (TypeNames.System.Task, "ConfigureAwait"),
        (TypeNames.System.TaskOfT, "ConfigureAwait"));

    private readonly Dictionary<ISymbol, string> rows = new(SymbolEqualityComparer.Default);

    private PureMembers(CompilationContext compilation)
    {
        foreach (var (name, members) in Rows)
        {
            if (compilation.Type(name) is { } type)
                rows[type] = members;
        }
    }

    public static PureMembers For(CompilationContext compilation) => compilation.Get(c => new PureMembers(c));

    public bool Contains(IMethodSymbol method) =>
        rows.TryGetValue(method.ContainingType.OriginalDefinition, out var members) && method.Name.StartsWith(members, StringComparison.Ordinal);
}
