using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Memory;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF4002: the same answers from a lookup.</summary>
public sealed class NestedLoopJoinProofs
{
    private const string Rule = "PERF4002";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same(string name) => MemoryProof.ExpectAsync(Rule, name);

    [Fact]
    public Task Page_states_what_is_measured() => MemoryProof.ExpectTableAsync(Rule);

    [Fact]
    public Task Page_shows_how_time_grows() =>
        MemoryProof.ExpectPictureAsync(Rule, "PairsById", "Pairs of two lists with the same id, milliseconds", "nested loops", "lookup");
}
