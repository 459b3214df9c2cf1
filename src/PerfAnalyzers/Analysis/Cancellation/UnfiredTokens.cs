using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Knows the tokens that no caller in sight ever fires: optional ones that nobody fills, and those of handlers whose requests are sent without one.</summary>
internal static class UnfiredTokens
{
    public static bool Is(ReachableToken token, CompilationContext compilation, CancellationToken cancellationToken) =>
        token.Symbol is IParameterSymbol parameter
        && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method
        && (parameter.IsOptional ? IsLeftOut(parameter, method, compilation, cancellationToken) : IsOfQuietRequest(method, compilation, cancellationToken));

    private static bool IsLeftOut(IParameterSymbol token, IMethodSymbol method, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var isProgram = compilation.Compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication;
        if ((IsSeenOutside(method) && !isProgram) || DictatedSignature.Is(method) || !method.GetAttributes().IsEmpty || RequestEntries.For(compilation).Serves(method))
            return false;

        var callers = Callers.For(compilation);
        return callers.HasNone(method, cancellationToken)
            ? isProgram && IsSeenOutside(method)
            : callers.Of(method, cancellationToken) is { IsEmpty: false } sites && sites.All(s => s.Operation is IInvocationOperation call && !IsFilled(call, token.Ordinal));
    }

    private static bool IsFilled(IInvocationOperation call, int ordinal) =>
        call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == ordinal) is { ArgumentKind: not ArgumentKind.DefaultValue } given && !IsNone(given.Value);

    private static bool IsOfQuietRequest(IMethodSymbol handler, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var handlers = RequestHandlers.For(compilation);
        if (handler.Parameters.Select(p => p.Type).OfType<INamedTypeSymbol>().FirstOrDefault(handlers.Handles) is not { } request)
            return false;

        var slots = TokenSlots.For(compilation);
        return RequestSenders.For(compilation).Of(request, cancellationToken) is { IsEmpty: false } sites && sites.All(s =>
            s.Operation is IInvocationOperation call
            && !RequestDelegates.Surround(call, compilation)
            && !(s.Member is IMethodSymbol sender && RequestEntries.For(compilation).Contains(sender))
            && call.Arguments.All(a => !slots.IsToken(a.Parameter?.Type) || a.ArgumentKind == ArgumentKind.DefaultValue || IsNone(a.Value)));
    }

    private static bool IsNone(IOperation value) => value.Unwrap() is IDefaultValueOperation or IPropertyReferenceOperation { Property: { Name: "None", IsStatic: true } };

    private static bool IsSeenOutside(IMethodSymbol method)
    {
        for (ISymbol? symbol = method; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
                return false;
        }

        return true;
    }
}
