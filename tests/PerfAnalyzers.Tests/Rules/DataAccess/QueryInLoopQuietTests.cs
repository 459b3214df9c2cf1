using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

public sealed class QueryInLoopQuietTests
{
    private const string Query = "_ = await db.Orders.FirstAsync(o => o.Id == 1);";

    [Theory]
    [InlineData("for (var i = 0; i < 3; i++) { try { " + Query + " return; } catch (Exception) { } }")]
    [InlineData("var saved = false; while (!saved) { try { " + Query + " saved = true; } catch (DbUpdateConcurrencyException) { } }")]
    [InlineData("for (var attempt = 0; attempt < token.GetHashCode(); attempt++) { " + Query + " }")]
    [InlineData("while (true) { try { " + Query + " break; } catch (Exception) { await Task.Delay(100); } }")]
    [InlineData("foreach (var pause in new List<TimeSpan>()) { " + Query + " await Task.Delay(pause, token); }")]
    public Task StaysSilent_when_the_loop_retries(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("foreach (var part in db.Entry(orders[0]).Collections) await part.LoadAsync(token);")]
    [InlineData("foreach (var part in db.Entry(orders[0]).Navigations.Where(n => !n.IsLoaded)) await part.LoadAsync(token);")]
    [InlineData("foreach (var kind in db.Model.GetEntityTypes()) await db.Database.ExecuteSqlRawAsync(\"DELETE FROM \" + kind.Name);")]
    [InlineData("foreach (var column in columns) Console.WriteLine(await db.Orders.CountAsync(o => o.CustomerName == column.Name));")]
    [InlineData("foreach (var tableName in tableNames) { using var command = db.Database.GetDbConnection().CreateCommand(); command.CommandText = \"SELECT COUNT(*) FROM \" + tableName; Console.WriteLine(await command.ExecuteScalarAsync()); }")]
    public Task StaysSilent_when_the_elements_are_parts_of_a_type(string statements) => Verify.SilentAsync(Shop.InMethod(statements, "public record ColumnDefinition(string Name); private readonly List<ColumnDefinition> columns = new(); private readonly List<string> tableNames = new();"));

    [Fact]
    public Task StaysSilent_when_an_execution_strategy_runs_the_work() => Verify.SilentAsync(Shop.InMethod(
        "await db.Database.CreateExecutionStrategy().ExecuteAsync(async () => { " + Query + " });"));

    [Theory]
    [InlineData("for (var i = 0; i < orders.Count; i++) { if (i == 0) _ = await db.Customers.FirstAsync(c => c.Id == orders[i].CustomerId); }")]
    [InlineData("var n = 0; foreach (var order in orders) { if (n == 3 || n == 4) _ = await db.Customers.FirstAsync(c => c.Id == order.CustomerId); n++; }")]
    [InlineData("foreach (var order in orders) { if (order.CustomerName == \"a\") Console.WriteLine(1); else if (order.CustomerName == \"b\") Console.WriteLine(await db.Customers.Where(c => c.Id > order.Id).ToListAsync()); else if (order.CustomerName is \"c\") Console.WriteLine(3); }")]
    [InlineData("var named = new Dictionary<string, int>(); foreach (var pair in named) { if (pair.Key == \"id\") _ = await db.Customers.FirstAsync(c => c.Id == pair.Value); }")]
    [InlineData("var named = new SortedList<string, int>(); foreach (var (name, id) in named.Where(n => n.Value > 0)) { switch (name) { case \"id\": case \"key\": _ = await db.Customers.FirstAsync(c => c.Id == id); break; } }")]
    [InlineData("var named = new Dictionary<string, int>(); foreach (var key in named.Keys.OrderBy(k => k)) { if (key == \"id\") _ = await db.Customers.FirstAsync(c => c.Id == named[key]); }")]
    [InlineData("foreach (var group in orders.GroupBy(o => o.CustomerName)) { if (group.Key is \"a\") _ = await db.Customers.FirstAsync(c => c.Id == group.First().Id); }")]
    public Task StaysSilent_when_the_code_names_the_round(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("var named = new List<KeyValuePair<string, int>>(); foreach (var pair in named) { if (pair.Key == \"id\") _ = await db.Customers.[|FirstAsync(c => c.Id == pair.Value)|]; }")]
    [InlineData("var named = new Dictionary<string, int>(); foreach (var pair in named) { if (pair.Key != \"id\") _ = await db.Customers.[|FirstAsync(c => c.Id == pair.Value)|]; }")]
    [InlineData("var named = new Dictionary<string, int>(); foreach (var pair in named) { if (pair.Value == 3) _ = await db.Customers.[|FirstAsync(c => c.Name == pair.Key)|]; }")]
    [InlineData("var named = new Dictionary<string, int>(); foreach (var (id, name) in named.Select(n => (n.Value, n.Key))) { if (id == 3) _ = await db.Customers.[|FirstAsync(c => c.Name == name)|]; }")]
    public Task Reports_when_a_value_that_several_elements_have_names_the_rounds(string statements) => Verify.ReportsAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("List<Order> page; var number = 0; do { page = await db.Orders.OrderBy(o => o.Id).Skip(number * 100).Take(100).ToListAsync(); number++; } while (page.Count > 0);")]
    [InlineData("var last = 0; while (true) { var page = await db.Orders.Where(o => o.Id > last).OrderBy(o => o.Id).Take(100).ToListAsync(); if (page.Count == 0) break; last = page[^1].Id; }")]
    [InlineData("for (var skip = 0; skip < 1000; skip += 100) { _ = await db.Orders.OrderBy(o => o.Id).Skip(skip).Take(100).ToListAsync(); }")]
    [InlineData("int deleted; do { deleted = await db.Orders.Where(o => o.State == State.Closed).Take(500).ExecuteDeleteAsync(); } while (deleted > 0);")]
    public Task StaysSilent_when_the_loop_goes_from_page_to_page(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("var n = 0; foreach (var order in orders) { n++; if (n % 100 == 0) _ = await db.Orders.Where(o => o.Id == order.Id).ToListAsync(); }")]
    [InlineData("foreach (var chunk in ids.Chunk(500)) _ = await db.Orders.Where(o => chunk.Contains(o.Id)).ToListAsync();")]
    [InlineData("for (var i = 0; i < ids.Count; i += 500) { var slice = ids.Skip(i).Take(500).ToList(); _ = await db.Orders.Where(o => slice.Contains(o.Id)).ToListAsync(); }")]
    [InlineData("List<List<int>> slices = new(); foreach (var slice in slices) _ = await db.Orders.Where(o => slice.Contains(o.Id)).ToListAsync();")]
    public Task StaysSilent_when_the_loop_takes_slices(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Fact]
    public Task StaysSilent_when_a_stream_is_taken_in_slices() => Verify.SilentAsync(Shop.InMethod("""
        await foreach (var slice in Streams.Batch(ids, 500).WithCancellation(token))
            _ = await db.Orders.Where(o => slice.Contains(o.Id)).ToListAsync();
        """) + """

        public static class Streams
        {
            public static async IAsyncEnumerable<int[]> Batch(List<int> ids, int size)
            {
                foreach (var slice in ids.Chunk(size))
                {
                    await Task.Yield();
                    yield return slice;
                }
            }
        }
        """);

    [Theory]
    [InlineData("foreach (var order in await FindAsync(1)) _ = await db.Customers.FirstAsync(c => c.Id == order.CustomerId);")]
    [InlineData("Option<Order> maybe = await FindAsync(1); foreach (var order in maybe) _ = await db.Customers.FirstAsync(c => c.Id == order.CustomerId);")]
    [InlineData("Option<Order> maybe = await db.Orders.FirstOrDefaultAsync(o => o.Id == 1); foreach (var order in maybe) _ = await db.Customers.FirstAsync(c => c.Id == order.CustomerId);")]
    [InlineData("var either = new Either<string, Order>(); foreach (var order in either.RightToSeq()) _ = await db.Customers.FirstAsync(c => c.Id == order.CustomerId);")]
    [InlineData("var maybe = await FindAsync(1); foreach (var order in maybe.Where(o => o.Id > 3)) { foreach (var again in await FindAsync(order.Id)) _ = await db.Customers.FirstAsync(c => c.Id == again.CustomerId); }")]
    public Task StaysSilent_when_there_is_one_element_or_none(string statements) => Verify.SilentAsync(
        Shop.InMethod(statements, "async Task<Option<Order>> FindAsync(int id) => new(await db.Orders.FirstOrDefaultAsync(o => o.Id == id));") + """

        public readonly struct Option<T> : IEnumerable<T> where T : class
        {
            private readonly T? value;
            public Option(T? value) => this.value = value;
            public IEnumerator<T> GetEnumerator() { if (value != null) yield return value; }
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
            public static implicit operator Option<T>(T? value) => new(value);
        }

        public readonly struct Either<TLeft, TRight>
        {
            public List<TRight> RightToSeq() => new();
        }
        """);

    [Fact]
    public Task StaysSilent_when_the_settings_list_the_elements() => Verify.SilentAsync(Shop.InMethod("""
        var options = new ShopOptions();
        foreach (var name in options.Sources)
            _ = await db.Customers.FirstOrDefaultAsync(c => c.Name == name);
        """) + """

        public sealed class ShopOptions
        {
            public string[] Sources { get; set; } = Array.Empty<string>();
        }
        """);

    [Fact]
    public Task StaysSilent_when_each_element_is_a_store_of_its_own() => Verify.SilentAsync(Shop.InMethod("""
        List<Shard> shards = new();
        foreach (var shard in shards)
            _ = await shard.OpenAsync(1);
        """) + """

        public sealed class Shard
        {
            private readonly ShopContext db;

            public Shard(ShopContext db) => this.db = db;

            public Task<List<Order>> OpenAsync(int customer) => db.Orders.Where(o => o.CustomerId == customer).ToListAsync();
        }
        """);

    [Theory]
    [InlineData("while (!token.IsCancellationRequested) { " + Query + " await Task.Delay(1000, token); }")]
    [InlineData("using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await timer.WaitForNextTickAsync(token)) { " + Query + " }")]
    [InlineData("while (true) { " + Query + " Thread.Sleep(1000); }")]
    public Task StaysSilent_when_the_loop_polls(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("var queue = System.Threading.Channels.Channel.CreateBounded<int>(1); await foreach (var id in queue.Reader.ReadAllAsync(token)) _ = await db.Orders.FirstAsync(o => o.Id == id);")]
    [InlineData("var queue = System.Threading.Channels.Channel.CreateBounded<int>(1); while (await queue.Reader.WaitToReadAsync(token)) { " + Query + " }")]
    [InlineData("var queue = new System.Collections.Concurrent.ConcurrentQueue<int>(); while (queue.TryDequeue(out var id)) _ = await db.Orders.FirstAsync(o => o.Id == id);")]
    [InlineData("var queue = new System.Collections.Concurrent.BlockingCollection<int>(9); foreach (var id in queue.GetConsumingEnumerable()) _ = await db.Orders.FirstAsync(o => o.Id == id);")]
    public Task StaysSilent_when_each_round_handles_a_message(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("foreach (var id in ids) { var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); if (order is not null) break; }")]
    [InlineData("foreach (var id in ids) { if (await db.Orders.AnyAsync(o => o.Id == id)) return; }")]
    [InlineData("var slug = \"a\"; while (await db.Customers.AnyAsync(c => c.Name == slug)) slug += \"1\";")]
    [InlineData("foreach (var id in ids) { if (id == 7) { _ = await db.Orders.FirstAsync(o => o.Id == id); break; } }")]
    [InlineData("_ = ids.FirstOrDefault(id => db.Orders.Any(o => o.Id == id));")]
    [InlineData("for (var i = 2; i < 100; i++) { var name = \"a\" + i; var taken = await db.Customers.FirstOrDefaultAsync(c => c.Name == name); if (taken is not null) continue; db.Customers.Add(new Customer { Name = name }); return; }")]
    [InlineData("foreach (var order in orders) { try { (Customer? first, var n) = (await db.Customers.FirstOrDefaultAsync(c => c.Id == order.CustomerId), 1); if (first is not null) return; } catch (TimeoutException) { throw; } }")]
    public Task StaysSilent_when_the_search_ends_with_the_first_hit(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("foreach (var state in new[] { State.Open, State.Closed }) _ = await db.Orders.CountAsync(o => o.State == state);")]
    [InlineData("foreach (var state in Enum.GetValues<State>()) _ = await db.Orders.CountAsync(o => o.State == state);")]
    [InlineData("for (var month = 1; month <= 12; month++) _ = await db.Orders.CountAsync(o => o.Id == month);")]
    [InlineData("foreach (var day in Enumerable.Range(0, 7)) _ = await db.Orders.CountAsync(o => o.Id == day);")]
    [InlineData("foreach (var state in States) _ = await db.Orders.CountAsync(o => o.State == state);")]
    [InlineData("foreach (var state in AllStates) _ = await db.Orders.CountAsync(o => o.State == state);")]
    [InlineData("foreach (var order in orders.Take(5)) _ = await db.Orders.CountAsync(o => o.Id == order.Id);")]
    [InlineData("var few = new List<int> { 1, 2 }; foreach (var id in few.Where(i => i > 1)) _ = await db.Orders.CountAsync(o => o.Id == id);")]
    public Task StaysSilent_when_the_code_states_few_rounds(string statements) => Verify.SilentAsync(
        Shop.InMethod(statements, "private static readonly State[] States = { State.Open, State.Closed }; private static readonly IReadOnlyList<State> AllStates = Enum.GetValues<State>().ToList();"));

    [Fact]
    public Task Reports_many_stated_rounds() => Verify.ReportsAsync(Shop.InMethod(
        "const int Many = 10_000; for (var i = 0; i < Many; i++) _ = await db.Orders.[|CountAsync(o => o.Id == i)|];"));

    [Theory]
    [InlineData("var current = await db.Customers.FirstAsync(); while (current is not null) { var id = current.Id + 1; current = await db.Customers.FirstOrDefaultAsync(c => c.Id == id); }")]
    [InlineData("var open = new Queue<int>(ids); while (open.Count > 0) { var id = open.Dequeue(); foreach (var next in await db.Orders.Where(o => o.CustomerId == id).Select(o => o.Id).ToListAsync()) open.Enqueue(next); }")]
    public Task StaysSilent_when_the_answer_steers_the_loop(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("foreach (var order in await db.Orders.Where(o => o.Id > 1).ToListAsync()) Console.WriteLine(order.Id);")]
    [InlineData("foreach (var order in db.Orders) Console.WriteLine(order.Id);")]
    [InlineData("for (var max = db.Orders.Max(o => o.Id); max > 0; max--) Console.WriteLine(max);")]
    [InlineData("var sums = ids.Select(id => id + 1).Concat(db.Orders.Select(o => o.Id).ToList()).ToList();")]
    public Task StaysSilent_when_the_query_only_feeds_the_loop(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("foreach (var id in ids) { Func<Order> later = () => db.Orders.First(o => o.Id == id); later.GetHashCode(); }")]
    [InlineData("foreach (var id in ids) { var later = new Lazy<Order>(() => db.Orders.First(o => o.Id == id)); }")]
    [InlineData("foreach (var id in ids) { Order Later() => db.Orders.First(o => o.Id == id); }")]
    public Task StaysSilent_when_the_loop_only_declares_the_function(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("foreach (var id in ids) { if (!cache.TryGetValue(id, out var order)) { order = await db.Orders.FirstAsync(o => o.Id == id); cache[id] = order; } }")]
    [InlineData("foreach (var id in ids) { if (!cache.ContainsKey(id)) cache[id] = await db.Orders.FirstAsync(o => o.Id == id); }")]
    [InlineData("Customer? owner = null; foreach (var id in ids) { owner ??= await db.Customers.FirstAsync(); }")]
    [InlineData("Customer? owner = null; foreach (var id in ids) { if (owner == null) owner = await db.Customers.FirstAsync(); }")]
    [InlineData("foreach (var id in ids) shared.GetOrAdd(id, key => db.Orders.First(o => o.Id == key));")]
    public Task StaysSilent_when_each_key_is_asked_for_once(string statements) => Verify.SilentAsync(
        Shop.InMethod(statements, "private readonly Dictionary<int, Order> cache = new(); private readonly System.Collections.Concurrent.ConcurrentDictionary<int, Order> shared = new();"));

    [Theory]
    [InlineData("IQueryable<Order> query = db.Orders; foreach (var id in ids) query = query.Where(o => o.Id != id); _ = await query.ToListAsync();")]
    [InlineData("foreach (var id in ids) _ = orders.AsQueryable().First(o => o.Id == id);")]
    [InlineData("foreach (var id in ids) _ = db.Orders.Local.First(o => o.Id == id);")]
    [InlineData("_ = await db.Customers.Select(c => new { c.Id, Number = db.Orders.Count(o => o.CustomerId == c.Id) }).ToListAsync();")]
    [InlineData("_ = await db.Customers.Where(c => db.Orders.Any(o => o.CustomerId == c.Id)).ToListAsync();")]
    [InlineData("_ = await (from c in db.Customers let n = db.Orders.Count(o => o.CustomerId == c.Id) select n).ToListAsync();")]
    [InlineData("var loaded = await db.Orders.ToListAsync(); foreach (var id in ids) _ = loaded.First(o => o.Id == id);")]
    [InlineData("foreach (var id in ids) db.Orders.Add(new Order { Id = id });")]
    public Task StaysSilent_when_no_query_runs(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("try { await db.SaveChangesAsync(); } catch (DbUpdateConcurrencyException e) { foreach (var entry in e.Entries) await entry.ReloadAsync(); }")]
    [InlineData("foreach (var id in ids) { try { Console.WriteLine(id); } catch (Exception) { _ = await db.Orders.FirstAsync(o => o.Id == id); } }")]
    public Task StaysSilent_when_it_handles_a_failure(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Fact]
    public Task StaysSilent_when_the_code_runs_once_per_installation() => Verify.SilentAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class ManualMigrateOrders
        {
            public static void Run(ShopContext db, int[] ids) { foreach (var id in ids) _ = db.Orders.First(o => o.Id == id); }
        }

        public class Setup
        {
            private void MigrateOrders(ShopContext db, int[] ids) { foreach (var id in ids) _ = db.Orders.First(o => o.Id == id); }
        }

        namespace Shop.Migrations.Routines
        {
            public class Repair
            {
                private void Run(ShopContext db, int[] ids) { foreach (var id in ids) _ = db.Orders.First(o => o.Id == id); }
            }
        }

        public class ShopSeeder
        {
            public static void Run(ShopContext db, int[] ids) { foreach (var id in ids) _ = db.Orders.First(o => o.Id == id); }
        }
        {{Shop.Model}}
        """);

    [Theory]
    [InlineData("foreach (var id in ids) foreach (var output in unknown.Outputs.Where(o => o.Id == id)) Console.WriteLine(id);")]
    [InlineData("foreach (var id in ids) _ = unknown.Where(o => o.Id == id).ToArray();")]
    [InlineData("foreach (var slice in ids.Take(1_000_000).Buffer(1_000)) _ = await db.Orders.Where(o => slice.Contains(o.Id)).ExecuteDeleteAsync();")]
    [InlineData("dynamic any = ids; foreach (var id in ids) _ = any.First(id);")]
    public Task StaysSilent_when_the_source_does_not_bind(string statements) => new Verify.Test
    {
        TestCode = Shop.InMethod(statements),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task StaysSilent_when_each_element_sets_values_of_its_own() => Verify.SilentAsync(Shop.InMethod(
        "foreach (var order in orders) await db.Orders.Where(o => o.Id == order.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Price, order.Price));"));

    [Theory]
    [InlineData("foreach (var id in ids) await db.Orders.Where(o => o.CustomerId == id).OrderByDescending(o => o.Id).Skip(10).ExecuteDeleteAsync();")]
    [InlineData("foreach (var id in ids) await db.Orders.Where(o => o.CustomerId == id).OrderBy(o => o.Id).Take(1).ExecuteUpdateAsync(s => s.SetProperty(o => o.Price, 3));")]
    public Task StaysSilent_when_rows_are_changed_by_their_place_among_those_of_the_element(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Fact]
    public Task StaysSilent_when_it_reads_what_the_round_has_just_stored() => Verify.SilentAsync(Shop.InMethod("""
        foreach (var order in orders)
        {
            var added = new Customer { Name = order.CustomerName };
            db.Customers.Add(added);
            _ = await db.Customers.FirstAsync(c => c.Name == added.Name);
        }
        """));

    [Fact]
    public Task StaysSilent_when_queries_of_an_unknown_provider_are_gone_through_without_any_known_one() => new Verify.Test
    {
        ReferenceAssemblies = References.Net80,
        TestCode = """
            public class Report
            {
                public int Run(List<int> ids, IQueryable<int> rows)
                {
                    var sum = 0;
                    foreach (var id in ids)
                    {
                        foreach (var row in rows.Where(r => r == id))
                            sum += row;
                    }

                    return sum;
                }
            }
            """,
    }.RunAsync(TestContext.Current.CancellationToken);
}
