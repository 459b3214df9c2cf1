namespace PerfAnalyzers.Tests.Verifier;

public sealed class PackageStoreTests
{
    [Fact]
    public async Task Fails_loudly_on_a_package_that_is_not_downloaded()
    {
        var references = ReferenceAssemblies.Net.Net80.AddPackages([new PackageIdentity("Absent.Package", "1.2.3")]);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => references.ResolveAsync(LanguageNames.CSharp, TestContext.Current.CancellationToken));

        Assert.Contains("Absent.Package 1.2.3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("tests/PerfAnalyzers.Testing/TestPackages.props", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_loudly_on_a_version_that_is_not_downloaded()
    {
        var references = ReferenceAssemblies.Net.Net80.AddPackages([new PackageIdentity("Microsoft.EntityFrameworkCore", "1.2.3")]);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => references.ResolveAsync(LanguageNames.CSharp, TestContext.Current.CancellationToken));

        Assert.Contains("Microsoft.EntityFrameworkCore 1.2.3", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holds_every_assembly_once()
    {
        var references = await References.Default.ResolveAsync(LanguageNames.CSharp, TestContext.Current.CancellationToken);

        Assert.Equal(references.Length, references.Select(r => Path.GetFileName(r.Display)).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public async Task Reads_every_file_once()
    {
        var small = await References.EfCore8.ResolveAsync(LanguageNames.CSharp, TestContext.Current.CancellationToken);
        var large = await References.Default.ResolveAsync(LanguageNames.CSharp, TestContext.Current.CancellationToken);

        Assert.Contains(small, large.Contains);
    }

    [Theory]
    [InlineData("net8.0", "net6.0 net8.0 netstandard2.0", "net8.0")]
    [InlineData("net8.0", "net6.0 net9.0 netstandard2.0", "net6.0")]
    [InlineData("net10.0", "net9.0 net10.0 netstandard2.1", "net10.0")]
    [InlineData("net8.0", "netcoreapp3.1 netstandard2.1", "netcoreapp3.1")]
    [InlineData("net8.0", "net462 netstandard2.0 netstandard2.1", "netstandard2.1")]
    [InlineData("netstandard2.0", "net8.0 netstandard1.3 netstandard2.0 netstandard2.1", "netstandard2.0")]
    [InlineData("net8.0", ".NETFramework4.6.2 .NETStandard2.0", ".NETStandard2.0")]
    [InlineData("net8.0", "net462 net9.0", null)]
    public void Chooses_the_nearest_framework(string target, string names, string? expected) =>
        Assert.Equal(expected, FrameworkName.Nearest(names.Split(' '), target));
}
