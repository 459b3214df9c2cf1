using System.Text.Json;
using PerfAnalyzers.Proofs.Framework;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF6001: pages that together are the whole answer, each read from as many rows as it has.</summary>
public sealed class UnpagedEndpointProofs
{
    private const string Rule = "PERF6001";
    private const int UsualSize = 20;

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Pages_are_what_the_whole_answer_was(string name)
    {
        var (before, after) = await EndpointProof.AskAsync(Rule, name, 130, "", "?page=1&pageSize=50", "?page=2&pageSize=50", "?page=3&pageSize=50", "?page=-1&pageSize=1000000");
        var all = Rows(before.Answer);
        Assert.Equal(all.Take(UsualSize), Rows(after[0].Answer));

        // The last read finds that there are no more.
        Assert.Equal(UsualSize + 1, after[0].Rows);
        Assert.Equal(all, after[1..4].SelectMany(p => Rows(p.Answer)));
        Assert.Equal(all.Take(100), Rows(after[4].Answer));
        Assert.All(after, page => Assert.Equal(1, page.Commands));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_page_is_empty_where_there_is_nothing(string name)
    {
        var (before, after) = await EndpointProof.AskAsync(Rule, name, 0, "", "?page=7");
        Assert.Equal("[]", before.Answer);
        Assert.All(after, page => Assert.Equal("[]", page.Answer));
    }

    [Fact]
    public Task Page_states_what_is_measured() => EndpointProof.ExpectTableAsync(Rule, "Rows", o => o.Rows, 1000, 10000);

    private static IEnumerable<string> Rows(string answer) => [.. JsonDocument.Parse(answer).RootElement.EnumerateArray().Select(e => e.GetRawText())];
}
