using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<EverGrowingCacheAnalyzer>;

public sealed class EverGrowingCacheTests
{
    /// <summary>The dictionary, and what an action does with it.</summary>
    public static TheoryData<string, string> Growing => new()
    {
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.GetOrAdd(name, n => Load(n)));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new ConcurrentDictionary<string, string>()|];", "Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new(StringComparer.OrdinalIgnoreCase)|];", "Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, Lazy<string>> Known = [|new()|];", "Use(Known.GetOrAdd(name, n => new Lazy<string>(() => Load(n))).Value);" },
        { "private static readonly ConcurrentDictionary<int, SemaphoreSlim> Known = [|new()|];", "var gate = Known.GetOrAdd(id, _ => new SemaphoreSlim(1, 1)); gate.Wait(); gate.Release();" },
        { "private static readonly ConcurrentDictionary<(int, string), string> Known = [|new()|];", "Use(Known.GetOrAdd((id, culture), k => Load(k.Item2)));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.GetOrAdd($\"{culture}-{name}\", Load));" },
        { "private static readonly Dictionary<string, string> Known = [|new()|];", "lock (Known) { if (!Known.TryGetValue(name, out var text)) { text = Load(name); Known[name] = text; } Use(text); }" },
        { "private static readonly Dictionary<string, string> Known = [|new Dictionary<string, string>()|];", "lock (Known) { if (!Known.ContainsKey(name)) Known.Add(name, Load(name)); Use(Known[name]); }" },
        { "private static readonly Dictionary<int, string> Known = [|new(100)|];", "lock (Known) { if (Known.TryGetValue(id, out var text)) return; Known.Add(id, Load(name)); }" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "if (Known.TryGetValue(name, out var text)) { Use(text); return; } Known.TryAdd(name, Load(name));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "if (!Known.TryGetValue(Request.Path.Value!, out var text)) { text = Load(name); Known[Request.Path.Value!] = text; }" },
        { "private static readonly ConcurrentDictionary<Guid, string> Known = [|new()|];", "Use(Known.GetOrAdd(Guid.Parse(name), _ => Load(name)));" },
        { "private static ConcurrentDictionary<string, string> Known { get; } = [|new()|];", "Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known; static NamesController() { Known = [|new()|]; }", "Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "var all = Known; Use(all.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.GetOrAdd(name, Load)); if (Known.Count > 0) foreach (var one in Known.Values.OrderBy(v => v)) Use(one);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "foreach (var row in db.Names.ToList()) Use(Known.GetOrAdd(row.Text, Load));" },
    };

    public static TheoryData<string, string> Limited => new()
    {
        // Entries go.
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(name, Load)); } public void Forget(string name) { Known.TryRemove(name, out _);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(name, Load)); } public void Forget() { Known.Clear();" },
        { "private static readonly Dictionary<string, string> Known = new();", "lock (Known) { if (!Known.ContainsKey(name)) Known.Add(name, Load(name)); } } public void Forget() { var all = Known; all.Remove(\"a\");" },
        { "private static ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(name, Load)); } public void Forget() { Known = new();" },
        { "private static ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(name, Load)); } public void Forget() { Interlocked.Exchange(ref Known, new());" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (Known.Count < 1000) Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(name, Load)); Trim(Known);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(name, Load)); Use(Known);" },

        // There are only so many keys.
        { "private static readonly ConcurrentDictionary<Type, string> Known = new();", "Use(Known.GetOrAdd(GetType(), t => t.Name));" },
        { "private static readonly ConcurrentDictionary<DayOfWeek, string> Known = new();", "Use(Known.GetOrAdd(DateTime.Today.DayOfWeek, d => d.ToString()));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(culture, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(\"all\", Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(nameof(Get), Load));" },
        { "private static readonly ConcurrentDictionary<string, Type?> Known = new();", "Use(Known.GetOrAdd(name, Type.GetType));" },
        { "private static readonly ConcurrentDictionary<string, System.Reflection.PropertyInfo?> Known = new();", "Use(Known.GetOrAdd(name, n => typeof(Name).GetProperty(n)));" },
        { "private static readonly ConcurrentDictionary<string, Func<string>> Known = new();", "Use(Known.GetOrAdd(name, n => () => n));" },
        { "private static readonly ConcurrentDictionary<bool, string> Known = new();", "Use(Known.GetOrAdd(id > 0, b => b.ToString()));" },

        // It is a table, or what the application knows.
        { "private static readonly Dictionary<string, string> Known = new() { [\"a\"] = \"b\" };", "lock (Known) { if (!Known.ContainsKey(name)) Known.Add(name, Load(name)); }" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new(new Dictionary<string, string>());", "Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Known[name] = Load(name);" },
        { "private static readonly ConcurrentDictionary<string, int> Known = new();", "Known.AddOrUpdate(name, 1, (_, n) => n + 1);" },
        { "private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<string, string> Known = new();", "Use(Known.GetValue(name, Load));" },

        { "private static readonly ConcurrentDictionary<int, NamesController> Known = new();", "Use(Known.GetOrAdd(id, _ => new NamesController()));" },

        // It lives as long as the request, the thread or the caller, or others can reach it.
        { "private readonly ConcurrentDictionary<string, string> known = new();", "Use(known.GetOrAdd(name, Load));" },
        { "", "var known = new ConcurrentDictionary<string, string>(); Use(known.GetOrAdd(name, Load));" },
        { "[ThreadStatic] private static Dictionary<string, string>? Known = new();", "if (!Known!.ContainsKey(name)) Known.Add(name, Load(name));" },
        { "public static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(name, Load));" },
    };

    [Theory]
    [MemberData(nameof(Growing))]
    public Task Reports_dictionaries_that_remember_what_requests_ask(string field, string statements) => Verify.ReportsAsync(In(field, statements));

    [Theory]
    [MemberData(nameof(Limited))]
    public Task StaysSilent_when_a_dictionary_stays_small_or_is_none(string field, string statements) => Verify.SilentAsync(In(field, statements));

    [Fact]
    public Task Reports_what_it_keeps_and_who_asks() => Verify.ReportsAsync(
        In("private static readonly ConcurrentDictionary<string, string> Known = {|#0:new()|};", "Use(Known.GetOrAdd(name, Load));"),
        Verify.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("Known", "name", "Get", "use a cache with a limit or an expiration"));

    [Fact]
    public Task Reports_locks_with_another_way_out() => Verify.ReportsAsync(
        In("private static readonly ConcurrentDictionary<int, SemaphoreSlim> Gates = {|#0:new()|};", "var gate = Gates.GetOrAdd(id, _ => new SemaphoreSlim(1, 1)); gate.Wait(); gate.Release();"),
        Verify.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("Gates", "id", "Get", "choose among a fixed number of locks by the hash of the key"));

    [Theory]
    [InlineData("services.AddSingleton<Names>();")]
    [InlineData("services.AddSingleton<INames, Names>();")]
    [InlineData("services.TryAddSingleton<INames, Names>();")]
    public Task Reports_singletons(string registration) => Verify.ReportsAsync(Service(registration, "[|new()|]"));

    [Theory]
    [InlineData("services.AddScoped<Names>();")]
    [InlineData("services.AddTransient<INames, Names>();")]
    [InlineData("services.AddSingleton<Names>(); services.AddScoped<INames, Names>();")]
    [InlineData("")]
    public Task StaysSilent_when_the_object_is_not_known_to_be_one(string registration) => Verify.SilentAsync(Service(registration, "new()"));

    [Theory]
    [InlineData("public class Program2 { private static readonly ConcurrentDictionary<string, string> Known = new(); public static void Main(string[] args) { foreach (var arg in args) Known.GetOrAdd(arg, a => a); } }")]
    [InlineData("public class NameSeeder { private static readonly ConcurrentDictionary<int, string> Known = new(); public void Seed(List<int> ids) { foreach (var id in ids) Known.GetOrAdd(id, i => i.ToString()); } }")]
    [InlineData("public class Wrapper { private static readonly ConcurrentDictionary<string, string> Known = new(); public string Get(string key) => Known.GetOrAdd(key, k => k); }")]
    [InlineData("public class Cells { private static readonly ConcurrentDictionary<string, string> Known = new(); public string Get(string one) => Known.GetOrAdd(one, k => k); }")]
    public Task StaysSilent_when_nothing_says_that_requests_ask(string type) => Verify.SilentAsync("using System.Collections.Concurrent;\n" + type);

    private static string In(string field, string statements) => $$"""
        using System.Collections.Concurrent;
        using Microsoft.EntityFrameworkCore;

        public class Name { public int Id { get; set; } public string Text { get; set; } = ""; }
        public class NameContext : DbContext { public DbSet<Name> Names => Set<Name>(); }

        public class NamesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly NameContext db = null!;
            {{field}}

            public void Get(int id, string name, string culture)
            {
                {{statements}}
            }

            private static string Load(string name) => name.Trim();
            private static void Use(object? value) { }
            private static void Trim(IDictionary<string, string> known) { }
        }
        """;

    private static string Service(string registration, string made) => $$"""
        using System.Collections.Concurrent;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;

        public interface INames { string Get(string name); }

        public class Names : INames
        {
            private readonly ConcurrentDictionary<string, string> known = {{made}};
            public string Get(string name) => known.GetOrAdd(name, n => n.Trim());
        }

        public static class Registrations { public static void Add(IServiceCollection services) { {{registration}} } }

        public class NamesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly INames names;
            public NamesController(INames names) => this.names = names;
            public string Get(string name) => names.Get(name);
        }
        """;
}
