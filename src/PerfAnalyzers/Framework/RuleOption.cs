using System.Globalization;

namespace PerfAnalyzers.Framework;

/// <summary>
/// One setting in .editorconfig. Its key is <c>perf_analyzers.&lt;rule id&gt;.&lt;name&gt;</c>, with
/// <c>perf_analyzers.&lt;name&gt;</c> as the fallback for all rules.
/// </summary>
internal abstract class RuleOption
{
    public const string Prefix = "perf_analyzers.";

    private protected RuleOption(string name, string defaultText, string allowed, string description)
    {
        Name = name;
        DefaultText = defaultText;
        Allowed = allowed;
        Description = description;
    }

    /// <summary>The last part of the key, in snake_case.</summary>
    public string Name { get; }

    /// <summary>The default, as a user would write it.</summary>
    public string DefaultText { get; }

    /// <summary>The values a user may write, for messages and pages.</summary>
    public string Allowed { get; }

    public string Description { get; }

    public abstract bool IsValid(string text);

    public static RuleOption<int> Number(string name, int defaultValue, int minimum, string description) =>
        new(
            name,
            defaultValue,
            defaultValue.ToString(CultureInfo.InvariantCulture),
            $"a whole number from {minimum.ToString(CultureInfo.InvariantCulture)}",
            description,
            (string text, out int value) =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= minimum);

    public static RuleOption<T> Choice<T>(string name, T defaultValue, string description)
        where T : struct, Enum =>
        new(
            name,
            defaultValue,
            defaultValue.ToString().ToLowerInvariant(),
            string.Join(", ", Enum.GetNames(typeof(T))).ToLowerInvariant(),
            description,
            TryParseNames);

    private static bool TryParseNames<T>(string text, out T value)
        where T : struct, Enum
    {
        // Enum.TryParse would also take numbers, which nobody means.
        value = default;
        foreach (var part in text.Split(','))
        {
            if (part.Trim() is not { Length: > 0 } name || !char.IsLetter(name[0]))
                return false;
        }

        var several = text.IndexOf(',') >= 0;
        return (!several || typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false)) && Enum.TryParse(text, ignoreCase: true, out value);
    }
}

/// <summary>A setting with values of one type.</summary>
internal sealed class RuleOption<T> : RuleOption
{
    private readonly Parser parse;
    private readonly T defaultValue;

    public RuleOption(string name, T defaultValue, string defaultText, string allowed, string description, Parser parse)
        : base(name, defaultText, allowed, description)
    {
        this.defaultValue = defaultValue;
        this.parse = parse;
    }

    public delegate bool Parser(string text, out T value);

    public override bool IsValid(string text) => parse(text.Trim(), out _);

    /// <summary>
    /// The value that holds in a file. A value that cannot be understood counts as absent; <c>PERF0001</c> reports it.
    /// </summary>
    public T Value(AnalyzerOptions options, SyntaxTree tree, string ruleId)
    {
        var config = options.AnalyzerConfigOptionsProvider.GetOptions(tree);
        return TryRead(config, Prefix + ruleId + "." + Name, out var value) || TryRead(config, Prefix + Name, out value)
            ? value
            : defaultValue;
    }

    private bool TryRead(AnalyzerConfigOptions config, string key, out T value)
    {
        if (config.TryGetValue(key, out var text) && parse(text.Trim(), out value))
            return true;

        value = defaultValue;
        return false;
    }
}
