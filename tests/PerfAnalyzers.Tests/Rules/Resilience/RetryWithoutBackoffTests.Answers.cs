namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Resilience.RetryWithoutBackoffAnalyzer, PerfAnalyzers.CodeFixes.Rules.Resilience.RetryWithoutBackoffFix>;

/// <summary>Loops that ask again because of what the answer says.</summary>
public sealed partial class RetryWithoutBackoffTests
{
    public static TheoryData<string> AskedAgain =>
    [
        "HttpResponseMessage answer; [|do|] { answer = await http.GetAsync(url); } while (answer.StatusCode != System.Net.HttpStatusCode.OK); return url;",
        "HttpResponseMessage answer; [|do|] { answer = await http.GetAsync(url); } while (answer.IsSuccessStatusCode == false); return url;",
        "HttpResponseMessage answer; [|do|] { answer = await http.GetAsync(url, token); } while (answer.StatusCode is System.Net.HttpStatusCode.ServiceUnavailable); return url;",
        "var answer = await http.GetAsync(url); [|while (!answer.IsSuccessStatusCode)|] { answer = await http.GetAsync(url); } return url;",
        "string? found = null; [|while (found is null)|] { using var answer = await http.PostAsync(url, null); if (answer.IsSuccessStatusCode) found = await answer.Content.ReadAsStringAsync(); } return found;",
        "string? issued; [|do|] { issued = await LoadAsync(url); } while (issued is null); return issued;",
        "string? issued = null; [|while (issued == null)|] { issued = await LoadAsync(url); Console.WriteLine(issued); } return issued;",
        "[|for (var i = 0; i < 5; i++)|] { var answer = await http.GetAsync(url).ConfigureAwait(false); if (answer.IsSuccessStatusCode) { return await answer.Content.ReadAsStringAsync(); } } return url;",
        "[|while (true)|] { var answer = await http.GetAsync(url); if (answer.IsSuccessStatusCode) break; Console.WriteLine(\"again\"); } return url;",
        "[|while (true)|] { try { var answer = await http.GetStringAsync(url, token); if (answer is not null) return answer; } catch (HttpRequestException) { Console.WriteLine(1); } }",
        "[|while (true)|] { try { var answer = await http.GetStringAsync(url); if (answer != null) { return answer; } } catch (HttpRequestException) { await Task.Delay(1000); } }",
    ];

    public static TheoryData<string> AskedOnce =>
    [
        // As long as answers are good there is something to do.
        "HttpResponseMessage answer; do { answer = await http.GetAsync(url); Console.WriteLine(answer); } while (answer.IsSuccessStatusCode); return url;",
        "HttpResponseMessage answer; do { answer = await http.GetAsync(url); Console.WriteLine(answer); } while (answer.StatusCode == System.Net.HttpStatusCode.OK); return url;",
        "HttpResponseMessage answer; do { answer = await http.GetAsync(url); Console.WriteLine(answer); } while (answer.StatusCode is not (System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Gone)); return url;",

        // It is asked for what comes next, after a pause, or as long as there is something.
        "string? next; do { next = await ReceiveNextAsync(url); } while (next is null); return next; async Task<string> ReceiveNextAsync(string from) => await http.GetStringAsync(from);",
        "string? issued; do { issued = await LoadAsync(url); await Task.Delay(100); } while (issued is null); return issued;",
        "string? issued; do { issued = await LoadAsync(url); } while (issued is not null); return url;",

        // An answer that is asked for again after a pause, or about something else, or that decides nothing.
        "HttpResponseMessage answer; do { answer = await http.GetAsync(url); await Task.Delay(500); } while (!answer.IsSuccessStatusCode); return url;",
        "HttpResponseMessage answer; var i = 0; do { answer = await http.GetAsync(urls[i++]); } while (!answer.IsSuccessStatusCode); return url;",
        "var next = url; HttpResponseMessage answer; do { answer = await http.GetAsync(next); next = answer.Headers.Location?.ToString(); } while (!answer.IsSuccessStatusCode); return url;",
        "while (true) { var answer = await http.GetAsync(url); if (answer.IsSuccessStatusCode) break; await BackAsync(1); } return url;",
        "while (true) { var answer = await http.GetAsync(url); if (!answer.IsSuccessStatusCode) break; } return url;",
        "for (var i = 0; i < 5; i++) { var answer = await http.GetAsync(url); if (answer.IsSuccessStatusCode) { Console.WriteLine(i); } } return url;",
        "while (true) { try { var answer = await http.GetStringAsync(url, token); if (answer != url) return answer; } catch (HttpRequestException) { Console.WriteLine(1); } }",
        "while (true) { try { var answer = await http.GetStringAsync(url, token); if (answer is not null) return answer; } catch (HttpRequestException) { await Task.Delay(100, token); } }",
    ];

    [Theory]
    [InlineData("[|for (var i = 0; i < 10; i++)|] { try { return await http.GetStringAsync(url); } catch (TimeoutException) { } }")]
    [InlineData("var i = 0; [|while (i++ < 20)|] { try { await db.SaveChangesAsync(); return url; } catch (TimeoutException e) { Console.WriteLine(e); } }")]
    [InlineData("[|for (var i = 0; ; i++)|] { try { return await http.GetStringAsync(url, token); } catch (TimeoutException) when (i <= 8) { } }")]
    [InlineData("for (var i = 0; i < 5; i++) { try { return await http.GetStringAsync(url); } catch (TimeoutException) { } }")]
    [InlineData("for (var i = 0; i < 10; i++) { try { return await http.GetStringAsync(url); } catch (TimeoutException) { await BackAsync(i); } }")]
    public Task Reports_many_attempts_however_long_each_has_taken(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [InlineData("for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { Thread.Sleep(100 << i); } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url); } catch (HttpRequestException) { await Task.Delay(1000); } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url, token); } catch (HttpRequestException) when (i < 2) { await Task.Delay(1000, token); } }")]
    public Task StaysSilent_when_attempts_are_counted_and_wait_as_long_each_time(string statements) => Verify.SilentAsync(In(statements));

    [Theory]
    [InlineData("[|for (var i = 0; i < 3; i++)|] { try { return await http.GetStringAsync(url, token); } catch (OperationCanceledException) { await Task.Delay(100); } }")]
    [InlineData("[|for (var i = 0; i < 3; i++)|] { try { return await http.GetStringAsync(url, token); } catch (TaskCanceledException) { } await Task.Delay(100); }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { return await http.GetStringAsync(url, token); } catch (OperationCanceledException) { break; } }")]
    public Task Reports_attempts_after_the_cancellation(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [MemberData(nameof(AskedAgain))]
    public Task Reports_answers_that_are_asked_for_again_at_once(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [MemberData(nameof(AskedOnce))]
    public Task StaysSilent_when_an_answer_decides_nothing_or_something_waits(string statements) => Verify.SilentAsync(In(statements));

    [Fact]
    public Task OffersNoFix_when_nothing_is_caught() => Verify.NoFixAsync(In(
        "[|for (var i = 0; i < 5; i++)|] { var answer = await http.GetAsync(url); if (answer.IsSuccessStatusCode) return url; } return url;"));
}
