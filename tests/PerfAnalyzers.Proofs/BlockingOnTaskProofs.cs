using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Load;
using PerfAnalyzers.Proofs.Waiting;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF1001: the same answers, and a thread that serves others meanwhile.</summary>
public sealed class BlockingOnTaskProofs
{
    private const string Rule = "PERF1001";
    private const int Seeds = 8;

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    public static TheoryData<string> Servers => [.. LoadProof.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Answers_the_same_without_blocking_the_thread(string name)
    {
        var program = await ProofProgram.LoadAsync(Rule, name);
        var before = CompiledProgram<RunWithStore>.Compile(program.Before);
        var after = CompiledProgram<RunWithStore>.Compile(program.After);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (expected, blocked) = await RunAsync(before, seed);
            var (actual, blockedAfter) = await RunAsync(after, seed);
            Assert.True(expected == actual, $"Seed {seed}: expected {expected} but was {actual} in\n{program.After}");
            Assert.True(blocked > 0, "The program does not block before the fix.");
            Assert.True(blockedAfter == 0, $"Seed {seed}: the thread was blocked {blockedAfter} times in\n{program.After}");
        }
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public Task Serves_the_same_from_far_fewer_threads(string name) => LoadProof.ExpectAsync(Rule, name);

    [Fact]
    public Task Page_shows_how_long_clients_wait() => LoadProof.ExpectPictureAsync(Rule, "PricesOfStock", "Result", "await");

    private static async Task<(string Answer, int Blocked)> RunAsync(CompiledProgram<RunWithStore> program, int seed)
    {
        using var thread = new OneThread();
        var store = new PatientStore(thread);
        var answer = await thread.RunAsync(() => program.RunAsync(store, seed));
        return (answer, store.Blocked);
    }
}
