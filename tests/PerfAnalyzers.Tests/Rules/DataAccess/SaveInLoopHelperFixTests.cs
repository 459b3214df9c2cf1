using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<SaveInLoopAnalyzer, SaveInLoopFix>;

/// <summary>Transactions of each round, and saves in functions that only the loop calls.</summary>
public sealed class SaveInLoopHelperFixTests
{
    [Fact]
    public Task Fixes_a_transaction_of_each_round() => FixSinglyAsync(
        """
        foreach (var order in orders)
        {
            await using var transaction = await db.Database.[|BeginTransactionAsync(token)|]; // together
            order.Price += 1;
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
        }

        Console.WriteLine();
        """,
        """
        await using var transaction = await db.Database.BeginTransactionAsync(token); // together
        foreach (var order in orders)
        {
            order.Price += 1;
        }

        await db.SaveChangesAsync(token);
        await transaction.CommitAsync(token);

        Console.WriteLine();
        """);

    [Theory]
    [InlineData("order.Price += 1; await db.SaveChangesAsync(token); await transaction.CommitAsync(token);", "using var transaction = await db.Database.[|BeginTransactionAsync(token)|]; if (order.Price > 3) continue;")]
    [InlineData("order.Price += 1; await db.SaveChangesAsync(token); await transaction.CommitAsync(token); Console.WriteLine(order.Id);", "using var transaction = await db.Database.[|BeginTransactionAsync(token)|];")]
    [InlineData("order.Price += 1; await db.SaveChangesAsync(token); await transaction.CommitAsync(token);", "using var transaction = await db.Database.[|BeginTransactionAsync(token)|]; await transaction.CreateSavepointAsync(\"a\");")]
    [InlineData("order.Price += await db.Orders.CountAsync(); await db.SaveChangesAsync(token); await transaction.CommitAsync(token);", "using var transaction = await db.Database.[|BeginTransactionAsync(token)|];")]
    public Task OffersNoFix_for_a_transaction_that_a_round_does_more_with(string end, string begin) =>
        Verify.NoFixAsync(Shop.InMethod($"foreach (var order in orders)\n{{\n    {begin}\n    {end}\n}}"));

    [Fact]
    public Task Fixes_a_save_at_the_end_of_a_function_that_only_the_loop_calls() => FixSinglyAsync(
        """
        foreach (var order in orders)
            await [|RaiseAsync(order)|];

        async Task RaiseAsync(Order raised)
        {
            raised.Price += 1;
            db.Orders.Update(raised);
            await db.SaveChangesAsync(token);
        }
        """,
        """
        foreach (var order in orders)
            Raise(order);

        await db.SaveChangesAsync(token);

        void Raise(Order raised)
        {
            raised.Price += 1;
            db.Orders.Update(raised);
        }
        """);

    [Theory]
    [InlineData("await [|RaiseAsync(order)|];", "if (raised.Price > 3) return; raised.Price += 1; await db.SaveChangesAsync(token);")]
    [InlineData("await [|RaiseAsync(order)|];", "raised.Price += await db.Orders.CountAsync(); await db.SaveChangesAsync(token);")]
    [InlineData("await [|RaiseAsync(order)|];", "raised.Price += 1; await db.SaveChangesAsync(token); Console.WriteLine(raised.Id);")]
    public Task OffersNoFix_for_a_function_that_does_more_than_change_and_save(string call, string body) =>
        Verify.NoFixAsync(Shop.InMethod($"foreach (var order in orders)\n{{\n    {call}\n}}\n\nasync Task RaiseAsync(Order raised)\n{{\n    {body}\n}}"));

    private static Task FixSinglyAsync(string statements, string expected) =>
        Verify.FixSinglyAsync(Shop.InMethod(statements), Shop.InMethod(expected), SaveInLoopFix.SaveAllOrNone);
}
