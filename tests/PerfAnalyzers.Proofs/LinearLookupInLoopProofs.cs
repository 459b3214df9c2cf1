using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Memory;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF4001: the same answers from an index.</summary>
public sealed class LinearLookupInLoopProofs
{
    private const string Rule = "PERF4001";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same(string name) => MemoryProof.ExpectAsync(Rule, name);

    [Fact]
    public Task Page_states_what_is_measured() => MemoryProof.ExpectTableAsync(Rule);

    [Fact]
    public Task Page_shows_how_time_grows() =>
        MemoryProof.ExpectPictureAsync(Rule, "FirstById", "An element of another list by its id, milliseconds", "search per element", "dictionary");
}
