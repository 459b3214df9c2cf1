namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>The words that tables of round trips are written in.</summary>
internal static class RoundTripRows
{
    public static IEnumerable<RoundTripRow> Reads(string type, RoundTripKind kind, RoundTripResult result, params string[] members) =>
        members.Select(member => new RoundTripRow(type, member, kind, result, IsWrite: false));

    public static IEnumerable<RoundTripRow> Writes(string type, RoundTripKind kind, params string[] members) =>
        members.Select(member => new RoundTripRow(type, member, kind, RoundTripResult.Nothing, IsWrite: true));

    /// <summary>Neither reads nor writes: opens, begins, ends.</summary>
    public static IEnumerable<RoundTripRow> Does(string type, RoundTripKind kind, params string[] members) =>
        members.Select(member => new RoundTripRow(type, member, kind, RoundTripResult.Nothing, IsWrite: false));

    /// <summary>Each name, and each with <c>Async</c> after it.</summary>
    public static string[] AndAsync(params string[] names) => names.SelectMany(name => new[] { name, name + "Async" }).ToArray();

    /// <summary>Each name with <c>Async</c> after it.</summary>
    public static string[] Async(params string[] names) => names.Select(name => name + "Async").ToArray();

    /// <summary>The rows for several types that declare the same members.</summary>
    public static IEnumerable<RoundTripRow> Of(IEnumerable<string> types, Func<string, IEnumerable<RoundTripRow>> rows) => types.SelectMany(rows);

    public static IEnumerable<RoundTripRow> InBatch(this IEnumerable<RoundTripRow> rows, string batch) => rows.Select(r => r with { Batch = batch });

    /// <summary>The batch form answers each of a list in its place.</summary>
    public static IEnumerable<RoundTripRow> InOrder(this IEnumerable<RoundTripRow> rows) => rows.Select(r => r with { AnswersInOrder = true });

    /// <summary>The batch form writes a list.</summary>
    public static IEnumerable<RoundTripRow> AsList(this IEnumerable<RoundTripRow> rows) => rows.Select(r => r with { TakesMany = true });

    /// <summary>What was loaded before is given from memory.</summary>
    public static IEnumerable<RoundTripRow> Kept(this IEnumerable<RoundTripRow> rows) => rows.Select(r => r with { IsKept = true });

    public static IEnumerable<RoundTripRow> Awaited(this IEnumerable<RoundTripRow> rows, string member) => rows.Select(r => r with { Awaitable = member });

    public static IEnumerable<RoundTripRow> Running(this IEnumerable<RoundTripRow> rows, RoundTripShape shape) => rows.Select(r => r with { Shape = shape });

    public static IEnumerable<RoundTripRow> Except(this IEnumerable<RoundTripRow> rows, params string[] names) =>
        rows.Select(r => r with { Except = names.ToImmutableArray() });

    /// <summary>Methods that derived types declare, told from their helpers by a parameter or an answer of one of the types.</summary>
    public static IEnumerable<RoundTripRow> OnDerivedMarked(this IEnumerable<RoundTripRow> rows, params string[] marks) =>
        rows.Select(r => r with { Scope = RoundTripScope.DerivedTypes, Marks = marks.ToImmutableArray() });

    public static IEnumerable<RoundTripRow> OnAttributed(this IEnumerable<RoundTripRow> rows) => rows.Select(r => r with { Scope = RoundTripScope.Attributed });
}
