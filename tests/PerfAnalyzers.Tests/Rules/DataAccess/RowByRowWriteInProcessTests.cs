using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<RowByRowWriteAnalyzer, RowByRowWriteFix>;

/// <summary>Commands of SQLite, whose database is in the process: what a statement per row costs is its transaction.</summary>
public sealed class RowByRowWriteInProcessTests
{
    private const string Insert = "using var command = own.CreateCommand(); command.CommandText = \"INSERT INTO Orders VALUES (@id)\"; command.Parameters.AddWithValue(\"@id\", id); ";
    private const string Own = "using var own = new SqliteConnection(\"Data Source=shop\"); own.Open(); ";

    [Theory]
    [InlineData(Own + "foreach (var id in ids) { " + Insert + "command.{|#0:ExecuteNonQuery()|}; }", "ExecuteNonQuery")]
    [InlineData(Own + "foreach (var id in ids) { " + Insert + "await command.{|#0:ExecuteNonQueryAsync()|}; }", "ExecuteNonQueryAsync")]
    [InlineData(Own + "foreach (var id in ids) own.{|#0:Execute(\"INSERT INTO Orders VALUES (@id)\", new { id })|};", "Execute")]
    [InlineData("System.Data.IDbConnection own = new SqliteConnection(\"Data Source=shop\"); own.Open(); foreach (var id in ids) own.{|#0:Execute(\"INSERT INTO Orders VALUES (@id)\", new { id })|};", "Execute")]
    public Task Reports_statements_that_commit_one_by_one(string statements, string name) => RunAsync(
        statements,
        Verify.Diagnostic().WithLocation(0).WithArguments(name, "writes one row per element of 'ids'", "one transaction around the loop writes to disk once").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    // A transaction is open, or may be.
    [InlineData(Own + "using var transaction = own.BeginTransaction(); foreach (var id in ids) { " + Insert + "command.Transaction = transaction; command.ExecuteNonQuery(); } transaction.Commit();")]
    [InlineData(Own + "await using var transaction = await own.BeginTransactionAsync(); foreach (var id in ids) await own.ExecuteAsync(\"INSERT INTO Orders VALUES (@id)\", new { id }, transaction); await transaction.CommitAsync();")]
    [InlineData(Own + "own.Execute(\"BEGIN IMMEDIATE\"); foreach (var id in ids) own.Execute(\"INSERT INTO Orders VALUES (@id)\", new { id }); own.Execute(\"COMMIT\");")]
    [InlineData("foreach (var id in ids) { using var command = lite.CreateCommand(); command.CommandText = \"DELETE FROM Orders\"; command.ExecuteNonQuery(); }")]
    [InlineData("foreach (var id in ids) lite.Execute(\"INSERT INTO Orders VALUES (@id)\", new { id });")]
    [InlineData("foreach (var id in ids) await AddAsync(id);")]
    public Task StaysSilent_when_there_is_nothing_to_save(string statements) => RunAsync(statements);

    private static Task RunAsync(string statements, params DiagnosticResult[] expected)
    {
        var test = new Verify.Test
        {
            ReferenceAssemblies = References.Stores,
            TestCode = $$"""
                using Dapper;
                using Microsoft.Data.Sqlite;

                public class Writer
                {
                    private readonly SqliteConnection lite = new();

                    public async Task Run(List<int> ids)
                    {
                        await Task.Yield();
                        {{statements}}
                    }

                    private async Task AddAsync(int id)
                    {
                        await using var command = lite.CreateCommand();
                        command.CommandText = "INSERT INTO Orders VALUES (@id)";
                        command.Parameters.AddWithValue("@id", id);
                        await command.ExecuteNonQueryAsync();
                    }
                }
                """,
        };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
