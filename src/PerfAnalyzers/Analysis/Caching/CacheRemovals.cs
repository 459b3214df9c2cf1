using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>Knows which entries of caches somebody takes out again, as far as their keys are made of the same words.</summary>
internal sealed class CacheRemovals
{
    private const int ShortestText = 3;

    private static readonly ImmutableArray<string> Names = ImmutableArray.Create("Remove", "RemoveAsync", "KeyDelete", "KeyDeleteAsync", "KeyExpire", "KeyExpireAsync", "Clear", "Compact");

    private readonly CompilationContext compilation;
    private readonly Lazy<HashSet<string>> words;
    private readonly ConcurrentDictionary<SyntaxNode, bool> types = new();

    private CacheRemovals(CompilationContext compilation)
    {
        this.compilation = compilation;
        words = new(Collect);
    }

    public static CacheRemovals For(CompilationContext compilation) => compilation.Get(c => new CacheRemovals(c));

    /// <summary>Whether an entry is taken out: the class around takes some out of a cache, or another one does by a key that is made of the same texts and helpers.</summary>
    /// <param name="call">The call that puts it in.</param>
    /// <param name="key">Its key.</param>
    public bool Hold(IInvocationOperation call, IOperation key)
    {
        if (call.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && types.GetOrAdd(type, t => Within(t).Any()))
            return true;

        var made = key.Unwrap() is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set ? set : key;
        return WordsOf(made.Syntax).Any(words.Value.Contains);
    }

    /// <summary>The words of the bodies that take something out of a cache.</summary>
    private HashSet<string> Collect()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (tree, span, _) in Names.SelectMany(MentionIndex.For(compilation).Of))
        {
            var body = tree.GetRoot().FindNode(span);
            if (Within(body).Any())
                found.UnionWith(WordsOf(body));
        }

        return found;
    }

    private static IEnumerable<InvocationExpressionSyntax> Within(SyntaxNode place) =>
        place.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Where(TakesOut);

    private static bool TakesOut(InvocationExpressionSyntax call)
    {
        var (name, receiver) = call.Expression switch
        {
            MemberAccessExpressionSyntax access => (access.Name.Identifier.ValueText, access.Expression.ToString()),
            MemberBindingExpressionSyntax binding => (binding.Name.Identifier.ValueText, (call.Parent as ConditionalAccessExpressionSyntax)?.Expression.ToString() ?? ""),
            _ => ("", ""),
        };
        return Names.Contains(name) && (name.StartsWith("Key", StringComparison.Ordinal) || receiver.IndexOf("cache", StringComparison.OrdinalIgnoreCase) >= 0);
    }

    /// <summary>The texts of a key and the names of the helpers, constants and fields that make it.</summary>
    private static IEnumerable<string> WordsOf(SyntaxNode key)
    {
        foreach (var token in key.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken))
            {
                if (token.ValueText.Trim(' ', '-', '_', ':', '.', '/', '{', '}') is { Length: >= ShortestText } text)
                    yield return text;
            }
            else if (token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is IdentifierNameSyntax name && (char.IsUpper(token.ValueText[0]) || name.Parent is InvocationExpressionSyntax)
                && !(name.Parent is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } && char.IsLower(owner.Identifier.ValueText[0])))
            {
                yield return token.ValueText;
            }
        }
    }
}
