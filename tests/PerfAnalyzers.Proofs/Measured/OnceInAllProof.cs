using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Shop;

namespace PerfAnalyzers.Proofs.Measured;

/// <summary>Runs programs that do something for every element before the fix of a rule, and once in all after it.</summary>
/// <param name="rule">The rule.</param>
/// <param name="counted">What is done, as the table of the page calls it.</param>
/// <param name="runAsync">Runs a source with so many elements; the commands of the outcome are what is counted.</param>
internal sealed class OnceInAllProof(string rule, string counted, Func<string, int, Task<Outcome>> runAsync)
{
    public async Task ExpectAsync(string name, params int[] sizes)
    {
        var program = await ProofProgram.LoadAsync(rule, name);
        foreach (var size in sizes)
        {
            var before = await runAsync(program.Before, size);
            var after = await runAsync(program.After, size);
            Assert.True(before.Answer == after.Answer, $"{size} elements: expected {before.Answer} but was {after.Answer} in\n{program.After}");
            Assert.Equal(size, before.Commands);
            Assert.Equal(Math.Min(size, 1), after.Commands);
        }
    }

    public async Task ExpectTableAsync(int size)
    {
        var measured = new List<Measurement>();
        foreach (var name in ProofProgram.Names(rule))
        {
            var program = await ProofProgram.LoadAsync(rule, name);
            measured.Add(new Measurement(name, size, await runAsync(program.Before, size), await runAsync(program.After, size)));
        }

        MeasuredTable.Expect(rule, counted, o => o.Commands, measured);
    }
}
