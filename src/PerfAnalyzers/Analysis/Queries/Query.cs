using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Where the rows of a sequence come from.</summary>
internal enum QueryOrigin
{
    /// <summary>A database, surely.</summary>
    Database,

    /// <summary>A query whose source cannot be seen: a parameter, or the answer of a method.</summary>
    Unknown,

    /// <summary>Objects in memory, dressed as a query.</summary>
    Memory,
}

/// <summary>A query that is run, as a value: what it starts from and what is applied to it.</summary>
internal sealed class Query
{
    public Query(IOperation execution, RoundTripKind kind, IOperation root, QueryOrigin origin, ImmutableArray<IInvocationOperation> operators)
    {
        Execution = execution;
        Kind = kind;
        Root = root;
        Origin = origin;
        Operators = operators;
    }

    /// <summary>The operation that makes it run: a call, or the loop that goes through it.</summary>
    public IOperation Execution { get; }

    public RoundTripKind Kind { get; }

    /// <summary>The library that runs it, where that is none of Entity Framework's.</summary>
    public RoundTripLibrary? Provider { get; init; }

    /// <summary>What the chain starts from: usually a set of a context.</summary>
    public IOperation Root { get; }

    public QueryOrigin Origin { get; }

    /// <summary>The operators from the root to the execution; the last one runs the query where that is a call.</summary>
    public ImmutableArray<IInvocationOperation> Operators { get; }
}
