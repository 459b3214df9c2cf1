using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Tells which members ask a cache, by their names and by those of what they call.</summary>
internal static class CacheLookups
{
    /// <summary>A member longer than this does more than to look something up.</summary>
    private const int LongestLookup = 600;

    private static readonly ImmutableArray<string> Verbs = ImmutableArray.Create("Get", "TryGet", "Find", "Read", "Contains", "Lookup");

    /// <summary>Whether a value is what a cache answers: a call of one, or a short member of the project's own that only asks one.</summary>
    public static bool Ask(IOperation value) => value switch
    {
        IInvocationOperation call =>
            NameCache(call.TargetMethod.ContainingType.Name)
            || NameCache(call.TargetMethod.Name)
            || (call.Receiver()?.Type is { } type && NameCache(type.Name))
            || AskTracked(call)
            || IsLookup(call.TargetMethod),
        IPropertyReferenceOperation { Property.GetMethod: { } getter } => IsLookup(getter),
        _ => false,
    };

    /// <summary>Whether only those rows are asked that a context holds already: <c>db.Orders.Local.FirstOrDefault(o => o.Id == id)</c>.</summary>
    public static bool AskTracked(IOperation value)
    {
        var asked = value;
        while (asked is IInvocationOperation call && call.Receiver()?.UnwrapAwait() is { } receiver)
            asked = receiver;

        return asked is IPropertyReferenceOperation { Property: { Name: "Local", ContainingType.Name: "DbSet" or "IDbSet" } };
    }

    /// <summary>Whether a place is come to only where a cache was asked in vain: after <c>if (cache.TryGetValue(key, out var found)) return found;</c>.</summary>
    public static bool AnswerBefore(IOperation place) => PathCondition.Of(place).Any(c => c.MayMean((test, holds) => !holds
        && test is IInvocationOperation { TargetMethod.Name: "TryGetValue" or "TryGet" } call
        && call.Receiver() is { } asked
        && (NameCache(asked.Type?.Name ?? "") || asked.ReferencedSymbol()?.Name.IndexOf("cache", StringComparison.OrdinalIgnoreCase) >= 0)));

    private static bool NameCache(string name) => name.IndexOf("Cache", StringComparison.Ordinal) >= 0;

    private static bool IsLookup(IMethodSymbol member)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            if (reference.Span.Length <= LongestLookup && reference.GetSyntax().DescendantNodes().OfType<InvocationExpressionSyntax>().Any(AsksCache))
                return true;
        }

        return false;
    }

    private static bool AsksCache(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var verb, Expression: var asked }
        && Verbs.Any(v => verb.StartsWith(v, StringComparison.Ordinal))
        && NameOf(asked).IndexOf("cache", StringComparison.OrdinalIgnoreCase) >= 0;

    private static string NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => string.Empty,
    };
}
