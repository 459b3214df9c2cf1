using PerfAnalyzers.Rules.Asynchrony;
using static PerfAnalyzers.Tests.Rules.Asynchrony.IoCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<SynchronousIoAnalyzer>;

public sealed partial class SynchronousIoTests
{
    /// <summary>Calls that surely leave the process.</summary>
    public static TheoryData<string> Calls =>
    [
        "foreach (var line in File.[|ReadLines(path)|]) Use(line);",
        "Use(Dns.[|GetHostEntry(path)|]);",
        "Use(Dns.[|GetHostAddresses(path)|]);",
        "Use(db.Orders.[|ToList()|]);",
        "Use(db.Orders.Where(o => o.Id > 1).[|ToArray()|]);",
        "Use(db.Orders.[|ToDictionary(o => o.Id)|]);",
        "Use(db.Orders.[|First(o => o.Id == 1)|]);",
        "Use(db.Orders.[|FirstOrDefault()|]);",
        "Use(db.Orders.[|Single(o => o.Id == 1)|]);",
        "Use(db.Orders.[|SingleOrDefault(o => o.Id == 1)|]);",
        "Use(db.Orders.OrderBy(o => o.Id).[|Last()|]);",
        "Use(db.Orders.OrderBy(o => o.Id).[|LastOrDefault()|]);",
        "Use(db.Orders.OrderBy(o => o.Id).[|ElementAt(2)|]);",
        "Use(db.Orders.[|Count()|]);",
        "Use(db.Orders.[|LongCount()|]);",
        "Use(db.Orders.[|Any(o => o.Id == 1)|]);",
        "Use(db.Orders.[|All(o => o.Id == 1)|]);",
        "Use(db.Orders.[|Min(o => o.Id)|]);",
        "Use(db.Orders.[|Max(o => o.Id)|]);",
        "Use(db.Orders.[|Sum(o => o.Price)|]);",
        "Use(db.Orders.[|Average(o => o.Price)|]);",
        "Use(db.Orders.Select(o => o.Id).[|Contains(1)|]);",
        "Use((from o in db.Orders where o.Id > 1 select o).[|ToList()|]);",
        "db.Orders.[|Load()|];",
        "Use(db.Orders.[|Find(1)|]);",
        "Use(db.[|Find<Order>(1)|]);",
        "db.[|SaveChanges()|];",
        "db.Orders.Where(o => o.Id > 1).[|ExecuteDelete()|];",
        "db.Database.[|ExecuteSqlRaw(\"x\")|];",
        "using var t = db.Database.[|BeginTransaction()|]; t.[|Commit()|];",
        "db.Database.[|Migrate()|];",
        "db.Database.[|EnsureCreated()|];",
        "Use(db.Database.[|CanConnect()|]);",
        "db.Database.[|OpenConnection()|];",
        "db.Entry(order).[|Reload()|];",
        "db.Entry(order).Collection(o => o.Lines).[|Load()|];",
        "foreach (var o in [|db.Orders|]) Use(o);",
        "foreach (var o in [|db.Orders.Where(o => o.Id > 1)|]) Use(o);",
        "foreach (var o in [|from o in db.Orders select o|]) Use(o);",
        "connection.[|Open()|];",
        "Use(connection.[|BeginTransaction()|]);",
        "Use(command.[|ExecuteReader()|]);",
        "Use(command.[|ExecuteScalar()|]);",
        "command.[|ExecuteNonQuery()|];",
        "while (rows.[|Read()|]) Use(rows[0]);",
        "Use(rows.[|NextResult()|]);",
        "transaction.[|Commit()|];",
        "transaction.[|Rollback()|];",
        "Use(http.[|Send(new HttpRequestMessage())|]);",
        "Use(cache.[|Get(path)|]);",
        "Use(cache.[|GetString(path)|]);",
        "cache.[|SetString(path, path)|];",
        "cache.[|Remove(path)|];",
        "using var smtp = new System.Net.Mail.SmtpClient(); smtp.[|Send(mail)|];",
        "using var p = System.Diagnostics.Process.Start(path); p.[|WaitForExit()|];",
        "using var p = System.Diagnostics.Process.Start(path); Use(p.StandardOutput.[|ReadToEnd()|]);",
        "using var tcp = new TcpClient(); tcp.[|Connect(path, 1)|]; Use(tcp.GetStream().[|Read(data, 0, 1)|]);",
        "socket.[|Send(data)|];",
        "Use(socket.[|Accept()|]);",
        "Use(request.Body.[|Read(data, 0, 1)|]);",
        "Use(request.Body.[|Read(data.AsSpan())|]);",
        "response.Body.[|Write(data, 0, 1)|];",
        "response.Body.[|Flush()|];",
        "using var reader = new StreamReader(request.Body); Use(reader.[|ReadToEnd()|]);",
        "using var reader = new StreamReader(new GZipStream(request.Body, CompressionMode.Decompress)); Use(reader.[|ReadLine()|]);",
        "var body = request.Body; Use(JsonSerializer.[|Deserialize<Order>(body)|]);",
        "JsonSerializer.[|Serialize(response.Body, order)|];",
        "Use(JsonDocument.[|Parse(request.Body)|]);",
        "Use(XDocument.[|Load(request.Body, LoadOptions.None)|]);",
        "using var file2 = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096, useAsync: true); Use(file2.[|Read(data, 0, 1)|]);",
        "using var file2 = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096, FileOptions.Asynchronous | FileOptions.SequentialScan); file2.[|CopyTo(stream)|];",
        "using var memory = new MemoryStream(); request.Body.[|CopyTo(memory)|];",
        "using var memory = new MemoryStream(); memory.[|CopyTo(response.Body)|];",
        "using var net = await http.GetStreamAsync(path); Use(net.[|Read(data, 0, 1)|]);",
        "Use((await http.GetStreamAsync(path).ConfigureAwait(false)).[|ReadAtLeast(data, 1)|]);",
        "using var ping = new System.Net.NetworkInformation.Ping(); Use(ping.[|Send(path)|]);",
        "Use(((WebRequest)WebRequest.Create(path)).[|GetResponse()|]);",
        "Use(new WebClient().[|DownloadString(path)|]);",
        "Use(db?.Orders.[|ToList()|]);",
        "list.ForEach(o => db.[|SaveChanges()|]);",
        "try { db.[|SaveChanges()|]; } catch { db.[|SaveChanges()|]; } finally { db.[|SaveChanges()|]; }",
    ];

    /// <summary>One file of this machine, of which nothing says that it is large: a suggestion.</summary>
    public static TheoryData<string> SmallFiles =>
    [
        "Use(File.{|#0:ReadAllText(path)|});",
        "Use(File.{|#0:ReadAllBytes(path)|});",
        "Use(File.{|#0:ReadAllLines(path)|});",
        "Use(JsonSerializer.Deserialize<Order>(File.{|#0:ReadAllText(Path.Combine(AppContext.BaseDirectory, \"settings.json\"))|}));",
        "File.{|#0:WriteAllText(path, path)|};",
        "File.{|#0:WriteAllBytes(path, data)|};",
        "File.{|#0:WriteAllLines(path, new[] { path })|};",
        "File.{|#0:AppendAllText(path, path)|};",
        "File.{|#0:AppendAllLines(path, new[] { path })|};",
        "try { Use(await File.ReadAllTextAsync(path, token)); } catch { File.{|#0:WriteAllText(path, path)|}; }",
        "var old = await File.ReadAllTextAsync(path, token); File.{|#0:WriteAllText(path, old.Trim() + \"x\")|};",
        "while (!token.IsCancellationRequested) { Use(File.{|#0:ReadAllText(path)|}); await Task.Delay(60000, token); }",
        "foreach (var name in new[] { \"a.json\", \"b.json\" }) Use(File.{|#0:ReadAllText(name)|});",
    ];

    /// <summary>Files of which something says that they are many or large: a warning.</summary>
    public static TheoryData<string> HeavyFiles =>
    [
        "foreach (var each in Directory.GetFiles(path)) Use(File.[|ReadAllText(each)|]);",
        "foreach (var o in list) File.[|WriteAllText(path + o.Id, o.Id.ToString())|];",
        "list.ForEach(o => File.[|AppendAllText(path, o.Id.ToString())|]);",
        "File.[|WriteAllBytes(path, await http.GetByteArrayAsync(path))|];",
        "var loaded = await http.GetByteArrayAsync(path); File.[|WriteAllBytes(path, loaded)|];",
        "File.[|WriteAllText(path, request.Query[\"text\"].ToString())|];",
        "foreach (var line in File.[|ReadLines(path)|]) Use(line);",
    ];

    /// <summary>What may be in memory after all: a suggestion.</summary>
    public static TheoryData<string> LikelyCalls =>
    [
        "Use(stream.{|#0:Read(data, 0, 1)|});",
        "stream.{|#0:Write(data, 0, 1)|};",
        "Use(text.{|#0:ReadToEnd()|});",
        "Use(text.{|#0:ReadLine()|});",
        "writer.{|#0:Flush()|};",
        "file.{|#0:CopyTo(stream)|};",
        "Func<HttpContext, Task> endpoint = context => { Use({|#0:context.Request.Form|}[\"x\"]); return Task.CompletedTask; }; Use(endpoint);",
        "Func<HttpContext, Task> endpoint = context => { Use({|#0:context.Request.Form|}[\"x\"], context.Request.Form[\"y\"]); return Task.CompletedTask; }; Use(endpoint);",
        "Use(content.{|#0:ReadAsStream()|});",
        "using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, token); Use(answer.Content.{|#0:ReadAsStream(token)|});",
        "using var archive = new ZipArchive(stream); foreach (var entry in archive.Entries) entry.Open().{|#0:CopyTo(new MemoryStream())|};",
        "using var row = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess | CommandBehavior.SingleRow, token); Use(row.{|#0:IsDBNull(0)|});",
        "lock (list) { db.{|#0:SaveChanges()|}; }",
        "lock (list) { list.ForEach(o => File.{|#0:WriteAllText(path, path)|}); }",
        "Use(orders.{|#0:ToList()|});",
        "Use(orders.{|#0:First()|});",
        "foreach (var o in {|#0:orders|}) Use(o);",
        "Use(JsonSerializer.{|#0:Deserialize<Order>(stream)|});",
        "using var reader = new StreamReader(stream); Use(reader.{|#0:ReadToEnd()|});",
        "using var later = new StreamWriter(response.Body); later.{|#0:Write(path)|};",
        "using var later = new StreamWriter(response.Body); later.{|#0:WriteLine(path)|};",
        "Stream some = new MemoryStream(); if (data.Length > 1) some = request.Body; Use(some.{|#0:Read(data, 0, 1)|});",
        "Use((data.Length > 1 ? new MemoryStream() : request.Body).{|#0:Read(data, 0, 1)|});",
    ];

    /// <summary>Where the same calls stand.</summary>
    public static TheoryData<string> Places =>
    [
        "public async Task M(string path) { await Task.Yield(); Use(Dns.[|GetHostEntry(path)|]); }",
        "public async ValueTask<string> M(string path) { await Task.Yield(); return Dns.[|GetHostEntry(path)|].HostName; }",
        "public async void M(string path) { await Task.Yield(); Use(Dns.[|GetHostEntry(path)|]); }",
        "public async IAsyncEnumerable<string> M(string path) { await Task.Yield(); yield return Dns.[|GetHostEntry(path)|].HostName; }",
        "public Func<Task<string>> M(string path) => async () => Dns.[|GetHostEntry(path)|].HostName;",
        "public Func<Task<string>> M(string path) => async delegate { return Dns.[|GetHostEntry(path)|].HostName; };",
        "public void M(string path) { async Task Inner() { Use(Dns.[|GetHostEntry(path)|]); await Task.Yield(); } Use(Inner()); }",
        "public Task<string> M(string path) => Task.FromResult(Dns.[|GetHostEntry(path)|].HostName);",
        "public Task M(string path) { Use(Dns.[|GetHostEntry(path)|]); return Task.CompletedTask; }",
        "public ValueTask<string> M(string path) => new(Dns.[|GetHostEntry(path)|].HostName);",
        "public static async Task<T> M<T>(string path, T value) { await Task.Yield(); Use(Dns.[|GetHostEntry(path)|]); return value; }",
        "public async Task M<T>(T context) where T : ShopContext { await Task.Yield(); context.[|SaveChanges()|]; }",
        "public async Task M(string[] paths) { await Task.Yield(); Use(paths.Select(Dns.GetHostEntry).ToList(), paths.Select(p => Dns.[|GetHostEntry(p)|]).ToList(), paths.Select(p => File.[|ReadAllText(p)|]).ToList()); }",
        "public async Task M(string[] paths) { await Task.Yield(); Array.ForEach(paths, p => Use(Dns.[|GetHostEntry(p)|])); }",
        "public async Task M(string path) { await Task.Yield(); string Local() => Task.FromResult(path).Result; Use(Local(), Dns.[|GetHostEntry(path)|]); }",
    ];

    /// <summary>Synchronous functions that a framework calls for each request.</summary>
    public static TheoryData<string> Requests =>
    [
        "public class A : Microsoft.AspNetCore.Mvc.ControllerBase { public string Get(string path) => System.IO.File.[|ReadAllText(path)|]; }",
        "public class A : Microsoft.AspNetCore.Mvc.ControllerBase { public byte[] Get(Guid id) { var name = Path.Combine(\"documents\", id.ToString(\"N\")); return System.IO.File.[|ReadAllBytes(name)|]; } }",
        "public class A : Microsoft.AspNetCore.Mvc.ControllerBase { public void Put(byte[] picture) => new Store().Keep(picture); } public class Store { public void Keep(byte[] bytes) => File.[|WriteAllBytes(\"current.png\", bytes)|]; }",
        "public class A : Microsoft.AspNetCore.Mvc.ControllerBase { public List<Order> Get(ShopContext db) => db.Orders.[|ToList()|]; }",
        "public class A : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnGet(ShopContext db) { db.[|SaveChanges()|]; } }",
        "public class A : Microsoft.AspNetCore.SignalR.Hub { public int Count(ShopContext db) => db.Orders.[|Count()|]; }",
        "public static class A { public static void Map(Microsoft.AspNetCore.Builder.WebApplication app) { Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, \"/\", (ShopContext db) => db.Orders.[|ToList()|]); } }",
    ];

    [Theory]
    [MemberData(nameof(Calls))]
    public Task Reports_calls_that_leave_the_process(string statements) => Verify.ReportsAsync(InAsync(statements));

    [Theory]
    [MemberData(nameof(LikelyCalls))]
    public Task Reports_as_a_suggestion_what_may_be_in_memory(string statements) =>
        Verify.ReportsAsync(InAsync(statements), new DiagnosticResult(RuleIds.SynchronousIo, DiagnosticSeverity.Info).WithLocation(0));

    [Theory]
    [MemberData(nameof(SmallFiles))]
    public Task Reports_as_a_suggestion_what_is_one_file(string statements) =>
        Verify.ReportsAsync(InAsync(statements), new DiagnosticResult(RuleIds.SynchronousIo, DiagnosticSeverity.Info).WithLocation(0));

    [Fact]
    public Task Reports_as_a_suggestion_a_file_that_settings_name() => Verify.ReportsAsync(
        Type("") + "public interface ISettings { string Root { get; } } public class A : Microsoft.AspNetCore.Mvc.ControllerBase { public string Get([Microsoft.AspNetCore.Mvc.FromServices] ISettings settings) { var path = Path.Combine(settings.Root, \"a.js\"); return System.IO.File.{|#0:ReadAllText(path)|}; } }",
        new DiagnosticResult(RuleIds.SynchronousIo, DiagnosticSeverity.Info).WithLocation(0));

    [Theory]
    [MemberData(nameof(HeavyFiles))]
    public Task Reports_files_that_are_many_or_come_from_outside(string statements) => Verify.ReportsAsync(InAsync(statements));

    [Theory]
    [MemberData(nameof(Places))]
    public Task Reports_wherever_code_can_await(string members) => Verify.ReportsAsync(Type(members));

    [Theory]
    [MemberData(nameof(Requests))]
    public Task Reports_in_synchronous_functions_of_requests(string type) => Verify.ReportsAsync(Type("") + type);

    [Fact]
    public Task Reports_what_to_await() => Verify.ReportsAsync(
        InAsync("Use(Dns.{|#0:GetHostEntry(path)|});\nforeach (var o in {|#1:db.Orders|}) Use(o);\nUse(db.Orders.{|#2:Count()|});\nlist.ForEach(o => db.{|#3:SaveChanges()|});"),
        Verify.Diagnostic().WithLocation(0).WithArguments("GetHostEntry", "await 'GetHostEntryAsync'"),
        Verify.Diagnostic().WithLocation(1).WithArguments("foreach", "go through 'AsAsyncEnumerable' with 'await foreach'"),
        Verify.Diagnostic().WithLocation(2).WithArguments("Count", "await 'CountAsync'"),
        Verify.Diagnostic().WithLocation(3).WithArguments("SaveChanges", "await 'SaveChangesAsync' outside of the synchronous callback"));
}
