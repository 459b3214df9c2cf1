namespace PerfAnalyzers.Tests.Analysis.RoundTrips;

/// <summary>FreeSql, as all rules see it.</summary>
public sealed class FreeSqlTests
{
    private static readonly StoreVerifier Free = StoreVerifier.OfStub("FreeSql", Code);

    [Theory]
    [InlineData("foreach (var id in ids) Use(db.Select<Order>().Where(o => o.Id == id).{|#0:First()|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await db.Select<Order>().Where(o => o.Id == id).{|#0:ToListAsync(token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(db.Select<Order>().Where(o => o.Id == id).{|#0:ToOne(o => o.Day)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use({|#0:Find(id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var day in days) Use(db.Select<Order>().Where(o => o.Day > day).{|#0:Count()|});", DiagnosticSeverity.Info)]
    public Task Reports_a_question_for_each_element(string statements, DiagnosticSeverity severity) => Free.ReportsPerElementAsync(statements, severity);

    [Theory]
    [InlineData("Use(db.Select<Order>().Where(o => ids.Contains(o.Id)).ToList()); foreach (var id in ids) Use(id);")]
    [InlineData("foreach (var id in ids) Use(db.Select<Order>().Where(o => o.Id == id));")]
    public Task StaysSilent_when_all_are_asked_for_at_once_or_nothing_is_run(string statements) => Free.StaysSilentPerElementAsync(statements);

    [Theory]
    [InlineData("Use(db.Select<Order>().[|Any(o => o.Id == 1)|]);", "Use(await db.Select<Order>().AnyAsync(o => o.Id == 1, token));")]
    [InlineData("db.Insert(new Order()).[|ExecuteAffrows()|];", "await db.Insert(new Order()).ExecuteAffrowsAsync(token);")]
    public Task Fixes_synchronous_questions(string before, string after) => Free.FixesSynchronousAsync(before, after);

    [Theory]
    [InlineData("Use(await db.Select<Order>().[|ToListAsync()|]);")]
    public Task Reports_questions_without_the_token(string statements) => Free.ReportsMissingTokenAsync(statements);

    private static string Code(string statements) => $$"""
        using System.Linq;

        public class Order { public int Id { get; set; } public DateTime Day { get; set; } }

        public class Service
        {
            private readonly IFreeSql db = null!;

            public async Task Run(List<int> ids, List<DateTime> days, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }

            private Order Find(int id) => db.Select<Order>().Where(o => o.Id == id).First();

            private static void Use(object? value) => Console.WriteLine(value);
        }
        """;
}
