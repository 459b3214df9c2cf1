namespace PerfAnalyzers.Tests.Analysis.RoundTrips;

/// <summary>Sessions of RavenDB, as all rules see them.</summary>
public sealed class RavenTests
{
    private static readonly StoreVerifier Raven = StoreVerifier.OfStub("Raven.Client", Code);

    [Theory]
    [InlineData("foreach (var id in ids) Use(await session.{|#0:LoadAsync<Order>(id, token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(old.{|#0:Load<Order>(id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await session.Query<Order>().Where(o => o.Customer == id).{|#0:ToListAsync(token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(old.Query<Order>().{|#0:FirstOrDefault(o => o.Customer == id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await {|#0:FindAsync(id)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var o in orders) Use(await session.{|#0:LoadAsync<Order>(o.Lines, token)|});", DiagnosticSeverity.Info)]
    [InlineData("var known = await session.LoadAsync<Order>(ids, token); foreach (var o in known.Values) Use(await session.{|#0:LoadAsync<Order>(o.Customer, token)|});", DiagnosticSeverity.Info)]
    public Task Reports_a_question_for_each_element(string statements, DiagnosticSeverity severity) => Raven.ReportsPerElementAsync(statements, severity);

    [Theory]
    [InlineData("Use(await session.LoadAsync<Order>(ids, token)); foreach (var id in ids) Use(id);")]
    [InlineData("foreach (var id in ids) { session.Delete(id); await session.StoreAsync(new Order { Id = id }, token); }")]
    [InlineData("var known = await session.Query<Order>().Include(o => o.Customer).ToListAsync(token); foreach (var o in known) Use(await session.LoadAsync<Order>(o.Customer, token));")]
    [InlineData("var all = new List<object>(); foreach (var id in ids) all.Add(session.Query<Order>().Where(o => o.Id == id).Lazily()); Use(all);")]
    public Task StaysSilent_when_all_are_asked_for_at_once_or_nothing_is_run(string statements) => Raven.StaysSilentPerElementAsync(statements);

    [Theory]
    [InlineData("Use(old.Query<Order>().Where(o => o.Id == \"a\").[|ToList()|]);", "Use(await old.Query<Order>().Where(o => o.Id == \"a\").ToListAsync(token));")]
    [InlineData("Use(old.Load<Order>(\"a\")); old.SaveChanges();", "Use(old.Load<Order>(\"a\")); old.SaveChanges();")]
    public Task Fixes_synchronous_questions(string before, string after) => Raven.FixesSynchronousAsync(before, after);

    [Theory]
    [InlineData("Use(await session.[|LoadAsync<Order>(\"a\")|]);")]
    [InlineData("Use(await session.Query<Order>().[|ToListAsync()|]);")]
    [InlineData("await session.[|SaveChangesAsync()|];")]
    public Task Reports_questions_without_the_token(string statements) => Raven.ReportsMissingTokenAsync(statements);

    [Theory]
    [InlineData("foreach (var o in orders) { session.Delete(o.Id); await session.[|SaveChangesAsync(token)|]; }")]
    public Task Reports_a_save_for_each_element(string statements) => Raven.ReportsSavesAsync(statements);

    private static string Code(string statements) => $$"""
        using Raven.Client.Documents;
        using Raven.Client.Documents.Session;

        public class Order { public string Id { get; set; } = ""; public string Customer { get; set; } = ""; public List<string> Lines { get; set; } = new(); }

        public class Service
        {
            private readonly IAsyncDocumentSession session = null!;
            private readonly IDocumentSession old = null!;

            public async Task Run(List<string> ids, List<Order> orders, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }

            private Task<Order> FindAsync(string id) => session.LoadAsync<Order>(id);

            private static void Use(object? value) => Console.WriteLine(value);
        }
        """;
}
