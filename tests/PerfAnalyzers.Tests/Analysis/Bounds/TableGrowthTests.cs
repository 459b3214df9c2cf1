using PerfAnalyzers.Framework;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Analysis.Bounds;

public sealed class TableGrowthTests
{
    [Theory]
    [InlineData("Order", "public int Id { get; set; }", "Grows")]
    [InlineData("Tenant", "public string Email { get; set; } = \"\"; public DateTime CreatedAt { get; set; }", "Small")]
    [InlineData("Account", "public string Email { get; set; } = \"\"; public DateTime CreatedAt { get; set; }", "Grows")]
    [InlineData("Breeder", "public string? Phone { get; set; } public DateTimeOffset RegisteredOn { get; set; }", "Grows")]
    [InlineData("EmailAccount", "public string Email { get; set; } = \"\"; public string Host { get; set; } = \"\";", "Unknown")]
    [InlineData("Motor", "public DateTime CreatedAt { get; set; }", "Unknown")]
    public async Task Knows_what_grows_by_name_and_columns(string name, string members, string expected)
    {
        var compilation = RuleRun.Compile(await RuleRun.ServerReferencesAsync(), [("A.cs", $"using System; public class {name} {{ {members} }}")]);
        Assert.Equal(expected, TableGrowth.For(CompilationContext.For(compilation)).Of(compilation.GetTypeByMetadataName(name)!).ToString());
    }
}
