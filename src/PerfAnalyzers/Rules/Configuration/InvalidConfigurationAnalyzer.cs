using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Rules.Configuration;

/// <summary>Finds settings of this package that cannot be understood, at the line where they are written.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidConfigurationAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.InvalidConfiguration,
        title: "Configuration that cannot be understood",
        messageFormat: "'{0}' has no effect: {1}; {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "A setting or additional file that cannot be understood is ignored, and the rules run with their defaults.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private const int LongestQuote = 100;

    public InvalidConfigurationAnalyzer()
        : base(Rule)
    {
    }

    // A test project has settings too, and whoever mistyped one there wants to know.
    private protected override bool RunsInSilentProjects => true;

    private protected override void Register(RuleContext rule)
    {
        rule.OnAdditionalFile(AnalyzeFile);

        // Files that are handed to us are read line by line; only where none is do the values have to speak for themselves.
        if (!rule.Options.AdditionalFiles.Any(file => ConfigFile.IsConfigFile(file.Path)))
            rule.OnEnd(AnalyzeValues);
    }

    private static void AnalyzeFile(AdditionalFileAnalysisContext context)
    {
        var file = context.AdditionalFile;
        if (ConfigFile.IsConfigFile(file.Path))
            AnalyzeConfigFile(context, file);
        else if (UserTables.TopicOf(file.Path) is { } topic)
            AnalyzeUserTable(context, file, topic);
    }

    private static void AnalyzeConfigFile(AdditionalFileAnalysisContext context, AdditionalText file)
    {
        // The compiler complains about configuration files that it cannot read.
        if (UserTables.TryGetText(file, context.CancellationToken) is not { } text)
            return;

        foreach (var setting in ConfigFile.Read(text))
        {
            if (Judge(setting.Key, setting.Value) is { } problem)
                context.ReportDiagnostic(Describe(problem, UserTables.At(file.Path, text, setting.Span)));
        }
    }

    private static void AnalyzeUserTable(AdditionalFileAnalysisContext context, AdditionalText file, string name)
    {
        var topic = UserTables.Find(name);
        if (topic is null)
        {
            var known = string.Join(", ", UserTables.Topics.Select(t => t.Name));
            var problem = new Problem(file.Path, $"no rule reads the topic '{name}'", "the known topics are: " + known);
            context.ReportDiagnostic(Describe(problem, UserTables.At(file.Path, null, default)));
        }

        var (lines, problems) = UserTables.Read(file, topic, context.CancellationToken);
        foreach (var (text, reason, location) in problems)
            context.ReportDiagnostic(Describe(new Problem(text, reason, "the other lines are used"), location));

        if (topic is null)
            return;

        var compilation = CompilationContext.For(context.Compilation, context.Options);
        foreach (var line in lines)
        {
            if (WhatIsMissing(line.Member, compilation) is { } missing)
                context.ReportDiagnostic(Describe(new Problem(line.Text, missing, "the other lines are used"), line.Location));
        }
    }

    private static string? WhatIsMissing(UserMember member, CompilationContext compilation)
    {
        if (compilation.Type(member.TypeName) is not { } type)
            return $"neither the project nor what it references has a type '{member.TypeName}'";

        return type.GetMembers(member.MemberName).IsEmpty ? $"'{member.TypeName}' declares no '{member.MemberName}'" : null;
    }

    private static void AnalyzeValues(CompilationAnalysisContext context)
    {
        var seen = new HashSet<(string Key, string Value)>();
        foreach (var tree in context.Compilation.SyntaxTrees)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var config = context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree);
            foreach (var key in config.Keys)
            {
                if (IsOurs(key) && config.TryGetValue(key, out var value) && seen.Add((key, value)) && Judge(key, value) is { } problem)
                    context.ReportDiagnostic(Describe(problem, Location.None));
            }
        }
    }

    private static Problem? Judge(string key, string value)
    {
        if (!IsOurs(key))
            return null;

        if (OptionCatalog.Find(key) is not { } option)
        {
            var hint = OptionCatalog.Nearest(key) is { } nearest ? $"did you mean '{nearest}'" : "the keys are listed in docs/configuration.md";
            return new Problem($"{key} = {value}", WhatIsUnknown(key), hint);
        }

        // 'unset' is how .editorconfig takes back what an outer file has set.
        return option.IsValid(value) || value.Equals("unset", StringComparison.OrdinalIgnoreCase)
            ? null
            : new Problem($"{key} = {value}", "allowed is " + option.Allowed, $"the default '{option.DefaultText}' is used");
    }

    private static string WhatIsUnknown(string key)
    {
        if (!key.StartsWith(RuleOption.Prefix, StringComparison.OrdinalIgnoreCase))
            return $"keys begin with '{RuleOption.Prefix}'";

        var parts = key.Substring(RuleOption.Prefix.Length).Split('.');
        if (parts.Length == 1)
            return "no rule has this option";

        return OptionCatalog.Rules.Contains(parts[0], StringComparer.OrdinalIgnoreCase)
            ? $"{parts[0].ToUpperInvariant()} has no such option"
            : $"there is no rule '{parts[0]}'";
    }

    /// <summary>Whether a key is meant for this package, with the prefix right or nearly right.</summary>
    private static bool IsOurs(string key)
    {
        const int Mistakes = 2;
        var dot = key.IndexOf('.');
        return dot > 0
            && Math.Abs(dot + 1 - RuleOption.Prefix.Length) <= Mistakes
            && TypingDistance.Between(key.Substring(0, dot + 1), RuleOption.Prefix) <= Mistakes;
    }

    private static Diagnostic Describe(Problem problem, Location location)
    {
        var subject = problem.Subject.Length > LongestQuote ? problem.Subject.Substring(0, LongestQuote) + "..." : problem.Subject;
        return Diagnostic.Create(Rule, location, subject, problem.Reason, problem.Consequence);
    }

    private sealed record Problem(string Subject, string Reason, string Consequence);
}
