using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripShape;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>The operators of LINQ that run a query. They belong to each library that is asked by LINQ.</summary>
internal static class LinqRoundTrips
{
    private static readonly string[] Scalars = { "All", "Any", "Average", "Contains", "Count", "LongCount", "Max", "Min", "Sum" };

    private static readonly string[] Rows =
    {
        "Aggregate", "ElementAt", "ElementAtOrDefault", "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault",
    };

    public static IEnumerable<RoundTripRow> All() => Enumerable.Empty<RoundTripRow>()
        .Concat(Reads(TypeNames.System.Queryable, Query, Scalar, Scalars).Running(RunsQuery))
        .Concat(Reads(TypeNames.System.Queryable, Query, Scalar, "SequenceEqual").Running(RunsQuery))
        .Concat(Reads(TypeNames.System.Queryable, Query, One, Rows).Running(RunsQuery))
        .Concat(Reads(TypeNames.System.Queryable, Query, One, "MaxBy", "MinBy").Running(RunsQuery))
        .Concat(Reads(TypeNames.System.Enumerable, Query, Scalar, Scalars).Running(RunsQueryIfQueryable))
        .Concat(Reads(TypeNames.System.Enumerable, Query, One, Rows).Running(RunsQueryIfQueryable))
        .Concat(Reads(TypeNames.System.Enumerable, Query, Many, "ToArray", "ToDictionary", "ToHashSet", "ToList", "ToLookup").Running(RunsQueryIfQueryable));
}
