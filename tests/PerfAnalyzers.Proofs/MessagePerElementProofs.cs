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
    private const int Many = 1000;

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Sends_the_same_messages_and_waits_once(string name)
    {
        var program = await ProofProgram.LoadAsync(Rule, name);
        foreach (var count in new[] { 0, 1, 7 })
        {
            var before = await RunAsync(program.Before, count);
            var after = await RunAsync(program.After, count);
            Assert.True(before.Answer == after.Answer, $"{count} messages: expected {before.Answer} but was {after.Answer} in\n{program.After}");
            Assert.Equal(count, before.Commands);
            Assert.Equal(Math.Min(count, 1), after.Commands);
        }
    }

    [Fact]
    public async Task Page_states_what_is_measured()
    {
        var measured = new List<Measurement>();
        foreach (var name in ProofProgram.Names(Rule))
        {
            var program = await ProofProgram.LoadAsync(Rule, name);
            measured.Add(new Measurement(name, Many, await RunAsync(program.Before, Many), await RunAsync(program.After, Many)));
        }

        MeasuredTable.Expect(Rule, "Waits", o => o.Commands, measured);
    }

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
