using Microsoft.CodeAnalysis.Operations;
using PerfAnalyzers.Analysis.Caching;

namespace PerfAnalyzers.Tests.Analysis.Caching;

public sealed class SinglePassTests
{
    [Theory]
    [InlineData("foreach (var name in Use(Names())) Console.Write(name);", "ForEachLoop")]
    [InlineData("var all = Use(Names()); foreach (var name in all) Console.Write(name);", "ForEachLoop")]
    [InlineData("var n = Use(Names()).Skip(1).Count();", "Count")]
    [InlineData("var all = Use(Names()).Where(x => x.Length > 1); foreach (var name in all) Console.Write(name);", "ForEachLoop")]
    [InlineData("var kept = Use(Names()).Select(x => x.Length).ToList();", "ToList")]
    public async Task Finds_what_goes_through(string statements, string consumer)
    {
        var pass = await PassAsync(statements);
        Assert.Equal(consumer, pass?.Consumer is IInvocationOperation call ? call.TargetMethod.Name : "ForEachLoop");
        Assert.NotNull(pass);
    }

    [Theory]
    [InlineData("var all = Use(Names()); foreach (var name in all) Console.Write(all.Length);")]
    [InlineData("var all = Use(Names()); while (Names().Length > 1) foreach (var name in all) Console.Write(name);")]
    [InlineData("var all = Use(Names()); Action later = () => { foreach (var name in all) Console.Write(name); }; later();")]
    [InlineData("var all = Use(Names()); all = Names(); foreach (var name in all) Console.Write(name);")]
    [InlineData("var kept = Use(Names()).ToList();")]
    [InlineData("var kept = Use(Names()).Select(x => x.Trim()).ToArray();")]
    [InlineData("var last = Use(Names()).Last();")]
    [InlineData("Console.Write(Use(Names()));")]
    public async Task Finds_nothing_where_more_is_done(string statements) => Assert.Null(await PassAsync(statements));

    private static async Task<SinglePass?> PassAsync(string statements)
    {
        var used = await UsedValue.InAsync($$"""
            using System; using System.Linq;
            public class Lists
            {
                private static string[] Names() => new[] { "x" };
                private static string[] Use(string[] names) => names;
                public void Run() { {{statements}} }
            }
            """);
        return SinglePass.Of(used.Value.Parent!.Parent!, used.Compilation);
    }
}
