namespace PerfAnalyzers.Tests.Contracts;

/// <summary>The presets that the <c>PerfAnalyzersMode</c> property selects follow from the rules; they are written here.</summary>
public sealed class PresetTests
{
    private const string Folder = "src/PerfAnalyzers.Package/build/config";

    /// <summary>The custom tag of a rule that is still being tried out; such a rule is off by default.</summary>
    private const string Preview = "Preview";

    [Theory]
    [InlineData("none", "No rule is on; switch on one by one.")]
    [InlineData("default", "Every rule at its own level.")]
    [InlineData("recommended", "Every stable rule is at least a suggestion.")]
    [InlineData("strict", "Every stable rule is a warning, whatever the confidence of the finding.")]
    [InlineData("preview", "Every rule is a warning, also those that are still being tried out.")]
    public void Follows_from_the_rules(string mode, string summary)
    {
        var path = $"{Folder}/{mode}.globalconfig";
        var lines = new List<string>
        {
            "# " + summary,
            "# Generated from the rules; PERFANALYZERS_UPDATE=1 makes PresetTests write it anew.",
            "is_global = true",
            "# Negative, so that a global config of the user wins.",
            "global_level = -100",
        };
        foreach (var rule in ShippedRule.All.Where(r => r.IsAboutCode))
        {
            if (Severity(mode, rule.Descriptor) is { } severity)
                lines.AddRange(["", "# " + rule.Stem, $"dotnet_diagnostic.{rule.Id}.severity = {severity}"]);
        }

        var expected = string.Join('\n', lines) + "\n";
        if (Repository.IsUpdate)
            Repository.Write(path, expected);

        Assert.Equal(expected, Repository.Read(path));
    }

    [Fact]
    public void Every_file_in_the_folder_is_a_preset() =>
        Assert.Equal(
            ["default", "none", "preview", "recommended", "strict"],
            Repository.Files(Folder, "*").Select(Path.GetFileNameWithoutExtension));

    // A severity that is stated holds for every finding of a rule, also for those that the rule itself calls a mere
    // suggestion. So a preset states one only where it changes the level of the rule.
    private static string? Severity(string mode, DiagnosticDescriptor rule)
    {
        var isPreview = rule.CustomTags.Contains(Preview);
        return mode switch
        {
            "none" => "none",
            "recommended" when !rule.IsEnabledByDefault && !isPreview => "suggestion",
            "strict" when !isPreview => "warning",
            "preview" => "warning",
            _ => null,
        };
    }
}
