using System.Diagnostics;
using MassTransit;
using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Measured;
using PerfAnalyzers.Proofs.Messages;
using PerfAnalyzers.Proofs.Shop;
using PerfAnalyzers.Proofs.Waiting;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF2020: the same messages, waited for together.</summary>
public sealed class MessagePerElementProofs
{
    private const string Rule = "PERF2020";

    private static readonly OnceInAllProof Proof = new(Rule, "Waits", RunAsync);

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Sends_the_same_messages_and_waits_once(string name) => Proof.ExpectAsync(name, 0, 1, 7);

    [Fact]
    public Task Page_states_what_is_measured() => Proof.ExpectTableAsync(1000);

    private static async Task<Outcome> RunAsync(string source, int count)
    {
        var program = CompiledProgram<RunWithBroker>.Compile(source);
        var ledger = new CountingBroker.Ledger();
        var ids = Enumerable.Range(1, count).Select(i => i * 7 % 5).ToList();
        using var thread = new OneThread();
        var watch = Stopwatch.StartNew();
        await thread.RunAsync(async () =>
        {
            await program.RunAsync(CountingBroker.Create<IPublishEndpoint>(ledger), CountingBroker.Create<ISendEndpoint>(ledger), ids);
            return true;
        });

        // In any order: that is what the title of the action says.
        return new Outcome(string.Join(' ', ledger.Messages.Order()), Queries: 0, ledger.Waits, Saves: 0, watch.Elapsed);
    }
}
