using PerfAnalyzers.Tests.Verifier.Props;

namespace PerfAnalyzers.Tests.Verifier;

using Verify = RuleVerifier<BadCallAnalyzer, BadCallFix>;

public sealed class RuleVerifierTests
{
    private const string Before = """
        class C
        {
            void M() { [|Bad|](); [|Bad|](); }
            void Bad() { }
            void Good() { }
        }
        """;

    private const string After = """
        class C
        {
            void M() { Good(); Good(); }
            void Bad() { }
            void Good() { }
        }
        """;

    [Fact]
    public Task Reports_marked_places() => Verify.ReportsAsync(Before);

    [Fact]
    public Task Reports_a_message() => Verify.ReportsAsync(
        "class C { void Bad() => {|#0:Bad|}(); }", Verify.Diagnostic().WithLocation(0).WithArguments("Bad"));

    [Fact]
    public Task StaysSilent_when_nothing_is_wrong() => Verify.SilentAsync(After);

    [Fact]
    public Task Fixes_marked_places() => Verify.FixAsync(Before, After);

    [Fact]
    public Task Fixes_with_a_key() => Verify.FixAsync(Before, After, BadCallFix.Key);

    [Fact]
    public Task OffersNoFix_when_there_is_none() => RuleVerifier<BadCallAnalyzer, EmptyCodeFixProvider>.NoFixAsync(Before);
}
