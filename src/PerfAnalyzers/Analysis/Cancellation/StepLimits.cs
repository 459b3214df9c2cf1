using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Collections;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Tells by its name which step of the work a token limits: what is called <c>flushLogsTimeout</c> is meant for what flushes logs.</summary>
internal static class StepLimits
{
    private static readonly ImmutableArray<string> TimeWords = ImmutableArray.Create("timeout", "deadline", "limit", "expiry", "expiration", "grace");

    /// <summary>What says nothing about a step.</summary>
    private static readonly ImmutableHashSet<string> PlainWords = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "cancel", "cancelled", "canceled", "cancellation", "cancelling", "token", "tokens", "source", "cts", "time", "out", "timed", "period", "after", "with", "and", "linked", "combined", "merged", "joined", "total", "overall",
        "global", "default", "max", "own", "inner", "outer", "local", "internal", "external", "caller", "client", "user", "request", "operation", "method", "call", "task", "work", "stop", "stopping", "abort", "aborted",
        "shutdown", "host", "application", "service", "for", "the", "new", "soft", "hard", "short", "long");

    /// <summary>Whether a token limits a step, and a place is no part of that one, as far as names tell.</summary>
    public static bool AreOfOther(ReachableToken token, IOperation place)
    {
        if (token.Symbol is not { } symbol || token.ContextMember is not null || !(token.IsOwnLimit || IsNamedForTime(symbol.Name)))
            return false;

        var step = Words.Split(symbol.Name).Where(w => w.Length > 2 && !PlainWords.Contains(w) && !IsNamedForTime(w)).ToList();
        if (step.Count == 0)
            return false;

        // Of a worker that flushes logs, the worker alone does not say that these are flushed.
        var around = Around(place).ToList();
        return step.Count(w => around.Any(a => a.IndexOf(w.TrimEnd('s'), StringComparison.OrdinalIgnoreCase) >= 0)) * 2 < step.Count;
    }

    private static bool IsNamedForTime(string name) => TimeWords.Any(w => name.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The text of a place, and the names of the functions and types that it stands in.</summary>
    private static IEnumerable<string> Around(IOperation place)
    {
        yield return (place is IForEachLoopOperation loop ? loop.Collection.Syntax : place.Syntax).ToString();

        foreach (var node in place.Syntax.Ancestors())
        {
            var name = node switch
            {
                LocalFunctionStatementSyntax function => function.Identifier.ValueText,
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
                _ => null,
            };
            if (name is not null)
                yield return name;
        }
    }
}
