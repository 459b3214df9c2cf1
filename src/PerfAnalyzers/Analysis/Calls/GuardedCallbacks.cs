using System.Collections.Concurrent;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Knows the parameters whose functions a method in source calls itself, to catch what they throw.</summary>
internal sealed class GuardedCallbacks
{
    private readonly CompilationContext compilation;
    private readonly ConcurrentDictionary<IParameterSymbol, bool> known = new(SymbolEqualityComparer.Default);

    private GuardedCallbacks(CompilationContext compilation) => this.compilation = compilation;

    public static GuardedCallbacks For(CompilationContext compilation) => compilation.Get(c => new GuardedCallbacks(c));

    public bool Contains(IParameterSymbol parameter) => known.GetOrAdd(parameter.OriginalDefinition, Find);

    private bool Find(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol method
        && MethodBodies.For(compilation).Of(method) is { } body
        && RunningCode.Of(body).Any(o => o is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } called }
            && called.ThroughConditionalAccess() is IParameterReferenceOperation reference
            && reference.Parameter.OriginalDefinition.Is(parameter)
            && IsGuarded(o));

    private static bool IsGuarded(IOperation call)
    {
        for (var child = call; child.Parent is { } parent and not (IAnonymousFunctionOperation or ILocalFunctionOperation); child = parent)
        {
            if (parent is ITryOperation { Catches.IsEmpty: false } attempt && attempt.Body == child)
                return true;
        }

        return false;
    }
}
