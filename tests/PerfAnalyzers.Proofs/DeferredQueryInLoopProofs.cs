using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Memory;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF4010: the same answers from a query that runs once.</summary>
public sealed class DeferredQueryInLoopProofs
{
    private const string Rule = "PERF4010";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same(string name) => MemoryProof.ExpectAsync(Rule, name);

    [Fact]
    public Task Page_states_what_is_measured() => MemoryProof.ExpectTableAsync(Rule);

    [Fact]
    public Task Page_shows_how_time_grows() =>
        MemoryProof.ExpectPictureAsync(Rule, "SetOfKeys", "A query asked per element of another list, milliseconds", "query per element", "set");
}
