using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;
using static PerfAnalyzers.Tests.Rules.Resilience.TokenCode;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<TokenNotForwardedAnalyzer, TokenNotForwardedFix>;

public sealed partial class TokenNotForwardedTests
{
    private const string Policies = """

        public class Policy
        {
            public static PolicyBuilder Handle<T>() where T : Exception => new PolicyBuilder();
            public static PolicyBuilder Handle<T>(Func<T, bool> which) where T : Exception => new PolicyBuilder();
            public Task<T> ExecuteAsync<T>(Func<Task<T>> run) => run();
        }
        public class PolicyBuilder { public PolicyBuilder Or<T>() where T : Exception => this; public Policy RetryAsync(int times) => new Policy(); }
        """;

    [Theory]
    [InlineData("Policy.Handle<Exception>().RetryAsync(3)", DiagnosticSeverity.Info)]
    [InlineData("Policy.Handle<InvalidOperationException>().Or<Exception>().RetryAsync(3)", DiagnosticSeverity.Info)]
    [InlineData("Policy.Handle<HttpRequestException>().RetryAsync(3)", DiagnosticSeverity.Warning)]
    [InlineData("Policy.Handle<Exception>(e => e is not OperationCanceledException).RetryAsync(3)", DiagnosticSeverity.Warning)]
    public async Task Reports_as_information_what_a_policy_would_take_for_a_failure(string policy, DiagnosticSeverity severity)
    {
        var expected = Verify.Diagnostic().WithLocation(0).WithSeverity(severity).WithArguments("GetStringAsync", "ct");
        await Verify.ReportsAsync(Method($"await {policy}.ExecuteAsync(() => http.{{|#0:GetStringAsync(\"/a\")|}});") + Policies, expected);
        await Verify.ReportsAsync(Method($"var policy = {policy}; await policy.ExecuteAsync(async () => {{ return await http.{{|#0:GetStringAsync(\"/a\")|}}; }});") + Policies, expected);
        await Verify.ReportsAsync(
            Class($"private readonly Policy policy = {policy}; public async Task<string> Run(CancellationToken ct) => await policy.ExecuteAsync(async () => await http.{{|#0:GetStringAsync(\"/a\")|}});") + Policies,
            expected);
    }

    [Theory]
    [InlineData("await new StreamReader(request.Body).{|#0:ReadToEndAsync()|};", DiagnosticSeverity.Info)]
    [InlineData("var reader = new StreamReader(request.Body); await reader.{|#0:ReadToEndAsync()|};", DiagnosticSeverity.Info)]
    [InlineData("var reader = new StreamReader(await http.GetStreamAsync(\"/a\", ct)); await reader.{|#0:ReadToEndAsync()|};", DiagnosticSeverity.Warning)]
    public Task Reports_as_information_what_the_client_sends_itself(string statements, DiagnosticSeverity severity) => Verify.ReportsAsync(
        Class("public async Task Run(Microsoft.AspNetCore.Http.HttpRequest request, CancellationToken ct) { " + statements + " }"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(severity).WithArguments("ReadToEndAsync", "ct"));

    [Theory]
    [InlineData("var text = process.StandardOutput.{|#0:ReadToEndAsync()|}; await process.WaitForExitAsync(ct); Console.WriteLine(await text);", DiagnosticSeverity.Info)]
    [InlineData("var text = process.StandardError.{|#0:ReadToEndAsync()|}; await EndAsync(process, ct); Console.WriteLine(await text);", DiagnosticSeverity.Info)]
    [InlineData("Console.WriteLine(await process.StandardOutput.{|#0:ReadToEndAsync()|}); await process.WaitForExitAsync(ct);", DiagnosticSeverity.Warning)]
    [InlineData("var text = process.StandardOutput.{|#0:ReadToEndAsync()|}; Console.WriteLine(await text);", DiagnosticSeverity.Warning)]
    public Task Reports_as_information_the_output_of_a_process_that_is_waited_for(string statements, DiagnosticSeverity severity) => Verify.ReportsAsync(
        OfProcess(statements),
        Verify.Diagnostic().WithLocation(0).WithSeverity(severity).WithArguments("ReadToEndAsync", "ct"));

    [Fact]
    public Task StaysSilent_when_a_command_reads_the_output_of_a_process_that_it_waits_for()
    {
        var test = new Verify.Test { TestCode = OfProcess("var text = process.StandardOutput.ReadToEndAsync(); await process.WaitForExitAsync(ct); Console.WriteLine(await text);") + " public static class Program { public static void Main() { } }" };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("var gone = new TaskCompletionSource<bool>(); using var told = ct.Register(() => gone.TrySetResult(true)); await Task.WhenAny(Task.Delay(5000), gone.Task);")]
    [InlineData("var gone = new TaskCompletionSource<bool>(); ct.Register(g => ((TaskCompletionSource<bool>)g!).TrySetCanceled(), gone); var limit = Task.Delay(5000); await Task.WhenAny(limit, gone.Task);")]
    public Task StaysSilent_when_the_token_ends_the_race(string statements) => Verify.SilentAsync(Method(statements));

    [Theory]
    [InlineData("var gone = new TaskCompletionSource<bool>(); using var told = ct.Register(() => gone.TrySetResult(true)); await Task.[|Delay(5000)|]; await gone.Task;")]
    [InlineData("var done = new TaskCompletionSource<bool>(); while (true) { await Task.WhenAny(Task.[|Delay(5000)|], done.Task); }")]
    public Task Reports_pauses_that_no_token_ends(string statements) => Verify.ReportsAsync(Method(statements));

    private static string OfProcess(string statements) => Class(
        "private static Task EndAsync(System.Diagnostics.Process process, CancellationToken ct) => process.WaitForExitAsync(ct); public async Task Run(CancellationToken ct) { using var process = System.Diagnostics.Process.Start(\"a\"); " + statements + " }");
}
