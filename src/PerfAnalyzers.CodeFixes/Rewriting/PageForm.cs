using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>How a caller says which page it wants, and how a query gives it.</summary>
/// <param name="Which">The parameter that says where the page starts: its type and name.</param>
/// <param name="KeyName">The column that pages start behind; null where they are counted.</param>
internal sealed record PageForm((string Type, string Name) Which, string? KeyName)
{
    public const string Size = "pageSize";
    public const int UsualSize = 20;

    /// <summary>Pages that are counted.</summary>
    public static PageForm Counted { get; } = new(("int", "page"), null);

    /// <summary>Pages that start behind the last row of the one before; null for keys that a database cannot compare so.</summary>
    public static PageForm? Behind(INamedTypeSymbol entity, CompilationContext compilation)
    {
        if (EntityKeys.For(compilation).Single(entity) is not { Type: { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 } type } key)
            return null;

        return new PageForm((type.ToDisplayString() + "?", "after"), key.Name);
    }

    /// <summary>The parameters of a member that hands the page on.</summary>
    public string Parameters => $"{Which.Type} {Which.Name}, int {Size}";

    /// <summary>The parameters of an endpoint.</summary>
    /// <param name="mayBeOptional">Whether they can have default values; else they may be missing.</param>
    public string EndpointParameters(bool mayBeOptional) =>
        KeyName is not null
            ? mayBeOptional ? $"{Which.Type} {Which.Name} = null, int {Size} = {UsualSize}" : $"{Which.Type} {Which.Name}, int? {Size}"
            : mayBeOptional ? $"int {Which.Name} = 1, int {Size} = {UsualSize}" : $"int? {Which.Name}, int? {Size}";

    /// <summary>Where the page starts, held within what makes sense.</summary>
    public string HeldWhich(bool isOptional) =>
        KeyName is not null ? Which.Name : $"Math.Max({Which.Name}{(isOptional ? "" : " ?? 1")}, 1)";

    /// <summary>The size, held at the largest page.</summary>
    public string HeldSize(bool isOptional, int largest) => $"Math.Clamp({Size}{(isOptional ? "" : $" ?? {Math.Min(UsualSize, largest)}")}, 1, {largest})";

    /// <summary>The operators that cut the page, where a value needs to be read once only.</summary>
    public IEnumerable<string> Cut(string which, string size)
    {
        if (KeyName is null)
            yield return $".Skip(({which} - 1) * {size})";

        yield return $".Take({size})";
    }

    /// <summary>The condition that leaves out the pages before; null where they are counted.</summary>
    public string? Condition(string row) => KeyName is null ? null : $".Where({row} => {Which.Name} == null || {row}.{KeyName} > {Which.Name})";
}
