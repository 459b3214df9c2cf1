using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Framework;

namespace PerfAnalyzers.Tests.Analysis.Caching;

public sealed class SharedHashTests
{
    [Theory]
    [InlineData("var file = \"x\" + Use(1); System.IO.File.Delete(file);", "a file name", true)]
    [InlineData("System.IO.File.Delete(Name()); string Name() => \"x\" + Use(1);", "a file name", true)]
    [InlineData("var uri = new Uri(\"http://x/\" + Math.Abs(Use(1)));", "an address", true)]
    [InlineData("var imageUrl = \"x\" + Use(1);", "an address", false)]
    public async Task Follows_a_hash_to_where_others_look(string statements, string what, bool isSure)
    {
        var found = await FoundAsync(statements);
        Assert.Equal((what, isSure ? Confidence.High : Confidence.Medium), (found?.What, found?.Confidence));
    }

    [Theory]
    [InlineData("var bucket = Use(1) % 16; Console.Write(bucket);")]
    [InlineData("var name = \"x\" + Use(1); Console.Write(name);")]
    [InlineData("if (Use(1) == 2) System.IO.File.Delete(\"x\");")]
    [InlineData("System.IO.File.Delete(\"tmp/\" + Use(1));")]
    public async Task Finds_nothing_where_it_stays(string statements) => Assert.Null(await FoundAsync(statements));

    private static async Task<SharedHash?> FoundAsync(string statements)
    {
        var used = await UsedValue.InAsync($$"""
            using System;
            public class Hashes
            {
                private static int Use(int value) => value;
                public void Run() { {{statements}} }
            }
            """);
        return SharedHash.Of(used.Value.Parent!.Parent!, used.Compilation, TestContext.Current.CancellationToken);
    }
}
