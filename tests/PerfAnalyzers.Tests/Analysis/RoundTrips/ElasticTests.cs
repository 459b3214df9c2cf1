namespace PerfAnalyzers.Tests.Analysis.RoundTrips;

/// <summary>Elasticsearch by both of its clients, as all rules see them.</summary>
public sealed class ElasticTests
{
    private static readonly StoreVerifier Elastic = new(References.Net100, ["Nest", "Elastic.Clients.Elasticsearch"], Code);

    [Theory]
    [InlineData("foreach (var id in ids) Use(await nest.{|#0:GetAsync<Order>(id, ct: token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(nest.{|#0:Search<Order>(s => s.Query(q => id))|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) await nest.{|#0:IndexDocumentAsync(new Order { Id = id }, token)|};", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await client.{|#0:GetAsync<Order>(id, token)|});", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) await client.{|#0:IndexAsync(new Order { Id = id }, token)|};", DiagnosticSeverity.Warning)]
    [InlineData("foreach (var id in ids) Use(await {|#0:FindAsync(id)|});", DiagnosticSeverity.Warning)]
    public Task Reports_a_question_for_each_element(string statements, DiagnosticSeverity severity) => Elastic.ReportsPerElementAsync(statements, severity);

    [Theory]
    [InlineData("Use(await nest.GetManyAsync<Order>(ids, cancellationToken: token)); await nest.IndexManyAsync(ids.Select(id => new Order { Id = id }), cancellationToken: token); foreach (var id in ids) Use(id);")]
    [InlineData("await client.BulkAsync(b => Use(b), token); foreach (var id in ids) Use(id);")]
    public Task StaysSilent_when_all_are_asked_for_at_once_or_nothing_is_run(string statements) => Elastic.StaysSilentPerElementAsync(statements);

    [Theory]
    [InlineData("Use(nest.[|Get<Order>(\"a\")|]);", "Use(await nest.GetAsync<Order>(\"a\", ct: token));")]
    [InlineData("Use(client.[|Get<Order>(\"a\")|]);", "Use(await client.GetAsync<Order>(\"a\", token));")]
    public Task Fixes_synchronous_questions(string before, string after) => Elastic.FixesSynchronousAsync(before, after);

    [Theory]
    [InlineData("Use(await nest.[|GetAsync<Order>(\"a\")|]);")]
    [InlineData("Use(await client.[|GetAsync<Order>(\"a\")|]);")]
    public Task Reports_questions_without_the_token(string statements) => Elastic.ReportsMissingTokenAsync(statements);

    private static string Code(string statements) => $$"""
        using Elastic.Clients.Elasticsearch;
        using Nest;

        public class Order { public string Id { get; set; } = ""; }

        public class Service
        {
            private readonly IElasticClient nest = null!;
            private readonly ElasticsearchClient client = null!;

            public async Task Run(List<string> ids, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }

            private async Task<Order> FindAsync(string id) => (await nest.GetAsync<Order>(id)).Source;

            private static void Use(object? value) => Console.WriteLine(value);
        }
        """;
}
