using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>An operation that makes a round trip, once per element of a sequence.</summary>
internal sealed class RoundTripInLoop
{
    private static readonly ImmutableHashSet<string> Makers = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "GetRequiredService", "GetService", "GetRequiredKeyedService", "GetKeyedService", "CreateScope", "CreateAsyncScope", "CreateDbContext",
        "CreateDbContextAsync", "CreateInstance", "Create", "CreateAsync", "Resolve");

    private readonly INamedTypeSymbol? dbContext;

    private RoundTripInLoop(IOperation operation, Iteration.Iteration loop, ImmutableArray<RoundTripPath> paths, CompilationContext compilation)
    {
        dbContext = compilation.Type(TypeNames.EfCore.DbContext);
        Operation = operation;
        Loop = loop;
        Paths = paths;
    }

    public IOperation Operation { get; }

    public Iteration.Iteration Loop { get; }

    /// <summary>The best way to each kind of round trip that the operation makes.</summary>
    public ImmutableArray<RoundTripPath> Paths { get; }

    /// <summary>
    /// What an operation does per element of the loop around it; null when it stays in the process, or in no such loop. Cheap for
    /// everything that cannot be a round trip.
    /// </summary>
    public static RoundTripInLoop? Of(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (!MayLeave(operation, compilation) || !IsInAnyLoop(operation) || Iterations.PerElement(operation, compilation) is not { } loop)
            return null;

        var paths = RoundTripFacts.For(compilation).Of(operation, cancellationToken);
        return paths.IsEmpty ? null : new RoundTripInLoop(operation, loop, paths, compilation);
    }

    /// <summary>
    /// Whether each round works with a scope, context or service made for it, which says that each element is meant to be a unit of
    /// work.
    /// </summary>
    public bool HasOwnScope
    {
        get
        {
            var facts = LoopFacts.Of(Loop);
            return Receivers().Any(local => facts.Declares(local) && LocalValues.SetOnce(local, Operation) is { } value && IsMade(value));
        }
    }

    /// <summary>Whether what the operation is given is the same in every round, so that it asks the same again and again.</summary>
    public bool IsInvariant => Operation is not IMethodReferenceOperation && Inputs().All(input => Variance.StaysIn(input, Loop));

    private static bool MayLeave(IOperation operation, CompilationContext compilation) => operation switch
    {
        IForEachLoopOperation => true,
        IInvocationOperation call when RoundTripReader.For(compilation).Knows(call.TargetMethod) => true,
        IMethodReferenceOperation group when RoundTripReader.For(compilation).Knows(group.Method) => true,
        _ => CallTargets.MayRunSource(operation),
    };

    private static bool IsInAnyLoop(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation or IAnonymousFunctionOperation || (operation is IMethodReferenceOperation && parent is IInvocationOperation))
                return true;
        }

        return false;
    }

    private static bool IsMade(IOperation value) => value.UnwrapAwait() switch
    {
        IObjectCreationOperation => true,
        IInvocationOperation call => Makers.Contains(call.TargetMethod.Name),
        IPropertyReferenceOperation { Property.Name: "ServiceProvider" } => true,
        _ => false,
    };

    /// <summary>What the round trip is made through: the context of a query, the service that is called, or a context that is handed on.</summary>
    private IEnumerable<ILocalSymbol> Receivers()
    {
        if (Paths[0] is { Steps.IsEmpty: true, End.Query: { } query })
            return Locals(query.Root);

        if (Operation is not IInvocationOperation call)
            return Enumerable.Empty<ILocalSymbol>();

        var contexts = call.Arguments.Select(a => a.Value.ReferencedSymbol()).OfType<ILocalSymbol>().Where(l => l.Type.DerivesFrom(dbContext));
        return call.Receiver() is { } receiver ? contexts.Concat(Locals(receiver)) : contexts;
    }

    private static IEnumerable<ILocalSymbol> Locals(IOperation value) => LoopFacts.ReferencedSymbols(value).OfType<ILocalSymbol>();

    private IEnumerable<IOperation> Inputs()
    {
        if (Paths[0] is { Steps.IsEmpty: true, End.Query: { } query })
            return query.Operators.SelectMany(o => o.Arguments).Select(a => a.Value).Append(query.Root);

        return Operation switch
        {
            IInvocationOperation call => call.Arguments.Select(a => a.Value).Concat(call.Instance is { } instance ? new[] { instance } : Array.Empty<IOperation>()),
            IObjectCreationOperation creation => creation.Arguments.Select(a => a.Value),
            IPropertyReferenceOperation read => read.Arguments.Select(a => a.Value).Concat(read.Instance is { } owner ? new[] { owner } : Array.Empty<IOperation>()),

            _ => Enumerable.Empty<IOperation>(),
        };
    }
}
