namespace PerfAnalyzers.Tests.Analysis.RoundTrips;

/// <summary>OrmLite, as all rules see it.</summary>
public sealed class OrmLiteTests
{
    private static readonly StoreVerifier OrmLite = StoreVerifier.OfStub("ServiceStack.OrmLite", Code);

    [Theory]
    [InlineData("foreach (var id in ids) Use(db.{|#0:SingleById<Order>(id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await db.{|#0:SelectAsync<Order>(o => o.Id == id, token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use({|#0:Find(id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var day in days) Use(db.{|#0:Count<Order>(o => o.Day > day)|});", DiagnosticSeverity.Info)]
    public Task Reports_a_question_for_each_element(string statements, DiagnosticSeverity severity) => OrmLite.ReportsPerElementAsync(statements, severity);

    [Theory]
    [InlineData("Use(db.SelectByIds<Order>(ids)); foreach (var id in ids) Use(id);")]
    public Task StaysSilent_when_all_are_asked_for_at_once_or_nothing_is_run(string statements) => OrmLite.StaysSilentPerElementAsync(statements);

    [Theory]
    [InlineData("Use(db.[|SingleById<Order>(1)|]);", "Use(await db.SingleByIdAsync<Order>(1, token));")]
    [InlineData("Use(db.[|Select<Order>(o => o.Id == 1)|]);", "Use(await db.SelectAsync<Order>(o => o.Id == 1, token));")]
    [InlineData("db.[|InsertAll(new List<Order>())|];", "await db.InsertAllAsync(new List<Order>(), token);")]
    public Task Fixes_synchronous_questions(string before, string after) => OrmLite.FixesSynchronousAsync(before, after);

    [Theory]
    [InlineData("Use(await db.[|SingleByIdAsync<Order>(1)|]);")]
    public Task Reports_questions_without_the_token(string statements) => OrmLite.ReportsMissingTokenAsync(statements);

    private static string Code(string statements) => $$"""
        using System.Data;
        using ServiceStack.OrmLite;

        public class Order { public int Id { get; set; } public DateTime Day { get; set; } }

        public class Service
        {
            private readonly IDbConnection db = null!;

            public async Task Run(List<int> ids, List<DateTime> days, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }

            private Order Find(int id) => db.SingleById<Order>(id);

            private static void Use(object? value) => Console.WriteLine(value);
        }
        """;
}
