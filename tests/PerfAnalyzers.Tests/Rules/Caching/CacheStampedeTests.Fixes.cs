using PerfAnalyzers.CodeFixes.Rules.Caching;
using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<CacheStampedeAnalyzer, CacheStampedeFix>;

public sealed partial class CacheStampedeTests
{
    private const string Gate = "    private static readonly SemaphoreSlim GetGate = new SemaphoreSlim(1, 1);\n";

    /// <summary>The statements before, those of the miss, and the test that asks again.</summary>
    public static TheoryData<string, string, string> Misses => new()
    {
        { "if (!cache.TryGetValue(Key, out string? rates))", "if (!cache.TryGetValue(Key, out rates))", "rates = await http.GetStringAsync(\"rates\");\ncache.[|Set|](Key, rates, Lifetime);" },
        { "if (!cache.TryGetValue<string>(Key, out var rates))", "if (!cache.TryGetValue<string>(Key, out rates))", "// dear\nrates = await http.GetStringAsync(\"rates\"); // kept\n\ncache.[|Set|](Key, rates, Lifetime);" },
        { "if (cache.TryGetValue(Key, out string? rates) == false)", "if (cache.TryGetValue(Key, out rates) == false)", "rates = await http.GetStringAsync(\"rates\");\ncache.[|Set|](Key, rates, Lifetime);" },
        { "if (!cache.TryGetValue(Key, out string? rates) || rates is null)", "if (!cache.TryGetValue(Key, out rates) || rates is null)", "rates = await http.GetStringAsync(\n    \"rates\");\ncache.[|Set|](Key, rates, Lifetime);" },
    };

    [Theory]
    [MemberData(nameof(Misses))]
    public Task Fixes_misses_with_a_gate(string test, string again, string statements) => Verify.FixSinglyAsync(
        Body("", $"{test}\n        {{\n{Indented(statements, 12)}\n        }}\n\n        return rates!;"),
        Body(
            Gate,
            $"{test}\n        {{\n            await GetGate.WaitAsync();\n            try\n            {{\n                {again}\n                {{\n"
                + Indented(statements.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal), 20)
                + "\n                }\n            }\n            finally\n            {\n                GetGate.Release();\n            }\n        }\n\n        return rates!;"),
        CacheStampedeFix.Wait);

    [Fact]
    public Task Fixes_a_hit_that_returns() => Verify.FixSinglyAsync(
        Body("", """
            if (cache.TryGetValue(Key, out string? rates))
                        return rates!;

                    rates = await http.GetStringAsync("rates");
                    cache.[|Set|](Key, rates, Lifetime);
                    return rates;
            """),
        Body(Gate, """
            if (cache.TryGetValue(Key, out string? rates))
                        return rates!;

                    await GetGate.WaitAsync();
                    try
                    {
                        if (cache.TryGetValue(Key, out rates))
                            return rates!;

                        rates = await http.GetStringAsync("rates");
                        cache.Set(Key, rates, Lifetime);
                        return rates;
                    }
                    finally
                    {
                        GetGate.Release();
                    }
            """),
        CacheStampedeFix.Wait);

    [Theory]
    [InlineData("var rates = await shared.GetStringAsync(Key);", "rates = await shared.GetStringAsync(Key);", "if (rates is null)", "await shared.[|SetStringAsync|](Key, rates, options);")]
    [InlineData("var rates = await shared.GetStringAsync(Key);", "rates = await shared.GetStringAsync(Key);", "if (string.IsNullOrEmpty(rates))", "await shared.[|SetStringAsync|](Key, rates, options);")]
    [InlineData("var rates = cache.Get<string>(Key);", "rates = cache.Get<string>(Key);", "if (rates == null)", "cache.[|Set|](Key, rates, Lifetime);")]
    public Task Fixes_a_question_before_the_test(string question, string again, string test, string write) => Verify.FixSinglyAsync(
        Body("", $"{question}\n        {test}\n        {{\n            rates = await http.GetStringAsync(\"rates\");\n            {write}\n        }}\n\n        return rates;"),
        Body(
            Gate,
            $"{question}\n        {test}\n        {{\n            await GetGate.WaitAsync();\n            try\n            {{\n                {again}\n                {test}\n                {{\n                    rates = await http.GetStringAsync(\"rates\");\n"
                + $"                    {write.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)}\n                }}\n            }}\n            finally\n            {{\n                GetGate.Release();\n            }}\n        }}\n\n        return rates;"),
        CacheStampedeFix.Wait);

    [Fact]
    public Task Fixes_with_the_token_at_hand() => Verify.FixSinglyAsync(
        Body("", "if (!cache.TryGetValue(Key, out string? rates))\n        {\n            rates = await http.GetStringAsync(\"rates\", token);\n            cache.[|Set|](Key, rates, Lifetime);\n        }\n\n        return rates!;", "CancellationToken token"),
        Body(
            Gate,
            "if (!cache.TryGetValue(Key, out string? rates))\n        {\n            await GetGate.WaitAsync(token);\n            try\n            {\n                if (!cache.TryGetValue(Key, out rates))\n                {\n                    rates = await http.GetStringAsync(\"rates\", token);\n                    cache.Set(Key, rates, Lifetime);\n                }\n            }\n            finally\n            {\n                GetGate.Release();\n            }\n        }\n\n        return rates!;",
            "CancellationToken token"),
        CacheStampedeFix.Wait);

    /// <summary>One line, an else, a call of itself, a declaration that cannot be left out, a text of several lines, a test that is not the next statement.</summary>
    [Theory]
    [InlineData("if (!cache.TryGetValue(Key, out string? rates)) { rates = await http.GetStringAsync(\"rates\"); cache.[|Set|](Key, rates, Lifetime); } return rates!;")]
    [InlineData("if (!cache.TryGetValue(Key, out string? rates))\n        {\n            rates = await http.GetStringAsync(\"rates\");\n            cache.[|Set|](Key, rates, Lifetime);\n        }\n        else\n        {\n            rates += \" \";\n        }\n\n        return rates!;")]
    [InlineData("if (!cache.TryGetValue(Key, out string? rates))\n        {\n            rates = await http.GetStringAsync(\"rates\") + (Key == \"\" ? await Get() : \"\");\n            cache.[|Set|](Key, rates, Lifetime);\n        }\n\n        return rates!;")]
    [InlineData("if (!cache.TryGetValue(Key, out string? rates))\n        {\n            rates = await http.GetStringAsync(@\"rates\n/all\");\n            cache.[|Set|](Key, rates, Lifetime);\n        }\n\n        return rates!;")]
    [InlineData("var rates = cache.Get<string>(Key);\n        var other = 1;\n        if (rates is null)\n        {\n            rates = await http.GetStringAsync(\"rates\" + other);\n            cache.[|Set|](Key, rates, Lifetime);\n        }\n\n        return rates;")]
    [InlineData("var rates = await shared.GetStringAsync(Key) ?? await http.GetStringAsync(\"rates\");\n        await shared.[|SetStringAsync|](Key, rates, options);\n        return rates;")]
    public Task OffersNoFix_when_the_code_has_another_form(string statements) => Verify.NoFixAsync(Body("", statements));

    private static string Indented(string statements, int spaces) =>
        string.Join("\n", statements.Split('\n').Select(l => l.Length == 0 ? l : new string(' ', spaces) + l));

    private static string Body(string field, string statements, string parameters = "") => $$"""
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Memory;

        public class RatesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
        {{field}}    private const string Key = "rates";
            private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
            private readonly IMemoryCache cache = null!;
            private readonly IDistributedCache shared = null!;
            private readonly DistributedCacheEntryOptions options = new();
            private readonly HttpClient http = null!;

            public async Task<string> Get({{parameters}})
            {
                {{statements}}
            }
        }
        """;
}
