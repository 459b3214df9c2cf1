using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.Tests.Rewriting;

public sealed class NamesTests
{
    [Theory]
    [InlineData("order", "orders")]
    [InlineData("company", "companies")]
    [InlineData("day", "days")]
    [InlineData("box", "boxes")]
    [InlineData("status", "statuses")]
    [InlineData("address", "addresses")]
    [InlineData("basis", "basises")]
    [InlineData("orders", "orders")]
    [InlineData("series", "series")]
    public void Names_several(string one, string many) => Assert.Equal(many, Names.Plural(one));
}
