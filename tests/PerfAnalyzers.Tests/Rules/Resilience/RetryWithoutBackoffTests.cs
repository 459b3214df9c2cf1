using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<RetryWithoutBackoffAnalyzer, RetryWithoutBackoffFix>;

public sealed partial class RetryWithoutBackoffTests
{
    public static TheoryData<string> Storms =>
    [
        "[|for (var i = 0; i < 9; i++)|] { try { var answer = await http.GetAsync(url); if (answer.IsSuccessStatusCode) { return url; } } catch (HttpRequestException) { } }",
        "[|for (var i = 0; i < 9; i++)|] { try { var answer = await http.GetAsync(url); if (answer.IsSuccessStatusCode) break; } catch (HttpRequestException) { } }",
        "[|for (var i = 0; i < 3; i++)|] { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { } }",
        "[|for (var i = 0; i < 3; i++)|] { try { return await http.GetStringAsync(url); } catch { } }",
        "[|for (var i = 0; i < 3; i++)|] { try { return await http.GetStringAsync(url); } catch (Exception e) { Console.WriteLine(e); } }",
        "[|for (var i = 0; i < 3; i++)|] { try { return await http.GetStringAsync(url); } catch (Exception) { if (i == 2) throw; } }",
        "[|for (var i = 0; i < 3; i++)|] { try { return await http.GetStringAsync(url); } catch (HttpRequestException) when (i < 2) { } }",
        "[|while (true)|] { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { } }",
        "[|while (true)|] { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { Console.WriteLine(1); } }",
        "[|while (true)|] { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { await Task.Delay(1000); } }",
        "[|while (true)|] { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { Thread.Sleep(1000); } }",
        "var done = false; [|while (!done)|] { try { await http.GetStringAsync(url); done = true; } catch (HttpRequestException) { } }",
        "var left = 3; [|while (left-- > 0)|] { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { } }",
        "var left = 3; [|do|] { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { } } while (--left > 0);",
        "[|while (true)|] { try { return await http.GetStringAsync(url); } catch (TimeoutException) { } }",
        "[|for (var i = 0; i < 3; i++)|] { try { return await http.GetStringAsync(url); } catch (TimeoutException) { } catch (HttpRequestException) { } }",
        "[|for (;;)|] { try { await http.GetStringAsync(url); break; } catch (HttpRequestException) { } }",
        "[|while (true)|] { try { await http.GetStringAsync(url); } catch (HttpRequestException) { continue; } break; }",
        "[|for (var i = 0; i < 3; i++)|] { try { return await LoadAsync(url); } catch (HttpRequestException) { } }",
        "[|for (var i = 0; i < 3; i++)|] { try { await db.SaveChangesAsync(); return url; } catch (InvalidOperationException) { } }",
        "[|for (var i = 0; i < 3; i++)|] { try { return await http.GetStringAsync(url, token); } catch (Exception) { await Task.Delay(100); } }",
    ];

    public static TheoryData<string> Patient =>
    [
        "for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { await Task.Delay(1000 << i); } }",
        "for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { } await Task.Delay(100); }",
        "for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url, token); } catch (Exception) { await Task.Delay(100, token); } }",
        "for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url, token); } catch (OperationCanceledException) { throw; } catch (Exception) { await Task.Delay(100); } }",
        "while (!token.IsCancellationRequested) { try { return await http.GetStringAsync(url, token); } catch (Exception) { await Task.Delay(100); } }",
        "while (true) { try { return await http.GetStringAsync(url, token); } catch (HttpRequestException) { await Task.Delay(100, token); } }",
        "for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { await BackAsync(i); } }",
        "for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { Backoff(i); } }",

        "for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { await Task.Delay(Random.Shared.Next(100, 200) << i); } }",
        "for (var i = 0; i < 3; i++) { using var limit = CancellationTokenSource.CreateLinkedTokenSource(token); limit.CancelAfter(1000); try { return await http.GetStringAsync(url, limit.Token); } catch (OperationCanceledException) when (!token.IsCancellationRequested) { await Task.Delay(100, token); } }",
        "return await policy.ExecuteAsync(() => http.GetStringAsync(url));",
        "return await policy.WaitAndRetryAsync(3, async () => { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { throw; } });",

        // Another one each time.
        "for (var i = 0; i < urls.Length; i++) { try { return await http.GetStringAsync(urls[i]); } catch (HttpRequestException) { } }",
        "for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url + i); } catch (HttpRequestException) { break; } }",
        "foreach (var one in urls) { try { return await http.GetStringAsync(one); } catch (HttpRequestException) { } }",

        // A race that somebody else has won.
        "for (var i = 0; i < 3; i++) { try { await db.SaveChangesAsync(); return url; } catch (DbUpdateConcurrencyException) { } }",

        // The failure has taken its time already.
        "for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url); } catch (TimeoutException) { } }",

        // It goes on after success too.
        "while (true) { try { await http.GetStringAsync(url); } catch (HttpRequestException) { } }",
        "while (true) { try { var text = await http.GetStringAsync(url); if (text == \"\") return text; Console.WriteLine(text); } catch (HttpRequestException) { } }",

        // What runs once, when the application is installed.
        "for (var i = 0; i < 3; i++) { try { return await InstallAsync(url); } catch (HttpRequestException) { } }",

        // Round after round there is something to do.
        "while (true) { try { var text = await http.GetStringAsync(url); Console.WriteLine(text); if (text.Length == 0) break; } catch (HttpRequestException) { } }",

        // The failure is not dropped, or nothing leaves the process.
        "for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { throw; } }",
        "for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { return url; } }",
        "for (var i = 0; i < 3; i++) { try { return int.Parse(url).ToString(); } catch (FormatException) { } }",
        "for (var i = 0; i < 3; i++) { try { return File.ReadAllText(url); } catch (IOException) { } }",
    ];

    [Theory]
    [MemberData(nameof(Storms))]
    public Task Reports_attempts_without_patience(string statements) => Verify.ReportsAsync(In(statements));

    private const string Helper = """
        public static class Attempts
        {
            public static async Task<T> TimesAsync<T>(int times, Func<Task<T>> work)
            {
                HEAD
                {
                    try
                    {
                        return await work();
                    }
                    CATCH
                    {
                    }
                }
            }
        }

        public class Prices
        {
            public Task<string> LoadAsync(HttpClient http) => Attempts.TimesAsync(3, async () => WORK);
        }
        """;

    [Fact]
    public Task Reports_a_helper_that_is_handed_round_trips() => Verify.ReportsAsync(Helper
        .Replace("HEAD", "[|while (true)|]", StringComparison.Ordinal)
        .Replace("CATCH", "catch (Exception) when (--times > 0)", StringComparison.Ordinal)
        .Replace("WORK", "await http.GetStringAsync(\"x\")", StringComparison.Ordinal));

    [Fact]
    public Task StaysSilent_when_a_helper_is_handed_other_work() => Verify.SilentAsync(Helper
        .Replace("HEAD", "while (true)", StringComparison.Ordinal)
        .Replace("CATCH", "catch (Exception) when (--times > 0)", StringComparison.Ordinal)
        .Replace("WORK", "await File.ReadAllTextAsync(\"x\")", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Patient))]
    public Task StaysSilent_when_attempts_wait_or_are_none(string statements) => Verify.SilentAsync(In(statements));

    [Theory]
    [InlineData("{|#0:for (var i = 0; i < 3; i++)|} { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { } }", "at once", "wait longer before each attempt")]
    [InlineData("{|#0:while (true)|} { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { } }", "at once and without end", "wait longer before each attempt, and give up after some")]
    [InlineData("{|#0:while (true)|} { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { await Task.Delay(1); } }", "without end", "give up after some attempts")]
    [InlineData("{|#0:for (var i = 0; i < 3; i++)|} { try { return await http.GetStringAsync(url, token); } catch (Exception) { await Task.Delay(100); } }", "after it was cancelled", "let the cancellation through")]
    public Task Reports_what_is_missing(string statements, string how, string instead) => Verify.ReportsAsync(
        In(statements),
        Verify.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("GetStringAsync", how, instead));

    [Theory]
    [InlineData(
        """
        [|for (var i = 0; i < 3; i++)|]
                {
                    try
                    {
                        return await http.GetStringAsync(url);
                    }
                    catch (HttpRequestException)
                    {
                    }
                }
        """,
        """
        for (var i = 0; i < 3; i++)
                {
                    try
                    {
                        return await http.GetStringAsync(url);
                    }
                    catch (HttpRequestException)
                    {
                        if (i < 2)
                            await Task.Delay(TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(i, 6))), token);
                    }
                }
        """)]
    [InlineData(
        """
        [|for (var i = 1; i <= most; i++)|]
                {
                    try { return await http.GetStringAsync(url); }
                    catch (HttpRequestException) when (i < most) { }
                }
        """,
        """
        for (var i = 1; i <= most; i++)
                {
                    try { return await http.GetStringAsync(url); }
                    catch (HttpRequestException) when (i < most)
                    {
                        await Task.Delay(TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(i, 6))), token);
                    }
                }
        """)]
    [InlineData(
        """
        [|for (var attempt = 1; ; attempt++)|]
                {
                    try { return await http.GetStringAsync(url); }
                    catch (HttpRequestException) when (attempt < 5) { }
                }
        """,
        """
        for (var attempt = 1; ; attempt++)
                {
                    try { return await http.GetStringAsync(url); }
                    catch (HttpRequestException) when (attempt < 5)
                    {
                        await Task.Delay(TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(attempt, 6))), token);
                    }
                }
        """)]
    public Task Fixes_by_waiting(string before, string after) => Verify.FixAsync(In(before), In(after), RetryWithoutBackoffFix.Wait);

    [Fact]
    public Task Fixes_endless_attempts_by_giving_up() => Verify.FixSinglyAsync(
        """
        public class Prices
        {
            public async Task<string> LoadAsync(HttpClient http)
            {
                [|while (true)|]
                {
                    try
                    {
                        return await http.GetStringAsync("x");
                    }
                    catch (HttpRequestException)
                    {
                        Console.WriteLine("again");
                    }
                }
            }
        }
        """,
        """
        public class Prices
        {
            private const int MaxAttempts = 5;

            public async Task<string> LoadAsync(HttpClient http)
            {
                for (var attempt = 1; ; attempt++)
                {
                    try
                    {
                        return await http.GetStringAsync("x");
                    }
                    catch (HttpRequestException) when (attempt < MaxAttempts)
                    {
                        Console.WriteLine("again");
                        await Task.Delay(TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(attempt, 6))));
                    }
                }
            }
        }
        """,
        RetryWithoutBackoffFix.GiveUp);

    [Theory]
    [InlineData("var left = 3; [|while (left-- > 0)|] { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { } }")]
    [InlineData("[|for (var i = 0; i < 3; i++)|] { try { return await http.GetStringAsync(url, token); } catch (Exception) { await Task.Delay(100); } }")]
    [InlineData("var left = 3; [|for (var i = 0; ; i++)|] { try { return await http.GetStringAsync(url); } catch (HttpRequestException) when (--left > 0) { } }")]
    public Task OffersNoFix_when_nothing_counts_the_attempts(string statements) => Verify.NoFixAsync(In(statements));

    [Fact]
    public Task OffersNoFix_in_synchronous_code() => Verify.NoFixAsync(
        """
        public class Prices
        {
            public string Load(HttpClient http)
            {
                [|for (var i = 0; i < 3; i++)|]
                {
                    try
                    {
                        return http.Send(new HttpRequestMessage()).ToString();
                    }
                    catch (HttpRequestException)
                    {
                    }
                }

                return "";
            }
        }
        """);

    private static string In(string statements) => $$"""
        using Microsoft.EntityFrameworkCore;

        public class Prices
        {
            private readonly HttpClient http = new HttpClient();
            private readonly DbContext db = null!;
            private readonly string[] urls = { "a", "b" };
            private static Task BackAsync(int attempt) => Task.Delay(attempt);
            private static void Backoff(int attempt) { }
            private async Task<string> LoadAsync(string url) => await http.GetStringAsync(url);
            private async Task<string> InstallAsync(string url) => await http.GetStringAsync(url);
            private readonly Policy policy = new();
            private sealed class Policy
            {
                public Task<T> ExecuteAsync<T>(Func<Task<T>> attempt) => attempt();
                public Task<T> WaitAndRetryAsync<T>(int most, Func<Task<T>> attempt) => attempt();
            }

            public async Task<string> RunAsync(string url, int most, CancellationToken token)
            {
                {{statements}}
        #pragma warning disable CS0162
                await Task.Yield();
                return url;
            }
        }
        """;
}
