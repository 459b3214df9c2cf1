using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>One operation that leaves the process and waits for an answer.</summary>
internal sealed class RoundTrip
{
    public RoundTrip(IOperation operation, string name, RoundTripRow? row, Query? query)
    {
        Operation = operation;
        Name = name;
        Row = row;
        Query = query;
    }

    /// <summary>The call, or the loop that runs a query by going through it.</summary>
    public IOperation Operation { get; }

    /// <summary>How a reader knows it: <c>FirstOrDefaultAsync</c>, <c>foreach</c>.</summary>
    public string Name { get; }

    public RoundTripKind Kind => Row?.Kind ?? RoundTripKind.Query;

    /// <summary>What is known of the member; null where no member of a library is called.</summary>
    public RoundTripRow? Row { get; }

    /// <summary>The query that is run, where it is one.</summary>
    public Query? Query { get; }

    /// <summary>The calls that the question is made of: the operators of a query, or those before the call that runs what they compose.</summary>
    public IEnumerable<IInvocationOperation> Operators
    {
        get
        {
            if (Query is { } query)
                return query.Operators;

            var chain = new List<IInvocationOperation>();
            for (var call = Operation as IInvocationOperation; call is not null; call = call.Receiver()?.Unwrap() as IInvocationOperation)
                chain.Add(call);

            return chain;
        }
    }

    /// <summary>Whether nothing goes out yet: a change that a context is told of, and that a later save writes.</summary>
    public bool IsPending { get; init; }

    /// <summary>Whether it is already the form of its library that takes many: <c>StringGet(keys)</c>.</summary>
    public bool TakesMany =>
        Row?.Batch is not null
        && Operation is IInvocationOperation call
        && call.TargetMethod.Parameters.Any(p => p.Type is IArrayTypeSymbol { ElementType.SpecialType: not SpecialType.System_Byte } or { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T });

    /// <summary>Whether it begins a transaction.</summary>
    public bool BeginsTransaction => Kind == RoundTripKind.Transaction && Name.StartsWith("Begin", StringComparison.Ordinal);

    /// <summary>Whether it surely leaves the process; a query whose source cannot be seen may go through objects in memory.</summary>
    public bool IsCertain => Query is null || Query.Origin == QueryOrigin.Database;

    /// <summary>Whether another machine answers, or a process of its own; a file of this machine is there in a moment as a rule.</summary>
    public bool LeavesMachine => Kind != RoundTripKind.File;

    /// <summary>What it is given: the values in the query, or the arguments of the call, and what it is made on.</summary>
    public IEnumerable<IOperation> Inputs => Query is { } query
        ? query.Operators.SelectMany(o => o.Arguments).Select(a => a.Value).Append(query.Root)
        : ParameterUse.Everything.Of(Operation);

    /// <summary>The same without how many rows are wanted: whoever wants more of the same asks for nothing else.</summary>
    public IEnumerable<IOperation> Asked => Query is { Operators.Length: > 1 } query
        ? query.Operators.Where(o => o.TargetMethod.Name is not ("Take" or "TakeLast")).SelectMany(o => o.TargetMethod.IsExtensionMethod ? o.Arguments.Skip(1) : o.Arguments).Select(a => a.Value).Append(query.Root)
        : Inputs;

    /// <summary>The smallest text that shows it.</summary>
    public Location Location => Shortest(Operation);

    /// <summary>The smallest text that shows an operation: of a call its name and arguments, of a loop its sequence.</summary>
    public static Location Shortest(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.NameAndArguments(),
        IForEachLoopOperation loop => loop.Collection.Syntax.GetLocation(),
        _ => operation.Syntax.GetLocation(),
    };
}
