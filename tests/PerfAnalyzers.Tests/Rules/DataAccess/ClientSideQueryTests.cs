using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.ClientSideQueryAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.ClientSideQueryFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class ClientSideQueryTests
{
    private const string Members = """
        private bool IsLate(Order o) => o.Id > 3;
            private async Task<List<Order>> AllAsync() => await db.Orders.ToListAsync();
            private Task<List<Order>> ForAsync(int id) => db.Orders.Where(o => o.CustomerId == id).ToListAsync();
            private Task<List<Customer>> NamesAsync(int id) => Task.FromResult(new List<Customer>());
            private IEnumerable<Order> Lazy() => db.Orders;
            private readonly Func<Order, bool> filter = o => o.Id > 3;
        """;

    [Theory]
    [InlineData("foreach (var o in db.Orders.ToList().[|Where(o => o.State == State.Open)|]) Console.WriteLine(o.Id);")]
    [InlineData("var a = db.Orders.ToArray().[|Where(o => o.CustomerId == ids[0])|].ToList();")]
    [InlineData("var a = db.Orders.AsEnumerable().[|Where(o => o.CustomerId > 3)|].ToList();")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).[|Where(o => o.CustomerId == 3)|].ToList();")]
    [InlineData("var a = (await db.Orders.AsNoTracking().ToListAsync(token).ConfigureAwait(false)).[|Count(o => o.CustomerId == 3)|];")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).[|Count|];")]
    [InlineData("var a = db.Orders.ToArray().[|Length|];")]
    [InlineData("var a = (await db.Orders.Include(o => o.Customer).ToListAsync(token)).[|First(o => o.CustomerName == \"x\")|];")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).[|Skip(10)|].Take(10).ToList();")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).[|OrderBy(o => o.CustomerName)|].Take(10).ToList();")]
    [InlineData("var all = await db.Orders.ToListAsync(token); var page = all.[|Skip(ids[0] * 10)|].Take(10).ToList(); Console.WriteLine(page.Count + all.Count);")]
    [InlineData("var a = db.Orders.ToList().[|Sum(o => o.CustomerId)|];")]
    [InlineData("var a = db.Orders.ToList().[|Max(o => o.Ordered)|];")]
    [InlineData("var a = db.Orders.ToList().[|Find(o => o.CustomerId == 3)|];")]
    [InlineData("var a = db.Orders.ToList().[|FindAll(o => o.CustomerId == 3)|];")]
    [InlineData("var a = db.Orders.ToList().[|Select(o => o.Id)|].ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.State == State.Open).ToList().[|Where(o => ids.Contains(o.CustomerId))|].ToList();")]
    [InlineData("var all = await db.Orders.ToListAsync(token); var open = all.[|Where(o => o.State == State.Open)|].ToList();")]
    [InlineData("var all = await db.Orders.ToListAsync(token); if (ids.Count > 0) { foreach (var o in all.[|Where(o => o.State == State.Open)|]) Console.WriteLine(o.Id); }")]
    [InlineData("IEnumerable<Order> all = db.Orders; var open = all.[|Where(o => o.State == State.Open)|].ToList();")]
    [InlineData("var open = (from o in db.Orders where o.Id > 3 select o).ToList().[|Where(o => o.State == State.Open)|].ToList();")]
    [InlineData("var open = (await AllAsync()).[|Where(o => o.State == State.Open)|].ToList();")]
    [InlineData("var open = Lazy().[|Where(o => o.State == State.Open)|].ToList();")]
    [InlineData("var all = await AllAsync(); Console.WriteLine(all.[|FirstOrDefault(o => o.CustomerId == 3)|]?.Id);")]
    [InlineData("var a = db.Orders.ToList().[|Where(o => o.Ordered < DateTime.UtcNow)|].ToList();")]
    [InlineData("var a = db.Orders.ToList().[|Where(o => o.SalesmanId == null || o.SalesmanId.HasValue && o.State != State.Closed)|].ToList();")]
    [InlineData("var a = db.Orders.ToList().[|Where(o => o.CustomerName.StartsWith(\"x\"))|].ToList();")]
    public Task Reports_what_the_database_could_do(string statements) => Verify.ReportsAsync(Shop.InMethod(statements, Members));

    [Theory]
    [InlineData("var a = db.Orders.ToList().Where(o => System.Text.RegularExpressions.Regex.IsMatch(o.CustomerName, \"x\")).ToList();")]
    [InlineData("var a = db.Orders.ToList().Where(o => o.CustomerName.Equals(\"x\", StringComparison.OrdinalIgnoreCase)).ToList();")]
    [InlineData("var a = db.Orders.ToList().Where(o => string.Equals(o.CustomerName, \"x\", StringComparison.Ordinal)).ToList();")]
    [InlineData("var a = db.Orders.ToList().OrderBy(o => o.CustomerName, StringComparer.Ordinal).First();")]
    [InlineData("var a = db.Orders.ToList().Where(o => IsLate(o)).ToList();")]
    [InlineData("var a = db.Orders.ToList().Where(IsLate).ToList();")]
    [InlineData("var a = db.Orders.ToList().Where(filter).ToList();")]
    [InlineData("var a = db.Orders.ToList().Where((o, i) => o.Id > i).ToList();")]
    [InlineData("var a = db.Orders.ToList().Where(o => o.Ordered.ToString(\"d\") == \"x\").ToList();")]
    [InlineData("var a = db.Orders.ToList().Where(o => o.LastDigit == 3).ToList();")]
    [InlineData("var a = db.Orders.ToList().Where(o => o.Price > 3).ToList(); new DbContextOptionsBuilder().UseSqlite(\"Data Source=shop\");")]
    [InlineData("var a = db.Orders.ToList().OrderBy(o => o.Price).Take(3).ToList(); new DbContextOptionsBuilder().UseSqlite(\"Data Source=shop\");")]
    [InlineData("var a = db.Orders.ToList().Where(o => o.Customer?.Name == \"x\").ToList();")]
    public Task StaysSilent_when_only_code_can_do_it(string statements) => Verify.SilentAsync(Shop.InMethod(statements, Members));

    [Theory]
    [InlineData("IQueryable<Order> query = db.Orders.Include(o => o.Customer); if (ids.Count > 0) query = query.AsNoTracking(); query = query.Where(o => o.Id == ids[0]); var a = (await query.ToListAsync(token)).FirstOrDefault();")]
    [InlineData("var a = db.Orders.ToList().OrderBy(o => o.CustomerId).ToList();")]
    [InlineData("var a = db.Orders.ToList().Last();")]
    [InlineData("var a = db.Orders.ToList().Where(o => !string.IsNullOrEmpty(o.CustomerName)).ToList();")]
    [InlineData("var a = db.Orders.ToList().Where(o => o.SalesmanId != null).GroupBy(o => o.SalesmanId).ToList();")]
    [InlineData("var a = db.Orders.ToList().GroupBy(o => o.CustomerId).ToDictionary(g => g.Key, g => g.ToList());")]
    [InlineData("var a = db.Orders.ToList().GroupBy(o => o.CustomerId).Select(g => new { g.Key, Last = g.OrderBy(o => o.Ordered).Last() }).ToList();")]
    [InlineData("var a = db.Orders.ToList().GroupBy(o => o.CustomerId).Select(g => g.Key).ToList();")]
    [InlineData("var a = db.Orders.ToList().GroupBy(o => o.LastDigit).ToDictionary(g => g.Key, g => g.Count());")]
    [InlineData("var a = db.Orders.ToList().GroupBy(o => o.CustomerId).ToDictionary(g => g.Key, g => g.Count(o => IsLate(o)));")]
    [InlineData("var a = db.Orders.ToList().GroupBy(o => o.CustomerName, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Count());")]
    [InlineData("var a = db.Orders.Select(o => o.CustomerName).Distinct().ToList().Where(n => n != \"x\").ToList();")]
    [InlineData("var a = db.Customers.ToList().Select(c => c.Name).ToList();")]
    [InlineData("var a = db.Orders.ToList().Last(o => o.CustomerId == 3);")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).ToDictionary(o => o.Id);")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).GroupBy(o => o.CustomerId).ToList();")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).Select(o => new { o.Id, o.Tenant, o.CustomerId, o.CustomerName, o.Ordered, o.State }).ToList();")]
    [InlineData("var all = await db.Orders.ToListAsync(token); var open = all.Where(o => o.State == State.Open).ToList(); var rest = all.Where(o => o.State != State.Open).ToList();")]
    [InlineData("var all = await db.Orders.ToListAsync(token); Console.WriteLine(all.Count); foreach (var o in all) Console.WriteLine(o.Id);")]
    [InlineData("var all = await db.Orders.ToListAsync(token); var page = all.Skip(10).Take(10).ToList(); Console.WriteLine(page.Count + all[0].Id);")]
    [InlineData("var all = await db.Orders.ToListAsync(token); var open = all.Where(o => o.State == State.Open).ToList(); Console.WriteLine(open.Count + all.Count);")]
    [InlineData("var all = await db.Orders.ToListAsync(token); all.RemoveAll(o => o.Id > 3); Console.WriteLine(all.Count);")]
    [InlineData("var all = await db.Orders.ToListAsync(token); foreach (var id in ids) Console.WriteLine(all.Count(o => o.CustomerId == id));")]
    [InlineData("var all = await db.Orders.ToListAsync(token); var counts = ids.Select(id => all.Count(o => o.CustomerId == id)).ToList();")]
    [InlineData("var all = await db.Orders.ToListAsync(token); await db.SaveChangesAsync(token); var open = all.Where(o => o.State == State.Open).ToList();")]
    [InlineData("var all = db.Orders.ToHashSet(); Console.WriteLine(all.Count(o => o.CustomerId == 3));")]
    [InlineData("var a = orders.Where(o => o.CustomerId == 3).ToList();")]
    [InlineData("var a = orders.AsQueryable().ToList().Where(o => o.CustomerId == 3).ToList();")]
    [InlineData("var a = db.Orders.Local.ToList().Where(o => o.CustomerId == 3).ToList();")]
    [InlineData("var a = db.Orders.Take(10).ToList().Where(o => o.CustomerId == 3).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Id == ids[0]).ToList().First();")]
    [InlineData("var a = db.Orders.FromSqlRaw(\"exec x\").ToList().Where(o => o.CustomerId == 3).ToList();")]
    [InlineData("var a = db.Customers.Select(c => new { N = db.Orders.ToList().Count(o => o.CustomerId == c.Id) }).ToList();")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).Any(o => o.CustomerId == 3);")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).Count > 0;")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).Find(o => o.CustomerId == 3) == null;")]
    [InlineData("var a = (await ForAsync(3)).Where(o => o.State == State.Open).ToList();")]
    [InlineData("var a = (await ForAsync(3)).First(o => o.State == State.Open);")]
    [InlineData("var mine = await ForAsync(3); Console.WriteLine(mine.Count(o => o.State == State.Open) + mine[0].Id);")]
    [InlineData("var a = (await NamesAsync(3)).Count;")]
    [InlineData("var a = db.Orders.ToList().GroupBy(o => o.CustomerId).OrderBy(g => g.First().CustomerName).Select(g => new { g.Key, N = g.Count() }).ToList();")]
    [InlineData("var a = db.Orders.ToList().OrderBy(o => o.Ordered).Select(o => new KeyValuePair<int, int>(o.Id, o.LastDigit)).First();")]
    [InlineData("var a = db.Orders.ToList().Select(o => new KeyValuePair<int, DateTime>(o.Id, o.Ordered)).ToList();")]
    [InlineData("var sum = 0d; foreach (var o in db.Orders.ToList()) { sum += o.Weight; Console.WriteLine(o.Id); }")]
    [InlineData("var sum = 0d; foreach (var o in db.Orders.ToList()) sum += o.Weight + o.LastDigit;")]
    [InlineData("var sum = 0d; foreach (var o in db.Orders.Take(10)) sum += o.Weight;")]
    [InlineData("var sum = 0d; foreach (var o in orders) sum += o.Weight;")]
    [InlineData("var sum = 0d; var all = db.Orders.ToList(); foreach (var o in all) sum += o.Weight; Console.WriteLine(sum / all[0].Weight);")]
    public Task StaysSilent_when_the_rows_serve_something_else(string statements) => Verify.SilentAsync(Shop.InMethod(statements, Members));

    [Theory]
    [InlineData("Language", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData("Payment", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    public Task Reports_as_a_suggestion_what_is_done_with_the_rows_of_a_small_table(string entity, Microsoft.CodeAnalysis.DiagnosticSeverity severity) => Verify.ReportsAsync(
        $$"""
        using Microsoft.EntityFrameworkCore;

        public class {{entity}} { public int Id { get; set; } public string Name { get; set; } = ""; public bool Published { get; set; } }
        public class ShopContext : DbContext { public DbSet<{{entity}}> All => Set<{{entity}}>(); }

        public class Service
        {
            public List<{{entity}}> Published(ShopContext db) => db.All.ToList().{|#0:Where(l => l.Published)|}.ToList();
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(severity).WithMessage(null).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task StaysSilent_when_the_rows_of_a_tree_find_each_other() => Verify.SilentAsync("""
        using Microsoft.EntityFrameworkCore;

        public class Category { public int Id { get; set; } public int? ParentId { get; set; } public Category? Parent { get; set; } public List<Category> Children { get; } = new(); }
        public class ShopContext : DbContext { public DbSet<Category> Categories => Set<Category>(); }

        public class Service
        {
            public List<Category> Roots(ShopContext db) => db.Categories.ToList().Where(c => c.ParentId == null).ToList();
        }
        """);

    [Theory]
    [InlineData("var a = (await db.Orders.Where(o => o.CustomerId == 3).ToListAsync(token)).{|#0:Where(o => o.State == State.Open)|}.ToList();")]
    [InlineData("var a = (await AllAsync()).{|#0:Where(o => o.State == State.Open)|}.ToList();")]
    [InlineData("var a = db.Orders.ToList().{|#0:Where(o => o.Customer.Name == \"x\")|}.ToList();")]
    [InlineData("var a = db.Orders.ToList().{|#0:Where(o => o.SalesmanId.Value == 3)|}.ToList();")]
    [InlineData("var a = db.Orders.ToList().{|#0:Where(o => o.Price > 3)|}.ToList();")]
    [InlineData("var a = db.Orders.ToList().{|#0:OrderBy(o => o.Price)|}.Take(3).ToList();")]
    [InlineData("System.Linq.Expressions.Expression<Func<Order, bool>> open = o => o.State == State.Open; var a = (await db.Orders.ToListAsync(token)).{|#0:Where(open.Compile())|}.ToList();")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).{|#0:GroupBy(o => o.State)|}.ToDictionary(g => g.Key, g => g.Count());")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).{|#0:GroupBy(o => o.CustomerId)|}.Select(g => new { g.Key, Late = g.Count(o => o.State == State.Open), Last = g.Max(o => o.Ordered) }).ToList();")]
    [InlineData("var all = await db.Orders.Where(o => o.CustomerId == 3).ToListAsync(token); var a = (from o in all {|#0:group o by new { o.State, o.CustomerId }|} into g select new { g.Key.State, Count = g.Count() }).ToList();")]
    [InlineData("var all = await db.Orders.ToListAsync(token); var a = (from o in all {|#0:group o by o.CustomerId|} into g where g.Count() > 3 orderby g.Count() descending, g.Key select new { g.Key, Count = g.Count() }).Take(10).ToList();")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).{|#0:OrderByDescending(o => o.Ordered)|}.Select(o => new KeyValuePair<int, DateTime>(o.Id, o.Ordered)).FirstOrDefault();")]
    [InlineData("var a = (await ForAsync(3)).{|#0:Count(o => o.State == State.Open)|};")]
    [InlineData("var mine = await ForAsync(3); if (mine.{|#0:Count|} == 0) return;")]
    [InlineData("var mine = await ForAsync(3); var page = mine.{|#0:OrderBy(o => o.Id)|}.Skip(20).Take(10).ToList(); Console.WriteLine(page.Count + mine.Count);")]
    [InlineData("var sum = 0d; foreach (var o in {|#0:db.Orders|}) sum += o.Weight;")]
    [InlineData("var sum = 0m; var some = db.Orders.Where(o => o.CustomerId > 3).AsAsyncEnumerable(); await foreach (var o in {|#0:some.WithCancellation(token)|}) { sum += o.Price * 2; }")]
    public Task Reports_as_a_suggestion_what_depends_on_more(string statements) => Verify.ReportsAsync(
        Shop.InMethod("#nullable disable\n" + statements, Members),
        Verify.Diagnostic().WithLocation(0).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithMessage(null).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("foreach (var o in db.Orders.ToList().[|Where(o => o.State == State.Open)|]) Console.WriteLine(o.Id);", "foreach (var o in db.Orders.Where(o => o.State == State.Open).ToList()) Console.WriteLine(o.Id);")]
    [InlineData("var a = db.Orders.ToList().[|Where(o => o.CustomerId > 3)|].ToList();", "var a = db.Orders.Where(o => o.CustomerId > 3).ToList();")]
    [InlineData("var a = db.Orders.AsEnumerable().[|Where(o => o.CustomerId > 3)|].ToArray();", "var a = db.Orders.Where(o => o.CustomerId > 3).ToArray();")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).[|Where(o => o.CustomerId == 3)|].ToList();", "var a = await db.Orders.Where(o => o.CustomerId == 3).ToListAsync(token);")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).[|Where(o => o.CustomerId == 3)|].ToArray();", "var a = await db.Orders.Where(o => o.CustomerId == 3).ToArrayAsync(token);")]
    [InlineData("var a = (await db.Orders.ToListAsync().ConfigureAwait(false)).[|Count(o => o.CustomerId == 3)|];", "var a = await db.Orders.CountAsync(o => o.CustomerId == 3).ConfigureAwait(false);")]
    [InlineData("var a = (await db.Orders.Where(o => o.Id > 1).ToListAsync(token)).[|Count|];", "var a = await db.Orders.Where(o => o.Id > 1).CountAsync(token);")]
    [InlineData("var a = db.Orders.ToList().[|Where(o => o.CustomerId > 3)|].Where(o => o.LastDigit == 3).ToList();", "var a = db.Orders.Where(o => o.CustomerId > 3).ToList().Where(o => o.LastDigit == 3).ToList();")]
    [InlineData("Console.WriteLine((await db.Orders.ToListAsync(token)).[|First(o => o.CustomerId == 3)|].Id);", "Console.WriteLine((await db.Orders.FirstAsync(o => o.CustomerId == 3, token)).Id);")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).[|OrderByDescending(o => o.Id)|].Skip(10).Take(10).ToList();", "var a = await db.Orders.OrderByDescending(o => o.Id).Skip(10).Take(10).ToListAsync(token);")]
    [InlineData("var a = db.Orders.ToList().[|FindAll(o => o.CustomerId == 3)|];", "var a = db.Orders.Where(o => o.CustomerId == 3).ToList();")]
    [InlineData("var a = db.Orders.ToList().[|Find(o => o.CustomerId == 3)|];", "var a = db.Orders.FirstOrDefault(o => o.CustomerId == 3);")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).[|Max(o => o.CustomerId)|];", "var a = await db.Orders.MaxAsync(o => o.CustomerId, token);")]
    [InlineData("var a = (await db.Orders.ToListAsync(token)).[|Max(o => o.Ordered)|];", "var a = await db.Orders.MaxAsync(o => o.Ordered, token);")]
    [InlineData("var all = await db.Orders.ToListAsync(token);\nvar open = all.[|Where(o => o.State == State.Open)|].ToList();", "var open = await db.Orders.Where(o => o.State == State.Open).ToListAsync(token);")]
    [InlineData("var all = await db.Orders.ToListAsync(token);\n\nvar limit = 3;\nvar open = all.[|Count(o => o.CustomerId > limit)|];", "var limit = 3;\nvar open = await db.Orders.CountAsync(o => o.CustomerId > limit, token);")]
    [InlineData("var a = await db.Orders.ToListAsync(token); var b = a.[|Where(o => o.CustomerId == 3)|].ToList();", "var b = await db.Orders.Where(o => o.CustomerId == 3).ToListAsync(token);")]
    public Task Fixes_by_moving_it_into_the_query(string before, string after) =>
        Verify.FixAsync(Shop.InMethod(before), Shop.InMethod(after));

    [Fact]
    public Task Fixes_chains_of_many_lines() => Verify.FixAsync(
        Shop.InMethod("""
            var rows = (await db.Orders
                    .AsNoTracking()
                    .ToListAsync(token))
                .[|Where(o => o.CustomerId == 3)|] // of one customer
                .OrderBy(o => o.Id)
                .Select(o => o.Id.ToString() + o.LastDigit)
                .ToList();
            """),
        Shop.InMethod("""
            var rows = (await db.Orders
                    .AsNoTracking()
                .Where(o => o.CustomerId == 3) // of one customer
                .OrderBy(o => o.Id)
                    .ToListAsync(token))
                .Select(o => o.Id.ToString() + o.LastDigit)
                .ToList();
            """));

    [Theory]
    [InlineData("var a = db.Orders.ToList().[|Where(o => o.CustomerName == \"x\")|].ToList();", "var a = db.Orders.Where(o => o.CustomerName == \"x\").ToList();")]
    [InlineData("var a = db.Orders.ToList().[|OrderBy(o => o.CustomerId)|].First();", "var a = db.Orders.OrderBy(o => o.CustomerId).First();")]
    public Task Fixes_singly_what_a_database_compares_otherwise(string before, string after) =>
        Verify.FixSinglyAsync(Shop.InMethod(before), Shop.InMethod(after), "PERF2009.MoveAsDatabaseCompares");

    [Theory]
    [InlineData("var a = db.Orders.ToList().[|Where(o => o.Ordered < DateTime.UtcNow)|].ToList();")]
    [InlineData("var a = db.Orders.ToList().[|Average(o => o.CustomerId)|];")]
    [InlineData("var a = db.Orders.ToList().[|Sum(o => o.Price)|];")]
    [InlineData("var all = await db.Orders.ToListAsync(token); await Task.Delay(3); var open = all.[|Where(o => o.State == State.Open)|].ToList();")]
    [InlineData("var all = await db.Orders.ToListAsync(token); try { Console.WriteLine(all.[|Count(o => o.State == State.Open)|]); } catch { }")]
    [InlineData("var limit = 3; var open = db.Orders.ToList().[|Where(o => o.CustomerId > limit)|]; limit = 4; foreach (var o in open) Console.WriteLine(o.Id);")]
    [InlineData("var all = await db.Orders.ToListAsync(token); // the whole table\nvar open = all.[|Where(o => o.State == State.Open)|].ToList();")]
    [InlineData("var a = db.Orders.ToList().[|Where(o => { return o.CustomerId == 3; })|].ToList();")]
    [InlineData("var c = await db.Customers.FirstAsync(token); var a = db.Orders.ToList().[|Where(o => o.CustomerId > 3)|].ToList(); Console.WriteLine(c.Orders.Count + a.Count);")]
    [InlineData("var a = (await AllAsync()).[|Where(o => o.State == State.Open)|].ToList();")]
    [InlineData("var all = await db.Orders.ToListAsync(token); var page = all.[|Skip(10)|].Take(10).ToList(); Console.WriteLine(page.Count + all.Count);")]
    public Task OffersNoFix_when_the_answer_might_be_another(string statements) => Verify.NoFixAsync(Shop.InMethod(statements, Members));

    /// <summary>SQLite keeps decimals as text; where the project knows another provider only, the database adds them up as exactly.</summary>
    [Fact]
    public async Task Fixes_sums_of_decimals_where_the_database_has_them()
    {
        const string Source = """
            using Microsoft.EntityFrameworkCore;

            public class Payment { public int Id { get; set; } public decimal Amount { get; set; } }
            public class ShopContext : DbContext { public DbSet<Payment> Payments => Set<Payment>(); }

            public class Service
            {
                public decimal Total(ShopContext db) => db.Payments.{0};
            }
            """;
        var test = new Verify.Test
        {
            TestCode = Source.Replace("{0}", "ToList().[|Sum(p => p.Amount)|]", StringComparison.Ordinal),
            FixedCode = Source.Replace("{0}", "Sum(p => p.Amount)", StringComparison.Ordinal),
        };
        test.SolutionTransforms.Add((solution, project) => solution.WithProjectMetadataReferences(
            project, solution.GetProject(project)!.MetadataReferences.Where(r => r.Display?.Contains("Sqlite", StringComparison.OrdinalIgnoreCase) != true)));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
