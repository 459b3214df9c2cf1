namespace PerfAnalyzers.Knowledge;

/// <summary>The settings by which a thread may wait for the body of a request or an answer.</summary>
internal sealed class BodySettings
{
    public const string Property = "AllowSynchronousIO";

    /// <summary>Of a whole server, or of one request.</summary>
    public static readonly ImmutableArray<(string Type, string Member, bool IsOfServer)> Rows = ImmutableArray.Create(
        (TypeNames.Servers.Kestrel, Property, true),
        (TypeNames.Servers.Iis, Property, true),
        (TypeNames.Servers.HttpSys, Property, true),
        (TypeNames.Servers.BodyControl, Property, false));

    private readonly MemberTable<bool> table;

    private BodySettings(CompilationContext compilation) => table = new(compilation, Rows);

    /// <summary>Whether the project knows no server.</summary>
    public bool IsEmpty => table.Names.Count == 0;

    public static BodySettings For(CompilationContext compilation) => compilation.Get(c => new BodySettings(c));

    /// <summary>Whether a property is such a setting of a whole server (true) or of one request (false); null for any other.</summary>
    public bool? Find(IPropertySymbol property) => table.TryFind(property, out var isOfServer) ? isOfServer : null;
}
