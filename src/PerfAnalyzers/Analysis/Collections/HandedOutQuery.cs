using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>A sequence that a method in source hands out without having gone through it: each use runs its code again.</summary>
/// <param name="Operators">The operators of LINQ that make it, the last one first; none where the method yields its elements one by one.</param>
/// <param name="Root">What the first operator is called on, or the loop goes through; the argument of the call where that is a parameter.</param>
internal sealed record HandedOutQuery(ImmutableArray<IInvocationOperation> Operators, IOperation Root)
{
    private const int LongestChain = 10;

    /// <summary>Whether a type says nothing but that there are elements, so that they may not be there yet.</summary>
    public static bool IsSequence(ITypeSymbol? type, CompilationContext compilation) =>
        type.IsConstructedFrom(compilation.Type(TypeNames.System.EnumerableOfT)) || type.IsConstructedFrom(compilation.Type(TypeNames.System.OrderedEnumerableOfT));

    /// <summary>Reads a call; null where it gives a list, where several methods may answer it, or where what they do is not seen.</summary>
    public static HandedOutQuery? Of(IOperation value, CompilationContext compilation)
    {
        if (value is not IInvocationOperation call
            || !IsSequence(call.Type, compilation)
            || !CallTargets.MayRunSource(call.TargetMethod)
            || CallTargets.Of(call, compilation).Methods is not { Length: 1 } targets
            || Answers.For(compilation).Of(targets[0]) is not { } handed)
        {
            return null;
        }

        return handed.Root is IParameterReferenceOperation { Parameter: { } parameter } && parameter.ContainingSymbol.Is(MethodBodies.Declared(targets[0]))
            ? call.Argument(parameter.Ordinal)?.UnwrapView() is { } argument ? handed with { Root = argument } : null
            : handed;
    }

    /// <summary>What methods hand out; each is read once in a compilation.</summary>
    private sealed class Answers
    {
        private readonly CompilationContext compilation;
        private readonly ConcurrentDictionary<IMethodSymbol, HandedOutQuery?> known = new(SymbolEqualityComparer.Default);

        private Answers(CompilationContext compilation) => this.compilation = compilation;

        public static Answers For(CompilationContext compilation) => compilation.Get(c => new Answers(c));

        public HandedOutQuery? Of(IMethodSymbol method) => known.GetOrAdd(MethodBodies.Declared(method), Find);

        private HandedOutQuery? Find(IMethodSymbol method)
        {
            if (MethodBodies.For(compilation).Of(method) is not { } body || body.Compilation != compilation)
                return null;

            var own = LoopShape.OwnOperations(body.Root).ToList();
            var returns = own.OfType<IReturnOperation>().Where(r => r.ReturnedValue is not null).ToList();
            if (returns.Any(r => r.Kind == OperationKind.YieldReturn))
                return Yielded(own);

            return returns.Count == 1 ? Composed(returns[0].ReturnedValue!.UnwrapView()) : null;
        }

        /// <summary>The elements of the one loop that yields: <c>foreach (var duty in duties) if (duty.IsDue) yield return duty.Id;</c></summary>
        private static HandedOutQuery? Yielded(List<IOperation> own) =>
            own.OfType<ILoopOperation>().ToList() is { Count: 1 } loops && loops[0] is IForEachLoopOperation { IsAsynchronous: false, Collection: { } source }
                ? new(ImmutableArray<IInvocationOperation>.Empty, source.UnwrapView())
                : null;

        private HandedOutQuery? Composed(IOperation root)
        {
            var operators = ImmutableArray.CreateBuilder<IInvocationOperation>();
            while (operators.Count < LongestChain && DeferredQuery.Operator(root, compilation) is { } step && step.Argument(0) is { } source)
            {
                operators.Add(step);
                root = source.UnwrapView();
                if (root is ILocalReferenceOperation part && LocalValues.SetOnce(part) is { } made && DeferredQuery.Operator(made, compilation) is not null)
                    root = made;
            }

            return operators.Count == 0 ? null : new(operators.ToImmutable(), root);
        }
    }
}
