using Microsoft.CodeAnalysis.Testing;
using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Queries that Dapper runs.</summary>
public sealed class QueryInLoopSqlFixTests
{
    [Theory]
    [InlineData("QueryFirstOrDefaultAsync", ".FirstOrDefault()")]
    [InlineData("QueryFirstAsync", ".First()")]
    [InlineData("QuerySingleOrDefaultAsync", ".SingleOrDefault()")]
    [InlineData("QuerySingleAsync", ".Single()")]
    public Task Fixes_a_row_per_element(string method, string answer) => FixAsync(
        $$"""
        foreach (var order in orders)
        {
            // Whose it is.
            var customer = await connection.[|{{method}}<Customer>("SELECT * FROM Customers WHERE Id = @id", new { id = order.CustomerId })|];
            Console.WriteLine(customer?.Name);
        }
        """,
        $$"""
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var customers = new List<Customer>();
        foreach (var ids2 in customerIds.Chunk(1000))
            customers.AddRange(await connection.QueryAsync<Customer>("SELECT * FROM Customers WHERE Id IN @ids", new { ids = ids2 }));
        var customersById = customers.ToLookup(c => c.Id);
        foreach (var order in orders)
        {
            // Whose it is.
            var customer = customersById[order.CustomerId]{{answer}};
            Console.WriteLine(customer?.Name);
        }
        """);

    [Fact]
    public Task Fixes_rows_per_element() => FixAsync(
        """
        foreach (var id in ids)
        {
            foreach (var order in connection.[|Query<Order>(
                @"SELECT o.Id, o.CustomerId, o.Price
                  FROM dbo.Orders AS o
                  WHERE o.Price > @least AND o.[CustomerId] = @customer",
                new { least, customer = id },
                commandTimeout: 3)|])
                Console.WriteLine(order.Price);
        }
        """,
        """
        var orders2 = new List<Order>();
        foreach (var customers in ids.Chunk(1000))
            orders2.AddRange(connection.Query<Order>(
            @"SELECT o.Id, o.CustomerId, o.Price
              FROM dbo.Orders AS o
              WHERE o.Price > @least AND o.[CustomerId] IN @customers",
            new { least, customers },
            commandTimeout: 3));
        var ordersByCustomerId = orders2.ToLookup(o => o.CustomerId);
        foreach (var id in ids)
        {
            foreach (var order in ordersByCustomerId[id])
                Console.WriteLine(order.Price);
        }
        """);

    [Fact]
    public Task Fixes_a_key_that_may_be_missing_and_a_statement_in_a_local() => FixAsync(
        """
        const string Sql = "SELECT Id, Name " + "FROM Customers WHERE Id = @Id";
        foreach (var order in orders)
            Console.WriteLine(await connection.[|QueryFirstOrDefaultAsync<Customer>(new CommandDefinition(Sql, new { Id = order.SalesmanId }, cancellationToken: token))|].ConfigureAwait(false));
        """,
        """
        const string Sql = "SELECT Id, Name " + "FROM Customers WHERE Id IN @Ids";
        var salesmanIds = orders.Select(order => order.SalesmanId).OfType<int>().Distinct().ToList();
        var customers = new List<Customer>();
        foreach (var ids2 in salesmanIds.Chunk(1000))
            customers.AddRange(await connection.QueryAsync<Customer>(new CommandDefinition(Sql, new { Ids = ids2 }, cancellationToken: token)).ConfigureAwait(false));
        var customersById = customers.ToLookup(c => (int?)c.Id);
        foreach (var order in orders)
            Console.WriteLine(customersById[order.SalesmanId].FirstOrDefault());
        """,
        QueryInLoopFix.LoadBeforeLoopAssumingNoWrites);

    [Fact]
    public Task Fixes_for_the_array_that_Postgres_takes()
    {
        const string Before = "foreach (var id in ids)\n    Console.WriteLine((await postgres.[|QuerySingleAsync<Customer>(\"select * from customers where id = @id\", new { id })|]).Name);";
        const string After = """
            var customers = new List<Customer>();
            foreach (var ids2 in ids.Chunk(1000))
                customers.AddRange(await postgres.QueryAsync<Customer>("select * from customers where id = ANY(@ids)", new { ids = ids2 }));
            var customersById = customers.ToLookup(c => c.Id);
            foreach (var id in ids)
                Console.WriteLine(customersById[id].Single().Name);
            """;
        var test = NewTest(InMethod(Before, "Npgsql.NpgsqlConnection postgres"), InMethod(After, "Npgsql.NpgsqlConnection postgres"));
        test.ReferenceAssemblies = References.Stores;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task OffersNoFix_when_it_is_not_known_whether_the_database_is_Postgres()
    {
        var source = InMethod("foreach (var id in ids) Console.WriteLine(await connection.[|QuerySingleAsync<Customer>(\"select * from customers where id = @id\", new { id })|]);");
        var test = NewTest(source, source);
        test.ReferenceAssemblies = References.Stores;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("SELECT * FROM Orders WHERE Id = @id OR Price > 3")]
    [InlineData("SELECT TOP 1 * FROM Orders WHERE Id = @id")]
    [InlineData("SELECT * FROM Orders WHERE Id = @id ORDER BY Price")]
    [InlineData("SELECT * FROM Orders WHERE Id = @id LIMIT 1")]
    [InlineData("SELECT * FROM Orders o JOIN Customers c ON c.Id = o.CustomerId WHERE o.Id = @id")]
    [InlineData("SELECT * FROM Orders, Customers WHERE Id = @id")]
    [InlineData("SELECT MAX(Id) AS Id FROM Orders WHERE Id = @id")]
    [InlineData("SELECT CustomerId AS Id FROM Orders WHERE Id = @id")]
    [InlineData("SELECT Price FROM Orders WHERE Id = @id")]
    [InlineData("SELECT * FROM Orders WHERE NOT (Id = @id)")]
    [InlineData("SELECT * FROM Orders WHERE Id <> @id")]
    [InlineData("SELECT * FROM Orders WHERE Id >= @id")]
    [InlineData("SELECT * FROM Orders WHERE Id = @id + 1")]
    [InlineData("SELECT * FROM Orders WHERE 3 + Id = @id")]
    [InlineData("SELECT * FROM Orders WHERE Id = @id AND CustomerId = @id")]
    [InlineData("SELECT * FROM Orders WHERE Id = @id -- the one")]
    [InlineData("SELECT * FROM Orders WHERE CustomerId = @id")]
    [InlineData("SELECT * FROM Orders WHERE Id IN (SELECT OrderId FROM Lines WHERE Id = @id)")]
    [InlineData("SELECT * FROM Orders WHERE Number = @id")]
    [InlineData("FindOrder")]
    public Task OffersNoFix_when_the_statement_is_more_than_a_look_up(string sql) =>
        NoFixAsync($"foreach (var id in ids)\n    Console.WriteLine(await connection.[|QueryFirstOrDefaultAsync<Order>(\"{sql}\", new {{ id }})|]);");

    [Theory]
    [InlineData("_ = await connection.[|QuerySingleAsync<Order>(\"SELECT * FROM Orders WHERE Id = \" + id)|];")]
    [InlineData("_ = await connection.[|QuerySingleAsync<Order>(\"SELECT * FROM Orders WHERE Id = @id AND Price = @price\", new { id, price = id * 2 })|];")]
    [InlineData("_ = await connection.[|QuerySingleAsync<Order>(\"SELECT * FROM Orders WHERE Id = @id\", new DynamicParameters(new { id }))|];")]
    [InlineData("_ = await connection.[|QuerySingleAsync<int>(\"SELECT Id FROM Orders WHERE Id = @id\", new { id })|];")]
    [InlineData("_ = (List<Order>)connection.[|Query<Order>(\"SELECT * FROM Orders WHERE Id = @id\", new { id })|];")]
    [InlineData("_ = connection.[|Query<Order>(\"SELECT * FROM Orders WHERE Id = @id\", new { id }, buffered: false)|].Count();")]
    [InlineData("var row = await connection.[|QuerySingleAsync<Order>(\"SELECT * FROM Orders WHERE Id = @id\", new { id })|]; row.Price = 3;")]
    [InlineData("_ = await connection.[|QuerySingleAsync<Order>(\"SELECT * FROM Orders WHERE Id = @id\", new { id })|]; await connection.ExecuteAsync(\"DELETE FROM Orders\");")]
    [InlineData("const string Sql = \"SELECT * FROM Orders WHERE Id = @id\"; _ = await connection.[|QuerySingleAsync<Order>(Sql, new { id })|];")]
    [InlineData("_ = await connection.[|QuerySingleAsync<Order>(\"SELECT * FROM Orders WHERE Price = @price\", new { price = (decimal)id })|];")]
    public Task OffersNoFix_when_the_call_is_more_than_a_look_up(string statement) =>
        NoFixAsync($"foreach (var id in ids)\n{{\n    {statement}\n}}");

    /// <summary>A statement that a method makes may ask another table each time.</summary>
    [Fact]
    public Task Reports_a_statement_of_its_own_per_element_as_information()
    {
        var code = InMethod("foreach (var order in orders)\n{\n    var sql = Select(order);\n    using var rows = connection.{|#0:QueryMultiple(sql)|};\n}\n\nstatic string Select(Order order) => order.Price > 3 ? \"a\" : \"b\";");
        var test = NewTest(code, code);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("QueryMultiple", "the database", "orders", "load the rows for all of them with one query before the loop"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task NoFixAsync(string statements) =>
        NewTest(InMethod(statements), InMethod(statements)).RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("UPDATE Orders SET Price = 3 OUTPUT INSERTED.* WHERE Id = @id")]
    [InlineData("INSERT INTO Orders (CustomerId) VALUES (@id) RETURNING *")]
    [InlineData("WITH gone AS (DELETE FROM Orders WHERE Id = @id RETURNING *) SELECT * FROM gone")]
    [InlineData("MERGE INTO Orders o USING Customers c ON o.Id = @id WHEN MATCHED THEN DELETE")]
    [InlineData("SELECT append_event(@id, @data)")]
    [InlineData("SELECT shop.insertorder_v2(@id, @data)")]
    [InlineData("select trymarkorderaspaid(@id)")]
    [InlineData("SELECT shop.try_update_order(@id)")]
    [InlineData("SELECT nextval('orders'), @id")]
    [InlineData("SELECT Orders.NEXTVAL, @id FROM dual")]
    [InlineData("SELECT NEXT VALUE FOR Orders, @id")]
    [InlineData("DECLARE @done int; EXEC @done = uspMatchOrder @id; SELECT @done")]
    public Task StaysSilent_when_the_statement_changes_rows(string sql)
    {
        var source = InMethod($"foreach (var id in ids)\n    Console.WriteLine(await connection.QueryFirstOrDefaultAsync<Order>(\"{sql}\", new {{ id }}));");
        return NewTest(source, source).RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Console.WriteLine(await connection.QueryFirstAsync<Order>(Statement.Upsert(\"Orders\").Returning(\"*\"), new { id }));")]
    [InlineData("{\n    var statement = Statement.Upsert(\"Orders\");\n    Console.WriteLine(await connection.QueryFirstAsync<Order>(statement.Returning(\"*\"), new { id }));\n}")]
    [InlineData("{\n    var statement = Statement.Upsert(\"Orders\");\n    var text = statement.Returning(\"*\");\n    Console.WriteLine(await connection.QueryFirstAsync<Order>(text, new { id }));\n}")]
    public Task StaysSilent_when_the_statement_is_put_together_to_change_rows(string round)
    {
        var source = InMethod("foreach (var id in ids)\n    " + round)
            + "\n\npublic class Statement { public static Statement Upsert(string table) => new(); public string Returning(string columns) => columns; }";
        return NewTest(source, source).RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("SELECT * FROM Orders WHERE Id = @id FOR UPDATE")]
    [InlineData("SELECT add_months(Placed, 1) FROM Orders WHERE Id = @id")]
    public Task Reports_a_statement_that_changes_no_rows(string sql) =>
        NoFixAsync($"foreach (var id in ids)\n    Console.WriteLine(await connection.[|QueryFirstOrDefaultAsync<Order>(\"{sql}\", new {{ id }})|]);");

    private static Task FixAsync(string before, string after, string? key = null)
    {
        var test = NewTest(InMethod(before), InMethod(after));
        test.CodeActionEquivalenceKey = key;
        if (key is not null)
            test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;

        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("foreach (var id in ids) await connection.ExecuteScalarAsync<int>($\"LISTEN \\\"orders_{id}\\\"\");")]
    [InlineData("foreach (var id in ids) await connection.QueryAsync<int>($\"analyze orders_{id}\");")]
    public Task StaysSilent_when_the_server_is_told_something(string statements) => NewTest(InMethod(statements), InMethod(statements)).RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("foreach (var statement in script.Split(';')) await connection.QueryAsync<int>(statement);")]
    [InlineData("foreach (var statement in script.Split(';')) Console.WriteLine(await ReadAsync(statement));")]
    public Task StaysSilent_when_the_elements_are_statements(string statements) =>
        new Verify.Test { ReferenceAssemblies = References.Dapper, TestCode = InMethod(statements, "string script").Replace("public Service(", "private async Task<int> ReadAsync(string sql) => (await connection.QueryAsync<int>(sql)).Count();\n\n            public Service(", StringComparison.Ordinal) }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("foreach (var id in ids) { await connection.ExecuteAsync(\"INSERT INTO Seen (Id) VALUES (@id)\", new { id }); Console.WriteLine(await connection.ExecuteScalarAsync<int>(\"SELECT count(*) FROM Seen WHERE Id <= @id\", new { id })); }")]
    public Task StaysSilent_when_the_round_has_written_before_it_asks(string statements) =>
        new Verify.Test { ReferenceAssemblies = References.Dapper, TestCode = InMethod(statements), DisabledDiagnostics = { "PERF2004" } }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Reports_beside_that_what_asks() => new Verify.Test { ReferenceAssemblies = References.Dapper, TestCode = InMethod("foreach (var id in ids) _ = await connection.[|ExecuteScalarAsync<int>($\"SELECT count(*) FROM Orders WHERE Id = {id}\")|];") }.RunAsync(TestContext.Current.CancellationToken);

    private static Verify.Test NewTest(string before, string after)
    {
        var test = new Verify.Test { TestCode = before, FixedCode = after, ReferenceAssemblies = References.Dapper };
        test.TestState.MarkupHandling = MarkupMode.Allow;
        return test;
    }

    private static string InMethod(string statements, string more = "decimal least") => $$"""
        using System.Data;
        using Dapper;

        public class Customer
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        public class Order
        {
            public int Id { get; set; }
            public int CustomerId { get; set; }
            public int? SalesmanId { get; set; }
            public decimal Price { get; set; }
        }

        public class Service
        {
            private readonly IDbConnection connection;

            public Service(IDbConnection connection) { this.connection = connection; }

            public async Task Run(List<Order> orders, List<int> ids, {{more}}, CancellationToken token)
            {
                await Task.Yield();
                {{statements.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }
        """;
}
