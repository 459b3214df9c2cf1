using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Tests.Contracts;
using PerfAnalyzers.Tests.Framework;

namespace PerfAnalyzers.Tests.Analysis.Async;

public sealed partial class AsyncTwinsTests
{
    private const string Declarations = """
        #nullable disable
        using System.Data; using System.Data.Common; using System.Net; using System.Net.Sockets; using System.Xml.Linq; using System.Text.Json; using System.Net.NetworkInformation;
        using Microsoft.EntityFrameworkCore; using Microsoft.Extensions.Caching.Distributed; using Dapper; using StackExchange.Redis;
        using MongoDB.Driver; using Microsoft.Data.SqlClient; using Microsoft.AspNetCore.Http; using Contoso;
        public class Order { public int Id { get; set; } public decimal Price { get; set; } }
        public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        namespace Contoso
        {
            public class Client
            {
                public int Plain() => 0; public Task<int> PlainAsync() => null;
                public int Token() => 0; public Task<int> TokenAsync(CancellationToken token) => null;
                public int Two() => 0; public Task<int> TwoAsync() => null; public Task<int> TwoAsync(CancellationToken token) => null;
                public int Other() => 0; public Task<string> OtherAsync() => null;
                public void Event() { } public void EventAsync() { }
                public int More() => 0; public Task<int> MoreAsync(int count) => null;
                public int Optional() => 0; public Task<int> OptionalAsync(int count = 1, CancellationToken token = default) => null;
                public int Old() => 0; [System.Obsolete] public Task<int> OldAsync() => null;
                public T Generic<T>(T value) => value; public ValueTask<T> GenericAsync<T>(T value) => default;
                public T Arity<T>(T value) => value; public Task<int> ArityAsync(int value) => null;
                public static int Static() => 0; public static Task<int> StaticAsync() => null;
                public int Mixed() => 0; public static Task<int> MixedAsync() => null;
                public int Hidden() => 0; private Task<int> HiddenAsync() => null;
                public int Out(out int x) { x = 0; return 0; } public Task<int> OutAsync(out int x) { x = 0; return null; }
                public int Fetch() => 0; public Task<int> GetLaterAsync() => null;
                public int Cheap() => 0; public Task<int> CheapAsync() => null;
                public int Params(params int[] ids) => 0; public Task<int> ParamsAsync(params int[] ids) => null; public Task<int> ParamsAsync(int[] ids, CancellationToken token) => null;
                public int Swapped(string from, string to) => 0; public Task<int> SwappedAsync(string to, string from) => null;
                public int Renamed(string name) => 0; public Task<int> RenamedAsync(string text) => null;
                public int Extended() => 0;
                public Task<int> Done() => null; public Task<int> DoneAsync() => null;
                public IEnumerable<int> Rows() => null; public IAsyncEnumerable<int> RowsAsync(CancellationToken token = default) => null;
            }
            public class Special : Client { public new int Plain() => 0; }
            public static class Extensions
            {
                public static Task<int> ExtendedAsync(this Client client, CancellationToken token = default) => null;
                public static int Extra(this Client client, int id) => 0; public static Task<int> ExtraAsync(this Client client, int id) => null;
                public static T Pick<T>(this IEnumerable<T> all) => default; public static Task<T> PickAsync<T>(this IEnumerable<T> all) => null;
            }
            public class Box<T> { public T Get() => default; public Task<T> GetAsync() => null; }
            public interface IRead { int Read(); } public interface IReadAsync { Task<int> ReadAsync(); } public interface IBoth : IRead, IReadAsync { }
        }
        """;

    private const string Parameters =
        "Shop db, IQueryable<Order> orders, List<Order> list, Client client, Special special, Box<int> box, IBoth both, Stream stream, byte[] buffer, StreamReader reader, TextWriter writer, "
        + "DbCommand command, DbConnection connection, SqlConnection sql, DbDataReader rows, IDbConnection plain, DbTransaction transaction, Microsoft.Data.Sqlite.SqliteCommand sqlite, "
        + "HttpClient http, HttpRequestMessage message, HttpContent content, HttpRequest request, IDatabase redis, IDistributedCache cache, IMongoCollection<Order> documents, "
        + "System.Net.Mail.SmtpClient smtp, System.Net.Mail.MailMessage mail, SemaphoreSlim gate, CancellationTokenSource source, System.Diagnostics.Process process, TcpClient tcp, Ping ping, "
        + "Memory<byte> memory, IFormFile file, IDbContextFactory<Shop> factory, System.Xml.XmlReader xml, WebClient web, Socket socket, Odd odd, Contoso.Remote remote, FileStream opened";

    [Theory]
    [InlineData("client.Plain()", "PlainAsync")]
    [InlineData("client.Token()", "TokenAsync token! needs token")]
    [InlineData("client.Two()", "TwoAsync token")]
    [InlineData("client.Other()", null)]
    [InlineData("client.Event()", null)]
    [InlineData("client.More()", null)]
    [InlineData("client.Optional()", "OptionalAsync token!")]
    [InlineData("client.Old()", null)]
    [InlineData("client.Generic(1)", "GenericAsync")]
    [InlineData("client.Generic<string>(\"\")", "GenericAsync")]
    [InlineData("client.Arity(1)", null)]
    [InlineData("Client.Static()", "StaticAsync")]
    [InlineData("client.Mixed()", null)]
    [InlineData("client.Hidden()", null)]
    [InlineData("client.Out(out var x)", null)]
    [InlineData("client.Fetch()", "GetLaterAsync")]
    [InlineData("client.Cheap()", null)]
    [InlineData("client.Params(1, 2)", "ParamsAsync")]
    [InlineData("client.Extended()", "ExtendedAsync token!")]
    [InlineData("client.Extra(1)", "ExtraAsync")]
    [InlineData("list.Pick()", "PickAsync")]
    [InlineData("client.Done()", null)]
    [InlineData("client.Rows()", "RowsAsync token! sequence")]
    [InlineData("special.Plain()", "PlainAsync")]
    [InlineData("special.Two()", "TwoAsync token")]
    [InlineData("box.Get()", "GetAsync")]
    [InlineData("both.Read()", "ReadAsync")]
    [InlineData("client.Swapped(\"a\", \"b\")", null)]
    [InlineData("client.Renamed(name: \"a\")", "RenamedAsync")]
    public Task Finds_twins_among_symbols(string call, string? expected) => FindsAsync(call, expected);

    [Theory]
    [InlineData("stream.Read(buffer, 0, 1)", "ReadAsync token")]
    [InlineData("stream.Read(buffer.AsSpan(0, 1))", "ReadAsync token! memory 0")]
    [InlineData("stream.Read(memory.Span)", "ReadAsync token! memory 0")]
    [InlineData("stream.Read(stackalloc byte[4])", null)]
    [InlineData("stream.Write(buffer)", "WriteAsync token! memory 0")]
    [InlineData("stream.CopyTo(stream)", "CopyToAsync token")]
    [InlineData("stream.Flush()", "FlushAsync token")]
    [InlineData("stream.Dispose()", null)]
    [InlineData("reader.ReadToEnd()", "ReadToEndAsync token")]
    [InlineData("reader.ReadLine()", "ReadLineAsync token")]
    [InlineData("writer.Flush()", "FlushAsync token")]
    [InlineData("File.ReadAllText(\"\")", "ReadAllTextAsync token!")]
    [InlineData("File.WriteAllBytes(\"\", buffer)", "WriteAllBytesAsync token!")]
    [InlineData("File.ReadLines(\"\")", "ReadLinesAsync token! sequence")]
    [InlineData("File.Exists(\"\")", null)]
    [InlineData("Directory.GetFiles(\"\")", null)]
    [InlineData("Dns.GetHostEntry(\"\")", "GetHostEntryAsync token")]
    [InlineData("Dns.GetHostAddresses(\"\")", "GetHostAddressesAsync token")]
    [InlineData("Thread.Sleep(1)", "Task.Delay token")]
    [InlineData("smtp.Send(mail)", "SendMailAsync token")]
    [InlineData("gate.Wait()", "WaitAsync token")]
    [InlineData("gate.Wait(1)", "WaitAsync token")]
    [InlineData("source.Cancel()", null)]
    [InlineData("process.WaitForExit()", "WaitForExitAsync token!")]
    [InlineData("process.WaitForExit(1)", null)]
    [InlineData("tcp.Connect(\"\", 1)", "ConnectAsync token")]
    [InlineData("ping.Send(\"\")", "SendPingAsync")]
    [InlineData("http.Send(message)", "SendAsync token")]
    [InlineData("content.ReadAsStream()", "ReadAsStreamAsync token")]
    [InlineData("file.CopyTo(stream)", "CopyToAsync token!")]
    [InlineData("JsonSerializer.Deserialize<Order>(stream)", "DeserializeAsync token!")]
    [InlineData("JsonSerializer.Serialize(stream, 1)", "SerializeAsync token!")]
    [InlineData("JsonSerializer.Serialize(1)", null)]
    [InlineData("JsonDocument.Parse(stream)", "ParseAsync token!")]
    [InlineData("XDocument.Load(stream)", null)]
    [InlineData("XDocument.Load(stream, LoadOptions.None)", "LoadAsync token! needs token")]
    [InlineData("xml.Read()", null)]
    [InlineData("web.DownloadString(\"\")", "DownloadStringTaskAsync")]
    [InlineData("Console.Out.WriteLine(\"\")", "WriteLineAsync")]
    [InlineData("Console.ReadLine()", null)]
    [InlineData("Task.Delay(1).Wait()", null)]
    [InlineData("\"\".ToString()", null)]
    public Task Finds_twins_in_the_framework(string call, string? expected) => FindsAsync(call, expected);

    [Theory]
    [InlineData("db.SaveChanges()", "SaveChangesAsync token!")]
    [InlineData("db.Orders.Find(1)", "FindAsync")]
    [InlineData("db.Orders.Add(null)", null)]
    [InlineData("db.AddRange(list)", null)]
    [InlineData("factory.CreateDbContext()", null)]
    [InlineData("db.Orders.ToList()", "ToListAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("db.Orders.ToArray()", "ToArrayAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("db.Orders.ToDictionary(o => o.Id)", "ToDictionaryAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("db.Orders.ToDictionary(o => o.Id, o => o.Price)", "ToDictionaryAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("db.Orders.ToHashSet()", "ToHashSetAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("orders.First(o => o.Id == 1)", "FirstAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("orders.Where(o => o.Id == 1).SingleOrDefault()", "SingleOrDefaultAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("orders.Count()", "CountAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("orders.Any()", "AnyAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("orders.Sum(o => o.Price)", "SumAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("orders.Max(o => o.Id)", "MaxAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("orders.Select(o => o.Id).Average()", "AverageAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("orders.Contains(null)", "ContainsAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("orders.ElementAt(1)", "ElementAtAsync token! using Microsoft.EntityFrameworkCore")]
    [InlineData("orders.Where(o => o.Id == 1)", null)]
    [InlineData("orders.AsEnumerable().ToList()", null)]
    [InlineData("list.ToList()", null)]
    [InlineData("orders.Load()", "LoadAsync token!")]
    [InlineData("orders.ExecuteDelete()", "ExecuteDeleteAsync token!")]
    [InlineData("db.Database.ExecuteSqlRaw(\"\")", "ExecuteSqlRawAsync")]
    [InlineData("db.Database.Migrate()", "MigrateAsync token!")]
    [InlineData("db.Database.EnsureCreated()", "EnsureCreatedAsync token!")]
    [InlineData("db.Database.BeginTransaction()", "BeginTransactionAsync token!")]
    [InlineData("db.Entry(list[0]).Reload()", "ReloadAsync token!")]
    [InlineData("command.ExecuteReader()", "ExecuteReaderAsync token")]
    [InlineData("command.ExecuteNonQuery()", "ExecuteNonQueryAsync token")]
    [InlineData("sqlite.ExecuteNonQuery()", null)]
    [InlineData("connection.Open()", "OpenAsync token")]
    [InlineData("connection.Close()", null)]
    [InlineData("connection.BeginTransaction()", "BeginTransactionAsync token!")]
    [InlineData("transaction.Commit()", "CommitAsync token!")]
    [InlineData("plain.Open()", null)]
    [InlineData("sql.Open()", "OpenAsync token")]
    [InlineData("rows.Read()", "ReadAsync token")]
    [InlineData("rows.NextResult()", "NextResultAsync token")]
    [InlineData("rows.IsDBNull(0)", null)]
    [InlineData("rows.GetFieldValue<int>(0)", null)]
    [InlineData("plain.Query<Order>(\"\")", "QueryAsync drops 4")]
    [InlineData("plain.Query<Order>(\"\", buffered: false)", null)]
    [InlineData("plain.Execute(\"\")", "ExecuteAsync")]
    [InlineData("plain.QueryFirstOrDefault<Order>(\"\")", "QueryFirstOrDefaultAsync")]
    [InlineData("redis.StringGet((RedisKey)\"\")", "StringGetAsync")]
    [InlineData("cache.Get(\"\")", "GetAsync token!")]
    [InlineData("cache.GetString(\"\")", "GetStringAsync token!")]
    [InlineData("documents.InsertOne(null)", "InsertOneAsync")]
    [InlineData("MongoDB.Driver.IMongoCollectionExtensions.Find(documents, o => o.Id == 1)", null)]
    [InlineData("db.Entry(list[0]).Reference(\"a\").Load()", "LoadAsync token!")]
    [InlineData("db.Entry(list[0]).Collection(\"a\").Load()", "LoadAsync token!")]
    [InlineData("request.Form", "ReadFormAsync token! property")]
    public Task Finds_twins_in_libraries(string call, string? expected) => FindsAsync(call, expected);

    [Fact]
    public async Task Makes_a_query_one_that_can_be_awaited()
    {
        var (operation, twins) = await ReadAsync("foreach (var o in db.Orders.Where(o => o.Id > 1)) { }", n => n is ForEachStatementSyntax);
        Assert.Equal("AsAsyncEnumerable sequence using Microsoft.EntityFrameworkCore", Text(twins.Find((IForEachLoopOperation)operation)));

        (operation, twins) = await ReadAsync("foreach (var o in list) { }", n => n is ForEachStatementSyntax);
        Assert.Null(twins.Find((IForEachLoopOperation)operation));
    }

    [Theory]
    [InlineData("public int Load() => 1; public async Task<int> LoadAsync() { await Task.Yield(); return Load(); }")]
    [InlineData("public int Load() => 1; public async Task<int> LoadAsync() { await Task.Yield(); return this.Load(); }")]
    [InlineData("public int Load() => 1; public async Task<int> LoadAsync() { return new[] { 1 }.Select(i => Load()).First(); }")]
    [InlineData("public int Load(int id) => 1; public Task<int> LoadAsync(int id) => LoadAsync(id, default); public Task<int> LoadAsync(int id, CancellationToken token) { return Task.FromResult(Load(id)); }")]
    public async Task Finds_no_twin_that_is_the_member_itself(string members)
    {
        var compilation = await RuleRun.CompileAsync($"public class C {{ {members} }}");
        var tree = compilation.SyntaxTrees[0];
        var node = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>().Last(i => i.ToString().Contains("Load(", StringComparison.Ordinal) && !i.ToString().StartsWith("new", StringComparison.Ordinal) && !i.ToString().StartsWith("Task", StringComparison.Ordinal));
        var call = Assert.IsAssignableFrom<IInvocationOperation>(compilation.GetSemanticModel(tree).GetOperation(node, TestContext.Current.CancellationToken));
        Assert.Null(AsyncTwins.For(CompilationContext.For(compilation)).Find(call));
        Assert.NotNull(AsyncTwins.For(CompilationContext.For(compilation)).Find(call.TargetMethod));
    }

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (type, member, twinType, twin) in AsyncTwinRows.Named)
            {
                rows.Add(type, member);
                rows.Add(twinType, twin);
            }

            foreach (var (type, member) in AsyncTwinRows.Worse)
                rows.Add(type, member);

            foreach (var type in AsyncTwinRows.OnlySynchronous.Concat(AsyncTwinRows.WorseTypes))
                rows.Add(type, "*");

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Every_row_names_a_member(string type, string member)
    {
        var (operation, _) = await ReadAsync("client.Plain()", n => n is InvocationExpressionSyntax);
        var found = CompilationContext.For(operation.SemanticModel!.Compilation).Type(type);
        Assert.NotNull(found);
        Assert.True(member == "*" || !found.GetMembers(member).IsEmpty);
    }

    private static async Task FindsAsync(string call, string? expected)
    {
        var (operation, twins) = await ReadAsync(call + ";", n => n is InvocationExpressionSyntax or MemberAccessExpressionSyntax);
        var found = operation switch
        {
            IInvocationOperation invocation => twins.Find(invocation),
            IPropertyReferenceOperation property => twins.Find(property),
            _ => throw new InvalidOperationException(operation.Kind.ToString()),
        };
        Assert.Equal(expected, Text(found));
    }

    /// <summary>The name and what a fix has to do beside writing it. "token!" says that the method itself takes a token.</summary>
    private static string? Text(AsyncTwin? twin)
    {
        if (twin is null)
            return null;

        var text = twin.OtherType is { } other ? $"{other.Name}.{twin.Name}" : twin.Name;
        text += twin.WithToken is null ? "" : SymbolEqualityComparer.Default.Equals(twin.WithToken, twin.Method) ? " token!" : " token";
        text += twin.NeedsToken ? " needs token" : "";
        text += twin.IsSequence ? " sequence" : "";
        text += twin.ReplacesProperty ? " property" : "";
        text += twin.MemoryParameters.IsEmpty ? "" : " memory " + string.Join(',', twin.MemoryParameters);
        text += twin.DroppedParameters.IsEmpty ? "" : " drops " + string.Join(',', twin.DroppedParameters);
        return twin.Import is null ? text : $"{text} using {twin.Import}";
    }

    private static async Task<(IOperation Operation, AsyncTwins Twins)> ReadAsync(string statement, Func<SyntaxNode, bool> isMeant)
    {
        var token = TestContext.Current.CancellationToken;
        var references = await References.Stores.ResolveAsync(LanguageNames.CSharp, token);
        var prefix = statement.StartsWith("request.Form", StringComparison.Ordinal) ? "_ = " : "";
        var compilation = RuleRun.Compile([.. references, .. await LibraryStubs.AllAsync(), Remote(references)], Declarations + OddDeclarations + $"unsafe class Test {{ void Run({Parameters}) {{ {prefix}{statement} }} }}");
        var tree = compilation.SyntaxTrees[0];
        var run = (await tree.GetRootAsync(token)).DescendantNodes().OfType<MethodDeclarationSyntax>().Single(m => m.Identifier.Text == "Run");
        var options = ProjectFiles.Options("", ("/PerfAnalyzers.AsyncTwins.txt", "Contoso.Client.Fetch GetLaterAsync\nContoso.Client.Cheap none\n"));
        var operation = compilation.GetSemanticModel(tree).GetOperation(run.Body!.DescendantNodes().First(isMeant), token);
        Assert.NotNull(operation);
        return (operation, AsyncTwins.For(CompilationContext.For(compilation, options)));
    }
}
