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
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "var text = Known.GetValueOrDefault(name); if (text == null) { text = Load(name); Known[name] = text; } Use(text);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "var isKnown = Known.TryGetValue(name, out var text); if (!isKnown) Known[name] = text = Load(name); Use(text);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.GetValueOrDefault(name) ?? (Known[name] = Load(name)));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.TryGetValue(name, out var hit) ? hit : Known[name] = Load(name));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "if (Known.TryGetValue(name, out var text) && text.Length > 0) { Use(text); return; } Known[name] = Load(name);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "if (Known.TryGetValue(name, out var text)) { if (text.Length > 0) return; } Known[name] = Load(name);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "if (!Known.TryAdd(name, \"\")) return; Use(Load(name));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "if (Known.TryAdd(name, default!) && id > 0) Use(name);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.GetOrAdd(HttpContext.Connection.RemoteIpAddress!.ToString(), Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.GetOrAdd(name, Load)); Known.TryUpdate(name, culture, name);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.GetOrAdd(HttpContext.Connection.Id, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.GetOrAdd(User.Identity!.Name!, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.GetOrAdd(User.FindFirst(\"sub\")!.Value, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.GetOrAdd(System.Security.Claims.PrincipalExtensions.FindFirstValue(User, System.Security.Claims.ClaimTypes.NameIdentifier)!, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.GetOrAdd(Request.Headers[\"X-Api-Key\"].ToString(), Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.GetOrAdd(Request.QueryString.Value!, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "if (name == \"\") return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "if (name != \"new\") Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "switch (name) { case \"a\": break; default: Use(Known.GetOrAdd(name, Load)); break; }" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "if (!Seen.Contains(name)) return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|];", "Use(Known.GetOrAdd(name, Load)); Use($\"{Known.Count} names\"); if (Known.Count % 100 == 0) Use(1);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = [|new()|]; private static int asked;", "asked++; Use(Known.GetOrAdd(name, Load)); Use(asked);" },
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

        // Somebody counts.
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "var count = Known.Count; if (count < 1000) Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (Known.Count is >= 1000) return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (Known.Count() >= 1000) return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (Known.Keys.Count >= 1000) return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (Math.Max(Known.Count, id) > 1000) return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new(); private static bool IsFull => Known.Count >= 1000;", "if (IsFull) return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new(); private static int Size => Known.Count;", "if (Size > 1000) return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new(); private static int HowMany() { return Known.Count; }", "if (HowMany() > 1000) return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new(); private static int size;", "if (Volatile.Read(ref size) >= 1000) return; if (!Known.TryGetValue(name, out var text)) { text = Load(name); if (Known.TryAdd(name, text)) Interlocked.Increment(ref size); } Use(text);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new(); private static int size;", "if (!Known.ContainsKey(name) && size < 1000) { Known[name] = Load(name); size++; }" },

        // It is where something is kept, and no copy.
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (Known.ContainsKey(name)) throw new InvalidOperationException(); Known[name] = Load(name);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (Known.TryGetValue(name, out var old)) Known[name] = old + name; else Known[name] = Load(name);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (Known.TryGetValue(name, out var old)) { Known.TryUpdate(name, old + name, old); return; } Known.TryAdd(name, Load(name));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (!Known.ContainsKey(name)) Known[name] = culture;" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (Known.ContainsKey(name)) return; var text = culture; Known.TryAdd(name, text);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.TryAdd(name, Load(name)));" },

        // One of a few that are written down.
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (!Allowed.Contains(name)) return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (Allowed.Contains(name.ToLowerInvariant()) && id > 0) Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "switch (name) { case \"a\": case \"b\": Use(Known.GetOrAdd(name, Load)); break; }" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (!Codes.Contains(name)) return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (!Allowed.Any(a => a == name)) return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd($\"{name.Length}\", Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(Math.Min(id, 10).ToString(), Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (name is \"a\" or \"b\") Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (name is not (\"a\" or \"b\")) return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (name != \"a\" && name != \"b\") return; Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (name == \"a\" || string.Equals(name, \"b\")) Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "if (Enum.TryParse<DayOfWeek>(name, out var day)) Use(Known.GetOrAdd(name, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "var key = name.Trim(); if (!Allowed.Contains(key)) return; Use(Known.GetOrAdd(key, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd($\"page{Math.Clamp(id, 1, 10)}\", Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd((id % 64).ToString(), Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(System.IO.Path.GetExtension(name), Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(Request.Method, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd($\"status:{Response.StatusCode}\", Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd((string)RouteData.Values[\"controller\"]!, Load));" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(System.Security.Claims.PrincipalExtensions.FindFirstValue(User, System.Security.Claims.ClaimTypes.Role)!, Load));" },

        // Somebody takes them out, by another way.
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(name, Load)); } public void Sweep() { foreach (var one in Known) ((ICollection<KeyValuePair<string, string>>)Known).Remove(one);" },
        { "private static readonly ConcurrentDictionary<string, string> Known = new();", "Use(Known.GetOrAdd(name, Load)); } private void Reset() { ConcurrentDictionary<string, string> all; all = Known; all.Clear();" },

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
    public Task Reports_what_one_makes_for_all_as_a_cache() => Verify.ReportsAsync(
        In("private static readonly ConcurrentDictionary<string, Lazy<string>> Known = {|#0:new()|};", "Use(Known.GetOrAdd(name, n => new Lazy<string>(() => Load(n))).Value);"),
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

    [Theory]
    [InlineData("Arguments", "[|new()|]")]
    [InlineData("Language", "new()")]
    public Task Reports_keys_of_long_texts_and_no_names_of_a_few(string property, string made) => Verify.ReportsAsync(
        $"using System.Collections.Concurrent;\npublic class Use {{ public string {property} {{ get; set; }} = \"\"; }} public class Uses {{ private static readonly ConcurrentDictionary<string, string> Known = {made}; public string Get(Use use) => Known.GetOrAdd(\"use:\" + use.{property}, k => k.Trim()); }}");

    [Theory]
    [InlineData("parts.GetOrAdd(path, Load)")]
    [InlineData("parts.GetOrAdd($\"part:{path}\", Load)")]
    [InlineData("parts.GetOrAdd(path.ToLowerInvariant(), Load)")]
    public Task StaysSilent_when_all_callers_name_what_they_want(string asked) => Verify.SilentAsync(Parts("new()", asked, "\"welcome.html\""));

    [Theory]
    [InlineData("name")]
    [InlineData("Environment.MachineName + name")]
    public Task Reports_services_whose_callers_hand_on_what_requests_ask(string given) => Verify.ReportsAsync(Parts("[|new()|]", "parts.GetOrAdd($\"part:{path}\", Load)", given));

    [Theory]
    [InlineData("public class Plans { private static readonly ConcurrentDictionary<string, string> Known = new(); public string Get(Descriptor descriptor) => Known.GetOrAdd(descriptor.Id, i => i.Trim()); } public class Descriptor { public string Id { get; set; } = \"\"; }")]
    [InlineData("public class Receivers { private static readonly ConcurrentDictionary<string, string> Known = new(); public string Get(string topicPath) => Known.GetOrAdd(topicPath, p => p.Trim()); }")]
    [InlineData("public class Shops { private static readonly ConcurrentDictionary<string, string> Known = new(); public string Get(string tenantId) => Known.GetOrAdd(tenantId, p => p.Trim()); }")]
    public Task StaysSilent_when_keys_tell_a_handful_apart(string type) => Verify.SilentAsync("using System.Collections.Concurrent;\n" + type);

    [Fact]
    public Task StaysSilent_when_a_worker_takes_entries_out() => Verify.SilentAsync("""
        using System.Collections.Concurrent;
        using Microsoft.Extensions.Hosting;

        public static class Pages { internal static readonly ConcurrentDictionary<string, string> All = new(); public static string Get(string slug) => All.GetOrAdd(slug, s => s.Trim()); }
        public class Sweeper : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { while (true) { await Task.Delay(60000); foreach (var slug in Pages.All.Keys) Pages.All.TryRemove(slug, out _); } } }
        public class PagesController : Microsoft.AspNetCore.Mvc.ControllerBase { public string Get(string slug) => Pages.Get(slug); }
        """);

    [Fact]
    public Task StaysSilent_when_it_is_a_store_in_memory() => Verify.SilentAsync("""
        using System.Collections.Concurrent;
        using Microsoft.Extensions.DependencyInjection;

        public record Ticket(string Id, bool IsClosed);
        public class Tickets
        {
            private readonly ConcurrentDictionary<string, Ticket> tickets = new();
            public bool TryOpen(string id) { if (tickets.ContainsKey(id)) return false; return tickets.TryAdd(id, new Ticket(id, false)); }
            public void Close(string id) { if (tickets.TryGetValue(id, out var ticket)) tickets[id] = ticket with { IsClosed = true }; }
        }

        public static class Registrations { public static void Add(IServiceCollection services) => services.AddSingleton<Tickets>(); }
        public class TicketsController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly Tickets tickets;
            public TicketsController(Tickets tickets) => this.tickets = tickets;
            public bool Post(string id) => tickets.TryOpen(id);
            public void Delete(string id) => tickets.Close(id);
        }
        """);

    private static string Parts(string made, string asked, string given) => $$"""
        using System.Collections.Concurrent;
        using Microsoft.Extensions.DependencyInjection;

        public class Templates { private readonly ConcurrentDictionary<string, string> parts = {{made}}; public string Get(string path) => {{asked}}; private static string Load(string path) => path.Trim(); }
        public static class Registrations { public static void Add(IServiceCollection services) => services.AddSingleton<Templates>(); }
        public class MailController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly Templates templates;
            public MailController(Templates templates) => this.templates = templates;
            public string Post(string name) => templates.Get({{given}});
        }
        """;

    private static string In(string field, string statements) => $$"""
        using System.Collections.Concurrent;
        using Microsoft.EntityFrameworkCore;

        public class Name { public int Id { get; set; } public string Text { get; set; } = ""; }
        public class NameContext : DbContext { public DbSet<Name> Names => Set<Name>(); }

        public class NamesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly NameContext db = null!;
            private static readonly HashSet<string> Allowed = new() { "a", "b" };
            private static readonly HashSet<string> Seen = new();
            private static readonly string[] Codes = { "a", "b" };
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
