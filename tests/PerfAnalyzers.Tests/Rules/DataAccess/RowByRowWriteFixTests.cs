using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<RowByRowWriteAnalyzer, RowByRowWriteFix>;

public sealed class RowByRowWriteFixTests
{
    private const string Update = """
        // Close them.
        var open = await db.Orders.Where(o => o.State == State.Open).ToListAsync(token); // all
        foreach (var order in [|open|])
        {
            order.State = State.Closed;
            order.Price = order.Price * 2; // double
            order.SalesmanId = null;
            order.CustomerName = name;
        }

        await db.SaveChangesAsync(token).ConfigureAwait(false); // done
        """;

    private const string Updated = """
        // Close them.
        // all
        // double
        await db.Orders.Where(o => o.State == State.Open).ExecuteUpdateAsync(setters => setters.SetProperty(order => order.State, State.Closed).SetProperty(order => order.Price, order => order.Price * 2).SetProperty(order => order.SalesmanId, order => null).SetProperty(order => order.CustomerName, name), token).ConfigureAwait(false); // done
        """;

    public static TheoryData<string> Versions => [nameof(References.EfCore8), nameof(References.EfCore10)];

    [Theory]
    [MemberData(nameof(Versions))]
    public Task Fixes_changes_with_each_version_of_EF_Core(string references) => FixAsync(Update, Updated, references);

    [Theory]
    [MemberData(nameof(Versions))]
    public Task Fixes_removals_with_each_version_of_EF_Core(string references) => FixAsync(
        """
        var old = await db.Orders.Where(o => o.Price < 5).ToListAsync(token);
        db.Orders.[|RemoveRange(old)|];
        await db.SaveChangesAsync();
        """,
        """
        await db.Orders.Where(o => o.Price < 5).ExecuteDeleteAsync(token);
        """,
        references);

    [Theory]
    [InlineData("foreach (var order in [|db.Orders|])\n    order.Price = 0;\ndb.SaveChanges();", "db.Orders.ExecuteUpdate(setters => setters.SetProperty(order => order.Price, 0));")]
    [InlineData("foreach (var order in [|await db.Orders.ToListAsync()|])\n    db.Remove(order);\nawait db.SaveChangesAsync();", "await db.Orders.ExecuteDeleteAsync();")]
    [InlineData("db.[|RemoveRange(db.Orders.Where(o => o.Price < 5))|];\ndb.SaveChanges();", "db.Orders.Where(o => o.Price < 5).ExecuteDelete();")]
    [InlineData("var old = db.Orders.Where(o => o.Price < 5);\ndb.[|RemoveRange(old)|];\ndb.SaveChanges();", "var old = db.Orders.Where(o => o.Price < 5);\nold.ExecuteDelete();")]
    [InlineData("var old = from o in db.Orders where o.Price < 5 select o;\ndb.[|RemoveRange(old)|];\nawait db.SaveChangesAsync(token);", "var old = from o in db.Orders where o.Price < 5 select o;\nawait old.ExecuteDeleteAsync(token);")]
    [InlineData("foreach (var order in [|from o in db.Orders where o.Price < 5 select o|])\n    order.Price = 0;\ndb.SaveChanges();", "(from o in db.Orders where o.Price < 5 select o).ExecuteUpdate(setters => setters.SetProperty(order => order.Price, 0));")]
    public Task Fixes_each_way_to_write_rows_back(string statements, string expected) => FixAsync(statements, expected, nameof(References.EfCore8));

    [Theory]
    [InlineData("var all = db.Orders.ToList(); foreach (var order in [|all|]) order.Price = 0; db.SaveChanges(); Console.WriteLine(all.Count);")]
    [InlineData("var all = db.Orders.ToList(); if (all.Count == 0) return; foreach (var order in [|all|]) order.Price = 0; db.SaveChanges();")]
    [InlineData("foreach (var order in [|db.Orders.OrderBy(o => o.Id)|]) order.Price = 0; db.SaveChanges();")]
    [InlineData("foreach (var order in [|db.Orders.ToList()|]) order.Due = DateTime.UtcNow; db.SaveChanges();")]
    [InlineData("var first = orders[0]; first.Price = 3; foreach (var order in [|db.Orders.ToList()|]) order.Price = 0; db.SaveChanges();")]
    [InlineData("Func<Task<int>> purge = async () => { var old = await db.Orders.Where(o => o.Price < 5).ToListAsync(); db.Orders.[|RemoveRange(old)|]; return await db.SaveChangesAsync(); }; await purge();")]
    [InlineData("var all = db.Orders.ToList(); Console.WriteLine(); foreach (var order in [|all|]) order.Price = 0; db.SaveChanges();")]
    public Task OffersNoFix_when_the_database_would_do_something_else(string statements) =>
        Verify.NoFixAsync(Source(statements));

    [Theory]
    [InlineData("using var own = new ShopContext();\nforeach (var order in [|own.Orders|])\n    order.Price = 0;\nown.SaveChanges();", "using var own = new ShopContext();\nown.Orders.ExecuteUpdate(setters => setters.SetProperty(order => order.Price, 0));")]
    [InlineData("await using var own = new ShopContext();\nvar old = await own.Orders.Where(o => o.Price < 5).ToListAsync(token);\nown.Orders.[|RemoveRange(old)|];\nawait own.SaveChangesAsync();", "await using var own = new ShopContext();\nawait own.Orders.Where(o => o.Price < 5).ExecuteDeleteAsync(token);")]
    public Task Fixes_what_a_context_is_made_for_everywhere_at_once(string statements, string expected) =>
        Verify.FixAsync(Source(statements), Source(expected), RowByRowWriteFix.ChangeInDatabase);

    [Theory]
    [InlineData("using var own = new ShopContext();\nvar count = own.Orders.Count();\nforeach (var order in [|own.Orders|])\n    order.Price = 0;\nown.SaveChanges();", "using var own = new ShopContext();\nvar count = own.Orders.Count();\nown.Orders.ExecuteUpdate(setters => setters.SetProperty(order => order.Price, 0));")]
    [InlineData("using var own = new ShopContext();\nforeach (var order in [|own.Orders|])\n    order.Price = order.Price * 2;\nown.SaveChanges();", "using var own = new ShopContext();\nown.Orders.ExecuteUpdate(setters => setters.SetProperty(order => order.Price, order => order.Price * 2));")]
    public Task Fixes_singly_when_the_context_or_the_database_may_know_better(string statements, string expected) => FixAsync(statements, expected, nameof(References.EfCore8));

    private static Task FixAsync(string statements, string expected, string references) => new Verify.Test
    {
        ReferenceAssemblies = (ReferenceAssemblies)typeof(References).GetProperty(references)!.GetValue(null)!,
        TestCode = Source(statements),
        FixedCode = Source(expected),
        CodeActionEquivalenceKey = RowByRowWriteFix.ChangeBesideContext,
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
    }.RunAsync(TestContext.Current.CancellationToken);

    private static string Source(string statements) => Shop.InMethod(statements, "private readonly string name = \"\";")
        .Replace("public State State", "public DateTime Due { get; set; }\n    public State State", StringComparison.Ordinal);
}
