using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PerfAnalyzers.Analysis.Declarations;
using PerfAnalyzers.Framework;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>What rules keep from one edit to the next must never be seen in what they find.</summary>
public sealed class EditingTests
{
    private const int Edits = 4;
    private const int ChangesInEdit = 18;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Findings_after_edits_are_those_of_a_build(int seed)
    {
        Requires.CSharp(14);
        var random = new Random(seed);
        var references = await RuleRun.ServerReferencesAsync();
        var compilation = RuleRun.Compile(references, TypicalSource.InOneProject());
        await RuleRun.RunAsync(compilation);
        for (var i = 0; i < Edits; i++)
        {
            for (var change = 0; change < ChangesInEdit; change++)
                compilation = Edit(compilation, random);

            var built = RuleRun.Compile(references, compilation.SyntaxTrees.Select(t => (t.FilePath, t.ToString())).SkipLast(1));
            Assert.Equal(Texts(await RuleRun.RunAsync(built)), Texts(await RuleRun.RunAsync(compilation)));
        }
    }

    /// <summary>A symbol, a node or an operation would keep a whole compilation alive, and be a stranger in the next.</summary>
    [Fact]
    public async Task What_is_kept_holds_names_only()
    {
        Requires.CSharp(14);
        var compilation = RuleRun.Compile(await RuleRun.ServerReferencesAsync(), TypicalSource.InOneProject());
        await RuleRun.RunAsync(compilation);

        var cells = typeof(ProjectFacts).GetField("cells", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var project = CompilationContext.For(compilation);
        var facts = ((IEnumerable)cells.GetValue(typeof(ProjectFacts).GetMethod("For", BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, [project]))!).Cast<object>().ToArray();

        Assert.NotEmpty(facts);
        var strangers = new List<string>();
        Walk(facts, "", new HashSet<object>(ReferenceEqualityComparer.Instance), strangers);
        Assert.Empty(strangers);
    }

    private static void Walk(object value, string path, HashSet<object> seen, List<string> strangers)
    {
        var type = value.GetType();
        if (type.IsPrimitive || value is string or Type or SourceText or Delegate || !seen.Add(value))
            return;

        if (value is ISymbol or IOperation or SyntaxNode or SyntaxTree or Compilation or SemanticModel or CompilationContext)
        {
            strangers.Add(path);
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                if (item is not null)
                    Walk(item, path + "[]", seen, strangers);
            }

            return;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var field in current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (field.GetValue(value) is { } inner)
                    Walk(inner, $"{path}.{field.Name}", seen, strangers);
            }
        }
    }

    private static IEnumerable<string> Texts(IEnumerable<Diagnostic> findings) => findings.Select(f => f.ToString());

    /// <summary>A statement is taken out, doubled, or moved to another body; now and then a member goes.</summary>
    private static CSharpCompilation Edit(CSharpCompilation compilation, Random random)
    {
        while (true)
        {
            var tree = compilation.SyntaxTrees[random.Next(compilation.SyntaxTrees.Length - 1)];
            var root = tree.GetRoot();
            var change = random.Next(10) switch
            {
                0 when Pick<PropertyDeclarationSyntax>(root, random) is { } member => new TextChange(member.FullSpan, ""),
                1 when Pick<MethodDeclarationSyntax>(root, random) is { } member => new TextChange(member.Identifier.Span, member.Identifier.Text + "Too"),
                < 5 when Pick<ExpressionStatementSyntax>(root, random) is { } statement => new TextChange(statement.FullSpan, ""),
                < 8 when Pick<ExpressionStatementSyntax>(root, random) is { } statement => new TextChange(new TextSpan(statement.FullSpan.End, 0), statement.ToFullString()),
                _ when Pick<BlockSyntax>(root, random) is { } block && Pick<StatementSyntax>(root, random) is { } statement => new TextChange(new TextSpan(block.OpenBraceToken.Span.End, 0), statement.ToFullString()),
                _ => default,
            };
            if (change.NewText is not null)
                return compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(tree.GetText().WithChanges(change)));
        }
    }

    private static T? Pick<T>(SyntaxNode root, Random random)
        where T : SyntaxNode =>
        root.DescendantNodes().OfType<T>().ToArray() is { Length: > 0 } all ? all[random.Next(all.Length)] : null;
}
