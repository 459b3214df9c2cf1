using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge.RoundTrips;
using PerfAnalyzers.Tests.Contracts;
using PerfAnalyzers.Tests.Framework;

namespace PerfAnalyzers.Tests.Analysis.RoundTrips;

public sealed class RoundTripTableTests
{
    private const string Declarations = """
        #nullable disable
        using System.Data; using System.Data.Common; using System.Net.Http.Json; using System.Threading.Tasks;
        using Microsoft.EntityFrameworkCore; using Microsoft.Extensions.Caching.Distributed; using Dapper; using StackExchange.Redis;
        using MongoDB.Driver; using Microsoft.Data.SqlClient; using Refit;
        public class Order { public int Id { get; set; } }
        public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); public override int SaveChanges() => base.SaveChanges(); }
        public interface IOrdersApi { [Get("/orders")] Task<Order> GetAsync(int id); Task Other(); }
        public class Greeter : Grpc.Core.ClientBase<Greeter>
        {
            public virtual Grpc.Core.AsyncUnaryCall<string> HelloAsync(string request, Grpc.Core.Metadata headers = null) => null;
            public virtual string Hello(string request, Grpc.Core.CallOptions options) => null;
            public Grpc.Core.AsyncUnaryCall<string> AskAsync(string request, System.DateTime? deadline = null) => null;
            public Greeter Copy(int times) => null;
        }
        public class RoundTripAttribute : System.Attribute { public RoundTripAttribute(string kind = null) { } }
        public interface IPrices { [RoundTrip("http")] decimal Of(int id); decimal Known(int id); }
        [RoundTrip] public abstract class Store { public abstract int Load(int id); public static int Parse(string id) => 0; }
        public class DiskStore : Store { public override int Load(int id) => id; public int Own() => 0; }
        public class Profiled : DbCommandStub { public override int ExecuteNonQuery() => 0; public new int ExecuteScalar() => 0; }
        public abstract class DbCommandStub : DbCommand { }
        namespace Contoso { public class Rates { public int Today() => 0; public int Cached() => 0; } public class Cache<T> { public class Region { public T Get() => default; } } }
        """;

    private const string Parameters =
        "Shop db, DbCommand command, SqlCommand sql, IDbConnection connection, HttpClient http, IDistributedCache cache, IDatabase redis, IBatch batch, ITransaction transaction, "
        + "IMongoCollection<Order> orders, Amazon.S3.AmazonS3Client s3, Amazon.SQS.AmazonSQSClient sqs, Greeter greeter, IOrdersApi api, IPrices prices, Store store, DiskStore disk, Profiled profiled, "
        + "Contoso.Rates rates, Contoso.Cache<int>.Region region, MassTransit.ConsumeContext consumed, RabbitMQ.Client.IChannel channel, Azure.Storage.Blobs.BlobClient blob, System.Net.Mail.SmtpClient smtp";

    [Theory]
    [InlineData("db.Orders.ToListAsync()", "Query EF Core Many")]
    [InlineData("db.Orders.First()", "Query EF Core One")]
    [InlineData("db.SaveChanges()", "Save EF Core Nothing writes")]
    [InlineData("db.SaveChangesAsync()", "Save EF Core Nothing writes")]
    [InlineData("db.Database.BeginTransaction()", "Transaction EF Core Nothing")]
    [InlineData("db.Database.OpenConnection()", "Connection EF Core Nothing")]
    [InlineData("db.Orders.Where(o => o.Id > 1)", null)]
    [InlineData("db.Orders.Add(new Order())", null)]
    [InlineData("db.Database.SqlQuery<int>($\"select 1\")", null)]
    [InlineData("command.ExecuteReader()", "Query ADO.NET Many")]
    [InlineData("sql.ExecuteReaderAsync()", "Query ADO.NET Many")]
    [InlineData("sql.ExecuteNonQuery()", "Command ADO.NET Nothing writes")]
    [InlineData("sql.ExecuteXmlReader()", "Query SqlClient Many")]
    [InlineData("profiled.ExecuteNonQuery()", "Command ADO.NET Nothing writes")]
    [InlineData("profiled.ExecuteScalar()", null)]
    [InlineData("sql.CreateParameter()", null)]
    [InlineData("connection.QueryFirst<Order>(\"select\")", "Query Dapper One")]
    [InlineData("connection.Open()", "Connection ADO.NET Nothing")]
    [InlineData("http.GetStringAsync(\"x\")", "Http HTTP One")]
    [InlineData("http.GetFromJsonAsync<Order>(\"x\")", "Http HTTP One")]
    [InlineData("api.GetAsync(1)", "Http HTTP One")]
    [InlineData("api.Other()", null)]
    [InlineData("greeter.HelloAsync(\"x\")", "Grpc gRPC One")]
    [InlineData("greeter.Hello(\"x\", default)", "Grpc gRPC One")]
    [InlineData("greeter.AskAsync(\"x\")", "Grpc gRPC One")]
    [InlineData("greeter.Copy(1)", null)]
    [InlineData("greeter.WithHost(\"x\")", null)]
    [InlineData("cache.GetStringAsync(\"x\")", "Cache the distributed cache One")]
    [InlineData("redis.StringGet(\"x\")", "Cache Redis One")]
    [InlineData("redis.StringGetAsync(\"x\")", "Cache Redis One")]
    [InlineData("redis?.StringGetAsync(\"x\")", "Cache Redis One")]
    [InlineData("batch.StringGetAsync(\"x\")", null)]
    [InlineData("batch?.StringGetAsync(\"x\")", null)]
    [InlineData("transaction.StringSetAsync(\"x\", \"y\")", null)]
    [InlineData("batch.Execute()", "Cache Redis Nothing writes")]
    [InlineData("transaction.ExecuteAsync()", "Cache Redis Nothing writes")]
    [InlineData("orders.InsertOneAsync(null)", "Document MongoDB Nothing writes")]
    [InlineData("orders.Find(o => o.Id == 1).FirstAsync()", "Document MongoDB One")]
    [InlineData("orders.Find(o => o.Id == 1)", null)]
    [InlineData("s3.ListBucketsAsync()", "Blob S3 One")]
    [InlineData("s3.DeleteObjectAsync(null)", "Blob S3 Nothing writes")]
    [InlineData("s3.GetPreSignedURLAsync(null)", null)]
    [InlineData("sqs.GetQueueUrlAsync(\"x\")", "Message SQS One")]
    [InlineData("sqs.SendMessageAsync(\"x\", \"y\")", "Message SQS Nothing writes")]
    [InlineData("consumed.Publish(new Order())", "Message MassTransit Nothing writes")]
    [InlineData("channel.BasicGetAsync(\"x\", true)", "Message RabbitMQ One")]
    [InlineData("blob.OpenReadAsync(0)", "Blob Azure Storage One")]
    [InlineData("smtp.Send(null)", "Mail SMTP Nothing writes")]
    [InlineData("File.ReadAllText(\"x\")", "File the file system One")]
    [InlineData("File.Exists(\"x\")", null)]
    [InlineData("prices.Of(1)", "Http  One")]
    [InlineData("prices.Known(1)", null)]
    [InlineData("store.Load(1)", "Other  One")]
    [InlineData("Store.Parse(\"x\")", null)]
    [InlineData("disk.Load(1)", "Other  One")]
    [InlineData("disk.Own()", null)]
    [InlineData("rates.Today()", "Grpc  One")]
    [InlineData("rates.Cached()", null)]
    [InlineData("region.Get()", "Other  One")]
    public async Task Tells_what_a_call_is(string call, string? expected)
    {
        var (operation, table) = await ReadAsync(call);
        var row = table.Find(operation);
        Assert.Equal(expected, row is null ? null : $"{row.Kind} {row.Library?.Name} {row.Result}{(row.IsWrite ? " writes" : "")}");
    }

    [Theory]
    [InlineData("db.Orders.First()", "FirstAsync")]
    [InlineData("redis.StringGet(\"x\")", "StringGetAsync")]
    [InlineData("smtp.Send(null)", "SendMailAsync")]
    [InlineData("sql.ExecuteReader()", "ExecuteReaderAsync")]
    [InlineData("db.Orders.FirstAsync()", null)]
    [InlineData("connection.Open()", "OpenAsync")]
    public async Task Tells_what_to_await(string call, string? expected)
    {
        var (operation, table) = await ReadAsync(call);
        Assert.Equal(expected, table.Find(operation)?.Awaitable);
    }

    [Fact]
    public async Task Knows_only_libraries_that_are_referenced()
    {
        var framework = await References.Net100.ResolveAsync(LanguageNames.CSharp, TestContext.Current.CancellationToken);
        var table = RoundTripTable.For(CompilationContext.For(RuleRun.Compile(framework)));
        Assert.True(table.Has(RoundTripKind.Http));
        Assert.False(table.Has(RoundTripKind.Save));
        Assert.False(table.Has(RoundTripKind.Cache));
        Assert.True(RoundTripTable.For(CompilationContext.For(CSharpCompilation.Create("Empty"))).IsEmpty);
    }

    private static async Task<(IInvocationOperation Call, RoundTripTable Table)> ReadAsync(string call)
    {
        var token = TestContext.Current.CancellationToken;
        var references = await References.Stores.ResolveAsync(LanguageNames.CSharp, token);
        var compilation = RuleRun.Compile([.. references, .. await LibraryStubs.AllAsync()], Declarations + $"class Test {{ void Run({Parameters}) {{ {call}; }} }}");
        var tree = compilation.SyntaxTrees[0];
        var model = compilation.GetSemanticModel(tree);
        var run = tree.GetRoot(token).DescendantNodes().OfType<MethodDeclarationSyntax>().Single(m => m.Identifier.Text == "Run");
        var found = run.DescendantNodes().OfType<InvocationExpressionSyntax>().First();
        var options = ProjectFiles.Options("", ("/PerfAnalyzers.RoundTrips.txt", "Contoso.Rates.Today grpc\nContoso.Cache`1+Region.Get\n"));
        return (Assert.IsAssignableFrom<IInvocationOperation>(model.GetOperation(found, token)), RoundTripTable.For(CompilationContext.For(compilation, options)));
    }
}
