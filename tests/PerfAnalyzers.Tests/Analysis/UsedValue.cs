using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Tests.Contracts;
using PerfAnalyzers.Tests.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Analysis;

/// <summary>The value in the last <c>Use(...)</c> of a piece of code.</summary>
internal sealed record UsedValue(IOperation Value, CompilationContext Compilation)
{
    /// <summary>Statements with the orders, customers, codes and names of the shop.</summary>
    public static Task<UsedValue> InShopAsync(string statements, string members = "") => InAsync(Shop.In(statements, members));

    public static async Task<UsedValue> InAsync(string source)
    {
        var compilation = await RuleRun.CompileAsync(source);
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), d => d.Severity == DiagnosticSeverity.Error);
        var tree = compilation.SyntaxTrees[0];
        var use = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Last(i => i.Expression.ToString().EndsWith("Use", StringComparison.Ordinal));
        var call = (IInvocationOperation)compilation.GetSemanticModel(tree).GetOperation(use, TestContext.Current.CancellationToken)!;
        return new UsedValue(call.Arguments[0].Value, CompilationContext.For(compilation));
    }
}
