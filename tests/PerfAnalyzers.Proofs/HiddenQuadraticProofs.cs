using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Memory;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF4008: the same answers from a set.</summary>
public sealed class HiddenQuadraticProofs
{
    private const string Rule = "PERF4008";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Answers_the_same(string name) => MemoryProof.ExpectAsync(Rule, name);

    [Fact]
    public Task Page_states_what_is_measured() => MemoryProof.ExpectTableAsync(Rule);

    [Fact]
    public Task Page_shows_how_time_grows() =>
        MemoryProof.ExpectPictureAsync(Rule, "SetOfCodes", "A method that searches a list, called per element, milliseconds", "search per call", "set");
}
