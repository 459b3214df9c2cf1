using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using PerfAnalyzers.Rules.Asynchrony;
using static PerfAnalyzers.Tests.Rules.Asynchrony.IoCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<SynchronousIoAnalyzer>;
using VerifyFix = RuleVerifier<SynchronousIoAnalyzer, SynchronousIoFix>;

/// <summary>Databases and what else has an awaitable twin: what is one, and what only looks so.</summary>
public sealed partial class SynchronousIoTests
{
    [Theory]
    [InlineData("Use(db.Orders.OrderBy(o => o.Id).[|ElementAtOrDefault(2)|]);")]
    [InlineData("db.Orders.Where(o => o.Id > 1).[|ExecuteUpdate(s => s.SetProperty(o => o.Price, 1))|];")]
    [InlineData("db.Database.[|ExecuteSql($\"x\")|];")]
    [InlineData("db.Entry(order).Reference(\"a\").[|Load()|];")]
    [InlineData("Use(db.Orders.AsNoTracking().Include(o => o.Lines).[|ToList()|]);")]
    [InlineData("using var s = db.Database.[|BeginTransaction(IsolationLevel.Serializable)|]; s.[|Rollback()|];")]
    public Task Reports_further_operators_of_a_database(string statements) => Verify.ReportsAsync(InAsync(statements));

    [Theory]
    [InlineData("var loaded = await db.Orders.ToListAsync(token); Use(loaded.AsEnumerable().Where(o => o.Id > 1).ToList(), loaded.Sum(o => o.Price));")]
    [InlineData("Use(db.Set<Order>(), db.Entry(order), db.Orders.AsNoTracking().Include(o => o.Lines));")]
    [InlineData("db.Orders.AttachRange(list); db.Orders.UpdateRange(list); db.Orders.RemoveRange(list); db.AddRange(list);")]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) Use(o.Lines.Count(), o.Lines.ToList());")]
    [InlineData("Use(await db.Orders.Where(o => o.Lines.Any(l => db.Lines.Count() > l.Id)).OrderBy(o => db.Lines.First().Id).ToListAsync(token));")]
    [InlineData("var channel = System.Threading.Channels.Channel.CreateUnbounded<int>(); if (channel.Reader.TryRead(out var item)) Use(item); channel.Writer.TryWrite(1);")]
    [InlineData("TextWriter.Null.WriteLine(path); using var m = new MemoryStream(); using var w = new StreamWriter(new BufferedStream(m)); w.WriteLine(path); w.Flush();")]
    [InlineData("using var m = new MemoryStream(data); using var xml = System.Xml.XmlReader.Create(m); while (xml.Read()) Use(xml.Name);")]
    [InlineData("using var xml = System.Xml.XmlReader.Create(stream); Use(xml.Read());")]
    [InlineData("using var xml = System.Xml.XmlWriter.Create(new StringWriter()); xml.WriteStartElement(path); xml.Flush();")]
    [InlineData("socket.Blocking = false; Use(socket.Receive(data));")]
    [InlineData("using var tcp = new TcpClient(); tcp.Client.Blocking = false; Use(tcp.Client.Send(data));")]
    public Task StaysSilent_when_no_database_is_asked(string statements) => Verify.SilentAsync(InAsync(statements));

    /// <summary>Named like a twin, and something else.</summary>
    [Theory]
    [InlineData("public interface IValidator { Answer Validate(Order order); Task<Answer> ValidateAsync(Order order, CancellationToken token = default); } public class Answer { } public async Task M(IValidator v, Order o) { await Task.Yield(); Use(v.Validate(o)); }")]
    [InlineData("public class Mock { public void Raise(Action<Order> e, params object[] args) { } public Task RaiseAsync(Action<Order> e, params object[] args) => Task.CompletedTask; } public async Task M(Mock m) { await Task.Yield(); m.Raise(o => { }); }")]
    public Task StaysSilent_when_a_twin_means_something_else(string members) => Verify.SilentAsync(Type(members));

    /// <summary>The method that awaits for others what it does itself has nobody to await.</summary>
    [Theory]
    [InlineData("public int Load() => db.SaveChanges(); public async Task<int> LoadAsync() { await Task.Yield(); var self = this; return self.Load(); }")]
    [InlineData("public int Load() => db.SaveChanges(); public async Task<int> LoadAsync() { await Task.Yield(); Func<int> load = Load; return load(); }")]
    [InlineData("public interface ILoad { int Load(); } public sealed class Own : ILoad { int ILoad.Load() => 1; public async Task<int> LoadAsync() { await Task.Yield(); return ((ILoad)this).Load(); } }")]
    public Task StaysSilent_where_a_twin_calls_the_member_itself(string members) => Verify.SilentAsync(Type(members));

    [Theory]
    [InlineData("public interface IOrders { IQueryable<Order> All(); } public async Task M(IOrders orders) { await Task.Yield(); Use(orders.All().{|#0:ToList()|}); }")]
    [InlineData("public async Task M(IQueryable<Order> orders) { await Task.Yield(); Use(orders.Where(o => o.Id > 1).{|#0:Count()|}); }")]
    public Task Suggests_where_a_query_comes_from_somebody_else(string members) =>
        Verify.ReportsAsync(Type(members), new DiagnosticResult(RuleIds.SynchronousIo, DiagnosticSeverity.Info).WithLocation(0));

    /// <summary>A receiver that may be null, and two scopes that are left in the reverse order.</summary>
    [Theory]
    [InlineData("using var read = command.[|ExecuteReader()|]; using var more = new MemoryStream(); while (read.[|Read()|]) more.WriteByte(1);", "await using var read = await command.ExecuteReaderAsync(token); using var more = new MemoryStream(); while (await read.ReadAsync(token)) more.WriteByte(1);")]
    [InlineData("using (var t = db.Database.[|BeginTransaction()|]) using (var m = new MemoryStream()) { db.[|SaveChanges()|]; t.[|Commit()|]; }", "await using (var t = await db.Database.BeginTransactionAsync(token)) using (var m = new MemoryStream()) { await db.SaveChangesAsync(token); await t.CommitAsync(token); }")]
    [InlineData("foreach (var o in [|db.Orders|]) { foreach (var l in [|db.Lines.Where(l => l.Id == o.Id)|]) Use(l); }", "await foreach (var o in db.Orders.AsAsyncEnumerable().WithCancellation(token)) { await foreach (var l in db.Lines.Where(l => l.Id == o.Id).AsAsyncEnumerable().WithCancellation(token)) Use(l); }")]
    [InlineData("foreach (var o in [|db.Orders|]) { o.Price += 1; if (o.Id == 3) break; }", "await foreach (var o in db.Orders.AsAsyncEnumerable().WithCancellation(token)) { o.Price += 1; if (o.Id == 3) break; }")]
    [InlineData("connection.[|Open()|]; using var t = connection.[|BeginTransaction()|]; t.[|Rollback()|];", "await connection.OpenAsync(token); await using var t = await connection.BeginTransactionAsync(token); await t.RollbackAsync(token);")]
    public Task Fixes_scopes_and_loops_of_a_database(string before, string after) => VerifyFix.FixAsync(InAsync(before), InAsync(after));

    [Theory]
    [InlineData("db?[|.SaveChanges()|];")]
    [InlineData("Use(db?.Orders.[|Count()|]);")]
    public Task OffersNoFix_when_the_receiver_may_be_null(string statements) => VerifyFix.NoFixAsync(InAsync(statements));

    [Fact]
    public Task OffersNoFix_when_a_local_function_is_named_like_the_twin() => VerifyFix.NoFixAsync(
        "using static System.IO.File; public class Service { public async Task<int> RunAsync(string path) { await Task.Yield(); return [|ReadAllText(path)|].Length + ReadAllTextAsync(path); int ReadAllTextAsync(string p) => 1; } }");

    [Theory]
    [InlineData("using Dapper;", "System.Data.Common.DbConnection plain", "Console.WriteLine(plain.[|Query<Order>(\"x\")|]); Console.WriteLine(plain.[|QueryFirst<Order>(\"x\")|]); plain.[|Execute(\"x\")|];")]
    [InlineData("using System.Data.Entity;", "OldContext old", "Console.WriteLine(old.Orders.Where(o => o.Id > 1).[|ToList()|]); Console.WriteLine(old.Orders.[|First()|]); old.[|SaveChanges()|];")]
    public async Task Reports_the_twins_of_other_libraries(string imports, string parameter, string statements)
    {
        var test = new RuleVerifier<SynchronousIoAnalyzer, EmptyCodeFixProvider>.Test
        {
            TestCode = imports + "\npublic class Order { public int Id { get; set; } } public class OldContext : System.Data.Entity.DbContext { public System.Data.Entity.DbSet<Order> Orders => Set<Order>(); }\n"
                + "public class S { public async Task RunAsync(" + parameter + ") { await Task.Yield(); " + statements + " } }",
            ReferenceAssemblies = References.Dapper,
        };
        test.TestState.AdditionalReferences.Add(await LibraryStubs.OneAsync("EntityFramework"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>.NET 10 awaits sequences itself: without the namespace of EF Core its operators would be meant.</summary>
    [Fact]
    public Task Fixes_with_the_namespace_where_the_framework_has_operators_of_that_name()
    {
        const string Types = "namespace Shop { using Microsoft.EntityFrameworkCore; public class Order { public int Id { get; set; } } public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); } }\n";
        var test = new VerifyFix.Test
        {
            TestCode = "using System.Linq;\n" + Types + "public class S { public async Task<int> RunAsync(Shop.ShopContext db, CancellationToken token) { await Task.Yield(); return db.Orders.Where(o => o.Id > 1).[|ToList()|].Count; } }",
            FixedCode = "using System.Linq;\nusing Microsoft.EntityFrameworkCore;\n" + Types + "public class S { public async Task<int> RunAsync(Shop.ShopContext db, CancellationToken token) { await Task.Yield(); return (await db.Orders.Where(o => o.Id > 1).ToListAsync(token)).Count; } }",
            ReferenceAssemblies = References.EfCore10,
        };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
