using System.Collections;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>The rows of one library.</summary>
internal sealed class RoundTripLibrary : IEnumerable
{
    private readonly List<RoundTripRow> rows = new();

    /// <param name="name">How a message calls it.</param>
    /// <param name="gate">The type that every version has: without it no row is looked at.</param>
    /// <param name="collectors">Types that only collect what is called on them, to be sent later at once: on them nothing is a round trip.</param>
    public RoundTripLibrary(string name, string gate, params string[] collectors)
        : this(name, gate, provider: null) => Collectors = collectors.ToImmutableArray();

    /// <param name="name">How a message calls it.</param>
    /// <param name="gate">The type that every version has: without it no row is looked at. What hands out queries lies in its assembly.</param>
    /// <param name="provider">How it is asked with LINQ; null when it is not, or is Entity Framework.</param>
    /// <param name="marks">Words of which a project that calls it mentions one; without any it is the type of the member that is called.</param>
    public RoundTripLibrary(string name, string gate, QueryProvider? provider, params string[] marks)
    {
        Marks = marks.ToImmutableArray();
        Name = name;
        Gate = gate;
        Provider = provider;
    }

    public string Name { get; }

    public string Gate { get; }

    public QueryProvider? Provider { get; }

    public ImmutableArray<string> Marks { get; }

    public ImmutableArray<string> Collectors { get; } = ImmutableArray<string>.Empty;

    /// <summary>The rows. A member whose row has a twin with <c>Async</c> after its name is awaited by that one.</summary>
    public ImmutableArray<RoundTripRow> Rows
    {
        get
        {
            var names = new HashSet<string>(rows.Select(r => r.Member), StringComparer.Ordinal);
            return rows
                .Select(r => r with { Library = this, Awaitable = r.Awaitable ?? (names.Contains(r.Member + "Async") ? r.Member + "Async" : null) })
                .ToImmutableArray();
        }
    }

    /// <summary>For the initialiser.</summary>
    public void Add(IEnumerable<RoundTripRow> added) => rows.AddRange(added);

    IEnumerator IEnumerable.GetEnumerator() => rows.GetEnumerator();
}
