using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.CountForExistenceAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.CountForExistenceFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class CountForExistenceTests
{
    [Theory]
    [InlineData("if ([|await db.Orders.CountAsync(token) == 0|]) return;", "if (!await db.Orders.AnyAsync(token)) return;")]
    [InlineData("if ([|await db.Orders.CountAsync(o => o.CustomerId == 3, token) > 0|]) return;", "if (await db.Orders.AnyAsync(o => o.CustomerId == 3, token)) return;")]
    [InlineData("if ([|0 < db.Orders.Count(o => o.CustomerId == 3)|] && ids.Count > 0) return;", "if (db.Orders.Any(o => o.CustomerId == 3) && ids.Count > 0) return;")]
    [InlineData("var any = [|db.Orders.Where(o => o.Price > 3).LongCount() >= 1|];", "var any = db.Orders.Where(o => o.Price > 3).Any();")]
    [InlineData("var none = [|(await db.Orders.CountAsync(token).ConfigureAwait(false)) < 1|];", "var none = !await db.Orders.AnyAsync(token).ConfigureAwait(false);")]
    [InlineData("var none = [|db.Orders.Count() is 0|];", "var none = !db.Orders.Any();")]
    [InlineData("if ([|await db.Orders.CountAsync(token) is > 0|]) return;", "if (await db.Orders.AnyAsync(token)) return;")]
    [InlineData("if ([|(from o in db.Orders where o.CustomerId == 3 select o).Count() >= 1|]) return;", "if ((from o in db.Orders where o.CustomerId == 3 select o).Any()) return;")]
    [InlineData("if ([|db.Orders.Count() is < 1|]) return;", "if (!db.Orders.Any()) return;")]
    [InlineData("if ([|await db.Customers.FirstOrDefaultAsync(c => c.Name == \"x\", token) != null|]) return;", "if (await db.Customers.AnyAsync(c => c.Name == \"x\", token)) return;")]
    [InlineData("if ([|db.Customers.FirstOrDefault(c => c.Name == \"x\") is null|]) return;", "if (!db.Customers.Any(c => c.Name == \"x\")) return;")]
    [InlineData("if ([|db.Customers.Include(c => c.Orders).Where(c => c.Id > 3).FirstOrDefault() is not null|]) return;", "if (db.Customers.Include(c => c.Orders).Where(c => c.Id > 3).Any()) return;")]
    [InlineData("if ((await db.Orders.ToListAsync(token)).[|Any()|]) return;", "if (await db.Orders.AnyAsync(token)) return;")]
    [InlineData("if (db.Orders.Where(o => o.CustomerId == 3).ToList().[|Any(o => o.State == State.Open)|]) return;", "if (db.Orders.Where(o => o.CustomerId == 3).Any(o => o.State == State.Open)) return;")]
    [InlineData("if (db.Orders.ToList().[|Exists(o => o.State == State.Open)|]) return;", "if (db.Orders.Any(o => o.State == State.Open)) return;")]
    [InlineData("if ([|(await db.Orders.ToListAsync(token)).Count > 0|]) return;", "if (await db.Orders.AnyAsync(token)) return;")]
    [InlineData("if ([|db.Orders.ToList().Where(o => o.CustomerId == 3).Count() == 0|]) return;", "if (!db.Orders.Where(o => o.CustomerId == 3).Any()) return;")]
    [InlineData("var open = await db.Orders.Where(o => o.State == State.Open).ToListAsync(token);\nif ([|open.Count == 0|]) return;", "if (!await db.Orders.Where(o => o.State == State.Open).AnyAsync(token)) return;")]
    [InlineData("var orderCount = await db.Orders.[|CountAsync(token)|];\nif (orderCount > 0) return;", "var hasOrder = await db.Orders.AnyAsync(token);\nif (hasOrder) return;")]
    [InlineData("int count = db.Orders.[|Count()|];\nif (count == 0) return;", "bool hasAny = db.Orders.Any();\nif (!hasAny) return;")]
    [InlineData("var user = await db.Customers.[|FirstOrDefaultAsync(c => c.Name == \"x\", token)|];\nif (user == null) throw new Exception();", "var userExists = await db.Customers.AnyAsync(c => c.Name == \"x\", token);\nif (!userExists) throw new Exception();")]
    public Task Fixes_by_asking_whether_there_is_any(string before, string after) => Verify.FixAsync(Shop.InMethod(before), Shop.InMethod(after));

    [Fact]
    public Task Fixes_singly_what_a_database_compares_otherwise() => Verify.FixSinglyAsync(
        Shop.InMethod("var a = db.Orders.ToList().[|Any(o => o.CustomerName == \"x\")|];"),
        Shop.InMethod("var a = db.Orders.Any(o => o.CustomerName == \"x\");"),
        "PERF2010.UseAnyAsDatabaseCompares");

    [Theory]
    [InlineData("if (await db.Orders.CountAsync(token) > 1) return;")]
    [InlineData("if (await db.Orders.CountAsync(token) >= 2) return;")]
    [InlineData("if (await db.Orders.CountAsync(token) == 1) return;")]
    [InlineData("if (await db.Orders.CountAsync(token) > ids.Count) return;")]
    [InlineData("var count = await db.Orders.CountAsync(token); if (count > 0) Console.WriteLine(count);")]
    [InlineData("var c = await db.Customers.FirstOrDefaultAsync(token); if (c == null) return; Console.WriteLine(c.Name);")]
    [InlineData("if (await db.Customers.FirstOrDefaultAsync(token) is { } c) Console.WriteLine(c.Name);")]
    [InlineData("if (await db.Customers.SingleOrDefaultAsync(c => c.Name == \"x\", token) == null) return;")]
    [InlineData("if (await db.Customers.FindAsync(3) == null) return;")]
    [InlineData("if (await db.Customers.Select(c => c.Name).FirstOrDefaultAsync(token) == null) return;")]
    [InlineData("if (await db.Customers.Select(c => c.Id).FirstOrDefaultAsync(token) == 0) return;")]
    [InlineData("var list = await db.Orders.ToListAsync(token); if (list is { Count: > 0 } some) Console.WriteLine(some[0].Id);")]
    [InlineData("if (orders is { Count: > 0 }) return;")]
    [InlineData("if (orders.Count(o => o.Id == 3) > 0) return;")]
    [InlineData("if (orders.AsQueryable().Count() > 0) return;")]
    [InlineData("var list = await db.Orders.ToListAsync(token); if (list.Count > 0) Console.WriteLine(list[0].Id);")]
    [InlineData("var some = await db.Customers.Where(c => db.Orders.Count(o => o.CustomerId == c.Id) > 0).Select(c => c.Id).Take(3).ToListAsync(token);")]
    [InlineData("if (await db.Orders.AnyAsync(token)) return;")]
    [InlineData("Console.WriteLine(await db.Orders.CountAsync(token));")]
    public Task StaysSilent_when_more_is_wanted(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("if ([|await db.Orders.ToListAsync(token) is { Count: > 0 }|]) return;")]
    [InlineData("var open = await db.Orders.Where(o => o.State == State.Open).ToListAsync(token); if ([|open is { Count: 0 }|]) return;")]
    [InlineData("var open = db.Orders.ToArray(); if ([|open is { Length: not 0 }|]) return;")]
    public Task Reports_matches_of_the_number_of_rows(string statements) => Verify.NoFixAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("if (db.Orders.ToList().[|Any(o => o.Ordered < DateTime.Now)|]) return;")]
    [InlineData("var all = db.Orders.ToList(); Console.WriteLine(\"x\"); if (all.[|Any()|]) return;")]
    public Task OffersNoFix_when_the_answer_might_be_another(string statements) => Verify.NoFixAsync(Shop.InMethod(statements));
}
