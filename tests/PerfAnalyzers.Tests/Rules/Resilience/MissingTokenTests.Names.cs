namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Resilience.MissingTokenAnalyzer, PerfAnalyzers.CodeFixes.Rules.Resilience.MissingTokenFix>;

/// <summary>What the parameter is called, where it goes, and which calls get it.</summary>
public sealed partial class MissingTokenTests
{
    [Theory]
    [InlineData(
        "class C { async Task [|A|](int cancellationToken) { var ct = 1; await Web.Http.GetStringAsync(\"/\" + ct + cancellationToken); } async Task R(CancellationToken ct) { await A(1); } }",
        "class C { async Task A(int cancellationToken, CancellationToken token = default) { var ct = 1; await Web.Http.GetStringAsync(\"/\" + ct + cancellationToken, token); } async Task R(CancellationToken ct) { await A(1, ct); } }")]
    [InlineData(
        "class C { async Task [|A|]() { await B(); async Task B() { await Web.Http.GetStringAsync(\"/\"); } } async Task R(CancellationToken ct) { await A(); } }",
        "class C { async Task A(CancellationToken ct = default) { await B(); async Task B() { await Web.Http.GetStringAsync(\"/\", ct); } } async Task R(CancellationToken ct) { await A(ct); } }")]
    [InlineData(
        "class C { async Task [|A|](int n = 1, string s = \"\") { await Web.Http.GetStringAsync(\"/\" + n + s); } async Task R(CancellationToken ct) { await A(s: \"a\"); } }",
        "class C { async Task A(int n = 1, string s = \"\", CancellationToken ct = default) { await Web.Http.GetStringAsync(\"/\" + n + s, ct); } async Task R(CancellationToken ct) { await A(s: \"a\", ct: ct); } }")]
    public Task Fixes_with_a_name_and_a_place_that_are_free(string before, string after) => FixAsync([Web + before], [Web + after]);

    [Theory]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { if (ct.IsCancellationRequested) { await A(); } } }")]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { while (!ct.IsCancellationRequested) { await Task.Delay(5000, ct); } await A(); } }")]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { try { await Task.Delay(5000, ct); } catch (OperationCanceledException) { } await A(); } }")]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken flushTimeoutToken) { await A(); } }")]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); async Task R() { using var limit = new CancellationTokenSource(1000); await Task.Delay(5000, limit.Token); await A(); } }")]
    [InlineData("class C { Task<string> CompleteJobAsync() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await Task.Delay(5000, ct); await CompleteJobAsync(); } }")]
    [InlineData("class C { Task<string> ReportCancelledAsync() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await Task.Delay(5000, ct); await ReportCancelledAsync(); } }")]
    public Task StaysSilent_when_the_token_has_fired_or_is_that_of_another_step(string source) => Verify.SilentAsync(Web + source);
}
