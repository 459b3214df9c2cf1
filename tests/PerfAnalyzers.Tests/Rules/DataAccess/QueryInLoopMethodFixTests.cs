using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Queries in methods that a loop calls: what is called for many stands beside what is called for one.</summary>
public sealed class QueryInLoopMethodFixTests
{
    private const string Loop = """
        foreach (var order in orders)
        {
            // Who ordered it.
            var customer = await repository.[|GetByIdAsync(order.CustomerId, token)|];
            Console.WriteLine(customer?.Name);
        }
        """;

    private const string FixedLoop = """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var customersById = await repository.GetByIdsAsync(customerIds, token);
        foreach (var order in orders)
        {
            // Who ordered it.
            var customer = customersById.GetValueOrDefault(order.CustomerId);
            Console.WriteLine(customer?.Name);
        }
        """;

    private const string Interface = """
        public interface ICustomers
        {
            Task<Customer?> GetByIdAsync(int id, CancellationToken token = default);
            Task RemoveAsync(int id);
        }
        """;

    private const string FixedInterface = """
        public interface ICustomers
        {
            Task<Customer?> GetByIdAsync(int id, CancellationToken token = default);
            Task<Dictionary<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token = default);
            Task RemoveAsync(int id);
        }
        """;

    [Theory]
    [InlineData(
        "public async Task<Customer?> GetByIdAsync(int id, CancellationToken token) => await db.Customers.AsNoTracking().Include(c => c.Orders).FirstOrDefaultAsync(c => c.Id == id, token);",
        "public async Task<Dictionary<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token) => await db.Customers.AsNoTracking().Include(c => c.Orders).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);")]
    [InlineData(
        "public Task<Customer?> GetByIdAsync(int id, CancellationToken token) => db.Customers.SingleOrDefaultAsync(c => c.Id == id);",
        "public async Task<Dictionary<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token) => await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);")]
    [InlineData(
        "public async Task<Customer?> GetByIdAsync(int id, CancellationToken token)\n    {\n        // The one.\n        var found = await db.Customers\n            .Where(c => c.Name != \"\" && c.Id == id)\n            .FirstOrDefaultAsync(token)\n            .ConfigureAwait(false);\n\n        return found;\n    }",
        "public async Task<Dictionary<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token)\n    {\n        // The one.\n        var found = await db.Customers\n            .Where(c => c.Name != \"\" && ids.Contains(c.Id))\n            .ToDictionaryAsync(c => c.Id, token).ConfigureAwait(false);\n\n        return found;\n    }")]
    [InlineData(
        "public async Task<Customer?> GetByIdAsync(int id, CancellationToken token)\n    {\n        await using var own = new ShopContext();\n        return await own.Customers.FirstOrDefaultAsync(c => c.Id == id, token);\n    }",
        "public async Task<Dictionary<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token)\n    {\n        await using var own = new ShopContext();\n        return await own.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);\n    }")]
    [InlineData(
        "public async Task<Customer?> GetByIdAsync(int id, CancellationToken token)\n    {\n        using (var own = new ShopContext())\n        {\n            return await own.Customers.FirstOrDefaultAsync(c => c.Id == id, token);\n        }\n    }",
        "public async Task<Dictionary<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token)\n    {\n        using (var own = new ShopContext())\n        {\n            return await own.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);\n        }\n    }")]
    public Task Fixes_a_row_behind_a_class(string one, string added) => FixAsync(
        Loop, FixedLoop, Repository("", one), Repository("", one + "\n\n    " + added));

    [Theory]
    [InlineData("_ = (await repository.[|OfAsync(order.CustomerId)|]).Count;", "_ = ordersByCustomerId[order.CustomerId].ToList().Count;", "var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();\nvar ordersByCustomerId = await repository.OfCustomersAsync(customerIds);",
        "public Task<List<Order>> OfAsync(int customer) => db.Orders.Where(o => o.CustomerId == customer).OrderBy(o => o.Price).ToListAsync();",
        "public async Task<ILookup<int, Order>> OfCustomersAsync(IReadOnlyCollection<int> customers) => (await db.Orders.Where(o => customers.Contains(o.CustomerId)).OrderBy(o => o.Price).ToListAsync()).ToLookup(o => o.CustomerId);")]
    [InlineData("_ = await repository.[|HasOrdersAsync(order.CustomerId, State.Open)|];", "_ = existingCustomerIds.Contains(order.CustomerId);", "var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();\nvar existingCustomerIds = await repository.HasOrdersByCustomerIdsAsync(customerIds, State.Open);",
        "public Task<bool> HasOrdersAsync(int customerId, State state) => db.Orders.AnyAsync(o => o.CustomerId == customerId && o.State == state);",
        "public async Task<HashSet<int>> HasOrdersByCustomerIdsAsync(IReadOnlyCollection<int> customerIds, State state) => (await db.Orders.Where(o => customerIds.Contains(o.CustomerId) && o.State == state).Select(o => o.CustomerId).Distinct().ToListAsync()).ToHashSet();")]
    [InlineData("_ = (await repository.[|GetOrdersWithCustomers(order.CustomerId)|]).Count;", "_ = ordersByCustomerId[order.CustomerId].ToList().Count;", "var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();\nvar ordersByCustomerId = await repository.GetOrdersWithCustomersByIds(customerIds);",
        "public Task<List<Order>> GetOrdersWithCustomers(int id) => db.Orders.Where(o => o.CustomerId == id).Include(o => o.Customer).ToListAsync();",
        "public async Task<ILookup<int, Order>> GetOrdersWithCustomersByIds(IReadOnlyCollection<int> ids) => (await db.Orders.Where(o => ids.Contains(o.CustomerId)).Include(o => o.Customer).ToListAsync()).ToLookup(o => o.CustomerId);")]
    [InlineData("_ = repository.[|CountFor(order.CustomerId)|];", "_ = countByCustomerId.GetValueOrDefault(order.CustomerId);", "var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();\nvar countByCustomerId = repository.CountForIds(customerIds);",
        "internal int CountFor(int id) => db.Orders.Count(o => o.CustomerId == id);",
        "internal Dictionary<int, int> CountForIds(IReadOnlyCollection<int> ids) => db.Orders.Where(o => ids.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionary(g => g.Key, g => g.Count);")]
    [InlineData("_ = (await repository.[|SalesmanAsync(order.SalesmanId)|]).Name;", "_ = customersById[order.SalesmanId].First().Name;", "var salesmanIds = orders.Select(order => order.SalesmanId).OfType<int>().Distinct().ToList();\nvar customersById = await repository.SalesmanByIdsAsync(salesmanIds);",
        "public async ValueTask<Customer> SalesmanAsync(int? id) => await db.Customers.FirstAsync(c => c.Id == id);",
        "public async ValueTask<ILookup<int?, Customer>> SalesmanByIdsAsync(IReadOnlyCollection<int> ids) => (await db.Customers.Where(c => ids.Contains(c.Id)).ToListAsync()).ToLookup(c => (int?)c.Id);")]
    [InlineData("_ = await repository.[|HasOrderAsync(3, order.Id)|];", "_ = existingIds.Contains(order.Id);", "var ids2 = orders.Select(order => order.Id).Distinct().ToList();\nvar existingIds = await repository.HasOrderByIdsAsync(3, ids2);",
        "public Task<bool> HasOrderAsync(int customerId, int id) => db.Orders.AnyAsync(o => o.CustomerId == customerId && o.Id == id);",
        "public async Task<HashSet<int>> HasOrderByIdsAsync(int customerId, IReadOnlyCollection<int> ids) => (await db.Orders.Where(o => o.CustomerId == customerId && ids.Contains(o.Id)).Select(o => o.Id).Distinct().ToListAsync()).ToHashSet();")]
    public Task Fixes_other_answers_behind_a_class(string statement, string answer, string before, string one, string added) => FixAsync(
        $"foreach (var order in orders)\n    {statement}", $"{before}\nforeach (var order in orders)\n    {answer}", Repository("", one), Repository("", one + "\n\n    " + added));

    [Fact]
    public async Task Fixes_a_row_behind_an_interface_with_implementations_of_every_kind()
    {
        const string One = "public Task<Customer?> GetByIdAsync(int id, CancellationToken token) => db.Customers.FirstOrDefaultAsync(c => c.Id == id, token);\n    public Task RemoveAsync(int id) => Task.CompletedTask;";
        const string Many = "public Task<Customer?> GetByIdAsync(int id, CancellationToken token) => db.Customers.FirstOrDefaultAsync(c => c.Id == id, token);\n\n    public async Task<Dictionary<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token) => await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);\n    public Task RemoveAsync(int id) => Task.CompletedTask;";
        const string Decorator = """


            public class LoggedCustomers : ICustomers
            {
                private readonly ICustomers inner;

                public LoggedCustomers(ICustomers inner) { this.inner = inner; }

                /// <inheritdoc />
                public async Task<Customer?> GetByIdAsync(int id, CancellationToken token) => await inner.GetByIdAsync(id, token).ConfigureAwait(false);

                public Task RemoveAsync(int id) => Task.CompletedTask;
            }
            """;
        var fixedDecorator = Decorator.Replace("(false);\n", "(false);\n\n    /// <inheritdoc />\n    public async Task<Dictionary<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token) => await inner.GetByIdsAsync(ids, token).ConfigureAwait(false);\n", StringComparison.Ordinal);
        const string Fake = """
            public class FakeCustomers : ICustomers
            {
                public Dictionary<int, Customer> Known { get; } = new();

                public Task<Customer?> GetByIdAsync(int id, CancellationToken token = default)
                {
                    return Task.FromResult(Known.GetValueOrDefault(id));
                }

                public Task RemoveAsync(int id) => Task.CompletedTask;
            }
            """;
        const string FixedFake = """
            public class FakeCustomers : ICustomers
            {
                public Dictionary<int, Customer> Known { get; } = new();

                public Task<Customer?> GetByIdAsync(int id, CancellationToken token = default)
                {
                    return Task.FromResult(Known.GetValueOrDefault(id));
                }

                public async Task<Dictionary<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token = default)
                {
                    var found = new Dictionary<int, Customer>();
                    foreach (var id in ids.Distinct())
                    {
                        if (await GetByIdAsync(id, token) is { } row)
                            found[id] = row;
                    }

                    return found;
                }

                public Task RemoveAsync(int id) => Task.CompletedTask;
            }
            """;
        var test = new Verify.Test { TestCode = Service(Loop, "ICustomers"), FixedCode = Service(FixedLoop, "ICustomers"), CodeActionEquivalenceKey = QueryInLoopFix.CallForAll };
        foreach (var (state, data, tests) in new[]
        {
            (test.TestState, Repository(": ICustomers", One) + "\n" + Interface + Decorator, Fake),
            (test.FixedState, Repository(": ICustomers", Many) + "\n" + FixedInterface + fixedDecorator, FixedFake),
        })
        {
            state.AdditionalProjects["Data"].Sources.Add(data);
            state.AdditionalProjects["Fakes"].Sources.Add(tests);
            state.AdditionalProjects["Fakes"].AdditionalProjectReferences.Add("Data");
            state.AdditionalProjectReferences.Add("Data");
        }

        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Fixes_two_loops_with_one_member()
    {
        const string One = "public Task<Customer?> GetByIdAsync(int id, CancellationToken token) => db.Customers.FirstOrDefaultAsync(c => c.Id == id, token);";
        const string Many = One + "\n\n    public async Task<Dictionary<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token) => await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);";
        return FixAsync(
            "foreach (var id in ids)\n    Console.WriteLine(await repository.[|GetByIdAsync(id, token)|]);\n\n" + Loop,
            "var customersById = await repository.GetByIdsAsync(ids, token);\nforeach (var id in ids)\n    Console.WriteLine(customersById.GetValueOrDefault(id));\n\n" + FixedLoop.Replace("customersById", "customersById2", StringComparison.Ordinal),
            Repository("", One),
            Repository("", Many));
    }

    [Theory]
    [InlineData("Task<List<Customer>> GetAsync(IEnumerable<int> keys, CancellationToken cancel = default) => db.Customers.Where(x => keys.Contains(x.Id)).ToListAsync(cancel);", "(await repository.GetAsync(ids, token)).ToDictionary(c => c.Id)")]
    [InlineData("async Task<Customer[]> GetAsync(IReadOnlyList<int> keys, CancellationToken cancel) { return await db.Customers\n        .Where(c => keys.Contains(c.Id)).ToArrayAsync(cancel).ConfigureAwait(false); }", "(await repository.GetAsync(ids, token)).ToDictionary(c => c.Id)")]
    [InlineData("Task<Dictionary<int, Customer>> GetAsync(ICollection<int> keys, CancellationToken cancel) => db.Customers.Where(x => keys.Contains(x.Id)).ToDictionaryAsync(c => c.Id);", "await repository.GetAsync(ids, token)")]
    public Task Fixes_with_the_member_for_many_that_is_there(string many, string call)
    {
        var data = Repository("", "public Task<Customer?> GetByIdAsync(int id, CancellationToken token) => db.Customers.FirstOrDefaultAsync(c => c.Id == id, token);\n    public " + many);
        return FixAsync(
            "foreach (var id in ids)\n    Console.WriteLine(await repository.[|GetByIdAsync(id, token)|]);",
            $"var customersById = {call};\nforeach (var id in ids)\n    Console.WriteLine(customersById.GetValueOrDefault(id));",
            data,
            data);
    }

    [Theory]
    [InlineData("Task<List<Customer>> GetAsync(IEnumerable<int> keys, CancellationToken cancel) => db.Customers.Where(x => !keys.Contains(x.Id)).ToListAsync();")]
    [InlineData("Task<List<Customer>> GetAsync(IEnumerable<int> keys, CancellationToken cancel) => db.Customers.Where(x => keys.Contains(x.Id) && x.Name != \"\").ToListAsync();")]
    [InlineData("Task<Dictionary<string, Customer>> GetAsync(IEnumerable<int> keys, CancellationToken cancel) => db.Customers.Where(x => keys.Contains(x.Id)).ToDictionaryAsync(c => c.Name);")]
    public async Task Leaves_a_member_for_many_alone_that_asks_for_something_else(string many)
    {
        const string One = "public Task<Customer?> GetByIdAsync(int id, CancellationToken token) => db.Customers.FirstOrDefaultAsync(c => c.Id == id);";
        const string Added = "\n\n    public async Task<Dictionary<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token) => await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);";
        await FixAsync(
            "foreach (var id in ids)\n    Console.WriteLine(await repository.[|GetByIdAsync(id, token)|]);",
            "var customersById = await repository.GetByIdsAsync(ids, token);\nforeach (var id in ids)\n    Console.WriteLine(customersById.GetValueOrDefault(id));",
            Repository("", One + "\n    public " + many),
            Repository("", One + Added + "\n    public " + many));
    }

    [Fact]
    public Task Fixes_a_call_of_a_method_of_the_same_class() => Verify.FixAsync(
        Shop.InMethod("foreach (var id in ids)\n    Console.WriteLine(await [|LoadAsync(id)|]);", "private Task<Customer?> LoadAsync(int id) => db.Customers.FirstOrDefaultAsync(c => c.Id == id);"),
        Shop.InMethod(
            "var customersById = await LoadByIdsAsync(ids);\nforeach (var id in ids)\n    Console.WriteLine(customersById.GetValueOrDefault(id));",
            "private Task<Customer?> LoadAsync(int id) => db.Customers.FirstOrDefaultAsync(c => c.Id == id);\n\n    private async Task<Dictionary<int, Customer>> LoadByIdsAsync(IReadOnlyCollection<int> ids) => await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);"));

    [Fact]
    public Task Fixes_a_call_with_a_text_of_which_nobody_says_whether_it_may_be_null() => Verify.FixSinglyAsync(
        "#nullable disable\n" + Shop.InMethod("foreach (var order in orders)\n    Console.WriteLine((await [|OfNameAsync(order.CustomerName)|]).Count);", "private Task<List<Customer>> OfNameAsync(string name) => db.Customers.Where(c => c.Name == name).ToListAsync();"),
        "#nullable disable\n" + Shop.InMethod(
            "var customerNames = orders.Select(order => order.CustomerName).Distinct().ToList();\nvar customersByName = await OfNamesAsync(customerNames);\nforeach (var order in orders)\n    Console.WriteLine(customersByName[order.CustomerName].ToList().Count);",
            "private Task<List<Customer>> OfNameAsync(string name) => db.Customers.Where(c => c.Name == name).ToListAsync();\n\n    private async Task<ILookup<string, Customer>> OfNamesAsync(IReadOnlyCollection<string> names) => (await db.Customers.Where(c => names.Contains(c.Name)).ToListAsync()).ToLookup(c => c.Name);"),
        QueryInLoopFix.LoadBeforeLoopByText);

    [Theory]
    [InlineData("public Task<Customer?> GetByIdAsync(int id, CancellationToken token) { Console.WriteLine(id); return db.Customers.FirstOrDefaultAsync(c => c.Id == id); }")]
    [InlineData("public Task<Customer?> GetByIdAsync(int id, CancellationToken token) { asked++; return db.Customers.FirstOrDefaultAsync(c => c.Id == id); }")]
    [InlineData("public async Task<Customer?> GetByIdAsync(int id, CancellationToken token) { var c = await db.Customers.FirstOrDefaultAsync(c => c.Id == id); c!.Name += asked; return c; }")]
    [InlineData("public async Task<Customer?> GetByIdAsync(int id, CancellationToken token) => await db.Customers.FirstOrDefaultAsync(c => c.Id == id) ?? throw new InvalidOperationException();")]
    [InlineData("public Task<Customer?> GetByIdAsync(int id, CancellationToken token) => db.Customers.Where(c => c.Id >= asked).FirstOrDefaultAsync(c => c.Id == id + 1);")]
    [InlineData("public Task<Customer?> GetByIdAsync(int id, CancellationToken token) => db.Customers.OrderBy(c => c.Name).FirstOrDefaultAsync(c => c.Orders.Any(o => o.Id == id));")]
    [InlineData("public Task<Customer?> GetByIdAsync(int id = 3, CancellationToken token = default) => db.Customers.FirstOrDefaultAsync(c => c.Id == id);")]
    [InlineData("public Task<Customer?> GetByIdAsync(int id, CancellationToken token) => db.Customers.FirstOrDefaultAsync(c => c.Id == id); public int GetByIdsAsync;")]
    [InlineData("public Task<T?> GetByIdAsync<T>(T id, CancellationToken token) where T : struct => db.Customers.Select(c => (T?)id).FirstOrDefaultAsync();")]
    public Task OffersNoFix_when_the_method_does_more(string one) => NoFixAsync("foreach (var id in ids) _ = await repository.[|GetByIdAsync(id, token)|];", one);

    [Theory]
    [InlineData("foreach (var order in orders) { _ = await repository.[|GetByIdAsync(order.CustomerId, token)|]; if (order.Id > 3) break; }")]
    [InlineData("foreach (var order in orders) _ = await repository.[|GetByIdAsync(order.CustomerId + 1, token)|];")]
    [InlineData("foreach (var order in orders) _ = await new Repository().[|GetByIdAsync(order.CustomerId, token)|];")]
    [InlineData("foreach (var order in orders) { var task = repository.[|GetByIdAsync(order.CustomerId, token)|]; _ = await task; }")]
    public Task OffersNoFix_when_the_loop_cannot_ask_before(string loop) =>
        NoFixAsync(loop, "public Task<Customer?> GetByIdAsync(int id, CancellationToken token) => db.Customers.FirstOrDefaultAsync(c => c.Id == id);");

    [Theory]
    [InlineData("public abstract class Base : ICustomers { public abstract Task<Customer?> GetByIdAsync(int id, CancellationToken token); public Task RemoveAsync(int id) => Task.CompletedTask; }")]
    [InlineData("public partial class Other : ICustomers { public partial Task<Customer?> GetByIdAsync(int id, CancellationToken token); public Task RemoveAsync(int id) => Task.CompletedTask; } public partial class Other { public partial Task<Customer?> GetByIdAsync(int id, CancellationToken token) => Task.FromResult<Customer?>(null); }")]
    [InlineData("public class Base : ICustomers { public virtual Task<Customer?> GetByIdAsync(int id, CancellationToken token) => Task.FromResult<Customer?>(null); public Task RemoveAsync(int id) => Task.CompletedTask; } public class Derived : Base { public override Task<Customer?> GetByIdAsync(int id, CancellationToken token) => Task.FromResult<Customer?>(new()); }")]
    [InlineData("public class Other : ICustomers { public string? GetByIdsAsync; public Task<Customer?> GetByIdAsync(int id, CancellationToken token) => Task.FromResult<Customer?>(null); public Task RemoveAsync(int id) => Task.CompletedTask; }")]
    [InlineData("public class Other : ICustomers { Task<Customer?> ICustomers.GetByIdAsync(int id, CancellationToken token) => Task.FromResult<Customer?>(null); public Task RemoveAsync(int id) => Task.CompletedTask; }")]
    public Task OffersNoFix_when_one_of_the_implementations_cannot_follow(string other)
    {
        var source = "using Microsoft.EntityFrameworkCore;\n" + Interface + other + Service("foreach (var id in ids) _ = await repository.{|#0:GetByIdAsync(id, token)|};", "ICustomers")
            + Repository(": ICustomers", "public Task<Customer?> GetByIdAsync(int id, CancellationToken token) => db.Customers.FirstOrDefaultAsync(c => c.Id == id); public Task RemoveAsync(int id) => Task.CompletedTask;")
                .Replace("using Microsoft.EntityFrameworkCore;\n", "", StringComparison.Ordinal);
        var test = new Verify.Test { TestCode = source, FixedCode = source };
        test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithSeverity(other.Contains("abstract", StringComparison.Ordinal) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task NoFixAsync(string loop, string one)
    {
        var source = Service(loop, "Repository") + Repository("", one).Replace("using Microsoft.EntityFrameworkCore;\n", "", StringComparison.Ordinal);
        return Verify.NoFixAsync("using Microsoft.EntityFrameworkCore;\n" + source);
    }

    private static Task FixAsync(string before, string after, string data, string fixedData)
    {
        var test = new Verify.Test { TestCode = Service(before, "Repository"), FixedCode = Service(after, "Repository"), CodeActionEquivalenceKey = QueryInLoopFix.CallForAll };
        test.TestState.Sources.Add(data);
        test.FixedState.Sources.Add(fixedData);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Repository(string bases, string members) => $$"""
        using Microsoft.EntityFrameworkCore;

        public class Repository {{bases}}
        {
            private readonly ShopContext db = new();
            private int asked;

            {{members}}

            public int Asked => asked;
        }
        {{Shop.Model}}
        """;

    private static string Service(string statements, string type) => $$"""
        public class Service
        {
            private readonly {{type}} repository;

            public Service({{type}} repository) { this.repository = repository; }

            public async Task Run(List<Order> orders, List<int> ids, CancellationToken token)
            {
                await Task.Yield();
                {{statements.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }

        """;
}
