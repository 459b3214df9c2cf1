using PerfAnalyzers.Proofs.Load;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF1002: the same answers from fewer threads.</summary>
public sealed class SynchronousIoProofs
{
    private const string Rule = "PERF1002";

    public static TheoryData<string> Programs => [.. LoadProof.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Serves_the_same_from_far_fewer_threads(string name) => LoadProof.ExpectAsync(Rule, name);

    [Fact]
    public Task Page_shows_how_long_clients_wait() => LoadProof.ExpectPictureAsync(Rule, "PricesOfStock", "Send", "SendAsync");
}
