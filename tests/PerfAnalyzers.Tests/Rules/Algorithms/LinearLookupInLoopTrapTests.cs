using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<LinearLookupInLoopAnalyzer, LinearLookupInLoopFix>;

/// <summary>Shapes that make such a rule noisy, or a fix of it wrong: one by one.</summary>
public sealed class LinearLookupInLoopTrapTests
{
    private const string Libraries = """

        namespace MongoDB.Driver { public sealed class FilterDefinitionBuilder<T> { public object Where(System.Linq.Expressions.Expression<Func<T, bool>> test) => test; } public static class Builders<T> { public static FilterDefinitionBuilder<T> Filter => new(); } }
        namespace Moq { public static class It { public static T Is<T>(System.Linq.Expressions.Expression<Func<T, bool>> test) => default!; } public sealed class Mock<T> { public void Setup<R>(System.Linq.Expressions.Expression<Func<T, R>> call) { } } }
        namespace FluentValidation { public sealed class RuleBuilder<T> { public RuleBuilder<T> Must(Func<T, bool> test) => this; public RuleBuilder<T> When(Func<T, bool> test) => this; } }
        namespace AutoMapper { public sealed class Member<T> { public void MapFrom<R>(System.Linq.Expressions.Expression<Func<T, R>> source) { } } public sealed class Map<T> { public Map<T> ForMember(string name, Action<Member<T>> options) => this; } public static class Extensions { public static IQueryable<R> ProjectTo<T, R>(this IQueryable<T> source, System.Linq.Expressions.Expression<Func<T, R>> map) => source.Select(map); } }
        """;

    [Theory]
    [InlineData("foreach (var c in customers) shop.Use(MongoDB.Driver.Builders<Order>.Filter.Where(o => names.Contains(o.Name) && o.CustomerId == c.Id));")]
    [InlineData("foreach (var c in customers) new Moq.Mock<IShop>().Setup(s => Use(Moq.It.Is<Order>(o => o.Lines.Any(l => names.Contains(l.Sku)))));")]
    [InlineData("foreach (var c in customers) shop.Use(new FluentValidation.RuleBuilder<Order>().Must(o => names.Contains(o.Name)).When(o => o.Lines.Any(l => names.Contains(l.Sku))));")]
    [InlineData("shop.Use(new AutoMapper.Map<Order>().ForMember(\"Known\", m => m.MapFrom(o => o.Lines.Any(l => names.Contains(l.Sku)))));")]
    [InlineData("shop.Use(AutoMapper.Extensions.ProjectTo(orders.AsQueryable(), o => o.Lines.Count(l => names.Contains(l.Sku))).ToList());")]
    [InlineData("shop.Use((from o in orders.AsQueryable() from l in o.Lines where names.Contains(l.Sku) select l.Id).ToList());")]
    public Task StaysSilent_in_trees_of_other_libraries_and_validators(string statement) => Verify.SilentAsync(
        Shop.In(statement, "private static int Use(Order order) => order.Id;") + Libraries);

    [Theory]
    [InlineData("private Func<Order, bool> Test(List<string> names) => o => names.Contains(o.Name);")]
    [InlineData("private event Action<Order>? Came; private void Watch(List<string> names, List<Order> orders, IShop shop) { foreach (var o in orders) Came += x => shop.Use(names.Contains(x.Name)); Came?.Invoke(orders[0]); }")]
    [InlineData("private void Register(Microsoft.Extensions.DependencyInjection.IServiceCollection services, string[] names) { foreach (var line in System.IO.File.ReadAllLines(\"a\")) Add(services, () => names.Contains(line)); } private static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services, Func<bool> make) { }")]
    public Task StaysSilent_when_a_function_is_returned_or_registered(string members) => Verify.SilentAsync(Shop.Class(members));

    [Theory]
    [InlineData("foreach (var o in orders) { if (!codes.Contains(o.Code)) throw new InvalidOperationException(o.Name); }", true)]
    [InlineData("foreach (var o in orders) { if (o.Id < 0) { shop.Use(codes.Contains(o.Code)); throw new InvalidOperationException(o.Name); } }", false)]
    [InlineData("var tasks = new List<Task>(); foreach (var o in orders) tasks.Add(Task.Run(() => shop.Use(codes.Contains(o.Code)))); await Task.WhenAll(tasks);", true)]
    [InlineData("for (var page = 0; ; page++) { var rows = orders.Skip(page * 100).Take(100).ToList(); if (rows.Count == 0) break; shop.Use(codes.Contains(rows[0].Code)); }", false)]
    [InlineData("var channel = System.Threading.Channels.Channel.CreateBounded<Order>(3); while (true) { var o = await channel.Reader.ReadAsync(); shop.Use(codes.Contains(o.Code)); }", false)]
    [InlineData("using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await timer.WaitForNextTickAsync()) shop.Use(codes.Contains(orders[0].Code));", false)]
    [InlineData("foreach (var o in orders.Take(20)) shop.Use(codes.Contains(o.Code));", false)]
    [InlineData("const int pageSize = 50; foreach (var o in orders.Skip(100).Take(pageSize)) shop.Use(codes.Contains(o.Code));", false)]
    public Task Knows_how_often_a_place_is_reached(string statements, bool isFound) => Verify.ReportsAsync(
        Shop.In(isFound ? statements.Replace("codes.Contains(o.Code)", "codes.[|Contains(o.Code)|]", StringComparison.Ordinal) : statements));

    [Theory]
    [InlineData("foreach (var a in typeof(Order).GetCustomAttributes(true)) shop.Use(names.Contains(a.ToString()!));")]
    [InlineData("foreach (var p in typeof(Order).GetProperties()) shop.Use(names.Contains(p.Name));")]
    [InlineData("foreach (var (name, id) in new[] { (\"a\", 1), (\"b\", 2) }) shop.Use(names.Contains(name));")]
    [InlineData("foreach (var name in Few(\"a\", \"b\")) shop.Use(names.Contains(name));")]
    [InlineData("foreach (var c in \"abc\") shop.Use(names.Contains(c.ToString()));")]
    [InlineData("foreach (var o in orders) shop.Use(typeof(Order).GetCustomAttributes(true).Select(a => a.ToString()).ToList().Contains(o.Name));")]
    [InlineData("var marks = typeof(Order).GetCustomAttributes(true).ToList(); foreach (var o in orders) shop.Use(marks.Exists(m => m.ToString() == o.Name));")]
    [InlineData("const int few = 7; for (var i = 0; i < few; i++) shop.Use(names.Contains(orders[i].Name));")]
    public Task StaysSilent_when_one_side_is_written_in_the_program(string statement) => Verify.SilentAsync(Shop.In(statement, "private static string[] Few(params string[] all) => all;"));

    [Theory]
    [InlineData("claims")]
    [InlineData("userPermissions")]
    [InlineData("providers")]
    [InlineData("mimeTypes")]
    [InlineData("allowedCountries")]
    [InlineData("enabledFeatures")]
    public Task StaysSilent_when_the_name_is_that_of_a_short_list(string name) => Verify.SilentAsync(Shop.Class($$"""
        public int Run(List<Order> orders, List<string> {{name}}) => orders.Count(o => {{name}}.Contains(o.Name));
        """));

    [Theory]
    [InlineData("public int Run(List<Order> orders, IServiceProvider services) { var handlers = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetServices<IHandler>(services).ToList(); return orders.Count(o => handlers.Exists(h => h.Name == o.Name)); }")]
    [InlineData("private readonly IEnumerable<IHandler> handlers; public Desk(IEnumerable<IHandler> handlers) => this.handlers = handlers; public int Run(List<Order> orders) => orders.Count(o => handlers.Any(h => h.Name == o.Name));")]
    public Task StaysSilent_when_services_are_searched(string members) => Verify.SilentAsync(Shop.Class(members + "\npublic interface IHandler { string Name { get; } void Handle(Order order); }"));

    [Theory]
    [InlineData("byte")]
    [InlineData("short")]
    [InlineData("int")]
    [InlineData("long")]
    [InlineData("char")]
    [InlineData("DayOfWeek")]
    public async Task Reports_numbers_only_where_the_list_of_them_surely_grows(string type)
    {
        await Verify.SilentAsync(Shop.Class($"public int Run(List<Order> orders, List<{type}> given) => orders.Count(o => given.Contains(({type})o.Id));"));
        var loaded = $"public async Task<int> Run(IShop shop, ILedger ledger) {{ var given = await ledger.ReadAsync(); return (await shop.GetOrdersAsync()).Count(o => given.Contains(({type})o.Id)); }} public interface ILedger {{ Task<List<{type}>> ReadAsync(); }}";
        await Verify.ReportsAsync(Shop.Class(type is "DayOfWeek" or "byte" or "char" ? loaded : loaded.Replace($"Contains(({type})o.Id)", $"[|Contains(({type})o.Id)|]", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("for (var i = 0; i < names.Count; i++) for (var j = i + 1; j < names.Count; j++) shop.Use(names[i] == names[j]);")]
    [InlineData("for (var i = 0; i < names.Count; i++) shop.Use(names.IndexOf(names[i], i + 1));", true)]
    [InlineData("var grid = new bool[30, 30]; for (var i = 0; i < 30; i++) for (var j = 0; j < 30; j++) grid[i, j] = codes.Contains(orders[i * j].Code); shop.Use(grid);")]
    [InlineData("foreach (var o in orders) shop.Use(customers.Select(c => c.Id + o.Id).ToList());")]
    [InlineData("shop.Use(orders.SelectMany(o => customers.Select(c => (o, c))).ToList());")]
    [InlineData("foreach (var o in orders) shop.Use(customers.Where(c => c.Number <= o.Id && o.Id < c.Number + 5).ToList());")]
    public async Task StaysSilent_when_all_pairs_are_wanted_or_no_hash_could_tell(string statement, bool isFound = false)
    {
        if (isFound)
            await Verify.NoFixAsync(Shop.In(statement.Replace("IndexOf(names[i], i + 1)", "[|IndexOf(names[i], i + 1)|]", StringComparison.Ordinal)));
        else
            await Verify.SilentAsync(Shop.In(statement));
    }

    [Theory]
    [InlineData("IDictionary<Guid, Customer> byCode = customers.ToDictionary(c => c.Code);", "byCode.Keys.Contains(o.Code)")]
    [InlineData("IReadOnlyDictionary<Guid, Customer> byCode = customers.ToDictionary(c => c.Code);", "byCode.ContainsKey(o.Code)")]
    [InlineData("ISet<Guid> some = codes.ToHashSet();", "some.Contains(o.Code)")]
    [InlineData("IEnumerable<string> some = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);", "some.Contains(o.Name)")]
    [InlineData("System.Collections.Immutable.IImmutableSet<Guid> some = System.Collections.Immutable.ImmutableHashSet.CreateRange(codes);", "some.Contains(o.Code)")]
    [InlineData("var some = System.Collections.Immutable.ImmutableSortedSet.CreateRange(codes);", "some.Contains(o.Code)")]
    [InlineData("System.Collections.ObjectModel.KeyedCollection<int, Customer> some = new Index();", "some.Contains(o.CustomerId)")]
    [InlineData("var some = new Range(1, 5);", "some.Contains(o.Id)")]
    [InlineData("var some = new Span(codes);", "some.Contains(o.Code)")]
    [InlineData("var some = new Rows();", "some.Find(o.Id)")]
    [InlineData("var some = new JToken();", "some.Contains(o.Name)")]
    [InlineData("var some = System.Net.IPAddress.Loopback;", "new IPNetwork().Contains(some)")]
    public Task StaysSilent_when_a_set_is_behind_the_type_or_the_question_is_another(string declaration, string question) => Verify.SilentAsync(Shop.In(
        $$"""
        {{declaration}}
        foreach (var o in orders)
            shop.Use({{question}});
        """,
        """
        public sealed class Index : System.Collections.ObjectModel.KeyedCollection<int, Customer> { protected override int GetKeyForItem(Customer item) => item.Id; }
        public readonly record struct Range(int From, int To) { public bool Contains(int value) => From <= value && value < To; }
        public sealed class Span : System.Collections.ObjectModel.Collection<Guid> { private readonly HashSet<Guid> set; public Span(List<Guid> all) : base(all) => set = new(all); public new bool Contains(Guid code) => set.Contains(code); }
        public sealed class Rows : List<Customer> { public Customer? Find(int id) => id < Count ? this[id] : null; }
        public sealed class JToken { public bool Contains(string name) => name.Length > 3; }
        public readonly struct IPNetwork { public bool Contains(System.Net.IPAddress address) => address.IsIPv6LinkLocal; }
        """));

    [Fact]
    public Task StaysSilent_when_a_context_answers_from_what_it_tracks() => Verify.SilentAsync(Shop.In(
        "foreach (var o in orders) shop.Use(db.Customers.Local.FindEntry(o.CustomerId));",
        "private readonly Db db = new();\npublic sealed class Db : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<Customer> Customers => Set<Customer>(); }"));

    [Theory]
    [InlineData("foreach (var o in orders) { unsafe { int* p = stackalloc int[1]; shop.Use(*p == o.Id); } }")]
    [InlineData("ReadOnlySpan<char> text = \"abc\"; for (var i = 0; i < orders.Count; i++) shop.Use(text.Contains('a'));")]
    [InlineData("foreach (var o in orders) shop.Use(o?.Customer?.Alias?.Split(',')?.Contains(o?.Name));")]
    public Task StaysSilent_on_pointers_spans_and_nested_conditional_accesses(string statement) => Verify.SilentAsync(Shop.Class($$"""
        public void Run(List<Order> orders, IShop shop)
        {
            {{statement}}
        }
        """));

    [Theory]
    [InlineData("perf_analyzers.confidence = high")]
    [InlineData("perf_analyzers.PERF4001.confidence = high")]
    [InlineData("dotnet_diagnostic.PERF4001.severity = none")]
    public Task StaysSilent_when_the_settings_ask_for_it(string setting) => new Verify.Test
    {
        TestCode = Shop.Class("public int Run(List<Order> orders, List<string> given) => orders.Count(o => given.Contains(o.Name));"),
        TestState = { AnalyzerConfigFiles = { ("/.editorconfig", "root = true\n[*.cs]\n" + setting) } },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task StaysSilent_when_an_attribute_suppresses_it() => Verify.SilentAsync(Shop.Class(
        "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Performance\", \"PERF4001\")]\npublic int Run(List<Order> orders, List<string> given) => orders.Count(o => given.Contains(o.Name));"));

    [Fact]
    public Task Reports_in_a_class_of_two_parts() => new Verify.Test
    {
        TestState =
        {
            Sources =
            {
                "public sealed partial class Desk { private readonly List<string> names = new(); public void Load(IEnumerable<string> all) => names.AddRange(all); }",
                "public sealed partial class Desk { public int Count(string path) => System.IO.File.ReadLines(path).Count(l => names.{|PERF4001:Contains(l)|}); }",
            },
        },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task StaysSilent_in_statements_at_the_top_of_a_program()
    {
        var test = new Verify.Test { TestCode = "var known = System.IO.File.ReadAllLines(\"a\");\nforeach (var line in System.IO.File.ReadAllLines(\"b\")) Console.WriteLine(known.Contains(line));" };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task OffersNoFix_when_what_a_class_is_constructed_with_may_be_replaced()
    {
        Requires.CSharp(12);
        return Verify.NoFixAsync("""
            public sealed class Desk(List<string> names)
            {
                public int Count(string path)
                {
                    var n = 0;
                    foreach (var line in System.IO.File.ReadLines(path))
                    {
                        if (names.{|PERF4001:Contains(line)|})
                            n++;
                        Forget();
                    }

                    return n;
                }

                private void Forget() => names = new List<string>();
            }
            """);
    }

    [Fact]
    public Task Reports_inside_an_extension_block()
    {
        Requires.CSharp(14);
        return Verify.ReportsAsync("""
            public static class Extensions
            {
                extension(List<string> names)
                {
                    public int CountIn(string path) => System.IO.File.ReadLines(path).Count(l => names.{|PERF4001:Contains(l)|});
                }
            }
            """);
    }
}
