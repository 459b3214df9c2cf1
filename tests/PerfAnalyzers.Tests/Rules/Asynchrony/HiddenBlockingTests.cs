using PerfAnalyzers.Rules.Asynchrony;
using static PerfAnalyzers.Tests.Rules.Asynchrony.IoCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<HiddenBlockingAnalyzer>;

public sealed partial class HiddenBlockingTests
{
    /// <summary>Waits for what it is given.</summary>
    private const string Waits = """

        public static class Waits
        {
            public static T Now<T>(this Task<T> task) => task.ConfigureAwait(false).GetAwaiter().GetResult();
            public static T? IfDone<T>(this Task<T> task) => task.IsCompleted ? task.Result : default;
        }
        """;

    public static TheoryData<string> Hidden =>
    [
        "public async Task M() { await Task.Yield(); Use([|Load()|]); } private string Load() => System.Net.Dns.GetHostEntry(\"x\").HostName;",
        "public async Task M() { await Task.Yield(); Use([|Load()|]); } private int Load() => db.Orders.Count();",
        "public async Task M() { await Task.Yield(); [|Save()|]; } private void Save() { db.SaveChanges(); }",
        "public async Task M() { await Task.Yield(); Use([|Load()|]); } private string Load() => http.GetStringAsync(\"x\").Result;",
        "public async Task M() { await Task.Yield(); Use([|Has()|]); } private bool Has() => HasAsync().Result; private static Task<bool> HasAsync() => Task.Run(() => true);",
        "public async Task M() { await Task.Yield(); Use([|Has()|]); } private bool Has() => HasAsync().GetAwaiter().GetResult(); private static Task<bool> HasAsync() => Task.Run(() => true);",
        "public async Task M() { await Task.Yield(); [|Wait()|]; } private static void Wait() { Thread.Sleep(10); }",
        "public async Task M() { await Task.Yield(); Use([|One()|]); } private string One() => Two(); private string Two() => System.Net.Dns.GetHostEntry(\"x\").HostName;",
        "public async Task M() { await Task.Yield(); Use([|One()|]); } private string One() => Two(); private string Two() => Three(); private string Three() => System.Net.Dns.GetHostEntry(\"x\").HostName;",
        "public Task<int> M() => Task.FromResult([|Load()|]); private int Load() => db.Orders.Count();",
        "public async Task M(IStore store) { await Task.Yield(); Use(store.[|Count()|]); } public interface IStore { int Count(); } public class Store : IStore { private readonly ShopContext db = new(); public int Count() => db.Orders.Count(); }",
        "public async Task M(Box<Order> box) { await Task.Yield(); Use(box.[|All()|]); } public class Box<T> where T : class { private readonly ShopContext db = new(); public List<T> All() => db.Set<T>().ToList(); }",
        "public async Task M(Pair pair) { await Task.Yield(); Use(pair.[|Load()|]); } public class Pair { public string Load() => System.Net.Dns.GetHostEntry(\"x\").HostName; public Task<string> LoadAsync() => File.ReadAllTextAsync(\"x\"); }",
        "public async Task M() { await Task.Yield(); Use([|Load()|]); string Load() => System.Net.Dns.GetHostEntry(\"x\").HostName; }",
        "public async Task M(List<string> paths) { await Task.Yield(); Use(paths.Where(p => [|Has(p)|]).ToList()); bool Has(string path) => System.Net.Dns.GetHostEntry(path).HostName.Length > 0; }",
        "public async Task M() { await Task.Yield(); Use(http.GetStringAsync(\"x\").[|Now()|]); }",
        "public async Task M() { await Task.Yield(); Use(Waits.[|Now(http.GetStringAsync(\"x\"))|]); }",
        "public async Task M() { await Task.Yield(); Use(http.GetStringAsync(\"x\").ConfigureAwait(false) is var t ? Task.Run(() => 1).[|Now()|] : 0); }",
        "public async Task M() { await Task.Yield(); Use([|Load()|]); } private string Load() => http.GetStringAsync(\"x\").Now();",
        "public async Task M() { await Task.Yield(); Use([|Text|]); } private string Text => http.GetStringAsync(\"x\").Result;",
        "public async Task M() { await Task.Yield(); Use([|Count|]); } private int Count => db.Orders.Count();",
        "public async Task M(Pair pair) { await Task.Yield(); Use(pair.[|Text|].Length); } public class Pair { public string Text { get { return http.GetStringAsync(\"x\").Result; } } private readonly HttpClient http = new(); }",
        "public async Task M() { await Task.Yield(); Use([|Size()|]); } private int Size() => Text.Length; private string Text => System.Net.Dns.GetHostEntry(\"x\").HostName;",
        "public async Task M() { await Task.Yield(); Use([|new Table(\"x\")|]); } public class Table { public Table(string host) { Name = System.Net.Dns.GetHostEntry(host).HostName; } public string Name { get; } }",
        "public async Task M() { var rates = [|new Rates(http)|] { Day = 3 }; await Task.Yield(); Use(rates); } public class Rates { public int Day { get; set; } public Rates(HttpClient http) => Load(http); private static void Load(HttpClient http) => Use(http.GetStringAsync(\"x\").Result); }",
        "public async Task M(List<string> paths) { await Task.Yield(); foreach (var path in paths) Use([|new Table(path)|]); } public class Table { public Table(string path) { Text = File.ReadAllText(path); } public string Text { get; } }",
        "public async Task M(string path) { var table = [|new Table(path)|]; await http.GetStringAsync(table.Text); } public class Table { public Table(string path) { Text = File.ReadAllText(path); } public string Text { get; } }",
        "public Func<Task> M() => async () => { await Task.Yield(); Use([|Load()|]); }; private string Load() => System.Net.Dns.GetHostEntry(\"x\").HostName;",
    ];

    public static TheoryData<string> Clear =>
    [
        "public async Task M() { await Task.Yield(); Use(Add(new Microsoft.Extensions.DependencyInjection.ServiceCollection())); } private object Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services) => http.GetStringAsync(\"x\").Result;",
        "private string? text; public async Task<int> M() { await Task.Yield(); return All().Length; } private string All() { Ensure(); return text!; } private void Ensure() { if (text is not null) return; text = System.Net.Dns.GetHostEntry(\"a\").HostName; }",
        "private string? text; public async Task<int> M() { await Task.Yield(); return All().Length; } private string All() { if (text is null) { text = System.Net.Dns.GetHostEntry(\"a\").HostName; } return text; }",
        "public async Task M() { await Task.Yield(); Try(); } private void Try() { try { Use(1); } catch (Exception) { Thread.Sleep(10); } }",
        "public async Task M() { await Task.Yield(); Use(Next()); } private long Next() { lock (http) { Pause(); return 1; } } private void Pause() { if (DateTime.Now.Second > 3) Thread.Sleep(5); }",
        "public async Task M() { await Task.Yield(); Use(Format()); } private string Format() => string.Join(',', new[] { 1 });",
        "public async Task M() { Use(await LoadAsync()); } private Task<string> LoadAsync() => File.ReadAllTextAsync(\"x\");",
        "public void M() { Use(Load()); } private string Load() => System.Net.Dns.GetHostEntry(\"x\").HostName;",
        "public async Task M() { await Task.Yield(); Use(Load()); } private int Load() => new MemoryStream().Read(new byte[1], 0, 1);",
        "public async Task M() { await Task.Yield(); Use(Get(1)); } private string Get(int kind) { switch (kind) { case 1: return System.Net.Dns.GetHostEntry(\"x\").HostName; default: return \"\"; } }",
        "public async Task M() { await Task.Yield(); Use(Get()); } private string Get() { Func<string> later = () => System.Net.Dns.GetHostEntry(\"x\").HostName; return later.ToString()!; }",
        "public string Load() => System.Net.Dns.GetHostEntry(\"x\").HostName; public async Task<string> LoadAsync() { await Task.Yield(); return Load(); }",
        "public string Load() => System.Net.Dns.GetHostEntry(\"x\").HostName; public async Task<string> LoadAsync() { await Task.Yield(); return this.Load(); }",
        "public interface ILoad { string Load(); } public class Own : ILoad { public string Load() => System.Net.Dns.GetHostEntry(\"x\").HostName; public async Task<string> LoadAsync() { await Task.Yield(); return ((ILoad)this).Load(); } }",
        "public async Task M(IStore store) { await Task.Yield(); Use(store.Count()); } public interface IStore { int Count(); } public class A : IStore { public int Count() => System.Net.Dns.GetHostEntry(\"x\").HostName.Length; } public class B : IStore { public int Count() => 1; }",
        "public async Task M() { await Task.Yield(); Use(Task.Run(() => Load())); } private string Load() => System.Net.Dns.GetHostEntry(\"x\").HostName;",
        "public async Task M(List<Task<int>> all) { await Task.WhenAll(all); Use(Sum(all)); } private static int Sum(List<Task<int>> all) { var sum = 0; foreach (var task in all) sum += task.Result; return sum; }",
        "public async Task M(Task<int> task) { await task; Use(Get(task)); } private static int Get(Task<int> task) => task.Result;",
        "public async Task M(Task<int> task) { await task; Use(task.Now()); }",
        "public async Task M(Task<int> task) { await Task.Yield(); Use(task.Now()); }",
        "public async Task M() { await Task.Yield(); Use(Task.FromResult(1).Now()); }",
        "public async Task M() { await Task.Yield(); Use(OneAsync(3).Now()); } private async Task<int> OneAsync(int n) { if (n > 3) await Task.Yield(); return n; }",
        "public async Task M() { await Task.Yield(); Use(http.GetStringAsync(\"x\").IfDone()); }",
        "public async Task M() { await Task.Yield(); Use(Text); } private string Text => File.ReadAllText(\"x\");",
        "private string? text; public async Task M() { await Task.Yield(); Use(Text); } private string Text => text ??= File.ReadAllText(\"x\");",
        "public async Task M() { await Task.Yield(); Text = \"a\"; } private string Text { get => File.ReadAllText(\"x\"); set => File.WriteAllText(\"x\", value); }",
        "public async Task M() { await Task.Yield(); Use(nameof(Text)); } private string Text => File.ReadAllText(\"x\");",
        "public async Task M() { Use(await Text); } private Task<string> Text => File.ReadAllTextAsync(\"x\");",
        "public async Task M() { await Task.Yield(); Use(new Table(\"x\")); } public class Table { public Table(string path) { Text = File.ReadAllText(path); } public string Text { get; } }",
        "public async Task M(string path) { await Task.Yield(); Use(new Table(path)); } public class Table { public Table(string path) { Text = File.ReadAllText(path); } public string Text { get; } }",
        "public async Task M() { await Task.Yield(); Use(new Table(\"x\")); } public class Table { private readonly string host; public Table(string host) { this.host = host; } public string Name() => System.Net.Dns.GetHostEntry(host).HostName; }",
        "public async Task M() { await Task.Yield(); Use(new Table(\"x\")); } public class Table { private readonly Lazy<string> name; public Table(string host) { name = new(() => System.Net.Dns.GetHostEntry(host).HostName); } }",
        "public Table M() => new Table(\"x\"); public class Table { public Table(string host) { Use(System.Net.Dns.GetHostEntry(host).HostName); } }",
        "public async Task M() { await Task.Yield(); Use(Again(3)); } private int Again(int n) => n == 0 ? 0 : Again(n - 1);",
    ];

    [Theory]
    [MemberData(nameof(Hidden))]
    public Task Reports_calls_that_block_further_down(string members) => Verify.ReportsAsync(Type(members) + Waits);

    [Theory]
    [MemberData(nameof(Clear))]
    public Task StaysSilent_when_nothing_blocks_or_it_cannot_be_told(string members) => Verify.SilentAsync(Type(members) + Waits);

    /// <summary>A program of the console that knows no host runs and ends.</summary>
    [Theory]
    [InlineData(OutputKind.ConsoleApplication, "Load()")]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, "[|Load()|]")]
    public Task StaysSilent_in_tools(OutputKind kind, string call)
    {
        var test = new RuleVerifier<HiddenBlockingAnalyzer, EmptyCodeFixProvider>.Test
        {
            TestCode = "public static class Program { public static Task Main() => Loader.RunAsync(); } public static class Loader { public static async Task RunAsync() { await Task.Yield(); Console.WriteLine(" + call + "); } private static object Load() => System.Net.Dns.GetHostEntry(\"x\"); }",
            ReferenceAssemblies = References.Net80,
        };
        test.TestState.OutputKind = kind;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>To make every method on the way asynchronous is much for one file, unless requests share the threads.</summary>
    [Theory]
    [InlineData("Console.WriteLine(Load(\"a\"));", false)]
    [InlineData("Console.WriteLine([|Load(\"a\")|]);", true)]
    [InlineData("foreach (var path in paths) Console.WriteLine([|Load(path)|]);", false)]
    [InlineData("Console.WriteLine([|All(paths)|]);", false)]
    [InlineData("} public static async Task SendAsync(string path, HttpClient http) { await http.PostAsync(\"x\", new StringContent([|Load(path)|]));", false)]
    [InlineData("} public static async Task SendAsync(string path, HttpClient http) { await http.PostAsync(\"x\", new StringContent(Load(\"settings\") + path));", false)]
    [InlineData("} private static async Task SendAsync(string path, HttpClient http) { await http.PostAsync(\"x\", new StringContent(Load(path)));", false)]
    [InlineData("} public static async Task ReadAsync(string path) { await Task.Yield(); Console.WriteLine(Load(path));", false)]
    public Task Reports_one_file_only_where_requests_share_the_threads(string call, bool knowsRequests) => new RuleVerifier<HiddenBlockingAnalyzer, EmptyCodeFixProvider>.Test
    {
        TestCode = "public static class Loader { public static async Task RunAsync(List<string> paths) { await Task.Yield(); " + call + " } private static string Load(string path) => File.ReadAllText(path); private static int All(List<string> paths) { var all = 0; foreach (var path in paths) all += File.ReadAllText(path).Length; return all; } }",
        ReferenceAssemblies = knowsRequests ? References.Default : References.Net80,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task StaysSilent_when_a_library_calls_what_the_class_itself_overrides()
    {
        var test = new RuleVerifier<HiddenBlockingAnalyzer, EmptyCodeFixProvider>.Test
        {
            TestCode = "using Azure.Core; using Azure.Core.Pipeline;\n" + Type("""
                    public async Task M(Stamp stamp, HttpMessage message) { await Task.Yield(); Use(Run(stamp, message)); }
                    private static int Run(Stamp stamp, HttpMessage message) { stamp.ProcessAsync(message, default).AsTask().Wait(); return 1; }
                    public sealed class Stamp : HttpPipelineSynchronousPolicy { }
                """),
            ReferenceAssemblies = References.Stores,
        };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Reports_tasks_that_another_assembly_hands_out()
    {
        var test = new RuleVerifier<HiddenBlockingAnalyzer, EmptyCodeFixProvider>.Test
        {
            TestCode = Type("public async Task M(MassTransit.ISendEndpointProvider all) { await Task.Yield(); Use([|Find(all)|]); } private static object Find(MassTransit.ISendEndpointProvider all) => all.GetSendEndpoint(new Uri(\"queue:x\")).Result;"),
        };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Reports_async_code_even_when_requests_lead_to_the_place_that_blocks() => Verify.ReportsAsync(Type("") + """
        public class A : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async Task<int> Get(ShopContext db) { await Task.Yield(); return [|Load(db)|]; }
            private static int Load(ShopContext db) => db.Orders.Count();
        }
        """);

    [Fact]
    public Task StaysSilent_in_synchronous_code_when_the_place_that_blocks_is_reported_itself() => Verify.SilentAsync(Type("") + """
        public class A : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public int Get(ShopContext db) => Load(db);
            private static int Load(ShopContext db) => db.Orders.Count();
        }
        """);

    [Fact]
    public Task Shows_the_way() => Verify.ReportsAsync(
        Type("public async Task M() { await Task.Yield(); Use({|#0:One()|}); } private string One() => {|#1:Two()|}; private string Two() => System.Net.Dns.{|#2:GetHostEntry(\"x\")|}.HostName;"),
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithArguments("One", "One → Two → GetHostEntry", "make the methods on the way async"));

    /// <summary>Where everybody calls what blocks, it is told where it blocks.</summary>
    [Theory]
    [InlineData(3, "[|Name()|]")]
    [InlineData(11, "Name()")]
    [InlineData(60, "Name()")]
    public Task Reports_few_calls_of_what_is_reported_itself(int actions, string call) => new RuleVerifier<HiddenBlockingAnalyzer, EmptyCodeFixProvider>.Test
    {
        TestCode = "public class A : Microsoft.AspNetCore.Mvc.ControllerBase { private string Name() => System.Net.Dns.GetHostEntry(\"x\").HostName; "
            + string.Concat(Enumerable.Range(0, actions).Select(n => $"public async Task<string> Get{n}() {{ await Task.Yield(); return {call}; }} ")) + "}",
        ReferenceAssemblies = References.Default,
    }.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The same behind many short members that all lead to it.</summary>
    [Theory]
    [InlineData(3, "names.[|Name0()|]")]
    [InlineData(30, "names.Name0()")]
    public Task Reports_few_ways_to_what_is_reported_itself(int members, string call) => new RuleVerifier<HiddenBlockingAnalyzer, EmptyCodeFixProvider>.Test
    {
        TestCode = "public class A : Microsoft.AspNetCore.Mvc.ControllerBase { readonly Names names = new(); public async Task<string> Get() { await Task.Yield(); return " + call + "; } } "
            + "public class Names { private string Load() => System.Net.Dns.GetHostEntry(\"x\").HostName; "
            + string.Concat(Enumerable.Range(0, members).Select(n => $"public string Name{n}() => Load() + {n}; ")) + "}",
        ReferenceAssemblies = References.Default,
    }.RunAsync(TestContext.Current.CancellationToken);
}
