using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using PerfAnalyzers.Rules.Asynchrony;
using static PerfAnalyzers.Tests.Rules.Asynchrony.IoCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using VerifyFix = RuleVerifier<HiddenBlockingAnalyzer, HiddenBlockingFix>;

/// <summary>The methods on the way become async.</summary>
public sealed partial class HiddenBlockingTests
{
    [Theory]
    [InlineData(
        "public async Task M() { await Task.Yield(); Use([|Load()|]); } private string Load() => System.Net.Dns.GetHostEntry(\"x\").HostName;",
        "public async Task M() { await Task.Yield(); Use(await LoadAsync()); } private async Task<string> LoadAsync() => (await System.Net.Dns.GetHostEntryAsync(\"x\")).HostName;")]
    [InlineData(
        "public async Task M() { await Task.Yield(); Use([|Load()|]); } private string Load() => http.GetStringAsync(\"x\").Result;",
        "public async Task M() { await Task.Yield(); Use(await LoadAsync()); } private async Task<string> LoadAsync() => await http.GetStringAsync(\"x\");")]
    [InlineData(
        "public async Task M() { await Task.Yield(); Use([|One()|]); } private string One() => Two(); private string Two() => Three(); private string Three() => System.Net.Dns.GetHostEntry(\"x\").HostName;",
        "public async Task M() { await Task.Yield(); Use(await OneAsync()); } private async Task<string> OneAsync() => await TwoAsync(); private async Task<string> TwoAsync() => await ThreeAsync(); private async Task<string> ThreeAsync() => (await System.Net.Dns.GetHostEntryAsync(\"x\")).HostName;")]
    [InlineData(
        "public async Task M(Pair pair) { await Task.Yield(); Use(pair.[|Load()|]); } public class Pair { public string Load() => System.Net.Dns.GetHostEntry(\"x\").HostName; public Task<string> LoadAsync() => File.ReadAllTextAsync(\"x\"); }",
        "public async Task M(Pair pair) { await Task.Yield(); Use(await pair.LoadAsync()); } public class Pair { public string Load() => System.Net.Dns.GetHostEntry(\"x\").HostName; public Task<string> LoadAsync() => File.ReadAllTextAsync(\"x\"); }")]
    [InlineData(
        "public async Task M(IStore store) { await Task.Yield(); Use(store.[|Count()|]); } public interface IStore { int Count(); } public class Store : IStore { private readonly ShopContext db = new(); public int Count() => db.Orders.Count(); }",
        "public async Task M(IStore store) { await Task.Yield(); Use(await store.CountAsync()); } public interface IStore { Task<int> CountAsync(); } public class Store : IStore { private readonly ShopContext db = new(); public async Task<int> CountAsync() => await db.Orders.CountAsync(); }")]
    public Task Fixes_the_methods_on_the_way(string before, string after) => VerifyFix.FixAsync(Type(before), Type(after));

    [Theory]
    [InlineData("Use(http.GetStringAsync(\"x\").[|Now()|].Length);", "Use((await http.GetStringAsync(\"x\")).Length);")]
    [InlineData("http.GetStringAsync(\"x\").[|Done()|];", "await http.GetStringAsync(\"x\");")]
    public Task Fixes_by_awaiting_what_a_method_only_waits_for(string before, string after) => VerifyFix.FixAsync(
        Type($"public async Task M() {{ await Task.Yield(); {before} }}") + OnlyWaits,
        Type($"public async Task M() {{ await Task.Yield(); {after} }}") + OnlyWaits);

    [Theory]
    [InlineData("Use(http.GetStringAsync(\"x\").[|Logged()|]);")]
    [InlineData("Use(http.GetStringAsync(\"x\").[|Or(\"\")|]);")]
    [InlineData("Use(OnlyWaits.[|Now(http.GetStringAsync(\"x\"))|]);")]
    public Task OffersNoFix_when_the_method_does_more_than_wait(string statement) => VerifyFix.NoFixAsync(
        Type($"public async Task M() {{ await Task.Yield(); {statement} }}") + OnlyWaits);

    private const string OnlyWaits = """

        public static class OnlyWaits
        {
            public static T Now<T>(this Task<T> task) => task.GetAwaiter().GetResult();
            public static void Done(this Task task) { task.GetAwaiter().GetResult(); }
            public static T Logged<T>(this Task<T> task) { Console.WriteLine(1); return task.GetAwaiter().GetResult(); }
            public static T Or<T>(this Task<T?> task, T other) where T : class => task.GetAwaiter().GetResult() ?? other;
        }
        """;

    /// <summary>One way is told for each call; what a method waits for besides comes to light when the first is gone.</summary>
    [Fact]
    public Task Fixes_all_that_a_method_waits_for_further_down() => new VerifyFix.Test
    {
        TestCode = Type("public async Task M() { await Task.Yield(); [|Start()|]; } private void Start() { Stop(); Load(); } private void Stop() => Task.Delay(5).Wait(); private void Load() => Deep(); private void Deep() => Use(System.Net.Dns.GetHostEntry(\"x\"));"),
        FixedCode = Type("public async Task M() { await Task.Yield(); await StartAsync(); } private async Task StartAsync() { await StopAsync(); await LoadAsync(); } private async Task StopAsync() => await Task.Delay(5); private async Task LoadAsync() => await DeepAsync(); private async Task DeepAsync() => Use(await System.Net.Dns.GetHostEntryAsync(\"x\"));"),
        NumberOfIncrementalIterations = 2,
        NumberOfFixAllIterations = 1,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task OffersNoFix_when_a_method_on_the_way_cannot_change() => VerifyFix.NoFixAsync(Type(
        "public async Task M() { await Task.Yield(); [|Load(out _)|]; } private void Load(out string x) { x = System.Net.Dns.GetHostEntry(\"x\").HostName; }"));
}
