namespace PerfAnalyzers.Tests.Analysis.RoundTrips;

/// <summary>Tables in Azure Storage and LiteDB, as all rules see them.</summary>
public sealed class EntityStoreTests
{
    private static readonly StoreVerifier Stores = new(References.EntityStores, [], Code);

    [Theory]
    [InlineData("foreach (var id in ids) Use(await table.{|#0:GetEntityAsync<TableEntity>(\"p\", id, cancellationToken: token)|});", DiagnosticSeverity.Info)]
    [InlineData("foreach (var id in ids) Use(table.{|#0:Query<TableEntity>(e => e.PartitionKey == id)|}.ToList());", DiagnosticSeverity.Info)]
    [InlineData("foreach (var id in ids) await table.{|#0:UpsertEntityAsync(new TableEntity(\"p\", id), cancellationToken: token)|};", DiagnosticSeverity.Info)]
    [InlineData("foreach (var id in ids) Use(await {|#0:FindAsync(id)|});", DiagnosticSeverity.Info)]
    [InlineData("foreach (var id in ids) Use(lite.{|#0:FindById(id)|});", DiagnosticSeverity.Info)]
    [InlineData("foreach (var id in ids) Use(lite.Query().Where(o => o.Id == id).{|#0:FirstOrDefault()|});", DiagnosticSeverity.Info)]
    [InlineData("foreach (var id in ids) Use({|#0:Find(id)|});", DiagnosticSeverity.Info)]
    public Task Reports_a_question_for_each_element(string statements, DiagnosticSeverity severity) => Stores.ReportsPerElementAsync(statements, severity);

    [Theory]
    [InlineData("await table.SubmitTransactionAsync(ids.Select(id => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(\"p\", id))), token); foreach (var id in ids) Use(id);")]
    [InlineData("foreach (var id in ids) Use(lite.Query().Where(o => o.Id == id));")]
    [InlineData("lite.Insert(ids.Select(id => new Order { Id = id })); foreach (var id in ids) Use(id);")]
    public Task StaysSilent_when_all_are_asked_for_at_once_or_nothing_is_run(string statements) => Stores.StaysSilentPerElementAsync(statements);

    [Theory]
    [InlineData("Use(table.[|GetEntity<TableEntity>(\"p\", \"a\")|]);", "Use(await table.GetEntityAsync<TableEntity>(\"p\", \"a\"));")]
    [InlineData("table.[|AddEntity(new TableEntity(\"p\", \"a\"))|];", "await table.AddEntityAsync(new TableEntity(\"p\", \"a\"));")]
    [InlineData("Use(lite.FindById(\"a\")); Use(lite.FindAll().ToList()); lite.Insert(new Order());", "Use(lite.FindById(\"a\")); Use(lite.FindAll().ToList()); lite.Insert(new Order());")]
    public Task Fixes_synchronous_questions(string before, string after) => Stores.FixesSynchronousAsync(before, after);

    [Theory]
    [InlineData("Use(await table.[|GetEntityAsync<TableEntity>(\"p\", \"a\")|]);")]
    public Task Reports_questions_without_the_token(string statements) => Stores.ReportsMissingTokenAsync(statements);

    private static string Code(string statements) => $$"""
        using Azure.Data.Tables;
        using LiteDB;

        public class Order { public string Id { get; set; } = ""; }

        public class Service
        {
            private readonly TableClient table = null!;
            private readonly ILiteCollection<Order> lite = null!;

            public async Task Run(List<string> ids, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }

            private async Task<TableEntity> FindAsync(string id) => await table.GetEntityAsync<TableEntity>("p", id);

            private Order Find(string id) => lite.FindOne(o => o.Id == id);

            private static void Use(object? value) => Console.WriteLine(value);
        }
        """;
}
