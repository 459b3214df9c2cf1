using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>
/// Tells what sets an <c>AsyncLocal</c>, directly or in code in source. A synchronous function leaves the new value to its caller, an async one
/// does not: whoever blocks there often does so for that.
/// </summary>
internal sealed class AmbientWrites
{
    private const int LongestPath = 2;

    private readonly CompilationContext compilation;
    private readonly INamedTypeSymbol? ambient;
    private readonly ConcurrentDictionary<(ISymbol Method, int Depth), bool> known = new();

    private AmbientWrites(CompilationContext compilation)
    {
        this.compilation = compilation;
        ambient = compilation.Type(TypeNames.Tasks.AsyncLocalOfT);
    }

    public static AmbientWrites For(CompilationContext compilation) => compilation.Get(c => new AmbientWrites(c));

    /// <summary>Whether an operation is the assignment of such a value, or of a property whose setter does that: what somebody means to be seen by others.</summary>
    public bool IsSet(IOperation operation) => ambient is not null && IsSet(operation, LongestPath);

    /// <summary>The same for calls too; what they do within a <c>using</c> is undone at its end.</summary>
    public bool IsLeftToCaller(IOperation operation) => ambient is not null && Leaves(operation, LongestPath);

    private bool Leaves(IOperation operation, int depth) =>
        operation is IInvocationOperation { TargetMethod: { IsAsync: false } method } call
            ? depth > 0 && CallTargets.MayRunSource(method) && call.ParentValue() is not (IUsingOperation or IVariableInitializerOperation) && AnyRuns(CallTargets.Of(call, compilation).Methods, depth - 1)
            : IsSet(operation, depth);

    private bool IsSet(IOperation operation, int depth) =>
        operation is IPropertyReferenceOperation { Property: { } property, Parent: IAssignmentOperation assignment }
        && assignment.Target == operation
        && ((property.Name == "Value" && property.ContainingType.IsConstructedFrom(ambient))
            || (depth > 0 && property.SetMethod is { } setter && MayRunSource(setter) && AnyRuns(Implementations.For(compilation).Of(setter), depth - 1)));

    private static bool MayRunSource(IMethodSymbol setter) => CallTargets.HasOwnCode(setter) || Implementations.CanBeReplaced(setter);

    private bool AnyRuns(ImmutableArray<IMethodSymbol> methods, int depth)
    {
        foreach (var method in methods)
        {
            var declared = MethodBodies.Declared(method);
            if (!known.TryGetValue((declared, depth), out var sets))
            {
                sets = !declared.IsAsync && MethodBodies.For(compilation).Of(declared) is { } body && For(body.Compilation) is var home && RunningCode.Of(body).Any(o => home.Leaves(o, depth));
                known.TryAdd((declared, depth), sets);
            }

            if (sets)
                return true;
        }

        return false;
    }
}
