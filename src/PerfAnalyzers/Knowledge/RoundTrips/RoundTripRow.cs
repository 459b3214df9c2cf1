namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>What leaves the process and waits for an answer.</summary>
internal enum RoundTripKind
{
    /// <summary>Reads rows from a database.</summary>
    Query,

    /// <summary>Changes rows in a database.</summary>
    Command,
}

/// <summary>How a member gets the query it runs.</summary>
internal enum RoundTripShape
{
    /// <summary>The call itself is the round trip.</summary>
    Call,

    /// <summary>The call runs the query it is applied to, which is one by the type of its receiver.</summary>
    RunsQuery,

    /// <summary>As <see cref="RunsQuery"/>, if what it is applied to is a query at all: the operator works on any sequence.</summary>
    RunsQueryIfQueryable,
}

/// <summary>One member of a library that makes a round trip.</summary>
/// <param name="Type">The metadata name of the declaring type.</param>
/// <param name="Member">The name; all overloads are meant.</param>
/// <param name="Kind">What travels.</param>
/// <param name="Shape">What has to hold for it to travel.</param>
internal sealed record RoundTripRow(string Type, string Member, RoundTripKind Kind, RoundTripShape Shape)
{
    public static IEnumerable<RoundTripRow> Of(string type, RoundTripKind kind, RoundTripShape shape, params string[] members) =>
        members.Select(member => new RoundTripRow(type, member, kind, shape));
}
