namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>How code is made to run again and again.</summary>
internal enum IterationForm
{
    ForEach,
    AwaitForEach,
    For,
    While,
    DoWhile,

    /// <summary>A lambda that a sequence operator runs for each element: LINQ to Objects, List.ForEach, Array.ForEach.</summary>
    Callback,

    /// <summary>A lambda that runs for each element, several at once.</summary>
    ParallelCallback,

    /// <summary>A lambda that a method in source runs for each element of a sequence that it is handed too.</summary>
    HandedCallback,

    /// <summary>A method, whose code runs once per call.</summary>
    Call,
}

/// <summary>What the number of rounds means.</summary>
internal enum IterationKind
{
    /// <summary>One round per element of a sequence whose size the code does not bound.</summary>
    PerElement,

    /// <summary>A number of rounds that is small and stated in the code.</summary>
    FewElements,

    /// <summary>The place runs in at most one round: the loop is left right after it.</summary>
    Once,

    /// <summary>The loop goes on only until the place has found what it looks for.</summary>
    Search,

    /// <summary>The place runs only for keys that a dictionary or cache does not hold yet.</summary>
    CacheMiss,

    /// <summary>One round per slice of a sequence.</summary>
    Chunk,

    /// <summary>One round per page of a query.</summary>
    Page,

    /// <summary>The same work again until it succeeds.</summary>
    Retry,

    /// <summary>The same work again and again while the process lives.</summary>
    Poll,

    /// <summary>One round per message of a queue or stream: each is a unit of work of its own.</summary>
    Consumer,

    /// <summary>What one round finds decides whether and where the next one goes on: a chain, a tree, a work list.</summary>
    Steered,

    /// <summary>The place handles a failure, which is not the path that costs.</summary>
    Failure,

    /// <summary>The blocking half of code that does the same in both ways: <c>async ? await XAsync() : X()</c>.</summary>
    Twin,

    /// <summary>A loop of which nothing is known.</summary>
    Unknown,
}

/// <summary>One iteration around a place in code.</summary>
internal sealed class Iteration
{
    public Iteration(
        IterationForm form,
        IterationKind kind,
        IOperation operation,
        IOperation? source,
        ImmutableArray<ISymbol> variables,
        IOperation body)
    {
        Form = form;
        Kind = kind;
        Operation = operation;
        Source = source;
        Variables = variables;
        Body = body;
    }

    /// <summary>The code of a method, which runs in each round of whoever calls it again and again.</summary>
    public static Iteration OfMethod(IOperation body) =>
        new(IterationForm.Call, IterationKind.Unknown, body, source: null, ImmutableArray<ISymbol>.Empty, body);

    public IterationForm Form { get; }

    public IterationKind Kind { get; }

    /// <summary>The loop statement, or the call that runs the callback.</summary>
    public IOperation Operation { get; }

    /// <summary>The sequence that is gone through, where there is one.</summary>
    public IOperation? Source { get; }

    /// <summary>What differs from round to round by itself: the element, the counter, the parameters of the callback.</summary>
    public ImmutableArray<ISymbol> Variables { get; }

    /// <summary>What runs in each round.</summary>
    public IOperation Body { get; }

    /// <summary>How the sequence is called in a message: <c>orders</c>, <c>customer.Orders</c>, or a neutral phrase.</summary>
    public string SourceName => (Source ?? WorkLists.Of(this)) is { } gone ? Naming.Describe(gone) : "the loop";
}
