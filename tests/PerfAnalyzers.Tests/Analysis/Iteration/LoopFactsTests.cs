using Microsoft.CodeAnalysis.Operations;
using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Tests.Analysis.Iteration;

public sealed class LoopFactsTests
{
    [Theory]
    [InlineData("codes.Add(Guid.Empty);", true)]
    [InlineData("codes[0] = Guid.Empty;", true)]
    [InlineData("codes.Sort();", true)]
    [InlineData("Array.Sort(array);", true)]
    [InlineData("Array.Copy(new Guid[1], array, 1);", true)]
    [InlineData("new List<Guid>().CopyTo(array);", true)]
    [InlineData("codes.CopyTo(new Guid[3]);", false)]
    [InlineData("array.CopyTo(new Guid[3], 0);", false)]
    [InlineData("foreach (var c in array.AsEnumerable().Reverse()) { }", false)]
    [InlineData("_ = codes.Contains(Guid.Empty) && codes.Count > 3;", false)]
    public async Task Knows_when_elements_change(string statement, bool changes)
    {
        var used = await UsedValue.InShopAsync($$"""
            var array = new Guid[5];
            foreach (var o in orders)
            {
                {{statement}}
                shop.Use(o);
            }
            """);
        var loop = used.Value.Syntax.Ancestors().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ForEachStatementSyntax>().Last();
        var facts = LoopFacts.Of((ILoopOperation)used.Value.SemanticModel!.GetOperation(loop, TestContext.Current.CancellationToken)!);
        var locals = LocalValues.Root(used.Value).DescendantsAndSelf().OfType<IVariableDeclaratorOperation>().Select(d => d.Symbol);
        Assert.Equal(changes, locals.Any(l => l.Name is "codes" or "array" && facts.Mutates(l)));
    }
}
