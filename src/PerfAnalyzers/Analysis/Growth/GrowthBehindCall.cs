using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Growth;

/// <summary>
/// Recognises calls of methods in source that copy a collection to get more elements into it: one that they are handed by reference, or one that stays from call to call.
/// Each method is read once in a compilation.
/// </summary>
internal sealed class GrowthBehindCall
{
    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(StringComparer.Ordinal, "Resize", "Append", "Prepend", "Concat", "Union", "Add", "AddRange");

    private readonly CompilationContext compilation;
    private readonly ConcurrentDictionary<IMethodSymbol, CollectionGrowth?> known = new(SymbolEqualityComparer.Default);

    private GrowthBehindCall(CompilationContext compilation) => this.compilation = compilation;

    public static GrowthBehindCall For(CompilationContext compilation) => compilation.Get(c => new GrowthBehindCall(c));

    /// <summary>Whether a call could be one; asked first, as it looks at nothing else.</summary>
    public static bool MayBe(IInvocationOperation call) =>
        (call.Instance is null or IInstanceReferenceOperation || call.Arguments.Any(IsByReference)) && CallTargets.MayRunSource(call.TargetMethod);

    /// <summary>The growth with the call as its place; null where the method does anything else, or belongs to another object.</summary>
    public CollectionGrowth? Read(IInvocationOperation call)
    {
        if (!MayBe(call)
            || CallTargets.Of(call, compilation).Methods is not { Length: 1 } targets
            || OfMethod(targets[0]) is not { } growth)
        {
            return null;
        }

        if (growth.Target.ReferencedSymbol() is not IParameterSymbol parameter)
            return growth with { Operation = call };

        return call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal) is { Value: var handed } && handed.ReferencedSymbol() is not null ? growth with { Operation = call, Target = handed } : null;
    }

    /// <summary>Whether a collection is handed over by reference to a method that only makes it longer.</summary>
    public static bool IsGrown(IArgumentOperation argument) =>
        argument is { Parent: IInvocationOperation call, SemanticModel: { } model } && IsByReference(argument) && For(CompilationContext.For(model.Compilation)).Read(call) is { Target: var target } && target == argument.Value;

    private static bool IsByReference(IArgumentOperation argument) => argument.Parameter is { RefKind: RefKind.Ref };

    private CollectionGrowth? OfMethod(IMethodSymbol method) => known.GetOrAdd(MethodBodies.Declared(method), Find);

    private CollectionGrowth? Find(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty || !MayGrow(method.DeclaringSyntaxReferences[0].GetSyntax()) || MethodBodies.For(compilation).Of(method) is not { } body || body.Compilation != compilation)
            return null;

        foreach (var operation in RunningCode.Of(body))
        {
            if (CollectionGrowth.Read(operation, compilation) is { IsChosen: false } growth && IsOutside(growth.Target, method, body) && IsInEachCall(operation, body))
                return growth with { Added = null };
        }

        return null;
    }

    /// <summary>What the next call finds as this one has left it.</summary>
    private static bool IsOutside(IOperation target, IMethodSymbol method, MethodBody body) => target.Unwrap() switch
    {
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.Ref } parameter } => parameter.ContainingSymbol.Is(method),
        ILocalReferenceOperation { Local: { } local } => !LoopFacts.OfBody(body.Root).Declares(local),
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } => true,
        _ => false,
    };

    /// <summary>Whether each call comes to a place, and once.</summary>
    public static bool IsInEachCall(IOperation place, MethodBody body) =>
        !Branches.IsInBranch(place, body.Root) && Iterations.Around(place, body.Compilation).IsEmpty && PlaceInLoop.RefineInMethod(body.Root, place) == IterationKind.Unknown;

    private static bool MayGrow(SyntaxNode declaration) => declaration.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && Names.Contains(t.ValueText));
}
