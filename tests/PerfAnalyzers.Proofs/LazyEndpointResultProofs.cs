using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Proofs.Shop;

namespace PerfAnalyzers.Proofs;

/// <summary>PERF6002: the same answers, and no thread that waits for the database.</summary>
public sealed class LazyEndpointResultProofs
{
    private const string Rule = "PERF6002";

    public static TheoryData<string> Programs => [.. ProofProgram.Names(Rule)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Answers_the_same_without_a_thread_that_waits(string name)
    {
        foreach (var rows in new[] { 0, 7, 200 })
        {
            var (before, after) = await EndpointProof.AskAsync(Rule, name, rows, "");
            Assert.Equal(before.Answer, after[0].Answer);
            Assert.Equal((1, 0), (before.Waits, after[0].Waits));
        }
    }

    [Fact]
    public async Task A_query_that_is_the_answer_is_read_asynchronously()
    {
        using var database = await ShopDatabase.OfSizeAsync(20);
        var outcome = await EndpointProof.AskAsync(database, """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Routing;
            using PerfAnalyzers.Proofs.Shop;

            public static class Program
            {
                public static void Map(IEndpointRouteBuilder server) => server.MapGet("/orders", (ShopContext db) => db.Orders.Where(o => o.Id > 3));
            }
            """);
        Assert.Equal((1, 0), (outcome.Commands, outcome.Waits));
    }

    [Fact]
    public Task Page_states_what_is_measured() => EndpointProof.ExpectTableAsync(Rule, "Waits", o => o.Waits, 1000);
}
