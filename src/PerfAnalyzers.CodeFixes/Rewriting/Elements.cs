using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Whether all elements of a loop can be gone through before it.</summary>
internal static class Elements
{
    /// <summary>What speaks against it. A sequence that may be made while the loop goes on is copied first, which is assumed to make no difference.</summary>
    public static ReadAhead Judge(Iteration loop, CompilationContext compilation)
    {
        if (loop.Form is not (IterationForm.ForEach or IterationForm.Callback) || (loop.Variables.Length != 1 && ElementParts.IsNamed(loop)) || loop.Source is not { } source)
            return ReadAhead.Unsafe;

        if (IsList(source.Type, compilation))
            return ReadAhead.Safe;

        // What is awaited row by row is meant to stream.
        if (!source.Type.Implements(compilation.Type(TypeNames.System.EnumerableOfT)) || loop.Operation is IForEachLoopOperation { IsAsynchronous: true })
            return ReadAhead.Unsafe;

        var chain = source.UnwrapView() is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set ? set.UnwrapView() : source.UnwrapView();
        var root = Root(chain);

        // Rows come in while the loop goes on: whether memory holds all of them, the author knows.
        if (QueryReader.For(compilation).IsQueryable(root.Type))
            return ReadAhead.Assumed;

        return IsList(root.Type, compilation) && root != chain && PlainFunction.IsPlainChain(chain, root, loop) ? ReadAhead.Safe : ReadAhead.Assumed;
    }

    /// <summary>A list in memory.</summary>
    public static bool IsList(ITypeSymbol? type, CompilationContext compilation) =>
        type is IArrayTypeSymbol { Rank: 1 }
        || (type is INamedTypeSymbol && TypeNames.System.Lists.Any(name => type.OriginalDefinition.Is(compilation.Type(name))));

    /// <summary>Whether going through the source a second time could give something else, or nothing.</summary>
    public static bool NeedCopy(Iteration loop, CompilationContext compilation) => !IsList(loop.Source?.Type, compilation);

    /// <summary>Whether the elements are rows that EF Core reads, which can be awaited.</summary>
    public static bool AreRows(Iteration loop, CompilationContext compilation) =>
        loop.Source is { } source
        && QueryReader.For(compilation).IsQueryable(source.Type)
        && !source.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod.Name: "AsEnumerable" })
        && QueryReader.For(compilation).ReadSequence(source) is { } query
        && WholeSet.IsGivenBy(query.Root, compilation);

    private static IOperation Root(IOperation chain)
    {
        var root = chain;
        while (root is IInvocationOperation { TargetMethod.IsExtensionMethod: true } call && call.Receiver() is { } receiver)
            root = receiver.UnwrapView();

        return root;
    }
}
