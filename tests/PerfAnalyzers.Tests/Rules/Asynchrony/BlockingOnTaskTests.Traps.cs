using static PerfAnalyzers.Tests.Rules.Asynchrony.AsyncCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Asynchrony.BlockingOnTaskAnalyzer, PerfAnalyzers.CodeFixes.Rules.Asynchrony.BlockingOnTaskFix>;

/// <summary>Places that are easily forgotten.</summary>
public sealed partial class BlockingOnTaskTests
{
    [Theory]
    [InlineData("[Obsolete] public async Task M() { await SaveAsync(); Use(LoadAsync().Result); }")]
    [InlineData("[Obsolete] public Func<Task> M() => async () => Use(LoadAsync().Result);")]
    [InlineData("[Obsolete] public sealed class Old { public async Task M() { await SaveAsync(); SaveAsync().Wait(); } }")]
    [InlineData("[System.CodeDom.Compiler.GeneratedCode(\"tool\", \"1\")] public async Task M() { await SaveAsync(); SaveAsync().Wait(); }")]
    public Task StaysSilent_when_the_member_is_obsolete_or_generated(string members) => Verify.SilentAsync(Type("    " + members));

    [Theory]
    [InlineData("public async Task M(Func<Task<int>> load) { Use(load().[|Result|]); }", "public async Task M(Func<Task<int>> load) { Use(await load()); }")]
    [InlineData("public async Task M(Func<Task<int>> load) { Use(load.Invoke().[|Result|]); }", "public async Task M(Func<Task<int>> load) { Use(await load.Invoke()); }")]
    [InlineData("[System.Diagnostics.DebuggerStepThrough] public Task<int> M() => Task.FromResult(LoadAsync().[|Result|]);", "[System.Diagnostics.DebuggerStepThrough] public async Task<int> M() => await LoadAsync();")]
    public Task Fixes_what_delegates_answer_and_members_with_attributes(string before, string after) => Verify.FixAsync(Type("    " + before), Type("    " + after));

    [Theory]
    [InlineData("public unsafe Task M(delegate*<Task<int>> load) { Use(load().[|Result|]); return SaveAsync(); }")]
    [InlineData("[System.Security.SecurityCritical] public Task<int> M() => Task.FromResult(LoadAsync().[|Result|]);")]
    [InlineData("public Task<int> M(scoped Span<int> x) => Task.FromResult(LoadAsync(x[0]).[|Result|]);")]
    public Task OffersNoFix_when_the_member_must_not_be_async(string members) => Verify.NoFixAsync(Type("    " + members));
}
