using Microsoft.CodeAnalysis.Testing;
using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Queries that Dapper runs in methods which a loop calls.</summary>
public sealed partial class QueryInLoopSqlMethodFixTests
{
    private const string Loop = """
        foreach (var order in orders)
        {
            // Who ordered it.
            var customer = await repository.[|GetByIdAsync(order.CustomerId)|];
            Console.WriteLine(customer?.Name);
        }
        """;

    private const string FixedLoop = """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var customersById = await repository.GetByIdsAsync(customerIds);
        foreach (var order in orders)
        {
            // Who ordered it.
            var customer = customersById[order.CustomerId].FirstOrDefault();
            Console.WriteLine(customer?.Name);
        }
        """;

    private const string ManyByField = """
        public async Task<ILookup<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids)
            {
                var customers = new List<Customer>();
                foreach (var ids2 in ids.Chunk(1000))
                    customers.AddRange(await connection.QueryAsync<Customer>("SELECT * FROM Customers WHERE Id IN @ids", new { ids = ids2 }));

                return customers.ToLookup(c => c.Id);
            }
        """;

    [Theory]
    [InlineData(DapperShop.ByField, ManyByField)]
    [InlineData(
        """
        public async Task<Customer?> GetByIdAsync(int id)
            {
                using var own = Open();
                return await own.QueryFirstOrDefaultAsync<Customer>("SELECT * FROM Customers WHERE Id = @id", new { id }).ConfigureAwait(false);
            }
        """,
        """
        public async Task<ILookup<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids)
            {
                if (ids.Count == 0)
                    return Enumerable.Empty<Customer>().ToLookup(c => c.Id);

                using var own = Open();
                var customers = new List<Customer>();
                foreach (var ids2 in ids.Chunk(1000))
                    customers.AddRange(await own.QueryAsync<Customer>("SELECT * FROM Customers WHERE Id IN @ids", new { ids = ids2 }).ConfigureAwait(false));

                return customers.ToLookup(c => c.Id);
            }
        """)]
    [InlineData(
        """
        public async Task<Customer?> GetByIdAsync(int key)
            {
                const string sql = @"
                    SELECT c.Id, c.Name
                    FROM Customers c
                    WHERE c.Id = @Id AND c.Tenant = @tenant";

                // Closed by the factory.
                await using (var own = await factory.OpenAsync(CancellationToken.None))
                {
                    return await own.QueryFirstOrDefaultAsync<Customer>(sql, new { Id = key, tenant }, transaction, commandTimeout: 3);
                }
            }
        """,
        """
        public async Task<ILookup<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> keys)
            {
                if (keys.Count == 0)
                    return Enumerable.Empty<Customer>().ToLookup(c => c.Id);

                const string sql = @"
                    SELECT c.Id, c.Name
                    FROM Customers c
                    WHERE c.Id IN @Ids AND c.Tenant = @tenant";

                // Closed by the factory.
                await using (var own = await factory.OpenAsync(CancellationToken.None))
                {
                    var customers = new List<Customer>();
                    foreach (var ids in keys.Chunk(1000))
                        customers.AddRange(await own.QueryAsync<Customer>(sql, new { Ids = ids, tenant }, transaction, commandTimeout: 3));

                    return customers.ToLookup(c => c.Id);
                }
            }
        """)]
    [InlineData(
        """
        public async Task<Customer?> GetByIdAsync(int id)
            {
                var own = Made;
                own.Open();
                var found = await own.QueryFirstOrDefaultAsync<Customer>(new CommandDefinition(ById, new { id }, cancellationToken: CancellationToken.None));
                return found;
            }
        """,
        """
        public async Task<ILookup<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids)
            {
                if (ids.Count == 0)
                    return Enumerable.Empty<Customer>().ToLookup(c => c.Id);

                var own = Made;
                own.Open();
                var customers = new List<Customer>();
                foreach (var ids2 in ids.Chunk(1000))
                    customers.AddRange(await own.QueryAsync<Customer>(new CommandDefinition("SELECT Id, Name " + "FROM Customers WHERE Id IN @ids", new { ids = ids2 }, cancellationToken: CancellationToken.None)));

                var found = customers.ToLookup(c => c.Id);
                return found;
            }
        """)]
    [InlineData(
        """
        public async Task<Customer?> GetByIdAsync(int id) { return (await connection.QueryAsync<Customer>(ByIdLater, new { id })).FirstOrDefault(); }
        """,
        """
        public async Task<ILookup<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids)
            {
                var customers = new List<Customer>();
                foreach (var ids2 in ids.Chunk(1000))
                    customers.AddRange(await connection.QueryAsync<Customer>("SELECT * FROM Customers WHERE Id IN @ids", new { ids = ids2 }));

                return customers.ToLookup(c => c.Id);
            }
        """)]
    [InlineData(
        """
        public async Task<Customer?> GetByIdAsync(int id)
            {
                using IDbConnection own = new Connection(Environment.GetEnvironmentVariable("Shop"));
                return await own.QueryFirstOrDefaultAsync<Customer>("SELECT * FROM Customers WHERE Id = @id", new { id });
            }
        """,
        """
        public async Task<ILookup<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids)
            {
                using IDbConnection own = new Connection(Environment.GetEnvironmentVariable("Shop"));
                var customers = new List<Customer>();
                foreach (var ids2 in ids.Chunk(1000))
                    customers.AddRange(await own.QueryAsync<Customer>("SELECT * FROM Customers WHERE Id IN @ids", new { ids = ids2 }));

                return customers.ToLookup(c => c.Id);
            }
        """)]
    public Task Fixes_a_row_behind_a_class(string one, string added) => FixAsync(Loop, FixedLoop, one, added);

    [Theory]
    [InlineData("Repository.[|FindAsync(connection, order.CustomerId)|]", "Repository.FindByIdsAsync(connection, customerIds)", "")]
    [InlineData("connection.[|FindAsync(order.CustomerId)|]", "connection.FindByIdsAsync(customerIds)", "this ")]
    public Task Fixes_a_static_method_that_takes_the_connection(string call, string many, string receiver) => FixAsync(
        $"foreach (var order in orders)\n    Console.WriteLine((await {call})?.Name);",
        $"var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();\nvar customersById = await {many};\nforeach (var order in orders)\n    Console.WriteLine(customersById[order.CustomerId].FirstOrDefault()?.Name);",
        $"public static Task<Customer?> FindAsync({receiver}IDbConnection db, int id) => db.QueryFirstOrDefaultAsync<Customer?>(\"SELECT * FROM Customers WHERE Id = @id\", new {{ id }});",
        $$"""
        public static async Task<ILookup<int, Customer>> FindByIdsAsync({{receiver}}IDbConnection db, IReadOnlyCollection<int> ids)
            {
                var customers = new List<Customer>();
                foreach (var ids2 in ids.Chunk(1000))
                    customers.AddRange(await db.QueryAsync<Customer>("SELECT * FROM Customers WHERE Id IN @ids", new { ids = ids2 }));

                return customers.ToLookup(c => c.Id);
            }
        """,
        receiver.Length > 0 ? "static" : "");

    [Fact]
    public Task Fixes_a_private_method_of_the_same_class() => FixAsync(
        "foreach (var id in ids)\n    Console.WriteLine((await [|OfAsync(id)|]).Name);\n" + Loop,
        "var customersById = await OfIdsAsync(ids);\nforeach (var id in ids)\n    Console.WriteLine(customersById[id].Single().Name);\n" + FixedLoop.Replace("customersById", "customersById2", StringComparison.Ordinal),
        DapperShop.ByField,
        ManyByField,
        members: "private async Task<Customer> OfAsync(int id) => await connection.QuerySingleAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id });",
        fixedMembers: """
        private async Task<Customer> OfAsync(int id) => await connection.QuerySingleAsync<Customer>("SELECT * FROM Customers WHERE Id = @id", new { id });

            private async Task<ILookup<int, Customer>> OfIdsAsync(IReadOnlyCollection<int> ids)
            {
                var customers = new List<Customer>();
                foreach (var ids2 in ids.Chunk(1000))
                    customers.AddRange(await connection.QueryAsync<Customer>("SELECT * FROM Customers WHERE Id IN @ids", new { ids = ids2 }));

                return customers.ToLookup(c => c.Id);
            }
        """);

    [Fact]
    public Task Fixes_two_loops_with_one_member() => FixAsync(
        "foreach (var id in ids)\n    Console.WriteLine((await repository.[|GetByIdAsync(id)|])?.Name);\n" + Loop,
        "var customersById = await repository.GetByIdsAsync(ids);\nforeach (var id in ids)\n    Console.WriteLine(customersById[id].FirstOrDefault()?.Name);\n" + FixedLoop.Replace("customersById", "customersById2", StringComparison.Ordinal),
        DapperShop.ByField,
        ManyByField);

    [Fact]
    public Task Fixes_behind_an_interface_with_a_fake()
    {
        const string Interface = "public interface ICustomers { Task<Customer?> GetByIdAsync(int id); }\n";
        const string FixedInterface = "public interface ICustomers { Task<Customer?> GetByIdAsync(int id);\nTask<ILookup<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids); }\n";
        const string Fake = """

            public class FakeCustomers : ICustomers
            {
                public Task<Customer?> GetByIdAsync(int id) => Task.FromResult<Customer?>(null);
            }
            """;
        const string FixedFake = """

            public class FakeCustomers : ICustomers
            {
                public Task<Customer?> GetByIdAsync(int id) => Task.FromResult<Customer?>(null);

                public async Task<ILookup<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids)
                {
                    var found = new List<KeyValuePair<int, Customer>>();
                    foreach (var id in ids.Distinct())
                    {
                        if (await GetByIdAsync(id) is { } row)
                            found.Add(new KeyValuePair<int, Customer>(id, row));
                    }

                    return found.ToLookup(pair => pair.Key, pair => pair.Value);
                }
            }
            """;
        return FixAsync(Loop, FixedLoop, DapperShop.ByField, ManyByField, bases: ": ICustomers", type: "ICustomers", other: Interface + Fake, fixedOther: FixedInterface + FixedFake);
    }

    [Fact]
    public Task Fixes_a_text_as_an_action_of_its_own() => FixAsync(
        "foreach (var order in orders)\n    Console.WriteLine((await repository.[|NamedAsync(order.CustomerName)|]).Count());",
        "var customerNames = orders.Select(order => order.CustomerName).Distinct().ToList();\nvar customersByName = await repository.NamedByNamesAsync(customerNames);\nforeach (var order in orders)\n    Console.WriteLine(customersByName[order.CustomerName].ToList().Count());",
        "public Task<IEnumerable<Customer>> NamedAsync(string name) => connection.QueryAsync<Customer>(\"SELECT * FROM Customers WHERE Name = @name\", new { name });",
        """
        public async Task<ILookup<string, Customer>> NamedByNamesAsync(IReadOnlyCollection<string> names)
            {
                var customers = new List<Customer>();
                foreach (var names2 in names.Chunk(1000))
                    customers.AddRange(await connection.QueryAsync<Customer>("SELECT * FROM Customers WHERE Name IN @names", new { names = names2 }));

                return customers.ToLookup(c => c.Name);
            }
        """,
        key: QueryInLoopFix.LoadBeforeLoopByText);

    private static Task FixAsync(string before, string after, string one, string added, string modifier = "", string bases = "", string type = "Repository", string members = "", string fixedMembers = "", string other = "", string fixedOther = "", string key = QueryInLoopFix.CallForAll)
    {
        var test = NewTest(DapperShop.Source(before, one, bases, type, members, other, modifier), DapperShop.Source(after, one + "\n\n    " + added, bases, type, fixedMembers, fixedOther, modifier));
        test.CodeActionEquivalenceKey = key;
        if (key != QueryInLoopFix.CallForAll)
            test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;

        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Verify.Test NewTest(string before, string after)
    {
        var test = new Verify.Test { TestCode = before, FixedCode = after, ReferenceAssemblies = References.Dapper };
        test.TestState.MarkupHandling = MarkupMode.Allow;
        return test;
    }
}
