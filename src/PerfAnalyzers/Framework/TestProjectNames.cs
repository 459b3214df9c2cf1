namespace PerfAnalyzers.Framework;

/// <summary>How projects are named that hold tests or benchmarks, or what test projects share.</summary>
internal static class TestProjectNames
{
    private static readonly ImmutableHashSet<string> Support = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Common",
        "Utils",
        "Utilities",
        "Helpers",
        "Helper",
        "Support",
        "Shared",
        "Base",
        "Infrastructure",
        "Fixtures",
        "Doubles",
        "Fakes",
        "Mocks",
        "Extensions",
        "Framework");

    private static readonly ImmutableHashSet<string> Kinds = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Tests",
        "UnitTests",
        "IntegrationTests",
        "FunctionalTests",
        "AcceptanceTests",
        "EndToEndTests",
        "PerformanceTests",
        "LoadTests",
        "UnitTesting",
        "IntegrationTesting",
        "AcceptanceTesting",
        "TestKit",
        "Benchmark",
        "Benchmarks");

    private static readonly ImmutableHashSet<string> Programs = ImmutableHashSet.Create(StringComparer.Ordinal, "TestClient", "TestServer");

    /// <summary>
    /// Shop.Tests, Shop.Benchmarks, Shop.TestCommon, Shop.Testing.Helpers: what tests are made of needs no framework for them. Not Shop.Testimonials, and not Lab.Testing.Api or Lab.TestResults,
    /// which are about tests of another kind.
    /// </summary>
    public static bool Names(string assembly)
    {
        var parts = assembly.Split('.');
        var last = parts[parts.Length - 1];
        return parts.Skip(1).Any(Kinds.Contains)
            || parts.Any(Programs.Contains)
            || EndsWithWord(last, "Test")
            || EndsWithWord(last, "Tests")
            || EndsWithWord(last, "TestApp")
            || (parts.Length > 1 && IsOneOfSeveral(last))
            || (parts.Length > 2 && parts[parts.Length - 2] is "Test" or "Tests" or "Testing" && Support.Contains(last))
            || (last.StartsWith("Test", StringComparison.Ordinal) && Support.Any(s => last == "Test" + s || last == "Tests" + s || last == "Testing" + s));
    }

    /// <summary>Whether a project is one of what tests run, such as <c>test/Grains/TestGrains</c>: neither its name nor its folder alone says so for sure.</summary>
    public static bool NamesWithFolder(string assembly, string? file) =>
        assembly.Split('.').Any(part => part is "Test" or "Testing" || EndsWithWord(part, "Tests") || (part.Length > 4 && part.StartsWith("Test", StringComparison.Ordinal) && char.IsUpper(part[4])))
        && file is not null
        && file.Split('/', '\\').Any(folder => folder is "test" or "tests" or "Test" or "Tests");

    /// <summary>LocalTest, ShopTests; not Latest or ABTest.</summary>
    private static bool EndsWithWord(string name, string word) =>
        name.Length > word.Length && name.EndsWith(word, StringComparison.Ordinal) && char.IsLower(name[name.Length - word.Length - 1]);

    /// <summary>Shop.Test1, Shop.UnitTests2.</summary>
    private static bool IsOneOfSeveral(string last) =>
        last.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') is var name && name.Length < last.Length && (name == "Test" || Kinds.Contains(name));
}
