using static PerfAnalyzers.Tests.Rules.Asynchrony.IoCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Asynchrony.SynchronousIoAnalyzer>;

public sealed partial class SynchronousIoTests
{
    /// <summary>Nothing leaves the process.</summary>
    public static TheoryData<string> InMemory =>
    [
        "using var memory = new MemoryStream(); memory.Write(data, 0, 1); Use(memory.Read(data, 0, 1)); memory.Flush();",
        "using Stream memory = new MemoryStream(data); Use(memory.Read(data.AsSpan()));",
        "Stream memory = new MemoryStream(data); Stream other = memory; Use(other.Read(data, 0, 1));",
        "using var reader = new StreamReader(new MemoryStream(data)); Use(reader.ReadToEnd());",
        "var memory = new MemoryStream(); using var later = new StreamWriter(memory); later.Write(path); later.Flush();",
        "using var reader = new StringReader(path); Use(reader.ReadLine(), reader.ReadToEnd());",
        "TextReader reader = new StringReader(path); Use(reader.ReadLine());",
        "using var later = new StringWriter(); later.WriteLine(path); later.Flush();",
        "TextWriter later = new StringWriter(); later.Write(path); later.Flush();",
        "Stream.Null.Write(data, 0, 1); TextWriter.Null.Flush(); Use(TextReader.Null.ReadToEnd());",
        "using var buffered = new BufferedStream(new MemoryStream(data)); Use(buffered.Read(data, 0, 1));",
        "using var zip = new GZipStream(new MemoryStream(data), CompressionMode.Decompress); Use(zip.Read(data, 0, 1));",
        "using var zip = new DeflateStream(new MemoryStream(data), CompressionMode.Compress); zip.Write(data, 0, 1);",
        "using var aes = System.Security.Cryptography.Aes.Create(); using var crypto = new System.Security.Cryptography.CryptoStream(new MemoryStream(), aes.CreateEncryptor(), System.Security.Cryptography.CryptoStreamMode.Write); crypto.Write(data, 0, 1);",
        "using var archive = new ZipArchive(new MemoryStream(data)); foreach (var entry in archive.Entries) entry.Open().CopyTo(new MemoryStream());",
        "var memory = new MemoryStream(); using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, true)) { using var entry = archive.CreateEntry(path).Open(); new MemoryStream(data).CopyTo(entry); using var from = new FileStream(path, FileMode.Open); from.CopyTo(entry); }",
        "using var resource = typeof(Order).Assembly.GetManifestResourceStream(\"x\"); Use(resource!.Read(data, 0, 1));",
        "using var reader = new StreamReader(typeof(Order).Assembly.GetManifestResourceStream(\"x\")!); Use(reader.ReadToEnd());",
        "new MemoryStream(data).CopyTo(new MemoryStream());",
        "Use(JsonSerializer.Serialize(order), JsonSerializer.Deserialize<Order>(path), JsonDocument.Parse(path));",
        "using var memory = new MemoryStream(data); Use(JsonSerializer.Deserialize<Order>(memory)); JsonSerializer.Serialize(memory, order);",
        "Use(XDocument.Parse(path)); using var reader = new StringReader(path); Use(XDocument.Load(reader, LoadOptions.None));",
        "using var xml = System.Xml.XmlReader.Create(new StringReader(path)); Use(xml.Read());",
        "Console.WriteLine(path); Console.Out.Write(path); Console.Out.Flush(); Use(Console.ReadLine());",
        "Use(list.ToList(), list.First(), list.Count(), list.Any(o => o.Id == 1));",
        "Use(list.AsQueryable().ToList(), list.AsQueryable().First());",
        "foreach (var o in list.AsQueryable()) Use(o);",
        "Use(db.Orders.Local.ToList());",
        "var loaded = await db.Orders.ToListAsync(token); Use(loaded.First(), loaded.ToList());",
        "foreach (var o in await db.Orders.ToListAsync(token)) Use(o);",
        "db.Orders.Add(order); db.Orders.AddRange(list); db.Add(order); db.Update(order); db.Remove(order); db.Attach(order);",
        "Use(db.Orders.Where(o => o.Id > 1), db.Orders.Include(o => o.Lines).AsNoTracking(), db.Entry(order).State);",
        "Use(rows.IsDBNull(0), rows.GetFieldValue<int>(0), rows.GetInt32(0)); rows.Close();",
        "using var row = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, token); Use(row.IsDBNull(0), row.GetFieldValue<int>(0));",
        "using var row = await command.ExecuteReaderAsync(token); Use(row.IsDBNull(0), row.GetFieldValue<int>(0));",
        "using var sqlite = new Microsoft.Data.Sqlite.SqliteConnection(path); sqlite.Open(); using var c = sqlite.CreateCommand(); c.ExecuteNonQuery();",
        "connection.Close(); connection.Dispose(); stream.Dispose(); stream.Close();",
        "using var source = new CancellationTokenSource(); source.Cancel();",
        "Use(File.Exists(path), Directory.Exists(path), Directory.GetFiles(path)); File.Delete(path); Directory.CreateDirectory(path);",
        "using var file2 = File.OpenRead(path); Use(file2.Read(data, 0, 1));",
        "using var file2 = new FileStream(path, FileMode.Open); file2.Write(data, 0, 1);",
        "using var file2 = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096, useAsync: false); file2.Flush();",
        "using var file2 = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096, FileOptions.SequentialScan); file2.Flush();",
        "using var reader = new StreamReader(path); Use(reader.ReadToEnd());",
        "using var later = File.CreateText(path); later.WriteLine(path); later.Flush();",
        "Use(Dns.GetHostAddresses(\"127.0.0.1\"), Dns.GetHostAddresses(\"::1\"));",
        "using var udp = new UdpClient(); IPEndPoint? from = null; Use(udp.Receive(ref from)); var listener = new TcpListener(IPAddress.Any, 1); Use(listener.Pending());",
        "Use(nameof(File.ReadAllText), nameof(db.SaveChanges));",
        "System.Linq.Expressions.Expression<Func<Order, bool>> e = o => o.Lines.AsQueryable().Any(); Use(e);",
        "Use(await db.Orders.Where(o => db.Lines.Any(l => l.Id == o.Id)).ToListAsync(token));",
        "Use(await db.Orders.Select(o => new { o.Id, Count = o.Lines.Count(), First = db.Lines.FirstOrDefault(l => l.Order == o) }).ToListAsync(token));",
        "Use(from o in list where db.Orders != null select o.Id);",
        "dynamic d = db; d.SaveChanges(); Use(d.Orders.ToList());",
        "Func<string, string> f = File.ReadAllText; Use(f(path));",
        "await Task.Run(() => File.ReadAllText(path), token);",
        "new Thread(() => File.ReadAllText(path)).Start();",
        "using var timer = new Timer(_ => File.ReadAllText(path));",
        "var lazy = new Lazy<string>(() => File.ReadAllText(path)); Use(lazy);",
        "writer.Write(path); writer.WriteLine(path);",
        "Use(request.Form[\"x\"]);",
        "Func<HttpContext, Task> endpoint = async context => { await context.Request.ReadFormAsync(); Use(context.Request.Form[\"x\"]); }; Use(endpoint);",
        "Use(orders is IAsyncEnumerable<Order> ? await orders.CountAsync(token) : orders.Count());",
        "stream.WriteByte(1); Use(stream.ReadByte());",
        "Use(list.Select(o => db.Orders.Find(o.Id)).ToList());",
        "Use(list.Select(o => db.Lines.Where(l => l.Id == o.Id).ToList()).ToList());",
        "using var answer = await http.GetAsync(path, token); Use(answer.Content.ReadAsStream(token));",
        "using var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, path), HttpCompletionOption.ResponseContentRead, token); answer.Content.CopyTo(new MemoryStream(), null, token);",
    ];

    /// <summary>Members that cannot be known to serve anybody, or that have a reason.</summary>
    public static TheoryData<string> SilentMembers =>
    [
        "public string M(string path) => File.ReadAllText(path);",
        "public Service() { db.SaveChanges(); }",
        "static Service() { File.ReadAllText(\"x\"); }",
        "~Service() { File.ReadAllText(\"x\"); }",
        "private static readonly string Text = File.ReadAllText(\"x\");",
        "public string P => File.ReadAllText(\"x\");",
        "public static Service operator +(Service a, Service b) { File.ReadAllText(\"x\"); return a; }",
        "public event Action E { add { File.ReadAllText(\"x\"); } remove { } }",
        "public async Task M(string path, bool async) { if (async) await File.ReadAllTextAsync(path); else File.ReadAllText(path); }",
        "public int Load() => db.SaveChanges(); public async Task<int> LoadAsync() { await Task.Yield(); return Load(); }",
        "public async Task<int> M<T>(T memory, byte[] data) where T : MemoryStream { await Task.Yield(); return memory.Read(data, 0, 1); }",
        "public sealed class Own : ShopContext { public override async Task<int> SaveChangesAsync(CancellationToken t = default) { await Task.Yield(); return SaveChanges(); } }",
        "public sealed class Own : ShopContext { public override Task<int> SaveChangesAsync(CancellationToken t = default) => Task.FromResult(base.SaveChanges()); }",
        "public abstract class Own : Stream { public override Task<int> ReadAsync(byte[] b, int o, int c, CancellationToken t) => Task.FromResult(Read(b, o, c)); public override Task FlushAsync(CancellationToken t) { Flush(); return Task.CompletedTask; } }",
        "public async Task<int> M(System.Data.Common.DbCommand x) { await Task.Yield(); Func<int> f = x.ExecuteNonQuery; return f(); }",
        "public sealed class Recycled : MemoryStream { } public async Task M(Recycled r, byte[] data) { await Task.Yield(); Use(r.Read(data, 0, 1)); }",
        "public async Task M(UnmanagedMemoryStream m, byte[] data) { await Task.Yield(); Use(m.Read(data, 0, 1)); }",
        "[Obsolete] public async Task M() { await Task.Yield(); Use(File.ReadAllText(\"x\")); }",
        "private readonly Stream held = new MemoryStream(); public async Task<int> M(byte[] data) { await Task.Yield(); return held.Read(data, 0, 1); }",
        "private readonly MemoryStream held; public Service(byte[] d) { held = new MemoryStream(d); } public async Task<int> M(byte[] data) { await Task.Yield(); return held.Read(data, 0, 1); }",
        "private readonly Stream held; public Service(byte[] d) { held = new MemoryStream(d); } public async Task<int> M(byte[] data) { await Task.Yield(); return held.Read(data, 0, 1); }",
    ];

    [Theory]
    [MemberData(nameof(InMemory))]
    public Task StaysSilent_when_nothing_is_waited_for(string statements) => Verify.SilentAsync(InAsync(statements));

    [Theory]
    [MemberData(nameof(SilentMembers))]
    public Task StaysSilent_when_a_member_serves_nobody_or_has_a_reason(string members) => Verify.SilentAsync(Type(members));

    /// <summary>EF Core is referenced, but its awaitable operators would throw on these queries.</summary>
    [Theory]
    [InlineData("using MongoDB.Driver; using MongoDB.Driver.Linq;", "public async Task M(IMongoCollection<Order> all) { await Task.Yield(); Use(all.AsQueryable().ToList(), all.AsQueryable().Where(o => o.Id > 1).First()); }")]
    [InlineData("using MongoDB.Driver; using MongoDB.Driver.Linq;", "public async Task M(IMongoCollection<Order> all) { await Task.Yield(); foreach (var o in all.AsQueryable()) Use(o); }")]
    public async Task StaysSilent_when_another_library_runs_the_query(string imports, string members)
    {
        var test = new RuleVerifier<PerfAnalyzers.Rules.Asynchrony.SynchronousIoAnalyzer, EmptyCodeFixProvider>.Test { TestCode = imports + "\n" + Type(members), ReferenceAssemblies = References.Stores };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task StaysSilent_when_a_query_is_handed_on() => Verify.SilentAsync(Type("") + """
        public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly ShopContext db = new();
            [EnableQuery] public IQueryable<Order> Get() => db.Orders.Where(o => o.Id > 1);
        }
        public sealed class EnableQueryAttribute : Attribute { }
        """);

    /// <summary>What the framework binds from the form it has read before.</summary>
    [Theory]
    [InlineData("public static void Map(Microsoft.AspNetCore.Builder.WebApplication app) => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(app, \"/\", Upload); private static async Task Upload(IFormFile file, HttpRequest request) { await Task.Yield(); Use(request.Form[\"x\"]); }")]
    [InlineData("public static void Map(Microsoft.AspNetCore.Builder.WebApplication app) => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(app, \"/\", async (IFormFile file, HttpRequest request) => { await Task.Yield(); Use(request.Form[\"x\"]); });")]
    [InlineData("public static void Map(Microsoft.AspNetCore.Builder.WebApplication app) => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(app, \"/\", async ([Microsoft.AspNetCore.Mvc.FromForm] string x, HttpRequest request) => { await Task.Yield(); Use(request.Form[\"x\"]); });")]
    public Task StaysSilent_when_the_form_was_read_for_a_parameter(string members) => Verify.SilentAsync(Type(members));

    [Fact]
    public Task StaysSilent_in_start_up_code() => Verify.SilentAsync(Type("") + """
        public static class Program
        {
            public static async Task Configure(Microsoft.AspNetCore.Builder.WebApplication app, ShopContext db) { db.Database.Migrate(); await app.RunAsync(); }
        }
        """);
}
