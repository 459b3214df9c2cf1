using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Tests.Docs;

/// <summary>
/// What surrounds the examples of a page that show statements only, so that they compile. A context that holds a
/// line <c>...</c> is a file into which the statements go there; any other is the members of the class that has
/// the method they stand in.
/// </summary>
internal sealed partial class BlockContext(string code)
{
    private const string Class = """
        public class Example
        {
            ...

            public async Task Run()
            {
                ...
            }
        }

        """;

    public static BlockContext None { get; } = new("");

    /// <summary>The file that a block stands for: itself if it declares a type, else the context with the block in it.</summary>
    public string Complete(string block)
    {
        if (DeclaresType(block))
            return block;

        if (Placeholder().IsMatch(code))
            return Fill(code, block);

        return Fill(Fill(Class, code), block);
    }

    public static string WithoutMarkup(string marked) => Markup().Replace(marked, "");

    private static string Fill(string frame, string content) =>
        Placeholder().Replace(frame, place => Indent(content, place.Groups["indent"].Value), 1);

    private static string Indent(string content, string indent) =>
        string.Join('\n', content.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? line : indent + line)) + "\n";

    private static bool DeclaresType(string block)
    {
        var text = WithoutMarkup(block);
        var root = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();
        return root.Members.Any(m => m is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or BaseNamespaceDeclarationSyntax);
    }

    [GeneratedRegex(@"^(?<indent>[ ]*)\.\.\.\n", RegexOptions.Multiline)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\{\|[^:{}|]+:|\[\||\|\]|\|(#\d+)?\}")]
    private static partial Regex Markup();
}
