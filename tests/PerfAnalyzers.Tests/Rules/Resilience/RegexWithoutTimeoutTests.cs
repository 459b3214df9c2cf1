using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<RegexWithoutTimeoutAnalyzer, RegexWithoutTimeoutFix>;

public sealed class RegexWithoutTimeoutTests
{
    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("([a-zA-Z]+)*")]
    [InlineData("(?:.*)*x")]
    [InlineData(@"^(\w+\s?)*$")]
    [InlineData(@"(\w+|\s)*")]
    [InlineData(@"(?<name>\d+)+")]
    [InlineData("((ab)+)+")]
    [InlineData("(a+){2,}")]
    [InlineData("(a*?)*?")]
    [InlineData(@"(?:(\w+)\1)+")]
    [InlineData(@"(?:(?<q>\w+)\k<q>)+")]
    public void Patterns_that_may_explode(string pattern) => Assert.True(RegexPattern.MayExplode(pattern));

    [Theory]
    [InlineData("abc")]
    [InlineData("a+b*c?")]
    [InlineData("(a|b)*")]
    [InlineData(@"(?:[a-z0-9]+\.)+com")]
    [InlineData(@"(\w+\s)*")]
    [InlineData("(?>a+)+")]
    [InlineData("(a+)?")]
    [InlineData("(a+)")]
    [InlineData("(a+){1,3}")]
    [InlineData(@"^\d{3,}-[(+)+]+$")]
    [InlineData("[)]*(a)")]
    [InlineData(@"\(a+\)+")]
    [InlineData(@"(\w)\1")]
    [InlineData(@"(?<q>a).*\k<q>")]
    [InlineData(@"\[(\w+)\](.*?)\[/\1\]")]
    [InlineData("(ab?)+")]
    [InlineData("(")]
    [InlineData("(?")]
    [InlineData("[")]
    [InlineData(")")]
    [InlineData("a{")]
    [InlineData("\\")]
    [InlineData("")]
    public void Patterns_that_do_not(string pattern) => Assert.False(RegexPattern.MayExplode(pattern));

    [Theory]
    [InlineData("Use(new Regex([|\"(a+)+$\"|]));")]
    [InlineData("Use(new Regex([|\"(a+)+$\"|], RegexOptions.Compiled));")]
    [InlineData("Use(Regex.IsMatch(text, [|\"(a+)+$\"|]));")]
    [InlineData("Use(Regex.Replace(text, [|\"(a+)+$\"|], \"\"));")]
    public Task Reports_searches_without_limit(string statements) => RunAsync(In(statements));

    [Theory]
    [InlineData("public bool Get(string text, string pattern) => Regex.IsMatch(text, [|pattern|]);")]
    [InlineData("public bool Get(string text, string pattern) { var cut = pattern.Trim(); return new Regex([|\"^\" + cut|]).IsMatch(text); }")]
    [InlineData("public bool Get(string text, string? pattern) => Regex.IsMatch(text, [|pattern ?? \".*\"|]);")]
    [InlineData("public bool Post(Filter filter, string text) => Regex.IsMatch(text, [|filter.Pattern|]);")]
    [InlineData("public bool Get(string text) => Regex.IsMatch(text, [|$\"^{Request.Query[\"p\"]}$\"|]);")]
    [InlineData("public bool Get(string text) => Regex.IsMatch(text, [|Request.Headers.UserAgent.ToString()|]);")]
    [InlineData("public bool Get(string text, string pattern) => Matches(text, pattern); private static bool Matches(string text, string p) => Regex.IsMatch(text, [|p|]);")]
    [InlineData("public async Task<bool> Get(string text) => Regex.IsMatch(text, [|await System.IO.File.ReadAllTextAsync(\"pattern.txt\")|]);")]
    [InlineData("private readonly HttpClient http = new(); public async Task<bool> Get(string text) { var p = await http.GetStringAsync(\"/p\"); return Regex.IsMatch(text, [|p|]); }")]
    public Task Reports_patterns_that_come_from_outside(string member) => RunAsync(InController(member));

    [Theory]
    [InlineData("public bool Get(string text) => Matches(text, \"a+b\"); private static bool Matches(string text, string p) => Regex.IsMatch(text, p);")]
    [InlineData("private static readonly string[] Patterns = { \"a\", \"b\" }; public Regex[] All { get; } = Patterns.Select(Compile).ToArray(); private static Regex Compile(string p) => new Regex(p, RegexOptions.IgnoreCase);")]
    [InlineData("private readonly Rules rules = new(); public bool Get(string text) => Regex.IsMatch(text, rules.Pattern); private sealed class Rules { public string Pattern { get; set; } = \"a\"; }")]
    [InlineData("public bool Get(string text, string pattern) => Regex.IsMatch(text, Regex.Escape(pattern));")]
    [InlineData("public bool Get(string text, string pattern) { var p = Regex.Escape(pattern); return Regex.IsMatch(text, \"^\" + p); }")]
    [InlineData("public bool Get() => Regex.IsMatch(\"aaaa\", \"(a+)+$\");")]
    [InlineData("private sealed class Part { private readonly Regex regex; public Part(string expression) { regex = new Regex(expression); } } public object Get() => new Part(\"a\");")]
    public Task StaysSilent_when_the_code_chooses_the_pattern(string member) => RunAsync(InController(member));

    [Theory]
    [InlineData("Use(new Regex(\"(a+)+$\", RegexOptions.None, TimeSpan.FromSeconds(1)));")]
    [InlineData("Use(new Regex(\"(a+)+$\", RegexOptions.NonBacktracking));")]
    [InlineData("Use(new Regex(\"(a+)+$\", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking));")]
    [InlineData("Use(Regex.IsMatch(text, \"(a+)+$\", RegexOptions.None, TimeSpan.FromSeconds(1)));")]
    [InlineData("Use(new Regex(\"(a+)+$\", options));")]
    [InlineData("Use(Regex.IsMatch(text, \"a+b\"));")]
    [InlineData("Use(Regex.IsMatch(text, Regex.Escape(text)));")]
    [InlineData("var pattern = Regex.Escape(text); Use(Regex.IsMatch(text, \"^\" + pattern));")]
    [InlineData("AppDomain.CurrentDomain.SetData(\"REGEX_DEFAULT_MATCH_TIMEOUT\", TimeSpan.FromSeconds(1)); Use(new Regex(\"(a+)+$\"));")]
    public Task StaysSilent_when_there_is_a_limit_or_no_danger(string statements) => RunAsync(In(statements));

    [Theory]
    [InlineData("Use(new Regex([|\"(a+)+$\"|]));", "Use(new Regex(\"(a+)+$\", RegexOptions.None, TimeSpan.FromSeconds(1)));")]
    [InlineData("Use(new Regex([|\"(a+)+$\"|], RegexOptions.Compiled));", "Use(new Regex(\"(a+)+$\", RegexOptions.Compiled, TimeSpan.FromSeconds(1)));")]
    [InlineData("Use(Regex.Replace(text, [|\"(a+)+$\"|], \"\"));", "Use(Regex.Replace(text, \"(a+)+$\", \"\", RegexOptions.None, TimeSpan.FromSeconds(1)));")]
    [InlineData("Use(Regex.IsMatch(pattern: [|\"(a+)+$\"|], input: text));", "Use(Regex.IsMatch(pattern: \"(a+)+$\", input: text, options: RegexOptions.None, matchTimeout: TimeSpan.FromSeconds(1)));")]
    public Task Fixes_by_a_limit(string before, string after) => Verify.FixSinglyAsync(In(before), In(after), RegexWithoutTimeoutFix.Limit);

    [Theory]
    [InlineData("[GeneratedRegex([|\"(a+)+$\"|])] private static partial Regex Bad();")]
    [InlineData("[GeneratedRegex([|\"(a+)+$\"|], RegexOptions.IgnoreCase)] private static partial Regex Bad();")]
    [InlineData("[GeneratedRegex([|\"(a+)+$\"|], RegexOptions.IgnoreCase, \"de\")] private static partial Regex Bad();")]
    [InlineData("[GeneratedRegex([|\"(a+)+$\"|], RegexOptions.None, -1)] private static partial Regex Bad();")]
    public Task Reports_patterns_that_the_compiler_is_given(string member) => RunAsync(Generated(member));

    [Theory]
    [InlineData("[GeneratedRegex(\"(a+)+$\", RegexOptions.None, 1000)] private static partial Regex Bad();")]
    [InlineData("[GeneratedRegex(\"(a+)+$\", RegexOptions.None, matchTimeoutMilliseconds: 1000)] private static partial Regex Bad();")]
    [InlineData("[GeneratedRegex(\"(a+)+$\", RegexOptions.None, 1000, \"de\")] private static partial Regex Bad();")]
    [InlineData("[GeneratedRegex(\"(a+)+$\", RegexOptions.NonBacktracking)] private static partial Regex Bad();")]
    [InlineData("[GeneratedRegex(@\"^(?:[a-z0-9]+\\.)+com$\")] private static partial Regex Bad();")]
    public Task StaysSilent_when_the_compiler_is_given_a_limit_or_a_harmless_pattern(string member) => RunAsync(Generated(member));

    [Theory]
    [InlineData("[GeneratedRegex([|\"(a+)+$\"|])] private static partial Regex Bad();", "[GeneratedRegex(\"(a+)+$\", RegexOptions.None, matchTimeoutMilliseconds: 1000)] private static partial Regex Bad();")]
    [InlineData("[GeneratedRegex([|\"(a+)+$\"|], RegexOptions.IgnoreCase)] private static partial Regex Bad();", "[GeneratedRegex(\"(a+)+$\", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)] private static partial Regex Bad();")]
    public Task Fixes_attributes_by_a_limit(string before, string after) => Verify.FixSinglyAsync(Generated(before), Generated(after), RegexWithoutTimeoutFix.Limit);

    [Theory]
    [InlineData("[GeneratedRegex([|\"(a+)+$\"|], RegexOptions.IgnoreCase, \"de\")] private static partial Regex Bad();")]
    [InlineData("[GeneratedRegex([|\"(a+)+$\"|], RegexOptions.None, -1)] private static partial Regex Bad();")]
    public Task OffersNoFix_when_the_attribute_says_more(string member) => Verify.NoFixAsync(Generated(member));

    private static string Generated(string member) => $$"""
        using System.Text.RegularExpressions;

        public static partial class Patterns
        {
            public static bool Fits(string text) => Bad().IsMatch(text);
            {{member}}
        }

        public static partial class Patterns
        {
            private static partial Regex Bad() => null!;
        }
        """;

    private static Task RunAsync(string source) => Verify.ReportsAsync(source);

    private static string InController(string member) => $$"""
        using System.Text.RegularExpressions;
        using Microsoft.AspNetCore.Mvc;

        public class Filter { public string Pattern { get; set; } = ""; }

        public class SearchController : ControllerBase
        {
            {{member}}
        }
        """;

    private static string In(string statements) => $$"""
        using System.Text.RegularExpressions;

        public class Search
        {
            private static RegexOptions options;
            private static void Use(object value) { }

            public static void Run(string text)
            {
                {{statements}}
            }
        }
        """;
}
