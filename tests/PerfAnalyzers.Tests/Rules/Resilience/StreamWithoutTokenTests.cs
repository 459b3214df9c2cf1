using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;
using static PerfAnalyzers.Tests.Rules.Resilience.TokenCode;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<StreamWithoutTokenAnalyzer, StreamWithoutTokenFix>;

public sealed class StreamWithoutTokenTests
{
    private const string Streams = """

        public static class Streams
        {
            public static async IAsyncEnumerable<int> Told([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default) { await Task.Delay(1, token); yield return 1; }
            public static async IAsyncEnumerable<int> Deaf() { await Task.Yield(); yield return 1; }
            public static async IAsyncEnumerable<int> Only(IAsyncEnumerable<int> all, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default) { await foreach (var x in all.WithCancellation(token)) yield return x; }
        }
        """;

    [Theory]
    [InlineData("await foreach (var x in [|db.Orders.AsAsyncEnumerable()|]) { }", "await foreach (var x in db.Orders.AsAsyncEnumerable().WithCancellation(ct)) { }")]
    [InlineData("await foreach (var x in [|db.Orders.AsAsyncEnumerable()|].ConfigureAwait(false)) { }", "await foreach (var x in db.Orders.AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false)) { }")]
    [InlineData("await foreach (var x in [|Streams.Told()|]) { }", "await foreach (var x in Streams.Told(ct)) { }")]
    [InlineData("var c = System.Threading.Channels.Channel.CreateUnbounded<int>(); await foreach (var x in [|c.Reader.ReadAllAsync()|]) { }", "var c = System.Threading.Channels.Channel.CreateUnbounded<int>(); await foreach (var x in c.Reader.ReadAllAsync(ct)) { }")]
    [InlineData("var s = Streams.Told(); await foreach (var x in [|s|]) { }", "var s = Streams.Told(); await foreach (var x in s.WithCancellation(ct)) { }")]
    public Task Fixes_streams_that_are_not_given_the_token(string before, string after) => Verify.FixAsync(Method(before) + Streams, Method(after) + Streams);

    [Fact]
    public Task Fixes_streams_that_are_handed_in() => Verify.FixAsync(
        Class("public async Task Run(IAsyncEnumerable<int> all, CancellationToken ct) { await foreach (var x in [|all|]) { } }"),
        Class("public async Task Run(IAsyncEnumerable<int> all, CancellationToken ct) { await foreach (var x in all.WithCancellation(ct)) { } }"));

    [Theory]
    [InlineData("await foreach (var x in db.Orders.AsAsyncEnumerable().WithCancellation(ct)) { }")]
    [InlineData("await foreach (var x in db.Orders.AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false)) { }")]
    [InlineData("await foreach (var x in Streams.Told(ct)) { }")]
    [InlineData("await foreach (var x in Streams.Told(CancellationToken.None)) { }")]
    [InlineData("await foreach (var x in Streams.Deaf()) { }")]
    [InlineData("var s = Streams.Deaf(); await foreach (var x in s) { }")]
    [InlineData("var s = Streams.Only(Streams.Deaf()); await foreach (var x in s) { }")]
    [InlineData("var s = Streams.Told(ct); await foreach (var x in s) { }")]
    [InlineData("await foreach (var x in Streams.Told().WithCancellation(CancellationToken.None)) { }")]
    [InlineData("await foreach (var x in db.Orders.AsAsyncEnumerable().ConfigureAwait(false).WithCancellation(ct)) { }")]
    [InlineData("while (!ct.IsCancellationRequested) { await Task.Delay(5000, ct); } await foreach (var x in Streams.Told()) { }")]
    [InlineData("if (ct.IsCancellationRequested) { await foreach (var x in Streams.Told()) { } }")]
    [InlineData("foreach (var x in new[] { 1 }) { await Task.Yield(); }")]
    [InlineData("try { } finally { await foreach (var x in Streams.Told()) { } }")]
    [InlineData("try { } catch (Exception) { await foreach (var x in Streams.Told()) { } }")]
    public Task StaysSilent_when_the_stream_is_told_deaf_or_part_of_cleaning_up(string statements) => Verify.SilentAsync(Method(statements) + Streams);

    [Theory]
    [InlineData("await Run(Streams.Told(ct), ct);")]
    [InlineData("var s = Streams.Told(ct); await Run(s, ct);")]
    public Task StaysSilent_when_all_who_hand_the_stream_in_gave_it_the_token(string statements) => Verify.SilentAsync(
        Class("private static async Task Run(IAsyncEnumerable<int> all, CancellationToken ct) { await foreach (var x in all) { } } public async Task Start(CancellationToken ct) { " + statements + " }") + Streams);

    [Theory]
    [InlineData("await Run(Streams.Told(), ct);")]
    [InlineData("await Run(Streams.Told(ct), ct); await Run(Streams.Told(), ct);")]
    public Task Reports_streams_that_somebody_hands_in_without_a_token(string statements) => Verify.ReportsAsync(
        Class("private static async Task Run(IAsyncEnumerable<int> all, CancellationToken ct) { await foreach (var x in [|all|]) { } } public async Task Start(CancellationToken ct) { " + statements + " }") + Streams);

    [Fact]
    public Task StaysSilent_when_no_token_is_in_reach() => Verify.SilentAsync(Class("public async Task Run() { await foreach (var x in Streams.Told()) { } }") + Streams);

    [Theory]
    [InlineData("public async IAsyncEnumerable<int> Run(int n, CancellationToken {0}token) { await Task.Delay(n, token); yield return n; }")]
    [InlineData("public async IAsyncEnumerable<int> Run(int n, CancellationToken {0}token = default) { await Task.Delay(n, token); yield return n; }")]
    [InlineData("public IAsyncEnumerable<int> Run() { return Inner(default); static async IAsyncEnumerable<int> Inner(CancellationToken {0}token) { await Task.Delay(1, token); yield return 1; } }")]
    public Task Fixes_iterators_that_say_of_no_token_that_it_is_theirs(string member)
    {
        var marked = member.Replace("{0}token", "[|token|]", StringComparison.Ordinal);
        var done = member.Replace("CancellationToken {0}token", "[System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token", StringComparison.Ordinal);
        return Verify.FixAsync(Class(marked), Class(done));
    }

    [Theory]
    [InlineData("public IAsyncEnumerable<int> Run(CancellationToken token) => Streams.Told(token);")]
    [InlineData("public async IAsyncEnumerable<int> Run([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token, CancellationToken other = default) { await Task.Delay(1, token); yield return 1; }")]
    [InlineData("public async IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken token = default) { await Task.Delay(1, token); yield return 1; }")]
    [InlineData("public async Task<int> Run(CancellationToken token) { await Task.Delay(1, token); return 1; }")]
    public Task StaysSilent_when_the_token_is_marked_or_nothing_is_iterated(string member) => Verify.SilentAsync(Class(member) + Streams);
}
