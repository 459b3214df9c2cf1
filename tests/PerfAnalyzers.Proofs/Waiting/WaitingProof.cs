using PerfAnalyzers.Proofs.Framework;

namespace PerfAnalyzers.Proofs.Waiting;

/// <summary>Runs programs that wait, before the fix of a rule and after it, on a thread that has others to serve.</summary>
internal static class WaitingProof
{
    private const int Seeds = 8;

    public static async Task ExpectAsync(string rule, string name)
    {
        var program = await ProofProgram.LoadAsync(rule, name);
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

    private static async Task<(string Answer, int Blocked)> RunAsync(CompiledProgram<RunWithStore> program, int seed)
    {
        using var thread = new OneThread();
        var store = new PatientStore(thread);
        var answer = await thread.RunAsync(() => program.RunAsync(store, seed));
        return (answer, store.Blocked);
    }
}
