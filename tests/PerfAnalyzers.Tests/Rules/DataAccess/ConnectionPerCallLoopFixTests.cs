using Microsoft.CodeAnalysis.Testing;
using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<ConnectionPerCallAnalyzer, ConnectionPerCallFix>;

/// <summary>Connections to a database that a loop opens for each element.</summary>
public sealed class ConnectionPerCallLoopFixTests
{
    [Theory]
    [InlineData("await using var c = new NpgsqlConnection(text);\n            await c.[|OpenAsync()|];")]
    [InlineData("await using var c = await pool!.[|OpenConnectionAsync()|]; // one for all")]
    public Task Fixes_by_opening_the_connection_before_the_loop(string opening) => FixSinglyAsync(
        InAction($$"""
            foreach (var part in text.Split(','))
                    {
                        {{opening}}
                        await using var cmd = new NpgsqlCommand("insert into parts values (1) on conflict (id) do update set id = 2", c);
                        await using var reader = await cmd.ExecuteReaderAsync();
                    }

                    return text;
            """),
        InAction($$"""
            {{opening.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal).Replace("            await c.", "        await c.", StringComparison.Ordinal)}}
                    foreach (var part in text.Split(','))
                    {
                        await using var cmd = new NpgsqlCommand("insert into parts values (1) on conflict (id) do update set id = 2", c);
                        await using var reader = await cmd.ExecuteReaderAsync();
                    }

                    return text;
            """));

    [Theory]
    [InlineData("await using var cmd = new NpgsqlCommand(\"create temp table seen (id int)\", c); await cmd.ExecuteNonQueryAsync();")]
    [InlineData("await using var cmd = new NpgsqlCommand(\"set search_path to own\", c); await cmd.ExecuteNonQueryAsync();")]
    [InlineData("await using var cmd = new NpgsqlCommand(\"select 1\", c); var reader = await cmd.ExecuteReaderAsync(); await reader.ReadAsync();")]
    [InlineData("await using var cmd = new NpgsqlCommand(\"select 1\", c); await cmd.ExecuteNonQueryAsync(); await c.CloseAsync();")]
    [InlineData("var transaction = await c.BeginTransactionAsync(); await transaction.CommitAsync();")]
    [InlineData("const string sql = \"create temp table seen (id int)\"; await using var cmd = new NpgsqlCommand(sql, c); await cmd.ExecuteNonQueryAsync();")]
    [InlineData("await using var cmd = c.CreateCommand(); cmd.CommandText = part; await cmd.ExecuteNonQueryAsync();")]
    [InlineData("await using var cmd = new NpgsqlCommand(part, c); await cmd.ExecuteNonQueryAsync();")]
    [InlineData("await using var cmd = new NpgsqlCommand($\"create temp table {part} (id int)\", c); await cmd.ExecuteNonQueryAsync();")]
    [InlineData("await using var cmd = new NpgsqlCommand(\"select 1\", c); await cmd.ExecuteNonQueryAsync(); SetUp(c);")]
    public Task OffersNoFix_when_a_round_leaves_something_behind_in_its_connection(string statements)
    {
        var source = InAction("foreach (var part in text.Split(',')) { await using var c = new NpgsqlConnection(text); await c.[|OpenAsync()|]; " + statements + " } return text;");
        return FixSinglyAsync(source, source);
    }

    private static Task FixSinglyAsync(string before, string after)
    {
        var test = new Verify.Test { TestCode = before, FixedCode = after, CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck, ReferenceAssemblies = References.Stores };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string InAction(string statements) => $$"""
        using Npgsql;

        public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private static readonly NpgsqlDataSource? pool;

            private static void SetUp(NpgsqlConnection connection) => Console.WriteLine(connection.State);

            public async Task<object?> GetAsync(string text)
            {
                {{statements}}
            }
        }
        """;
}
