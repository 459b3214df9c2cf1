namespace PerfAnalyzers.Tests.Analysis.RoundTrips;

/// <summary>Documents and streams of events in Marten, as all rules see them.</summary>
public sealed class MartenTests
{
    private static readonly StoreVerifier Marten = StoreVerifier.OfStub("Marten", Code);

    [Theory]
    [InlineData("foreach (var id in ids) Use(await session.{|#0:LoadAsync<Order>(id, token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(session.{|#0:Load<Order>(id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await session.Query<Order>().Where(o => o.Customer == id).{|#0:ToListAsync(token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await session.Query<Order>().{|#0:FirstOrDefaultAsync(o => o.Id == id, token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(session.Query<Order>().Where(o => o.Id == id).{|#0:ToList()|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) { var q = session.Query<Order>().Where(o => o.Id == id); Use(q.{|#0:Count()|}); }", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) foreach (var o in {|#0:session.Query<Order>().Where(o => o.Customer == id)|}) Use(o);", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await session.Events.{|#0:AggregateStreamAsync<Order>(id, token: token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await {|#0:FindAsync(id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use({|#0:Find(id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(All().{|#0:FirstOrDefault(o => o.Id == id)|});", DiagnosticSeverity.Info)]
    [InlineData("foreach (var day in days) Use(await session.Query<Order>().{|#0:CountAsync(o => o.Day > day, token)|});", DiagnosticSeverity.Info)]
    [InlineData("foreach (var o in orders) Use(await session.{|#0:LoadManyAsync<Order>(token, o.Lines)|});", DiagnosticSeverity.Info)]
    [InlineData("var known = await session.LoadManyAsync<Order>(token, ids); foreach (var o in known) Use(await session.{|#0:LoadAsync<Order>(o.Customer, token)|});", DiagnosticSeverity.Info)]
    public Task Reports_a_question_for_each_element(string statements, DiagnosticSeverity severity) => Marten.ReportsPerElementAsync(statements, severity);

    [Theory]
    [InlineData("var known = await session.Query<Order>().Include<Order>(o => o.Customer, Use).ToListAsync(token); foreach (var o in known) Use(await session.LoadAsync<Order>(o.Customer, token));")]
    [InlineData("Use(await session.LoadManyAsync<Order>(token, ids)); foreach (var id in ids) Use(id);")]
    [InlineData("foreach (var id in ids) { session.Delete<Order>(id); session.Store(new Order { Id = id }); session.Events.Append(id, new Order()); }")]
    [InlineData("var batch = session.CreateBatchQuery(); var all = new List<Task<Order>>(); foreach (var id in ids) all.Add(batch.Load<Order>(id)); await batch.Execute(token); Use(all);")]
    [InlineData("IQueryable<Order> q = session.Query<Order>(); foreach (var id in ids) q = q.Where(o => o.Id != id); Use(q);")]
    [InlineData("foreach (var id in ids) Use(orders.AsQueryable().Where(o => o.Id == id).ToList());")]
    [InlineData("var all = session.Query<Order>().ToList(); foreach (var id in ids) Use(all.AsQueryable().FirstOrDefault(o => o.Id == id));")]
    public Task StaysSilent_when_all_are_asked_for_at_once_or_nothing_is_run(string statements) => Marten.StaysSilentPerElementAsync(statements);

    [Theory]
    [InlineData("Use(session.[|Load<Order>(ids[0])|]);", "Use(await session.LoadAsync<Order>(ids[0], token));")]
    [InlineData("Use(session.Query<Order>().[|FirstOrDefault(o => o.Id == ids[0])|]);", "Use(await session.Query<Order>().FirstOrDefaultAsync(o => o.Id == ids[0], token));")]
    [InlineData("Use(session.Query<Order>().Where(o => o.Id == ids[0]).[|Count()|]);", "Use(await session.Query<Order>().Where(o => o.Id == ids[0]).CountAsync(token));")]
    [InlineData("session.Store(new Order()); session.[|SaveChanges()|];", "session.Store(new Order()); await session.SaveChangesAsync(token);")]
    [InlineData("Use(session.Query<Order>().ToList()); foreach (var o in session.Query<Order>()) Use(o);", "Use(session.Query<Order>().ToList()); foreach (var o in session.Query<Order>()) Use(o);")]
    [InlineData("Use(orders.AsQueryable().First());", "Use(orders.AsQueryable().First());")]
    public Task Fixes_synchronous_questions(string before, string after) => Marten.FixesSynchronousAsync(before, after);

    [Theory]
    [InlineData("Use(await session.[|LoadAsync<Order>(ids[0])|]);")]
    [InlineData("Use(await session.Query<Order>().Where(o => o.Id == ids[0]).[|ToListAsync()|]);")]
    [InlineData("session.Store(new Order()); await session.[|SaveChangesAsync()|];")]
    public Task Reports_questions_without_the_token(string statements) => Marten.ReportsMissingTokenAsync(statements);

    [Theory]
    [InlineData("foreach (var o in orders) { o.Day = default; session.Store(o); await session.[|SaveChangesAsync(token)|]; }")]
    [InlineData("foreach (var o in orders) { await using var own = store.LightweightSession(); own.Store(o); await own.SaveChangesAsync(token); }")]
    public Task Reports_a_save_for_each_element(string statements) => Marten.ReportsSavesAsync(statements);

    [Theory]
    [InlineData("Use(await session.LoadAsync<Order>(ids[0], token)); Use(await session.LoadAsync<Order>(ids[0], token));")]
    [InlineData("var a = await session.Query<Order>().Where(o => o.Id == ids[0]).ToListAsync(token); var b = await session.Query<Order>().Where(o => o.Id == ids[0]).[|ToListAsync(token)|]; Use(a); Use(b);")]
    public Task Reports_what_is_asked_twice_and_not_held_by_the_session(string statements) => Marten.ReportsRepeatedAsync(statements);

    private static string Code(string statements) => $$"""
        using Marten;

        public class Order { public Guid Id { get; set; } public Guid Customer { get; set; } public DateTime Day { get; set; } public Guid[] Lines { get; set; } = new Guid[0]; }

        public class Service
        {
            private readonly IDocumentStore store = null!;
            private readonly IDocumentSession session = null!;

            public async Task Run(List<Guid> ids, List<DateTime> days, List<Order> orders, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }

            private async Task<Order?> FindAsync(Guid id) => await session.LoadAsync<Order>(id);

            private Order? Find(Guid id) => session.Query<Order>().FirstOrDefault(o => o.Id == id);

            private IQueryable<Order> All() => session.Query<Order>();

            private static void Use(object? value) => Console.WriteLine(value);
        }
        """;
}
