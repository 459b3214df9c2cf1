using PerfAnalyzers.Analysis;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Finds what a call that nobody runs has to say about a new parameter: set-ups of mocks accept any token, and other expression trees, which
/// may leave out no argument, name the default.
/// </summary>
internal static class TokenMocks
{
    /// <summary>What is written for the token; empty where the call is an ordinary one; null where nothing will do.</summary>
    public static string? Argument(InvocationExpressionSyntax call, string type, EditList edits, FixRequest request)
    {
        var compilation = request.Compilation;
        if (request.Model.GetOperation(call, request.CancellationToken) is not IInvocationOperation operation)
            return null;

        if (!operation.IsInExpressionTree(compilation))
            return IsSubstitute(operation, call, compilation, request) ? $"Arg.Any<{type}>()" : "";

        if (Taker(operation) is not { } taker)
            return $"default({type})";

        if (IsOf(taker, compilation.Type(TypeNames.Mocks.Moq)))
            return TryAddToCallbacks(taker, operation, type, edits) ? $"It.IsAny<{type}>()" : null;

        if (IsOf(taker, compilation.Type(TypeNames.Mocks.FakeItEasy)))
            return $"A<{type}>._";

        // What is stored to be run later is found by its old signature.
        return taker.TargetMethod.ContainingNamespace.ToDisplayString().StartsWith("Hangfire", StringComparison.Ordinal) ? null : $"default({type})";
    }

    /// <summary>The call that is handed the expression tree.</summary>
    private static IInvocationOperation? Taker(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IArgumentOperation { Parent: IInvocationOperation call, Value: var value } && value.DescendantsAndSelf().Any(o => o is IAnonymousFunctionOperation))
                return call;
        }

        return null;
    }

    private static bool IsOf(IInvocationOperation call, INamedTypeSymbol? type) =>
        type is not null && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingAssembly, type.ContainingAssembly);

    /// <summary>sub.Load(1).Returns(...), sub.Received().Load(1), Arg.Any among the arguments.</summary>
    private static bool IsSubstitute(IInvocationOperation operation, InvocationExpressionSyntax call, CompilationContext compilation, FixRequest request)
    {
        if (compilation.Type(TypeNames.Mocks.NSubstitute) is not { } library)
            return false;

        if (operation.Arguments.Any(a => a.Value.Unwrap() is IInvocationOperation matcher && IsOf(matcher, library))
            || (operation.Receiver()?.Unwrap() is IInvocationOperation received && IsOf(received, library)))
        {
            return true;
        }

        return call.Ancestors().OfType<InvocationExpressionSyntax>()
            .Take(2)
            .Any(i => request.Model.GetOperation(i, request.CancellationToken) is IInvocationOperation outer && IsOf(outer, library));
    }

    /// <summary>Callbacks of a set-up that name the arguments must name all of them.</summary>
    private static bool TryAddToCallbacks(IInvocationOperation setup, IInvocationOperation call, string type, EditList edits)
    {
        var current = setup.Syntax;
        while (current.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next })
        {
            foreach (var lambda in next.ArgumentList.Arguments.Select(a => a.Expression).OfType<LambdaExpressionSyntax>())
            {
                var count = lambda is ParenthesizedLambdaExpressionSyntax many ? many.ParameterList.Parameters.Count : 1;
                if (count == 0)
                    continue;

                if (lambda is not ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: var typed } || typed.Any(p => p.Type is null) || count != call.TargetMethod.Parameters.Length || next.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax })
                    return false;

                edits.Insert(typed.Last().Span.End, $", {type} _");
            }

            current = next;
        }

        return true;
    }
}
