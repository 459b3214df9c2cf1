using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Tells which members mention the token of their request: asked of every call in a controller, and so read once from the text.</summary>
internal static class ContextMentions
{
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<(Microsoft.CodeAnalysis.Text.TextSpan, string), bool>> Known = new();

    public static bool In(SyntaxNode member, string token) =>
        Known.GetOrCreateValue(member.SyntaxTree).GetOrAdd((member.Span, token), _ => member.ToString().IndexOf("." + token, StringComparison.Ordinal) >= 0);
}
