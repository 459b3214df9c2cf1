using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge.Caching;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>A function that asks a cache, loads what is not there, and stores it, while others may do the same.</summary>
/// <param name="Read">The call that asks.</param>
/// <param name="Load">The way to what is loaded.</param>
/// <param name="LoadCall">The call that loads.</param>
/// <param name="Key">The key.</param>
internal sealed record CacheMissLoad(IInvocationOperation Read, RoundTripPath Load, IOperation LoadCall, IOperation Key)
{
    private const int MostCallers = 12;

    /// <summary>What a call of a cache stores that was loaded because the cache did not have it, with nothing that lets others wait; null where it is not that.</summary>
    public static CacheMissLoad? Of(IInvocationOperation write, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (KeyOf(write) is not { } key
            || write.Arguments.FirstOrDefault(a => a.Parameter?.Name == "value")?.Value is not { } value
            || write.Receiver() is not { } cache || cache.ReferencedSymbol() is not (IFieldSymbol or IPropertySymbol or IParameterSymbol)
            || FunctionAround(write) is not { } function)
        {
            return null;
        }

        var reads = CacheReads.For(compilation);
        var within = function.Descendants().Where(o => o.Syntax.SpanStart < write.Syntax.Span.End).ToList();
        var read = within.OfType<IInvocationOperation>().FirstOrDefault(c =>
            reads.Contain(c.TargetMethod) && c.Receiver()?.ReferencedSymbol().Is(cache.ReferencedSymbol()) == true && KeyOf(c) is { } asked && AreSame(asked, key));
        if (read is null || Guards(function))
            return null;

        var stored = Stored(value, function);
        foreach (var awaited in within.OfType<IAwaitOperation>())
        {
            if (awaited.Syntax.SpanStart > read.Syntax.Span.End
                && stored.Any(s => s.Syntax.Span.Contains(awaited.Syntax.Span))
                && IsOnMiss(awaited, read, function)
                && Loading(awaited.UnwrapAwait(), compilation, cancellationToken) is { } load)
            {
                return IsGuardedByCallers(write, compilation, cancellationToken) ? null : new CacheMissLoad(read, load, awaited.UnwrapAwait(), key);
            }
        }

        return null;
    }

    /// <summary>The key of a call of a cache.</summary>
    private static IOperation? KeyOf(IInvocationOperation call) => call.Arguments.FirstOrDefault(a => a.Parameter?.Name == CacheWrites.Key)?.Value.Unwrap();

    private static bool AreSame(IOperation first, IOperation second) =>
        (first.ReferencedSymbol() is { } symbol && symbol.Is(second.ReferencedSymbol())) || first.Syntax.IsEquivalentTo(second.Syntax, topLevel: false);

    /// <summary>The method or local function around; a lambda is run by somebody who may let others wait.</summary>
    private static IOperation? FunctionAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation function:
                    return RequestDelegates.Surround(operation, CompilationContext.For(operation.SemanticModel!.Compilation)) ? function : null;
                case ILocalFunctionOperation or IMethodBodyOperation:
                    return parent;
                case IBlockOperation { Parent: null }:
                    return parent;
            }
        }

        return null;
    }

    /// <summary>The expressions that what is stored is made of: itself, and what the locals in it are set to, filled with, or taken from.</summary>
    private static List<IOperation> Stored(IOperation value, IOperation function)
    {
        var found = new List<IOperation> { value };
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var next = 0; next < found.Count; next++)
        {
            foreach (var local in found[next].DescendantsAndSelf().OfType<ILocalReferenceOperation>())
            {
                if (!seen.Add(local.Local))
                    continue;

                foreach (var operation in function.Descendants())
                {
                    switch (operation)
                    {
                        case ISimpleAssignmentOperation assignment when assignment.Target.ReferencedSymbol().Is(local.Local):
                            found.Add(assignment.Value);
                            break;
                        case IVariableDeclaratorOperation declared when declared.Symbol.Is(local.Local) && declared.GetVariableInitializer() is { } initializer:
                            found.Add(initializer.Value);
                            break;
                        case IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" } fill when fill.Receiver()?.ReferencedSymbol().Is(local.Local) == true:
                            found.AddRange(fill.Arguments.Select(a => a.Value));
                            break;
                        case IForEachLoopOperation loop when loop.Locals.Any(l => l.Is(local.Local)):
                            found.Add(loop.Collection);
                            break;
                    }
                }
            }
        }

        return found;
    }

    /// <summary>The database, service or file that an awaited call asks; what only asks another cache is as cheap as this one.</summary>
    private static RoundTripPath? Loading(IOperation call, CompilationContext compilation, CancellationToken cancellationToken) =>
        RoundTripFacts.For(compilation).Of(call, isAction: false, cancellationToken)
            .Where(p => p.Certainty != PathCertainty.Guess && p.End.Kind is RoundTripKind.Query or RoundTripKind.Http or RoundTripKind.Grpc or RoundTripKind.Document or RoundTripKind.Blob && p.End.Row is not { IsWrite: true, Kind: not (RoundTripKind.Http or RoundTripKind.Grpc) })
            .OrderBy(p => p.Steps.Length)
            .FirstOrDefault();

    /// <summary>Whether a place is under a test, or behind a return, that follows the question to the cache: else it runs whatever the cache has.</summary>
    private static bool IsOnMiss(IOperation place, IOperation read, IOperation function)
    {
        IOperation child = place;
        for (var parent = place.Parent; parent is not null && child != function; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation test when test.Condition != child && test.Condition.Syntax.Span.End >= read.Syntax.Span.End:
                case ICoalesceOperation either when either.WhenNull == child:
                case ICoalesceAssignmentOperation:
                    return true;
                case IBlockOperation block when block.Operations.TakeWhile(o => o != child).Any(o => o is IConditionalOperation { WhenFalse: null } test && test.Condition.Syntax.Span.End >= read.Syntax.Span.End && Leaves(test.WhenTrue)):
                    return true;
            }
        }

        return false;
    }

    private static bool Leaves(IOperation statement) => statement is IReturnOperation || (statement is IBlockOperation { Operations: { Length: > 0 } all } && all[all.Length - 1] is IReturnOperation);

    /// <summary>Whether somebody is kept waiting in a function, or shares one answer with others.</summary>
    private static bool Guards(IOperation function) => function.Descendants().Any(o => o switch
    {
        ILockOperation => true,
        IInvocationOperation call => LockWords.NameMember(call.TargetMethod.Name) || LockWords.NameType(call.TargetMethod.ContainingType.Name),
        IObjectCreationOperation made => made.Type is { } type && LockWords.NameType(type.Name),
        _ => false,
    });

    /// <summary>Whether all calls of the method that are seen are made where somebody waits.</summary>
    private static bool IsGuardedByCallers(IOperation write, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (write.SemanticModel!.GetEnclosingSymbol(write.Syntax.SpanStart) is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            return false;

        var sites = Callers.For(compilation).Of(method, cancellationToken);
        return !sites.IsEmpty && sites.Take(MostCallers).All(s => Guards(LocalValues.Root(s.Operation)));
    }
}
