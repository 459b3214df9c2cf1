using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<MissingTokenAnalyzer, MissingTokenFix>;

public sealed partial class MissingTokenTests
{
    private const string Mediator = "public interface IRequest { } public interface IRequestHandler<T> where T : IRequest { Task Handle(T request, CancellationToken ct); } public interface ISender { Task Send(IRequest request, CancellationToken ct = default); } public class Ask : IRequest { } ";
    private const string Handler = "public class H : IRequestHandler<Ask> { public async Task Handle(Ask request, CancellationToken ct) { await A(); } Task<string> A() => Web.Http.GetStringAsync(\"/\"); } ";

    [Theory]
    [InlineData("public class Job { public async Task Run(ISender sender) { await sender.Send(new Ask()); } }")]
    [InlineData("public class Job { public async Task Run(ISender sender, Ask ask) { await sender.Send(ask, CancellationToken.None); await sender.Send(new Ask(), default); } }")]
    public Task StaysSilent_when_all_who_send_the_request_pass_no_token(string sender) => SilentUnlessAskedAsync(Mediator + Handler + sender);

    [Theory]
    [InlineData("")]
    [InlineData("public class Job { public async Task Run(ISender sender, CancellationToken ct) { await sender.Send(new Ask(), ct); } }")]
    [InlineData("public class Job { public async Task Run(ISender sender, CancellationToken ct) { await sender.Send(new Ask()); await sender.Send(new Ask(), ct); } }")]
    [InlineData("public class AskController : Microsoft.AspNetCore.Mvc.ControllerBase { public async Task Get([Microsoft.AspNetCore.Mvc.FromServices] ISender sender) { await sender.Send(new Ask()); } }")]
    public Task Reports_handlers_whose_requests_may_be_sent_with_a_token(string sender) => Verify.ReportsAsync(Web + Mediator + Handler.Replace(" A() =>", " [|A|]() =>", StringComparison.Ordinal) + sender);

    [Theory]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct = default) { await A(); } Task S() => R(); }")]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); internal async Task R(int n, CancellationToken ct = default) { await A(); } } class D { Task S(C c) => c.R(1); Task T(C c) => c.R(2, default); }")]
    public Task StaysSilent_when_no_call_fills_an_optional_token(string source) => SilentUnlessAskedAsync(source);

    [Theory]
    [InlineData("class C { Task<string> [|A|]() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct = default) { await A(); } Task S() => R(); Task T(CancellationToken ct) => R(ct); }")]
    [InlineData("class C { Task<string> [|A|]() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct = default) { await A(); } }")]
    [InlineData("public class C { Task<string> [|A|]() => Web.Http.GetStringAsync(\"/\"); public async Task R(CancellationToken ct = default) { await A(); } Task S() => R(); }")]
    [InlineData("class C { Task<string> [|A|]() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await A(); } Task S() => R(default); }")]
    public Task Reports_methods_whose_token_somebody_may_fill(string source) => Verify.ReportsAsync(Web + source);

    private static async Task SilentUnlessAskedAsync(string source)
    {
        await Verify.SilentAsync(Web + source);
        var asked = new Verify.Test { TestCode = Web + source.Replace(" A() =>", " [|A|]() =>", StringComparison.Ordinal) };
        asked.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.confidence = low\n"));
        await asked.RunAsync(TestContext.Current.CancellationToken);
    }
}
