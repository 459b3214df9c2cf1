using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Framework;

namespace PerfAnalyzers.Tests.Analysis.Caching;

public sealed class CacheKeyTests
{
    [Theory]
    [InlineData("Use(id);", "id")]
    [InlineData("Use(\"x\" + id);", "id")]
    [InlineData("Use($\"x-{culture}-{name}\");", "name")]
    [InlineData("var key = string.Join(\":\", culture, name); Use(key);", "name")]
    [InlineData("Use(Request.Query[\"page\"]);", "page")]
    [InlineData("Use(Request.Path.Value);", "Path")]
    [InlineData("Use(order.CustomerId);", "order.CustomerId")]
    [InlineData("Use((\"x\", id));", "id")]
    public async Task Grows_with_what_a_request_brings(string statements, string name)
    {
        var key = await KeyAsync(statements);
        Assert.Equal((name, Confidence.High), (key?.Name, key?.Confidence));
    }

    [Theory]
    [InlineData("Use(\"x\");")]
    [InlineData("Use(\"x\" + kind);")]
    [InlineData("Use(culture);")]
    [InlineData("Use(\"x\" + order.Language);")]
    [InlineData("Use(\"x\" + Request.Method);")]
    [InlineData("Use(typeof(string));")]
    [InlineData("Use(\"x\" + Environment.MachineName);")]
    [InlineData("var name2 = \"a\"; name2 = \"b\"; Use(name2);")]
    public async Task Does_not_grow_where_there_are_few(string statements) => Assert.Null(await KeyAsync(statements));

    private static async Task<CacheKey?> KeyAsync(string statements)
    {
        var used = await UsedValue.InAsync($$"""
            public enum Kind { One, Two }
            public class Order { public string CustomerId { get; set; } = ""; public string Language { get; set; } = ""; }
            public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                private static void Use(object? value) { }
                public void Get(int id, string name, string culture, Kind kind, Order order) { {{statements}} }
            }
            """);
        return CacheKey.Of(used.Value, used.Compilation, TestContext.Current.CancellationToken);
    }
}
