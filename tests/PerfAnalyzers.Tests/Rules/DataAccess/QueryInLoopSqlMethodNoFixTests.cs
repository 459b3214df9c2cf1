using Microsoft.CodeAnalysis.Testing;
using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Queries that Dapper runs in methods which a loop calls, where asking for all at once would not be the same.</summary>
public sealed class QueryInLoopSqlMethodNoFixTests
{
    [Theory]
    [InlineData("{ Console.WriteLine(id); return await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id }); }")]
    [InlineData("{ asked++; return await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id }); }")]
    [InlineData("{ using var own = OpenFor(id); return await own.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id }); }")]
    [InlineData("{ using var own = Open(); using var begun = own.BeginTransaction(); return await own.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id }, begun); }")]
    [InlineData("{ var found = await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id }); found!.Name += asked; return found; }")]
    [InlineData("{ var values = new DynamicParameters(); values.Add(\"id\", id); return await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", values); }")]
    [InlineData("{ try { return await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id }); } catch (InvalidOperationException) { return null; } }")]
    [InlineData("=> await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id }) ?? throw new InvalidOperationException();")]
    [InlineData("=> await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id }) ?? new Customer();")]
    [InlineData("=> await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id = id + 1 });")]
    [InlineData("=> await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id OR Parent = @id\", new { id });")]
    [InlineData("=> await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id ORDER BY Name\", new { id });")]
    [InlineData("=> await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Parent = @id\", new { id });")]
    [InlineData("=> (await connection.QueryAsync<Customer>(\"SELECT * FROM Customers WHERE Parent = @id\", new { id })).FirstOrDefault();")]
    [InlineData("=> (await connection.QueryAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id })).FirstOrDefault(c => c.Name != \"\");")]
    [InlineData("=> await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT Name FROM Customers WHERE Id = @id\", new { id });")]
    [InlineData("=> await connection.QueryFirstOrDefaultAsync<Customer>(ByIdOfObject, new { id });")]
    [InlineData("=> await connection.QueryFirstOrDefaultAsync<Customer>(Other.ById, new { id });")]
    [InlineData("=> await connection.QueryFirstOrDefaultAsync<Customer>($\"SELECT * FROM {Table} WHERE Id = @id\", new { id });")]
    [InlineData("=> await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id AND Asked < @now\", new { id, now = DateTime.Parse(\"1\") });")]
    [InlineData("=> connection.Query<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id }, buffered: false).FirstOrDefault();")]
    [InlineData("/* the one */ => await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id });")]
    [InlineData("=> await connection.QueryFirstOrDefaultAsync<Customer>(/* the one */ \"SELECT * FROM Customers WHERE Id = @id\", new { id }) /* or none */;")]
    [InlineData("{ var values = new { id }; return await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", values); }")]
    [InlineData("=> await connection.QueryFirstOrDefaultAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id }); public int GetByIdsAsync;")]
    public Task OffersNoFix_when_the_method_does_more(string body) => NoFixAsync(
        "foreach (var id in ids)\n    Console.WriteLine((await repository.{|#0:GetByIdAsync(id)|})?.Name);",
        "public async Task<Customer?> GetByIdAsync(int id) " + body,
        isGuess: body.Contains("BeginTransaction", StringComparison.Ordinal));

    [Theory]
    [InlineData("foreach (var order in orders) { _ = await repository.{|#0:GetByIdAsync(order.CustomerId)|}; if (order.Id > 3) break; }")]
    [InlineData("foreach (var order in orders) { var row = await repository.{|#0:GetByIdAsync(order.CustomerId)|}; row!.Name = \"\"; }")]
    [InlineData("foreach (var order in orders) { _ = await repository.{|#0:GetByIdAsync(order.CustomerId)|}; await connection.ExecuteAsync(\"DELETE FROM Customers\"); }")]
    [InlineData("foreach (var order in orders) _ = await repository.{|#0:GetByIdAsync(order.CustomerId + 1)|};")]
    [InlineData("foreach (var order in orders) { var task = repository.{|#0:GetByIdAsync(order.CustomerId)|}; _ = await task; }")]
    public Task OffersNoFix_when_the_loop_cannot_ask_before(string loop) => NoFixAsync(loop, DapperShop.ByField, isGuess: loop.Contains("DELETE", StringComparison.Ordinal));

    [Theory]
    [InlineData("public class Fake : ICustomers { public Task<Customer> GetAsync(int id) => Task.FromResult(new Customer()); }")]
    [InlineData("public class Base : ICustomers { public virtual Task<Customer> GetAsync(int id) => Task.FromResult(new Customer()); } public class Derived : Base { public override Task<Customer> GetAsync(int id) => base.GetAsync(id); }")]
    public Task OffersNoFix_when_one_of_the_implementations_cannot_follow(string other) => NoFixAsync(
        "foreach (var id in ids)\n    Console.WriteLine(await repository.{|#0:GetAsync(id)|});",
        "public Task<Customer> GetAsync(int id) => connection.QueryFirstAsync<Customer>(\"SELECT * FROM Customers WHERE Id = @id\", new { id });",
        ": ICustomers",
        "ICustomers",
        "public interface ICustomers { Task<Customer> GetAsync(int id); }\n" + other,
        isGuess: true);

    [Fact]
    public Task OffersNoFix_when_a_text_may_be_null() => NoFixAsync(
        "foreach (var order in orders)\n    Console.WriteLine((await repository.{|#0:NamedAsync(order.CustomerName)|}).Count());",
        "public Task<IEnumerable<Customer>> NamedAsync(string name) => connection.QueryAsync<Customer>(\"SELECT * FROM Customers WHERE Name = @name\", new { name });",
        prefix: "#nullable disable\n");

    /// <summary>What the interface of the connection stands for may be made elsewhere.</summary>
    [Fact]
    public async Task OffersNoFix_when_another_project_knows_Postgres()
    {
        var source = DapperShop.Source("foreach (var id in ids)\n    Console.WriteLine(await repository.[|GetByIdAsync(id)|]);", DapperShop.ByField);
        var test = NewTest(source, source);
        foreach (var state in new[] { test.TestState, test.FixedState })
        {
            state.AdditionalProjects["Host"].Sources.Add("public class Host { }");
            state.AdditionalProjects["Host"].ReferenceAssemblies = References.Stores;
        }

        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task NoFixAsync(string loop, string one, string bases = "", string type = "Repository", string other = "", string prefix = "", bool isGuess = false)
    {
        var source = prefix + DapperShop.Source(loop, one, bases, type, other: other);
        var test = NewTest(source, source);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithSeverity(isGuess ? Microsoft.CodeAnalysis.DiagnosticSeverity.Info : Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Verify.Test NewTest(string before, string after)
    {
        var test = new Verify.Test { TestCode = before, FixedCode = after, ReferenceAssemblies = References.Dapper };
        test.TestState.MarkupHandling = MarkupMode.Allow;
        return test;
    }
}
