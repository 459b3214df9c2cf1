namespace PerfAnalyzers.Tests.Analysis.RoundTrips;

/// <summary>Sessions, queries and criteria of NHibernate, as all rules see them.</summary>
public sealed class NHibernateTests
{
    private static readonly StoreVerifier NHibernate = StoreVerifier.OfStub("NHibernate", Code);

    [Theory]
    [InlineData("foreach (var id in ids) Use(session.{|#0:Get<Order>(id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await session.{|#0:GetAsync<Order>(id, token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(session.Query<Order>().{|#0:FirstOrDefault(o => o.Id == id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(session.Query<Order>().Where(o => o.Id == id).{|#0:ToList()|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await session.Query<Order>().Where(o => o.Id == id).{|#0:ToListAsync(token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use((from o in session.Query<Order>() where o.Id == id select o.Day).{|#0:Count()|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(session.QueryOver<Order>().Where(o => o.Id == id).{|#0:SingleOrDefault()|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(session.CreateQuery(\"from Order o where o.Id = :id\").SetParameter(\"id\", id).{|#0:List<Order>()|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) session.Query<Order>().Where(o => o.Id == id).{|#0:Delete()|};", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use({|#0:Find(id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var day in days) Use(session.Query<Order>().{|#0:Count(o => o.Day > day)|});", DiagnosticSeverity.Info)]
    [InlineData("var known = session.Query<Order>().ToList(); foreach (var o in known) Use(session.{|#0:Get<Order>(o.Parent)|});", DiagnosticSeverity.Info)]
    public Task Reports_a_question_for_each_element(string statements, DiagnosticSeverity severity) => NHibernate.ReportsPerElementAsync(statements, severity);

    [Theory]
    [InlineData("Use(session.Query<Order>().Where(o => ids.Contains(o.Id)).ToList()); foreach (var id in ids) Use(id);")]
    [InlineData("foreach (var id in ids) { session.Save(new Order { Id = id }); session.Delete(session.Load<Order>(id)); }")]
    [InlineData("foreach (var id in ids) Use(session.QueryOver<Order>().Where(o => o.Id == id));")]
    [InlineData("var all = new List<IEnumerable<Order>>(); foreach (var id in ids) all.Add(session.Query<Order>().Where(o => o.Id == id).ToFuture()); Use(all);")]
    [InlineData("foreach (var id in ids) Use(new List<Order>().AsQueryable().Count(o => o.Id == id));")]
    public Task StaysSilent_when_all_are_asked_for_at_once_or_nothing_is_run(string statements) => NHibernate.StaysSilentPerElementAsync(statements);

    [Theory]
    [InlineData("Use(session.[|Get<Order>(1)|]);", "Use(await session.GetAsync<Order>(1, token));")]
    [InlineData("Use(session.Query<Order>().Where(o => o.Id == 1).[|ToList()|]);", "Use(await session.Query<Order>().Where(o => o.Id == 1).ToListAsync(token));")]
    [InlineData("var q = session.Query<Order>().Where(o => o.Id == 1); Use(q.[|FirstOrDefault()|]);", "var q = session.Query<Order>().Where(o => o.Id == 1); Use(await q.FirstOrDefaultAsync(token));")]
    [InlineData("Use(session.CreateQuery(\"from Order\").[|List<Order>()|]);", "Use(await session.CreateQuery(\"from Order\").ListAsync<Order>(token));")]
    [InlineData("Use(session.QueryOver<Order>().[|RowCount()|]);", "Use(await session.QueryOver<Order>().RowCountAsync(token));")]
    [InlineData("session.[|Flush()|];", "await session.FlushAsync(token);")]
    [InlineData("using var work = session.BeginTransaction(); work.[|Commit()|];", "using var work = session.BeginTransaction(); await work.CommitAsync(token);")]
    public Task Fixes_synchronous_questions(string before, string after) => NHibernate.FixesSynchronousAsync(before, after);

    [Theory]
    [InlineData("Use(session.Query<Order>().[|First()|]);", "Use(await session.Query<Order>().FirstAsync(token));")]
    [InlineData("foreach (var o in session.Query<Order>()) Use(o);", "foreach (var o in session.Query<Order>()) Use(o);")]
    public Task Fixes_with_the_operators_of_its_own_beside_those_of_EF_Core(string before, string after) =>
        (NHibernate with { References = References.EfCore10 }).FixesSynchronousAsync(before, after);

    [Theory]
    [InlineData("foreach (var id in ids) Use(session.Query<Order>().{|#0:First(o => o.Id == id)|});")]
    [InlineData("foreach (var id in ids) foreach (var o in {|#0:session.Query<Order>().Where(o => o.Id == id)|}) Use(o);")]
    public Task Reports_a_question_for_each_element_beside_EF_Core(string statements) =>
        (NHibernate with { References = References.EfCore10 }).ReportsPerElementAsync(statements, DiagnosticSeverity.Warning);

    [Fact]
    public Task StaysSilent_when_the_operator_to_await_could_be_of_either_library() =>
        (NHibernate with { References = References.EfCore10, Write = s => "using Microsoft.EntityFrameworkCore;\n" + Code(s) })
            .FixesSynchronousAsync("Use(session.Query<Order>().First());", "Use(session.Query<Order>().First());");

    [Theory]
    [InlineData("Use(await session.[|GetAsync<Order>(1)|]);")]
    [InlineData("Use(await session.Query<Order>().Where(o => o.Id == 1).[|ToListAsync()|]);")]
    public Task Reports_questions_without_the_token(string statements) => NHibernate.ReportsMissingTokenAsync(statements);

    [Theory]
    [InlineData("foreach (var id in ids) { session.Save(new Order { Id = id }); session.[|Flush()|]; }")]
    [InlineData("foreach (var id in ids) { using var work = session.[|BeginTransaction()|]; session.Save(new Order { Id = id }); work.Commit(); }")]
    public Task Reports_a_save_for_each_element(string statements) => NHibernate.ReportsSavesAsync(statements);

    [Theory]
    [InlineData("Use(session.Get<Order>(1)); Use(session.Get<Order>(1));")]
    [InlineData("var a = session.Query<Order>().Where(o => o.Id == 1).ToList(); var b = session.Query<Order>().Where(o => o.Id == 1).[|ToList()|]; Use(a); Use(b);")]
    public Task Reports_what_is_asked_twice_and_not_held_by_the_session(string statements) => NHibernate.ReportsRepeatedAsync(statements);

    private static string Code(string statements) => $$"""
        using NHibernate;
        using NHibernate.Linq;

        public class Order { public int Id { get; set; } public int Parent { get; set; } public DateTime Day { get; set; } }

        public class Service
        {
            private readonly ISession session = null!;

            public async Task Run(List<int> ids, List<DateTime> days, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }

            private Order? Find(int id) => session.Query<Order>().FirstOrDefault(o => o.Id == id);

            private static void Use(object? value) => Console.WriteLine(value);
        }
        """;
}
