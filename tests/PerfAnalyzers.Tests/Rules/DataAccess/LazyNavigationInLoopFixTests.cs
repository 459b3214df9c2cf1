using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<LazyNavigationInLoopAnalyzer, LazyNavigationInLoopFix>;

public sealed class LazyNavigationInLoopFixTests
{
    [Theory]
    [InlineData("db.Orders.ToListAsync(token)", "db.Orders.Include(o => o.Customer).ToListAsync(token)")]
    [InlineData("db.Orders.Where(o => o.Id > id).OrderBy(o => o.Id).ToListAsync()", "db.Orders.Include(o => o.Customer).Where(o => o.Id > id).OrderBy(o => o.Id).ToListAsync()")]
    [InlineData("db.Set<Order>().Take(100).ToArrayAsync()", "db.Set<Order>().Include(o => o.Customer).Take(100).ToArrayAsync()")]
    [InlineData("db.Orders.Include(o => o.Lines).ToListAsync()", "db.Orders.Include(o => o.Lines).Include(o => o.Customer).ToListAsync()")]
    [InlineData("db.Orders.Where(o => o.Id > id).Include(o => o.Lines).ThenInclude(l => l.Product).Skip(id).ToListAsync()", "db.Orders.Where(o => o.Id > id).Include(o => o.Lines).ThenInclude(l => l.Product).Include(o => o.Customer).Skip(id).ToListAsync()")]
    [InlineData("db.Orders.FromSqlRaw(\"select 1\").Where(o => o.Id > id).ToListAsync()", "db.Orders.FromSqlRaw(\"select 1\").Include(o => o.Customer).Where(o => o.Id > id).ToListAsync()")]
    [InlineData("db.Orders.OfType<Rush>().ToListAsync()", "db.Orders.OfType<Rush>().Include(r => r.Customer).ToListAsync()")]
    [InlineData("(from o in db.Orders where o.Id > id select o).ToListAsync()", "(from o in db.Orders.Include(o => o.Customer) where o.Id > id select o).ToListAsync()")]
    [InlineData("db.Orders.AsNoTracking().ToListAsync()", "db.Orders.Include(o => o.Customer).AsNoTracking().ToListAsync()")]
    public Task Fixes_with_an_include(string query, string better) => Verify.FixAsync(
        LazyShop.InMethod($"var orders = await {query}; // all of them\nforeach (var order in orders)\n    Console.WriteLine(order.[|Customer|].Name);"),
        LazyShop.InMethod($"var orders = await {better}; // all of them\nforeach (var order in orders)\n    Console.WriteLine(order.Customer.Name);"));

    [Fact]
    public Task Fixes_a_chain_line_by_line() => Verify.FixAsync(
        LazyShop.InMethod("""
            var orders = await db.Orders
                .Where(o => o.Id > id) // the newer ones
                .ToListAsync(token);
            foreach (var order in orders)
                Console.WriteLine(order.[|Customer|].Name);
            """),
        LazyShop.InMethod("""
            var orders = await db.Orders
                .Include(o => o.Customer)
                .Where(o => o.Id > id) // the newer ones
                .ToListAsync(token);
            foreach (var order in orders)
                Console.WriteLine(order.Customer.Name);
            """));

    [Theory]
    [InlineData("db.Orders.ToList()", "o.[|Customer|].[|Region|].Name", "db.Orders.Include(o => o.Customer).ThenInclude(c => c.Region).ToList()")]
    [InlineData("db.Orders.Include(o => o.Customer).ToList()", "o.Customer.[|Region|].Name", "db.Orders.Include(o => o.Customer).ThenInclude(c => c.Region).ToList()")]
    [InlineData("db.Orders.Include(\"Customer\").ToList()", "o.Customer.[|Region|].Name", "db.Orders.Include(\"Customer\").Include(o => o.Customer).ThenInclude(c => c.Region).ToList()")]
    [InlineData("db.Orders.Include(o => o.Lines).ToList()", "o.Lines.Sum(l => l.[|Product|].[|Stock|].Left)", "db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).ThenInclude(p => p.Stock).ToList()")]
    public Task Fixes_what_lies_behind_another_navigation(string query, string read, string better) => Verify.FixAsync(
        LazyShop.InMethod($"foreach (var o in {query}) Console.WriteLine({read});").Replace("foreach (var o in", "foreach (var order in", StringComparison.Ordinal).Replace("(o.", "(order.", StringComparison.Ordinal),
        LazyShop.InMethod($"foreach (var order in {better}) Console.WriteLine({read.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal).Replace("o.", "order.", StringComparison.Ordinal)});"));

    [Fact]
    public Task Fixes_a_call_that_reads_several() => Verify.FixAsync(
        LazyShop.InMethod(
            "foreach (var order in db.Orders.ToList()) [|Print(order)|];",
            "private static void Print(Order order) => Console.WriteLine(order.Customer.Region.Name + order.Courier?.Name);"),
        LazyShop.InMethod(
            "foreach (var order in db.Orders.Include(o => o.Customer).ThenInclude(c => c.Region).Include(o => o.Courier).ToList()) Print(order);",
            "private static void Print(Order order) => Console.WriteLine(order.Customer.Region.Name + order.Courier?.Name);"));

    [Fact]
    public Task Fixes_the_query_in_a_method_that_only_this_loop_calls() => Verify.FixAsync(
        LazyShop.InMethod(
            "foreach (var order in await LoadAsync()) Console.WriteLine(order.[|Customer|].Name);",
            "private Task<List<Order>> LoadAsync() => db.Orders.Where(o => o.Id > 3).ToListAsync();"),
        LazyShop.InMethod(
            "foreach (var order in await LoadAsync()) Console.WriteLine(order.Customer.Name);",
            "private Task<List<Order>> LoadAsync() => db.Orders.Include(o => o.Customer).Where(o => o.Id > 3).ToListAsync();"));

    [Fact]
    public Task Fixes_a_query_composed_over_statements() => Verify.FixAsync(
        LazyShop.InMethod("""
            var query = db.Orders.AsQueryable();
            if (id > 3)
                query = query.Where(o => o.Id == id);
            foreach (var order in await query.ToListAsync(token))
                Console.WriteLine(order.[|Customer|].Name);
            """),
        LazyShop.InMethod("""
            var query = db.Orders.Include(o => o.Customer).AsQueryable();
            if (id > 3)
                query = query.Where(o => o.Id == id);
            foreach (var order in await query.ToListAsync(token))
                Console.WriteLine(order.Customer.Name);
            """));

    [Fact]
    public Task Fixes_without_a_clash_of_names() => Verify.FixAsync(
        LazyShop.InMethod("var o = id; foreach (var order in db.Orders.ToList()) Console.WriteLine(order.[|Customer|].Name + o);"),
        LazyShop.InMethod("var o = id; foreach (var order in db.Orders.Include(o2 => o2.Customer).ToList()) Console.WriteLine(order.Customer.Name + o);"));

    [Fact]
    public Task Fixes_with_the_using_that_is_missing() => Verify.FixAsync(
        LazyShop.InMethod("foreach (var order in db.Orders.ToList()) Console.WriteLine(order.[|Customer|].Name);")
            .Replace("using Microsoft.EntityFrameworkCore;\n", "using System.Text;\n", StringComparison.Ordinal)
            .Replace("[Owned]", "[Microsoft.EntityFrameworkCore.Owned]", StringComparison.Ordinal)
            .Replace("DbSet<", "Microsoft.EntityFrameworkCore.DbSet<", StringComparison.Ordinal)
            .Replace(": DbContext", ": Microsoft.EntityFrameworkCore.DbContext", StringComparison.Ordinal)
            .Replace("(ModelBuilder", "(Microsoft.EntityFrameworkCore.ModelBuilder", StringComparison.Ordinal)
            .Replace("(DbContextOptionsBuilder options) => options.UseLazyLoadingProxies()", "(Microsoft.EntityFrameworkCore.DbContextOptionsBuilder options) => Microsoft.EntityFrameworkCore.ProxiesExtensions.UseLazyLoadingProxies(options)", StringComparison.Ordinal),
        LazyShop.InMethod("foreach (var order in db.Orders.Include(o => o.Customer).ToList()) Console.WriteLine(order.Customer.Name);")
            .Replace("using Microsoft.EntityFrameworkCore;\n", "using System.Text;\nusing Microsoft.EntityFrameworkCore;\n", StringComparison.Ordinal)
            .Replace("[Owned]", "[Microsoft.EntityFrameworkCore.Owned]", StringComparison.Ordinal)
            .Replace("DbSet<", "Microsoft.EntityFrameworkCore.DbSet<", StringComparison.Ordinal)
            .Replace(": DbContext", ": Microsoft.EntityFrameworkCore.DbContext", StringComparison.Ordinal)
            .Replace("(ModelBuilder", "(Microsoft.EntityFrameworkCore.ModelBuilder", StringComparison.Ordinal)
            .Replace("(DbContextOptionsBuilder options) => options.UseLazyLoadingProxies()", "(Microsoft.EntityFrameworkCore.DbContextOptionsBuilder options) => Microsoft.EntityFrameworkCore.ProxiesExtensions.UseLazyLoadingProxies(options)", StringComparison.Ordinal));

    [Fact]
    public Task Fixes_what_is_null_now_only_when_chosen() => Verify.FixSinglyAsync(
        LazyShop.WithoutLazyLoading("foreach (var order in db.Orders.AsNoTracking().ToList()) Console.WriteLine(order.[|Customer|].Name);"),
        LazyShop.WithoutLazyLoading("foreach (var order in db.Orders.Include(o => o.Customer).AsNoTracking().ToList()) Console.WriteLine(order.Customer.Name);"),
        LazyNavigationInLoopFix.IncludeWhatIsMissing);

    [Theory]
    [InlineData("public Task<List<Order>> LoadAsync() => db.Orders.ToListAsync();")]
    [InlineData("private Task<List<Order>> LoadAsync() => db.Orders.ToListAsync(); public Task<List<Order>> OthersAsync() => LoadAsync();")]
    public Task OffersNoFix_when_others_get_the_rows_too(string members) => Verify.NoFixAsync(LazyShop.InMethod(
        "foreach (var order in await LoadAsync()) Console.WriteLine(order.[|Customer|].Name);", members));

    [Fact]
    public Task OffersNoFix_when_the_chain_would_not_fit_the_type() => Verify.NoFixAsync(LazyShop.InMethod("""
        DbSet<Order> set = db.Orders;
        IQueryable<Order> query = set;
        foreach (var order in query.ToList())
            Console.WriteLine(order.[|Customer|].Name);
        """.Replace("IQueryable<Order> query = set;", "var query = true ? set : set;", StringComparison.Ordinal)));
}
