using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.RepeatedQueryAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.RepeatedQueryFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class RepeatedQueryTests
{
    [Theory]
    [InlineData("foreach (var o in orders) Console.WriteLine(o.Id + await db.Customers.[|CountAsync(token)|]);", "")]
    [InlineData("foreach (var o in orders) { var open = db.Orders.Where(x => x.State == State.Open).[|ToList()|]; Console.WriteLine(open.Count + o.Id); }", "")]
    [InlineData("var id = ids[0]; foreach (var o in orders) Console.WriteLine((await db.Customers.[|FirstAsync(c => c.Id == id, token)|]).Name + o.Id);", "")]
    [InlineData("foreach (var o in orders) Console.WriteLine(o.Id + await [|RateAsync()|]);", "async Task<int> RateAsync() => await db.Customers.CountAsync();")]
    [InlineData("foreach (var o in orders) Console.WriteLine(await [|Label(1, o.CustomerName)|]);", "async Task<string> Label(int id, string text) { var c = await db.Customers.FirstAsync(x => x.Id == id); return c.Name + text; }")]
    [InlineData("var a = await db.Orders.CountAsync(token); Console.WriteLine(a); var b = await db.Orders.[|CountAsync(token)|];", "")]
    [InlineData("var a = await db.Orders.Where(o => o.Id == ids[0]).ToListAsync(token); if (a.Count > 3) Console.WriteLine((await db.Orders.Where(o => o.Id == ids[0]).[|ToListAsync(token)|]).Count);", "")]
    [InlineData("var open = db.Orders.Where(o => o.State == State.Open); foreach (var o in open) Console.WriteLine(o.Id); foreach (var o in [|open|]) Console.WriteLine(o.Price);", "")]
    [InlineData("var name = (await FindAsync(ids[0].ToString().Length)).Name; var id = orders.Count; var a = (await FindAsync(id)).Id; Console.WriteLine(name + a + (await [|FindAsync(id)|]).Name);", "async Task<Customer> FindAsync(int id) => await db.Customers.FirstAsync(c => c.Id == id);")]
    [InlineData("var id = ids[0]; if (await db.Orders.CountAsync(o => o.CustomerId == id, token) > 3) throw new InvalidOperationException(); var made = new Order { CustomerId = id, Price = 3 }; Console.WriteLine(made.Id + await db.Orders.[|CountAsync(o => o.CustomerId == id, token)|]);", "")]
    [InlineData("var open = db.Orders.Where(o => o.State == State.Open); if (!open.Any()) return; foreach (var o in [|open|]) Console.WriteLine(o.Price);", "")]
    [InlineData("IEnumerable<Order> open = db.Orders.Where(o => o.State == State.Open); if (!open.Any()) return; foreach (var o in [|open|]) Console.WriteLine(o.Price);", "")]
    [InlineData("var open = db.Orders.Where(o => o.State == State.Open); if (await open.AnyAsync(token)) Console.WriteLine((await open.[|ToListAsync(token)|])[0].Price);", "")]
    [InlineData("var open = db.Orders.Where(o => o.State == State.Open); var count = await open.CountAsync(token); var all = await open.[|ToListAsync(token)|]; Console.WriteLine(count + all[0].Id);", "")]
    [InlineData("IEnumerable<Order> open = db.Orders.Where(o => o.State == State.Open); Console.WriteLine(open.Count()); foreach (var o in [|open|]) Console.WriteLine(o.Price);", "")]
    public Task Reports_what_is_asked_again(string statements, string member) => Verify.ReportsAsync(Shop.InMethod(statements, member));

    [Theory]
    [InlineData("IMailGateway", "db.Customers.[|CountAsync(token)|]")]
    [InlineData("ISmsSender", "db.Customers.[|CountAsync(token)|]")]
    [InlineData("IMailGateway", "db.Customers.CountAsync(c => c.Name == \"message\", token)")]
    [InlineData("INotifier", "db.Customers.CountAsync(token)")]
    [InlineData("IMailbox", "db.Customers.CountAsync(token)")]
    public Task Reports_what_a_mail_that_is_sent_does_not_change(string service, string question) => Verify.ReportsAsync(
        Shop.InMethod(
            $"foreach (var o in orders) {{ if (await {question} > 3) await post.{(service == "IMailbox" ? "MoveAsync" : "SendAsync")}(o.CustomerName); }}",
            $"private readonly {service} post = null!;") + $"\npublic interface {service} {{ Task SendAsync(string text); Task MoveAsync(string text); }}");

    [Theory]
    [InlineData("for (var i = 0; i < db.Orders.[|Count(o => o.State == State.Open)|]; i += 40) Console.WriteLine(i);")]
    [InlineData("for (var i = 0; i < db.Orders.[|Count(o => o.State == State.Open)|]; i++) Console.WriteLine(i);")]
    public Task Reports_what_decides_whether_a_loop_goes_on(string statements) => Verify.ReportsAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("foreach (var o in orders) Console.WriteLine(await db.Customers.CountAsync(c => c.Id == o.CustomerId, token));")]
    [InlineData("var id = ids[0]; var a = (await db.Customers.FindAsync(id))!.Name; Console.WriteLine(a + (await db.Customers.FindAsync(id))!.Id);")]
    [InlineData("var id = ids[0]; foreach (var o in orders) Console.WriteLine((await db.Customers.FindAsync(id))!.Name + o.Id);")]
    [InlineData("foreach (var o in orders) { db.Remove(o); await db.SaveChangesAsync(token); Console.WriteLine(await db.Orders.CountAsync(token)); }")]
    [InlineData("foreach (var o in orders) { await MailAsync(o); Console.WriteLine(await db.Orders.CountAsync(token)); }")]
    [InlineData("foreach (var o in orders) Console.WriteLine(await CountAsync(o));")]
    [InlineData("var filter = new Filter(); foreach (var o in orders) { filter.Id = o.Id; Console.WriteLine(await db.Orders.CountAsync(x => x.Id == filter.Id, token)); }")]
    [InlineData("foreach (var o in orders) { if (o.Id < 0) Console.WriteLine(await db.Orders.CountAsync(token)); }")]
    [InlineData("while (!token.IsCancellationRequested) { Console.WriteLine(await db.Orders.CountAsync(token)); await Task.Delay(5, token); }")]
    [InlineData("foreach (var o in orders) { Console.WriteLine(await db.Orders.CountAsync(token)); await Task.Delay(500, token); }")]
    [InlineData("for (var i = 0; i < 3; i++) Console.WriteLine(await db.Orders.CountAsync(token));")]
    [InlineData("foreach (var o in orders) { using var own = new ShopContext(); Console.WriteLine(await own.Orders.CountAsync(token)); }")]
    [InlineData("System.Data.Common.DbCommand command = null!; foreach (var id in ids) { command.Parameters[0].Value = id; Console.WriteLine(command.ExecuteScalar()); }")]
    [InlineData("System.Data.Common.DbCommand command = null!; var key = command.CreateParameter(); command.Parameters.Add(key); foreach (var id in ids) { key.Value = id; Console.WriteLine(command.ExecuteScalar()); }")]
    [InlineData("System.Data.Common.DbCommand command = null!; foreach (var id in ids) { command.Parameters.Clear(); command.Parameters.Insert(0, id); Console.WriteLine(command.ExecuteScalar()); }")]
    [InlineData("System.Data.Common.DbCommand command = null!; void Give(System.Data.IDbCommand to, int id) => ((System.Data.IDbDataParameter)to.Parameters[0]!).Value = id; foreach (var id in ids) { Give(command, id); Console.WriteLine(command.ExecuteScalar()); }")]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) Console.WriteLine(o.Id);")]
    [InlineData("var a = await db.Orders.CountAsync(token); db.Remove(orders[0]); await db.SaveChangesAsync(token); var b = await db.Orders.CountAsync(token);")]
    [InlineData("var a = await db.Orders.CountAsync(token); await MailAsync(orders[0]); var b = await db.Orders.CountAsync(token);")]
    [InlineData("if (ids.Count > 3) Console.WriteLine(await db.Orders.CountAsync(token)); else Console.WriteLine(await db.Orders.CountAsync(token));")]
    [InlineData("var id = 1; var a = await db.Orders.CountAsync(o => o.Id == id, token); id++; var b = await db.Orders.CountAsync(o => o.Id == id, token);")]
    [InlineData("var first = orders[0]; var a = await db.Orders.CountAsync(o => o.CustomerId == first.CustomerId, token); first.CustomerId = 3; var b = await db.Orders.CountAsync(o => o.CustomerId == first.CustomerId, token);")]
    [InlineData("var a = await db.Orders.CountAsync(o => o.Id == 1, token); var b = await db.Orders.CountAsync(o => o.Id == 2, token);")]
    [InlineData("var n = token.CanBeCanceled ? await db.Orders.CountAsync(token) : db.Orders.Count();")]
    [InlineData("var open = db.Orders.Where(o => o.State == State.Open); var total = await open.CountAsync(token); var page = await open.OrderBy(o => o.Id).Take(3).ToListAsync(token);")]
    [InlineData("var open = db.Orders.Where(o => o.State == State.Open); if (await open.AnyAsync(o => o.Id == ids[0], token)) Console.WriteLine((await open.ToListAsync(token))[0].Price);")]
    [InlineData("var open = db.Orders.Where(o => o.State == State.Open); if (ids.Count > 3) Console.WriteLine(await open.CountAsync(token)); else Console.WriteLine((await open.ToListAsync(token))[0].Id);")]
    [InlineData("var open = db.Orders.Where(o => o.State == State.Open); var n = await open.CountAsync(token); db.Remove(orders[0]); await db.SaveChangesAsync(token); Console.WriteLine((await open.ToListAsync(token))[0].Id + n);")]
    [InlineData("IEnumerable<Order> open = (await db.Orders.Where(o => o.State == State.Open).ToListAsync(token)).Where(o => o.Id > 3); if (!open.Any()) return; foreach (var o in open) Console.WriteLine(o.Price);")]
    [InlineData("IEnumerable<Order> open = db.Orders.Where(o => o.State == State.Open).ToList(); if (!open.Any()) return; foreach (var o in open) Console.WriteLine(o.Price);")]
    [InlineData("IEnumerable<Order> open = orders.Where(o => o.State == State.Open); if (!open.Any()) return; foreach (var o in open) Console.WriteLine(o.Price);")]
    [InlineData("var page = await db.Orders.Take(3).ToListAsync(token); var total = await db.Orders.CountAsync(token);")]
    public Task StaysSilent_when_the_answer_may_differ(string statements) =>
        Verify.SilentAsync(Shop.InMethod(statements, "private readonly IMail mail = null!; private Task MailAsync(Order o) => mail.SendAsync(o); private async Task<int> CountAsync(Order o) { var keys = new List<int>(); keys.Add(o.Id); return await db.Orders.CountAsync(x => keys.Contains(x.Id)); }") + "\npublic class Filter { public int Id { get; set; } }\npublic interface IMail { Task SendAsync(Order order); }");

    [Fact]
    public Task Fixes_by_moving_the_declaration() => Verify.FixAsync(
        Shop.InMethod("""
            foreach (var order in orders)
            {
                var count = await db.Customers.[|CountAsync(token)|];
                Console.WriteLine(order.Id + count);
            }
            """),
        Shop.InMethod("""
            var count = await db.Customers.CountAsync(token);
            foreach (var order in orders)
            {
                Console.WriteLine(order.Id + count);
            }
            """));

    [Fact]
    public Task Fixes_by_naming_the_answer() => Verify.FixAsync(
        Shop.InMethod("""
            foreach (var order in orders)
                Console.WriteLine(order.Id + await db.Customers.[|CountAsync(token)|]);
            """),
        Shop.InMethod("""
            var customersCount = await db.Customers.CountAsync(token);
            foreach (var order in orders)
                Console.WriteLine(order.Id + customersCount);
            """));

    [Fact]
    public Task Fixes_by_using_the_earlier_answer() => Verify.FixAsync(
        Shop.InMethod("""
            var count = await db.Orders.CountAsync(token);
            Console.WriteLine(count);
            var again = await db.Orders.[|CountAsync(token)|];
            """),
        Shop.InMethod("""
            var count = await db.Orders.CountAsync(token);
            Console.WriteLine(count);
            var again = count;
            """));

    [Fact]
    public Task Fixes_by_using_an_untracked_row_that_nobody_sets() => Verify.FixAsync(
        Shop.InMethod("""
            var first = await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == 3, token);
            if (first is null) return;
            var again = await db.Customers.AsNoTracking().[|FirstOrDefaultAsync(c => c.Id == 3, token)|];
            db.Orders.Add(new Order { CustomerId = again!.Id });
            """),
        Shop.InMethod("""
            var first = await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == 3, token);
            if (first is null) return;
            var again = first;
            db.Orders.Add(new Order { CustomerId = again!.Id });
            """));

    [Fact]
    public Task Fixes_by_keeping_the_earlier_answer() => Verify.FixAsync(
        Shop.InMethod("""
            var name = (await db.Customers.Where(c => c.Id == ids[0]).Select(c => c.Name).FirstAsync(token)).Trim();
            var again = (await db.Customers.Where(c => c.Id == ids[0]).Select(c => c.Name).[|FirstAsync(token)|]).ToUpperInvariant();
            """),
        Shop.InMethod("""
            var customerName = await db.Customers.Where(c => c.Id == ids[0]).Select(c => c.Name).FirstAsync(token);
            var name = customerName.Trim();
            var again = customerName.ToUpperInvariant();
            """));

    [Fact]
    public Task Fixes_the_third_time_as_well() => Verify.FixAsync(
        Shop.InMethod("""
            var first = (await db.Orders.CountAsync(token)) + 1;
            var second = (await db.Orders.[|CountAsync(token)|]) + 2;
            var third = (await db.Orders.[|CountAsync(token)|]) + 3;
            """),
        Shop.InMethod("""
            var ordersCount = await db.Orders.CountAsync(token);
            var first = ordersCount + 1;
            var second = ordersCount + 2;
            var third = ordersCount + 3;
            """));

    [Theory]
    [InlineData("foreach (var o in orders) { if (o.Id > 3) continue; Console.WriteLine(await db.Customers.[|CountAsync(token)|]); }")]
    [InlineData("foreach (var o in orders) { var all = await db.Orders.[|ToListAsync(token)|]; all.Remove(o); Console.WriteLine(all.Count); }")]
    [InlineData("foreach (var o in orders) { var c = await db.Customers.AsNoTracking().[|FirstOrDefaultAsync(token)|]; c!.Name = o.CustomerName; Console.WriteLine(c.Name); }")]
    [InlineData("var count = await db.Orders.CountAsync(token); if (count == 0) count = 1; Console.WriteLine(count + await db.Orders.[|CountAsync(token)|]);")]
    [InlineData("Console.WriteLine(await db.Orders.CountAsync(token)); Console.WriteLine(await db.Orders.[|CountAsync(token)|]);")]
    public Task OffersNoFix_when_a_round_may_not_get_there_or_needs_an_object_of_its_own(string statements) => Verify.NoFixAsync(Shop.InMethod(statements));
}
