using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Servers;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF3005: a server that hangs is given up.</summary>
public sealed class InfiniteTimeoutProofs
{
    private const string Rule = "PERF3005";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Gives_a_hanging_server_up(string name)
    {
        var program = await ProofProgram.LoadAsync(Rule, name);

        // Nobody wants to wait a hundred seconds for a test.
        Assert.Contains("TimeSpan.FromSeconds(100)", program.After, StringComparison.Ordinal);
        var after = program.After.Replace("TimeSpan.FromSeconds(100)", "TimeSpan.FromMilliseconds(200)", StringComparison.Ordinal);

        Assert.Null(await RunAsync(program.Before, Conduct.Hangs));
        Assert.Equal("given up", await RunAsync(after, Conduct.Hangs));
        Assert.Equal("ok", await RunAsync(program.Before, Conduct.Answers));
        Assert.Equal("ok", await RunAsync(program.After, Conduct.Answers));
    }

    /// <summary>The answer of the program; null when it still waits after a while.</summary>
    private static async Task<string?> RunAsync(string source, Conduct conduct)
    {
        var program = CompiledProgram<RunAgainst>.Compile(source);
        using var server = new LoopbackServer(conduct);
        var run = program.RunAsync(server.Address, 1);
        return await Task.WhenAny(run, Task.Delay(Patience)) == run ? await run : null;
    }
}
