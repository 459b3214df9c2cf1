using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<RowByRowWriteAnalyzer, Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

/// <summary>Rows that a method writes which is called per element.</summary>
public sealed class RowByRowWriteCallTests
{
    private const string Dapper = "await connection.ExecuteAsync(\"update lines set booked = @amount where id = @id\", new { id, amount });";

    [Theory]
    [InlineData(Dapper)]
    [InlineData("const string sql = \"insert into lines (id, booked) values (@id, @amount)\"; using var own = new SqlConnection(\"\"); await own.ExecuteAsync(new CommandDefinition(sql, new { id, amount }));")]
    [InlineData("await using var command = sql.CreateCommand(); command.CommandText = \"delete from lines where id = @id\"; command.Parameters.AddWithValue(\"id\", id); await command.ExecuteNonQueryAsync();")]
    [InlineData("using var command = new SqlCommand(\"update lines set booked = 1 where id = @id\", sql); command.Parameters.AddWithValue(\"id\", id); if (sql.State == System.Data.ConnectionState.Closed) await sql.OpenAsync(); await command.ExecuteNonQueryAsync();")]
    [InlineData("await connection.ExecuteAsync($\"update {Table} set booked = 1 where id = @id\", new { id });")]
    public Task Reports_statements_behind_a_method(string body) => CallsAsync("foreach (var id in ids) await store.[|BookAsync(id, 1)|];", body);

    [Theory]
    [InlineData("foreach (var id in ids) { if (id > 3) await store.[|BookAsync(id, 1)|]; }")]
    [InlineData("for (var i = 0; i < ids.Count; i++) await store.[|BookAsync(ids[i], i)|];")]
    [InlineData("foreach (var (id, amount) in amounts) { var known = await store.FindAsync(id); await store.[|BookAsync(id, known + amount)|]; }")]
    [InlineData("var count = 0; foreach (var id in ids) { await store.[|BookAsync(id, count)|]; count++; }")]
    [InlineData("await Task.WhenAll(ids.Select(id => store.[|BookAsync(id, 1)|]));")]
    [InlineData("foreach (var id in ids) await behind.[|BookAsync(id, 1)|];")]
    public Task Reports_loops_that_call_it(string statements) => CallsAsync(statements, Dapper);

    [Theory]
    // Nothing of the element, or of few.
    [InlineData("foreach (var id in ids) await store.BookAsync(3, 1);", Dapper)]
    [InlineData("foreach (var id in new[] { 1, 2 }) await store.BookAsync(id, 1);", Dapper)]
    [InlineData("foreach (var chunk in ids.Chunk(100)) await store.BookAllAsync(chunk);", Dapper)]
    // The row says how far the work has come.
    [InlineData("foreach (var id in ids) { await mediator.Publish(id); await store.BookAsync(id, 1); }", Dapper)]
    [InlineData("foreach (var id in ids) { await store.BookAsync(id, 1); await Task.Delay(100); }", Dapper)]
    [InlineData("foreach (var id in ids) { await File.WriteAllTextAsync(id + \".txt\", \"\"); await store.BookAsync(id, 1); }", Dapper)]
    [InlineData("foreach (var id in ids) { try { await store.BookAsync(id, 1); } catch (Exception) { } }", Dapper)]
    [InlineData("foreach (var id in ids) { using var own = new SqlConnection(id.ToString()); await new Store(own, own).BookAsync(id, 1); }", Dapper)]
    // More than one statement, or another one each time.
    [InlineData("foreach (var id in ids) await store.BookAsync(id, 1);", "using var transaction = await sql.BeginTransactionAsync(); " + Dapper + " await transaction.CommitAsync();")]
    [InlineData("foreach (var id in ids) await store.BookAsync(id, 1);", "if (await connection.ExecuteScalarAsync<int>(\"select booked from lines where id = @id\", new { id }) == 0) " + Dapper)]
    [InlineData("foreach (var id in ids) await store.BookAsync(id, 1);", "await connection.ExecuteAsync(\"EXEC Book @id\", new { id });")]
    [InlineData("foreach (var name in names) await store.ClearAsync(name);", Dapper)]
    public Task StaysSilent_when_the_call_is_more_or_less_than_a_row(string statements, string body) => CallsAsync(statements, body);

    private static Task CallsAsync(string statements, string body) => new Verify.Test
    {
        ReferenceAssemblies = References.Stores,
        TestCode = $$"""
            using Dapper;
            using Microsoft.Data.SqlClient;
            public interface IMediator { Task Publish(object what); }
            public interface IStore { Task BookAsync(int id, int amount); }
            public class Store : IStore
            {
                private const string Table = "lines";
                private readonly System.Data.IDbConnection connection;
                private readonly SqlConnection sql;

                public Store(System.Data.IDbConnection connection, SqlConnection sql) { this.connection = connection; this.sql = sql; }

                public async Task BookAsync(int id, int amount)
                {
                    {{body}}
                }

                public Task BookAllAsync(int[] chunk) => connection.ExecuteAsync("update lines set booked = 1 where id in @chunk", new { chunk });
                public Task ClearAsync(string name) => connection.ExecuteAsync($"delete from {name}");
                public async Task<int> FindAsync(int id) => await connection.ExecuteScalarAsync<int>("select booked from lines where id = @id", new { id });
            }
            public class Booking
            {
                private readonly Store store; private readonly IStore behind; private readonly IMediator mediator;

                public Booking(Store store, IStore behind, IMediator mediator) { this.store = store; this.behind = behind; this.mediator = mediator; }

                public async Task Run(List<int> ids, Dictionary<int, int> amounts, List<string> names)
                {
                    {{statements}}
                    await Task.Yield();
                }
            }
            """,
    }.RunAsync(TestContext.Current.CancellationToken);
}
