using PerfAnalyzers.Analysis.Caching;

namespace PerfAnalyzers.Tests.Analysis.Caching;

public sealed class PayloadSizeTests
{
    [Theory]
    [InlineData("List<Part>", "Many")]
    [InlineData("Part[]", "Many")]
    [InlineData("IReadOnlyCollection<int>", "Many")]
    [InlineData("Task<List<Part>>", "Many")]
    [InlineData("Whole", "HoldsMany")]
    [InlineData("Derived", "HoldsMany")]
    [InlineData("ValueTask<Whole>", "HoldsMany")]
    [InlineData("Part", "One")]
    [InlineData("string", "One")]
    [InlineData("int", "One")]
    [InlineData("Dictionary<string, string>", "One")]
    [InlineData("System.Text.Json.JsonElement", "One")]
    public async Task Tells_how_much_there_may_be(string type, string size)
    {
        var used = await UsedValue.InAsync($$"""
            using System.Collections.Generic; using System.Threading.Tasks;
            public class Part { public string Name { get; set; } = ""; }
            public class Whole { public List<Part> Parts { get; } = new(); }
            public class Derived : Whole { }
            public class Runs
            {
                private static {{type}} made = default!;
                private static void Use<T>(T value) { }
                public void Run() => Use(made);
            }
            """);
        Assert.Equal(size, PayloadSize.Of(used.Value.Type, used.Compilation, TestContext.Current.CancellationToken).ToString());
    }
}
