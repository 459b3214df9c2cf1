namespace PerfAnalyzers.Tests.Analysis.RoundTrips;

/// <summary>SqlSugar, as all rules see it.</summary>
public sealed class SqlSugarTests
{
    private static readonly StoreVerifier SqlSugar = StoreVerifier.OfStub("SqlSugar", Code);

    [Theory]
    [InlineData("foreach (var id in ids) Use(db.Queryable<Order>().Where(o => o.Id == id).{|#0:First()|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await db.Queryable<Order>().Where(o => o.Id == id).{|#0:ToListAsync()|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await orders.{|#0:GetByIdAsync(id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(db.Ado.{|#0:SqlQuery<Order>(\"select * from orders where id = @id\", new { id })|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await {|#0:FindAsync(id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var day in days) Use(db.Queryable<Order>().Where(o => o.Day > day).{|#0:Count()|});", DiagnosticSeverity.Info)]
    public Task Reports_a_question_for_each_element(string statements, DiagnosticSeverity severity) => SqlSugar.ReportsPerElementAsync(statements, severity);

    [Theory]
    [InlineData("Use(db.Queryable<Order>().In(ids).ToList()); foreach (var id in ids) Use(id);")]
    [InlineData("foreach (var id in ids) Use(db.Queryable<Order>().Where(o => o.Id == id));")]
    public Task StaysSilent_when_all_are_asked_for_at_once_or_nothing_is_run(string statements) => SqlSugar.StaysSilentPerElementAsync(statements);

    [Theory]
    [InlineData("Use(db.Queryable<Order>().Where(o => o.Id == 1).[|ToList()|]);", "Use(await db.Queryable<Order>().Where(o => o.Id == 1).ToListAsync(token));")]
    [InlineData("db.Insertable(new Order()).[|ExecuteCommand()|];", "await db.Insertable(new Order()).ExecuteCommandAsync(token);")]
    public Task Fixes_synchronous_questions(string before, string after) => SqlSugar.FixesSynchronousAsync(before, after);

    [Theory]
    [InlineData("Use(await db.Queryable<Order>().[|ToListAsync()|]);")]
    public Task Reports_questions_without_the_token(string statements) => SqlSugar.ReportsMissingTokenAsync(statements);

    private static string Code(string statements) => $$"""
        using SqlSugar;

        public class Order { public int Id { get; set; } public DateTime Day { get; set; } }

        public class Service
        {
            private readonly ISqlSugarClient db = null!;
            private readonly SimpleClient<Order> orders = null!;

            public async Task Run(List<int> ids, List<DateTime> days, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }

            private Task<Order> FindAsync(int id) => db.Queryable<Order>().FirstAsync(o => o.Id == id);

            private static void Use(object? value) => Console.WriteLine(value);
        }
        """;
}
