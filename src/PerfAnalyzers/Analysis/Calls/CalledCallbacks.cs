using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>What a method in source does with a function that it is handed, as far as whoever hands it over should know.</summary>
/// <param name="IsGuarded">Whether it calls the function to catch what that throws.</param>
/// <param name="Instead">What to use for an async function, where it calls it for one element after the other; null where it does not.</param>
internal sealed record CallbackUse(bool IsGuarded, string? Instead);

/// <summary>Knows how methods in source call the functions that they are handed.</summary>
internal sealed class CalledCallbacks
{
    private static readonly CallbackUse Unknown = new(IsGuarded: false, Instead: null);

    private readonly CompilationContext compilation;
    private readonly ConcurrentDictionary<IParameterSymbol, CallbackUse> known = new(SymbolEqualityComparer.Default);

    private CalledCallbacks(CompilationContext compilation) => this.compilation = compilation;

    public static CalledCallbacks For(CompilationContext compilation) => compilation.Get(c => new CalledCallbacks(c));

    /// <summary>What becomes of the function that is handed over for a parameter of the method as it is called.</summary>
    public CallbackUse Of(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol method
        && method.Parameters.IndexOf(parameter) + (method.ReducedFrom is null ? 0 : 1) is >= 0 and var ordinal
        && MethodBodies.Declared(method).Parameters is var declared
        && ordinal < declared.Length
            ? known.GetOrAdd(declared[ordinal], Find)
            : Unknown;

    private CallbackUse Find(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method || MethodBodies.For(compilation).Of(method) is not { } body)
            return Unknown;

        var (guarded, instead) = (false, (string?)null);
        foreach (var operation in RunningCode.Of(body))
        {
            if (operation is not IInvocationOperation call)
                continue;

            if (call.TargetMethod.MethodKind != MethodKind.DelegateInvoke)
                instead ??= HandsOn(call, parameter) ? AsyncVoidCallbacks.For(body.Compilation).Find(call.TargetMethod) : null;
            else if (Names(call.Instance, parameter) && IsGuarded(call))
                guarded = true;
            else if (Names(call.Instance, parameter) && Iterations.PerElement(call, body.Compilation) is { Form: IterationForm.ForEach or IterationForm.Callback })
                instead ??= AsyncVoidCallbacks.Loop;
        }

        return new(guarded, instead is AsyncVoidCallbacks.Loop or AsyncVoidCallbacks.Parallel ? instead : null);
    }

    private static bool HandsOn(IInvocationOperation call, IParameterSymbol parameter) => call.Arguments.Any(a => Names(a.Value, parameter));

    private static bool Names(IOperation? value, IParameterSymbol parameter) =>
        value?.ThroughConditionalAccess().Unwrap() is IParameterReferenceOperation reference && reference.Parameter.OriginalDefinition.Is(parameter);

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
