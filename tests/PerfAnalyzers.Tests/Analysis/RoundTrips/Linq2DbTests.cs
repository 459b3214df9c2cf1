namespace PerfAnalyzers.Tests.Analysis.RoundTrips;

/// <summary>LINQ to DB, as all rules see it.</summary>
public sealed class Linq2DbTests
{
    private static readonly StoreVerifier Linq2Db = new(References.Linq2Db, [], Code);

    [Theory]
    [InlineData("foreach (var id in ids) Use(db.Orders.{|#0:FirstOrDefault(o => o.Id == id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(db.GetTable<Order>().Where(o => o.Id == id).{|#0:ToList()|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await db.Orders.Where(o => o.Id == id).{|#0:ToListAsync(token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await db.Orders.{|#0:CountAsync(o => o.Id == id, token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) db.Orders.{|#0:Delete(o => o.Id == id)|};", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use({|#0:Find(id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var day in days) Use(db.Orders.{|#0:Count(o => o.Day > day)|});", DiagnosticSeverity.Info)]
    public Task Reports_a_question_for_each_element(string statements, DiagnosticSeverity severity) => Linq2Db.ReportsPerElementAsync(statements, severity);

    [Theory]
    [InlineData("Use(db.Orders.Where(o => ids.Contains(o.Id)).ToList()); foreach (var id in ids) Use(id);")]
    [InlineData("foreach (var id in ids) Use(db.Orders.Where(o => o.Id == id));")]
    [InlineData("var all = new List<Order>(); foreach (var id in ids) all.Add(new Order { Id = id }); await db.BulkCopyAsync(all, token);")]
    [InlineData("foreach (var id in ids) Use(new List<Order>().AsQueryable().Count(o => o.Id == id));")]
    public Task StaysSilent_when_all_are_asked_for_at_once_or_nothing_is_run(string statements) => Linq2Db.StaysSilentPerElementAsync(statements);

    [Theory]
    [InlineData("Use(db.Orders.Where(o => o.Id == 1).[|ToList()|]);", "Use(await db.Orders.Where(o => o.Id == 1).ToListAsync(token));")]
    [InlineData("Use(db.Orders.[|First(o => o.Id == 1)|]);", "Use(await db.Orders.FirstAsync(o => o.Id == 1, token));")]
    [InlineData("db.[|Insert(new Order())|];", "await db.InsertAsync(new Order(), token: token);")]
    [InlineData("db.Orders.[|Delete(o => o.Id == 1)|];", "await db.Orders.DeleteAsync(o => o.Id == 1, token);")]
    public Task Fixes_synchronous_questions(string before, string after) => Linq2Db.FixesSynchronousAsync(before, after);

    [Theory]
    [InlineData("Use(await db.Orders.Where(o => o.Id == 1).[|ToListAsync()|]);")]
    [InlineData("await db.[|InsertAsync(new Order())|];")]
    public Task Reports_questions_without_the_token(string statements) => Linq2Db.ReportsMissingTokenAsync(statements);

    private static string Code(string statements) => $$"""
        using LinqToDB;
        using LinqToDB.Async;
        using LinqToDB.Data;

        public class Order { public int Id { get; set; } public DateTime Day { get; set; } }

        public class Shop : DataConnection { public ITable<Order> Orders => this.GetTable<Order>(); }

        public class Service
        {
            private readonly Shop db = null!;

            public async Task Run(List<int> ids, List<DateTime> days, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }

            private Order? Find(int id) => db.Orders.FirstOrDefault(o => o.Id == id);

            private static void Use(object? value) => Console.WriteLine(value);
        }
        """;
}
