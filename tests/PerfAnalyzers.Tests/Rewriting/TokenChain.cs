namespace PerfAnalyzers.Tests.Rewriting;

/// <summary>How one layer of a chain is written, and how the layer above calls it.</summary>
/// <param name="Name">What kind of layer it is.</param>
/// <param name="Code">Its declaration: <c>#</c> stands for its number, <c>$</c> for the call of the next layer.</param>
/// <param name="Call">Its call with the argument <c>n</c>.</param>
internal sealed record TokenLayer(string Name, string Code, string Call)
{
    private const string Made = "public static class S# { public static T# One { get; } = new L#(); }";

    public static ImmutableArray<TokenLayer> All { get; } =
    [
        new("class", "public class L# { public async Task<string> Do#Async(int n) => await $; }", "new L#().Do#Async(n)"),
        new("handed back", "public class L# { public Task<string> Do#Async(int n) { return $; } }", "new L#().Do#Async(n)"),
        new("static", "public static class L# { public static async Task<string> Do#Async(int n) { Console.WriteLine(n); return await $; } }", "L#.Do#Async(n)"),
        new("interface", "public interface T# { Task<string> Do#Async(int n); } public class L# : T# { public async Task<string> Do#Async(int n) => await $; }" + Made, "S#.One.Do#Async(n)"),
        new("fake", "public interface T# { Task<string> Do#Async(int n); } public class L# : T# { public async Task<string> Do#Async(int n) => await $; } public class Fake# : T# { public Task<string> Do#Async(int n) => Task.FromResult(\"\"); }" + Made, "S#.One.Do#Async(n)"),
        new("explicit", "public interface T# { Task<string> Do#Async(int n); } public class L# : T# { async Task<string> T#.Do#Async(int n) => await $; }" + Made, "S#.One.Do#Async(n)"),
        new("decorator", "public interface T# { Task<string> Do#Async(int n); } public class L# : T# { public async Task<string> Do#Async(int n) => await $; } public class Log# : T# { private readonly T# inner; public Log#(T# inner) { this.inner = inner; } public async Task<string> Do#Async(int n) { Console.WriteLine(n); return await inner.Do#Async(n); } }" + Made, "S#.One.Do#Async(n)"),
        new("abstract", "public abstract class T# { public abstract Task<string> Do#Async(int n); } public class L# : T# { public override async Task<string> Do#Async(int n) => await $; }" + Made, "S#.One.Do#Async(n)"),
        new("extension", "public static class L# { public static async Task<string> Do#Async(this int n) => await $; }", "n.Do#Async()"),
        new("generic", "public class L#<T> { public async Task<string> Do#Async<U>(U u, int n, string s = \"\") => await $; }", "new L#<int>().Do#Async(1, n)"),
        new("helper", "public class L# { public async Task<string> Do#Async(int n) => await $; public Task<string> Other#Async() => Do#Async(2); }", "new L#().Do#Async(n: n)"),
        new("gathered", "public class L# { public async Task<string> Do#Async(int n) => string.Concat(await Task.WhenAll(new[] { n, n + 1 }.Select(async m => { n = m; return await $; }))); }", "new L#().Do#Async(n)"),
        new("partial", "public partial class L# { public partial Task<string> Do#Async(int n); } public partial class L# { public async partial Task<string> Do#Async(int n) { return await $; } }", "new L#().Do#Async(n)"),
    ];
}

/// <summary>A chain of calls from something that has a token down to what could be told to stop.</summary>
/// <param name="Rule">The rule that reports its top.</param>
/// <param name="Layers">The layers below the top.</param>
/// <param name="Leaf">What is waited for.</param>
internal sealed record TokenChain(string Rule, ImmutableArray<TokenLayer> Layers, string Leaf)
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Net.Http; using System.Threading; using System.Threading.Tasks; using Microsoft.EntityFrameworkCore; using Microsoft.AspNetCore.Mvc;\n";

    private static readonly ImmutableArray<string> Leaves = ["Web.Http.GetStringAsync(\"/\" + n)", "new Db().Rows.Select(r => r.Name).MaxAsync()"];

    public string Name => $"{Rule}: {string.Join(", ", Layers.Select(l => l.Name))}: {Leaf}";

    /// <summary>Every kind of layer, alone and in chains of up to four, from a caller with a token and from a request.</summary>
    public static ImmutableArray<TokenChain> All { get; } = [.. Make()];

    /// <summary>The lower half, which is a project of its own, and the upper half.</summary>
    public (string Lower, string Upper) Sources(string space)
    {
        var declarations = new List<string>();
        var call = Leaf;
        for (var i = Layers.Length - 1; i >= 0; i--)
        {
            var number = (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            declarations.Add(Layers[i].Code.Replace("#", number, StringComparison.Ordinal).Replace("$", call, StringComparison.Ordinal));
            call = Layers[i].Call.Replace("#", number, StringComparison.Ordinal);
        }

        declarations.Reverse();
        declarations.Insert(0, Rule == "PERF3002"
            ? $"public class Top {{ public async Task<string> RunAsync(int n, CancellationToken ct) {{ return await {call}; }} }}"
            : $"public class TopController : ControllerBase {{ public async Task<string> Get(int n) {{ return await {call}; }} }}");
        var split = (declarations.Count + 1) / 2;
        return (Within(space, declarations.Skip(split)), Within(space, declarations.Take(split)));
    }

    /// <summary>What all chains end in.</summary>
    public static string Shared => Usings + "public class Row { public int Id { get; set; } public string Name { get; set; } = \"\"; } public class Db : DbContext { public DbSet<Row> Rows => Set<Row>(); } public static class Web { public static readonly HttpClient Http = new HttpClient(); }";

    private static string Within(string space, IEnumerable<string> declarations) => $"{Usings}namespace {space}\n{{\n    {string.Join("\n    ", declarations)}\n}}\n";

    private static IEnumerable<TokenChain> Make()
    {
        var kinds = TokenLayer.All;
        var at = 0;
        foreach (var kind in kinds)
        {
            yield return Of(kind);
            yield return Of(kind, kinds[(at + 3) % kinds.Length]);
            yield return Of(kinds[(at + 5) % kinds.Length], kind, kinds[(at + 8) % kinds.Length]);
            yield return Of(kinds[(at + 7) % kinds.Length], kinds[(at + 2) % kinds.Length], kind, kinds[(at + 11) % kinds.Length]);
        }

        TokenChain Of(params ImmutableArray<TokenLayer> layers) => new(++at % 2 == 0 ? "PERF3003" : "PERF3002", layers, Leaves[at % 3 == 2 ? 1 : 0]);
    }
}
