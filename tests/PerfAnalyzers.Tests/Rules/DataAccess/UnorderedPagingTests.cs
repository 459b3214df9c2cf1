using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.UnorderedPagingAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.UnorderedPagingFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class UnorderedPagingTests
{
    private const string Helpers = """

        public static class Queries
        {
            public static IQueryable<Order> Open(this IQueryable<Order> query) => query.Where(o => o.State == State.Open);
            public static IQueryable<Order> Newest(this IQueryable<Order> query) => query.OrderByDescending(o => o.Ordered).ThenBy(o => o.Id);
            public static IQueryable<Order> Sorted(this IQueryable<Order> query, string by) { if (by == "x") return query.OrderBy(o => o.Price); return query.OrderBy(o => o.Id); }
        }

        public class Line
        {
            public int OrderId { get; set; }
            public int Number { get; set; }
            public string Text { get; set; } = "";
        }

        public class Total
        {
            public int Amount { get; set; }
        }

        public class LineContext : DbContext
        {
            public DbSet<Line> Lines => Set<Line>();
            public DbSet<Total> Totals => Set<Total>();
            protected override void OnModelCreating(ModelBuilder model)
            {
                model.Entity<Line>().HasKey(l => new { l.OrderId, l.Number });
                model.Entity<Total>().HasNoKey();
            }
        }
        """;

    /// <summary>Identity takes each name of a user or role once.</summary>
    [Theory]
    [InlineData("Microsoft.AspNetCore.Identity.IdentityUser", "UserName", false)]
    [InlineData("Microsoft.AspNetCore.Identity.IdentityUser<int>", "NormalizedUserName", false)]
    [InlineData("Microsoft.AspNetCore.Identity.IdentityUser", "PhoneNumber", true)]
    [InlineData("Microsoft.AspNetCore.Identity.IdentityRole", "Name", false)]
    [InlineData("Row", "UserName", true)]
    public Task Knows_names_that_identity_takes_once(string root, string column, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class Row { public int Id { get; set; } public string UserName { get; set; } = ""; }
        public class Member : {{root}} { }
        public class Db : DbContext { public DbSet<Member> Members => Set<Member>(); }

        public class Reader
        {
            public List<Member> Read(Db db, int page) => db.Members.OrderBy(m => m.{{column}}).{{(isReported ? "[|Skip(page * 20)|]" : "Skip(page * 20)")}}.Take(20).ToList();
        }
        """);

    /// <summary>Each row gets the time of its own moment, so that two of them hardly ever share one.</summary>
    [Theory]
    [InlineData("db.Notes.Add(new Note { At = DateTime.UtcNow });", false)]
    [InlineData("db.Notes.Add(new Note { At = clock.UtcNow });", false)]
    [InlineData("var now = DateTime.UtcNow; note.At = now;", false)]
    [InlineData("note.At = DateTime.UtcNow.Date;", true)]
    [InlineData("note.At = DateTime.Today;", true)]
    [InlineData("note.At = DateTime.UtcNow; note.At = given;", true)]
    [InlineData("note.At = DateTime.UtcNow.AddHours(1);", true)]
    [InlineData("foreach (var text in texts) db.Notes.Add(new Note { At = DateTime.UtcNow });", true)]
    [InlineData("db.Notes.AddRange(texts.Select(t => new Note { At = DateTime.UtcNow }));", true)]
    [InlineData("Console.WriteLine(note.At);", true)]
    public Task Keeps_quiet_about_times_that_each_row_gets_by_itself(string writes, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class Note { public int Id { get; set; } public DateTime At { get; set; } }
        public class Db : DbContext { public DbSet<Note> Notes => Set<Note>(); }
        public interface IClock { DateTime UtcNow { get; } }

        public class Writer
        {
            public void Write(Db db, IClock clock, Note note, DateTime given, List<string> texts)
            {
                {{writes}}
                db.SaveChanges();
            }
        }

        public class Reader
        {
            public List<Note> Read(Db db, int page) => db.Notes.OrderByDescending(n => n.At).{{(isReported ? "[|Skip(page * 20)|]" : "Skip(page * 20)")}}.Take(20).ToList();
        }
        """);

    [Fact]
    public Task Keeps_quiet_about_times_that_rows_begin_with() => Verify.SilentAsync("""
        using Microsoft.EntityFrameworkCore;

        public class Note { public int Id { get; set; } public DateTime At { get; set; } = DateTime.UtcNow; }
        public class Db : DbContext { public DbSet<Note> Notes => Set<Note>(); }

        public class Reader
        {
            public List<Note> Read(Db db, int page) => db.Notes.OrderByDescending(n => n.At).Skip(page * 20).Take(20).ToList();
        }
        """);

    [Theory]
    [InlineData("var page = await db.Orders.[|Skip(20)|].Take(10).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.Where(o => o.Price > 3).[|Skip(20)|].Take(10).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.Where(o => o.Price > 3).AsNoTracking().Include(o => o.Customer).[|Skip(20)|].Take(10).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.Select(o => o.Price).[|Skip(20)|].Take(10).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.[|Skip(20)|].Take(10).OrderBy(o => o.Id).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.Open().[|Skip(20)|].Take(10).ToListAsync(token);")]
    [InlineData("var page = await db.Set<Order>().[|Skip(20)|].Take(10).ToListAsync(token);")]
    [InlineData("IQueryable<Order> query = db.Orders; if (ids.Count > 3) query = query.Where(o => o.Price > 3); var page = query.[|Skip(20)|].Take(10).ToList();")]
    [InlineData("var query = from o in db.Orders where o.Price > 3 select o; var page = query.[|Skip(20)|].Take(10).ToList();")]
    [InlineData("for (var i = 0; i < 1000; i += 10) Console.WriteLine(db.Orders.[|Skip(i)|].Take(10).ToList().Count);")]
    [InlineData("var page = await db.Orders.GroupBy(o => o.CustomerId).Select(g => g.Key).[|Skip(20)|].Take(10).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.Distinct().[|Skip(20)|].Take(10).ToListAsync(token);")]
    public Task Reports_pages_in_no_order(string statements) => Verify.ReportsAsync(Shop.InMethod(statements) + Helpers);

    [Theory]
    [InlineData("rows.Skip(page * size).Take(size)", "[|Part(3, 20)|]")]
    [InlineData("page < 1 ? rows.Take(size) : rows.Where(_ => true).Skip(page * size).Take(size)", "Where(o => o.Price > 3).[|Part(3, 20)|]")]
    public Task Reports_a_page_that_a_helper_cuts_out_of_rows_in_no_order(string body, string call) => Verify.ReportsAsync(Shop.InMethod($"var page = db.Orders.{call}.ToList();") + $$"""

        public static class Parts
        {
            public static IQueryable<T> Part<T>(this IQueryable<T> rows, int page, int size) => {{body}};
        }
        """);

    [Theory]
    [InlineData("rows.OrderBy(r => r).Skip(page * size).Take(size)", "Part(3, 20)")]
    [InlineData("rows.Skip(page * size).Take(size)", "OrderBy(o => o.Id).Part(3, 20)")]
    [InlineData("rows.Take(size)", "Part(3, 20)")]
    public Task StaysSilent_when_a_helper_or_its_caller_states_the_order(string body, string call) => Verify.SilentAsync(Shop.InMethod($"var page = db.Orders.{call}.ToList();") + $$"""

        public static class Parts
        {
            public static IQueryable<T> Part<T>(this IQueryable<T> rows, int page, int size) => {{body}};
        }
        """);

    [Theory]
    [InlineData("var page = await db.Orders.OrderBy(o => o.Ordered).[|Skip(20)|].Take(10).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.OrderByDescending(o => o.Price).ThenBy(o => o.State).[|Skip(20)|].Take(10).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.OrderBy(o => o.Customer!.Name).[|Skip(20)|].Take(10).ToListAsync(token);")]
    [InlineData("IQueryable<Order> query = db.Orders; if (ids.Count > 3) query = query.OrderBy(o => o.Price); else query = query.OrderBy(o => o.State); var page = query.[|Skip(20)|].Take(10).ToList();")]
    [InlineData("var page = (from o in db.Orders orderby o.Price, o.State select o).[|Skip(20)|].Take(10).ToList();")]
    [InlineData("IQueryable<Order> query = db.Orders; query = ids.Count switch { 0 => query.OrderBy(o => o.Price), _ => query.OrderBy(o => o.Id) }; var page = query.[|Skip(20)|].Take(10).ToList();")]
    [InlineData("var sorted = ids.Count > 3 ? db.Orders.OrderBy(o => o.Ordered).ThenBy(o => o.Id) : db.Orders.OrderByDescending(o => o.Price); var page = sorted.[|Skip(20)|].Take(10).ToList();")]
    public Task Reports_pages_in_an_order_that_rows_share(string statements) => Verify.ReportsAsync(Shop.InMethod(statements) + Helpers);

    [Theory]
    [InlineData("var page = await db.Orders.OrderBy(o => o.Id).Skip(20).Take(10).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.OrderByDescending(o => o.Ordered).ThenByDescending(o => o.Id).Skip(20).Take(10).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.OrderBy(o => o.Ordered).ThenBy(o => o.Id).ThenBy(o => o.Price).Where(o => o.Price > 3).Skip(20).Take(10).ToListAsync(token);")]
    [InlineData("var top = await db.Orders.Take(10).ToListAsync(token);")]
    [InlineData("var all = await db.Orders.Skip(0).Take(10).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.Newest().Skip(20).Take(10).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.Sorted(\"x\").Skip(20).Take(10).ToListAsync(token);")]
    [InlineData("IQueryable<Order> query = db.Orders; if (ids.Count > 3) query = query.OrderBy(o => o.Price).ThenBy(o => o.Id); else query = query.OrderBy(o => o.Id); var page = query.Skip(20).Take(10).ToList();")]
    [InlineData("IQueryable<Order> query = db.Orders; query = ids.Count switch { 0 => query.OrderBy(o => o.Price).ThenBy(o => o.Id), _ => query.OrderBy(o => o.Id) }; var page = query.Skip(20).Take(10).ToList();")]
    [InlineData("var sorted = ids.Count > 3 ? db.Orders.OrderBy(o => o.Price) : db.Orders.OrderBy(o => o.State); var page = sorted.ThenBy(o => o.Id).Skip(20).Take(10).ToList();")]
    [InlineData("IQueryable<Order> query = db.Orders; if (ids.Count > 3) query = query.OrderBy(o => o.Price); var page = query.OrderBy(o => o.Id).Skip(20).Take(10).ToList();")]
    [InlineData("var page = Page(db.Orders.OrderBy(o => o.Id)).ToList(); IQueryable<Order> Page(IOrderedQueryable<Order> query) => query.Skip(20).Take(10);")]
    [InlineData("var page = Page(db.Orders).ToList(); IQueryable<Order> Page(IQueryable<Order> query) => query.Skip(20).Take(10);")]
    [InlineData("var page = orders.Skip(20).Take(10).ToList();")]
    [InlineData("var any = await db.Orders.Skip(Random.Shared.Next(await db.Orders.CountAsync(token))).FirstAsync(token);")]
    [InlineData("var index = new Random().Next(5); var any = db.Orders.Skip(index).First();")]
    [InlineData("var page = orders.AsQueryable().Skip(20).Take(10).ToList();")]
    [InlineData("var page = await db.Orders.FromSqlRaw(\"select * from Orders order by Id\").Skip(20).Take(10).ToListAsync(token);")]
    [InlineData("var page = (from o in db.Orders orderby o.Price, o.Id select o).Skip(20).Take(10).ToList();")]
    [InlineData("var page = new LineContext().Lines.OrderBy(l => l.Number).ThenBy(l => l.OrderId).Skip(20).Take(10).ToList();")]
    [InlineData("var page = db.Orders.GroupBy(o => o.CustomerId).Select(g => new { g.Key, N = g.Count() }).OrderBy(g => g.N).Skip(20).Take(10).ToList();")]
    public Task StaysSilent_when_pages_fit_together_or_nobody_knows(string statements) => Verify.SilentAsync(Shop.InMethod(statements) + Helpers);

    [Theory]
    [InlineData("OrderBy(s => s.GroupUID)", false)]
    [InlineData("OrderBy(s => s.SlotGuid)", false)]
    [InlineData("OrderBy(s => s.UserGuid)", true)]
    [InlineData("OrderBy(s => s.HallUid)", true)]
    [InlineData("OrderBy(s => s.Guide)", true)]
    [InlineData("Where(s => s.HallId == 3 && s.Guide != null).OrderBy(s => s.SortIndex)", false)]
    [InlineData("Where(s => s.HallId > 3).OrderBy(s => s.SortIndex)", true)]
    [InlineData("Where(s => s.HallId == s.Id).OrderBy(s => s.SortIndex)", true)]
    [InlineData("OrderBy(s => s.SortIndex)", true)]
    [InlineData("Where(s => s.HallId == 3).OrderBy(s => s.DisplayOrder)", true)]
    public Task Reports_numbers_only_where_rows_may_share_them(string rows, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class Hall { public int Id { get; set; } }
        public class Slot
        {
            public int Id { get; set; }
            public int HallId { get; set; }
            public Hall? Hall { get; set; }
            public string? GroupUID { get; set; }
            public Guid SlotGuid { get; set; }
            public Guid UserGuid { get; set; }
            public string? HallUid { get; set; }
            public string? Guide { get; set; }
            public int SortIndex { get; set; }
            public int DisplayOrder { get; set; }
        }
        public class HallContext : DbContext { public DbSet<Slot> Slots => Set<Slot>(); }

        public class Pages
        {
            public Task<List<Slot>> OneAsync(HallContext db, int page) => db.Slots.{{rows}}.{{(isReported ? "[|Skip(page * 20)|]" : "Skip(page * 20)")}}.Take(20).ToListAsync();
        }
        """);

    [Fact]
    public Task Fixes_by_ordering_by_key() => Verify.FixAsync(
        Shop.InMethod("""
            var page = await db.Orders.Where(x => x.Price > 3).[|Skip(20)|].Take(10).ToListAsync(token);
            var next = await db.Orders
                .Where(x => x.Price > 3)
                .[|Skip(30)|]
                .Take(10)
                .ToListAsync(token);
            """),
        Shop.InMethod("""
            var page = await db.Orders.Where(x => x.Price > 3).OrderBy(x => x.Id).Skip(20).Take(10).ToListAsync(token);
            var next = await db.Orders
                .Where(x => x.Price > 3)
                .OrderBy(x => x.Id)
                .Skip(30)
                .Take(10)
                .ToListAsync(token);
            """));

    [Fact]
    public Task Fixes_before_a_projection() => Verify.FixAsync(
        Shop.InMethod("var page = await db.Orders.Select(o => o.Price).[|Skip(20)|].Take(10).ToListAsync(token);"),
        Shop.InMethod("var page = await db.Orders.OrderBy(o => o.Id).Select(o => o.Price).Skip(20).Take(10).ToListAsync(token);"));

    [Fact]
    public Task Fixes_by_naming_the_key_last() => Verify.FixAsync(
        Shop.InMethod("""
            IQueryable<Order> query = db.Orders;
            if (ids.Count > 3)
                query = query.OrderBy(o => o.Price);
            else
                query = query.OrderByDescending(o => o.Ordered).ThenBy(o => o.Price);
            var page = query.[|Skip(20)|].Take(10).ToList();
            """),
        Shop.InMethod("""
            IQueryable<Order> query = db.Orders;
            if (ids.Count > 3)
                query = query.OrderBy(o => o.Price).ThenBy(o => o.Id);
            else
                query = query.OrderByDescending(o => o.Ordered).ThenBy(o => o.Price).ThenBy(o => o.Id);
            var page = query.Skip(20).Take(10).ToList();
            """));

    [Fact]
    public Task Fixes_the_one_order_that_rows_share() => Verify.FixAsync(
        Shop.InMethod("var sorted = ids.Count > 3 ? db.Orders.OrderBy(o => o.Ordered).ThenBy(o => o.Id) : db.Orders.OrderByDescending(o => o.Price); var page = sorted.[|Skip(20)|].Take(10).ToList();"),
        Shop.InMethod("var sorted = ids.Count > 3 ? db.Orders.OrderBy(o => o.Ordered).ThenBy(o => o.Id) : db.Orders.OrderByDescending(o => o.Price).ThenBy(o => o.Id); var page = sorted.Skip(20).Take(10).ToList();"));

    [Fact]
    public Task Fixes_with_all_parts_of_a_key() => Verify.FixAsync(
        Shop.InMethod("var page = new LineContext().Lines.[|Skip(20)|].Take(10).ToList();") + Helpers,
        Shop.InMethod("var page = new LineContext().Lines.OrderBy(l => l.OrderId).ThenBy(l => l.Number).Skip(20).Take(10).ToList();") + Helpers);

    [Theory]
    [InlineData("var page = new LineContext().Totals.[|Skip(20)|].Take(10).ToList();")]
    [InlineData("var page = await db.Orders.Distinct().[|Skip(20)|].Take(10).ToListAsync(token);")]
    [InlineData("var page = await db.Orders.GroupBy(o => o.CustomerId).Select(g => g.Key).[|Skip(20)|].Take(10).ToListAsync(token);")]
    [InlineData("var page = (from o in db.Orders orderby o.Price, o.State select o).[|Skip(20)|].Take(10).ToList();")]
    [InlineData("var page = await db.Orders.[|Skip(20)|].Take(10).OrderBy(o => o.Ordered).ToListAsync(token);")]
    [InlineData("IQueryable<Order> query = db.Orders; query = query.[|Skip(20)|].Take(10); var page = query.OrderByDescending(o => o.Ordered).ToList();")]
    public Task OffersNoFix_when_there_is_no_key_or_no_place(string statements) => Verify.NoFixAsync(Shop.InMethod(statements) + Helpers);
}
