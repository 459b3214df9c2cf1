using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Tests.Rules.Asynchrony;

namespace PerfAnalyzers.Tests.Analysis.Async;

/// <summary>A compilation with one expression marked by <c>[|</c> and <c>|]</c>, to ask the vocabulary about.</summary>
internal sealed record MarkedCode(SemanticModel Model, ExpressionSyntax Place)
{
    public CompilationContext Compilation => CompilationContext.For(Model.Compilation);

    public IOperation Operation => Model.GetOperation(Place) ?? throw new InvalidOperationException("The marked text is no operation.");

    public AsyncMember Member => AsyncMember.Around(Place, Model, CancellationToken.None) ?? throw new InvalidOperationException("No function is around the marked text.");

    public static Task<MarkedCode> InAsync(string statements) => CompileAsync(AsyncCode.InAsync(statements));

    public static Task<MarkedCode> InTypeAsync(string members) => CompileAsync(AsyncCode.Type("    " + members));

    public static async Task<MarkedCode> CompileAsync(string marked)
    {
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        var end = marked.IndexOf("|]", StringComparison.Ordinal) - 2;
        var source = marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var cancellationToken = TestContext.Current.CancellationToken;
        var tree = CSharpSyntaxTree.ParseText(source, options, cancellationToken: cancellationToken);
        var compilation = CSharpCompilation.Create(
            "Marked",
            [tree, CSharpSyntaxTree.ParseText(UsualUsings.File.content, options, cancellationToken: cancellationToken)],
            await References.Default.ResolveAsync(LanguageNames.CSharp, cancellationToken),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        Assert.DoesNotContain(compilation.GetDiagnostics(cancellationToken), d => d.Severity == DiagnosticSeverity.Error);

        var root = await tree.GetRootAsync(cancellationToken);
        var node = root.FindNode(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, end), getInnermostNodeForTie: true);
        return new MarkedCode(compilation.GetSemanticModel(tree), node.FirstAncestorOrSelf<ExpressionSyntax>()!);
    }
}
