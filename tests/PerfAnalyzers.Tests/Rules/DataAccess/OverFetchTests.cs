using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.OverFetchAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.OverFetchFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class OverFetchTests
{
    [Theory]
    [InlineData("foreach (var o in await db.Orders.[|ToListAsync(token)|]) Console.WriteLine(o.Id);")]
    [InlineData("var all = db.Orders.[|ToList()|]; foreach (var o in all) Console.WriteLine(o.Id + all.Count);")]
    [InlineData("var all = db.Orders.[|ToList()|]; var names = all.Select(o => o.CustomerName.ToUpper()).ToList(); Console.WriteLine(all.Any(o => o.Id == 3));")]
    [InlineData("var all = db.Orders.[|ToArray()|]; for (var i = 0; i < all.Length; i++) Console.WriteLine(all[i].Id);")]
    [InlineData("var all = db.Orders.[|ToList()|]; var first = all.OrderBy(o => Math.Abs(o.Id)).FirstOrDefault(); if (first != null) Console.WriteLine(first.CustomerName);")]
    [InlineData("var byId = await db.Orders.[|ToDictionaryAsync(o => o.Id, token)|]; foreach (var id in ids) { if (!byId.TryGetValue(id, out var found)) continue; Console.WriteLine(found.CustomerId); }")]
    [InlineData("var byId = db.Orders.[|ToDictionary(o => o.Id)|]; foreach (var id in ids.Where(i => byId.ContainsKey(i))) Console.WriteLine(byId[id].CustomerName); foreach (var o in byId.Values) Console.WriteLine(o.Id);")]
    public Task Reports_lists_of_which_little_is_read(string statements) =>
        Verify.ReportsAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("public byte[] Content { get; set; } = new byte[0];", true)]
    [InlineData("public byte[]? Photo { get; set; } public int PartId { get; set; }", true)]
    [InlineData("public string Html { get; set; } = \"\"; public int PartId { get; set; }", true)]
    [InlineData("public string Html { get; set; } = \"\";", false)]
    [InlineData("[System.ComponentModel.DataAnnotations.MaxLength(200)] public string Body { get; set; } = \"\"; public int PartId { get; set; }", false)]
    [InlineData("public string Label { get; set; } = \"\"; public int PartId { get; set; }", false)]
    [InlineData("public byte[] PasswordHash { get; set; } = new byte[0];", false)]
    [InlineData("[Obsolete] public byte[] Content { get; set; } = new byte[0];", false)]
    [InlineData("public byte[] RowVersion { get; set; } = new byte[0];", false)]
    [InlineData("[System.ComponentModel.DataAnnotations.MaxLength(64)] public byte[] Digits { get; set; } = new byte[0];", false)]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.NotMapped] public byte[] Content { get; set; } = new byte[0];", false)]
    [InlineData("public byte[] Small { get; set; } = new byte[0];", false)]
    [InlineData("public byte[] Counted { get; set; } = new byte[0];", false)]
    public Task Reports_files_and_pages_that_are_loaded_with_few_columns(string column, bool isReported) => Verify.ReportsAsync(Files(column, $"foreach (var f in await db.Files.{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}) Console.WriteLine(f.Name);"));

    [Theory]
    [InlineData("f.Id + f.Name + f.A", true)]
    [InlineData("f.Id + f.Name + f.A + f.B", false)]
    public Task Reports_half_of_the_columns_beside_a_long_text(string read, bool isReported) => Verify.ReportsAsync(Files(
        "public string Transcript { get; set; } = \"\"; public int A { get; set; } public int B { get; set; } public int C { get; set; }",
        $"foreach (var f in await db.Files.{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}) Console.WriteLine({read});"));

    [Theory]
    [InlineData("Select(v => v.Guest).Where(g => g.Id > 3)", true)]
    [InlineData("Include(v => v.Guest).Select(v => v.Guest)", true)]
    [InlineData("Include(v => v.Guest.Home).Select(v => v.Guest)", false)]
    [InlineData("SelectMany(v => v.Guests)", false)]
    [InlineData("Select(v => v.Guest).Include(g => g.Home)", false)]
    public Task Reports_rows_behind_a_reference_of_others(string rows, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class Home { public int Id { get; set; } }
        public class Guest { public int Id { get; set; } public string Name { get; set; } = ""; public string Mail { get; set; } = ""; public int A { get; set; } public int B { get; set; } public int C { get; set; } public Home Home { get; set; } = null!; }
        public class Visit { public int Id { get; set; } public Guest Guest { get; set; } = null!; public List<Guest> Guests { get; } = new(); }
        public class VisitContext : DbContext { public DbSet<Visit> Visits => Set<Visit>(); public DbSet<Guest> Guests => Set<Guest>(); }

        public class Service
        {
            public async Task Run(VisitContext db)
            {
                foreach (var guest in await db.Visits.{{rows}}.{{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}})
                    Console.WriteLine(guest.Mail);
            }
        }
        """);

    [Fact]
    public Task StaysSilent_when_the_long_text_is_what_is_read() => Verify.SilentAsync(Files(
        "public string Body { get; set; } = \"\"; public int A { get; set; } public int B { get; set; } public int C { get; set; } public int D { get; set; } public int E { get; set; }",
        "foreach (var f in await db.Files.ToListAsync()) Console.WriteLine(f.Name + f.Body);"));

    [Theory]
    [InlineData("foreach (var f in await db.Files.ToListAsync()) Console.WriteLine(f.Name + f.Content.Length);")]
    [InlineData("foreach (var f in await db.Files.ToListAsync()) f.Name = f.Name.Trim(); await db.SaveChangesAsync();")]
    [InlineData("foreach (var f in await db.Files.Where(f => f.Id == 3).ToListAsync()) Console.WriteLine(f.Name);")]
    [InlineData("foreach (var f in await db.Files.Take(2).ToListAsync()) Console.WriteLine(f.Name);")]
    public Task StaysSilent_when_the_file_is_read_or_there_are_few(string statements) => Verify.SilentAsync(Files("public byte[] Content { get; set; } = new byte[0];", statements));

    [Theory]
    [InlineData("Course", "Courses", "", "A == 3", true)]
    [InlineData("LocalArea", "Courses", "", "A == id", false)]
    [InlineData("LocalArea", "Courses", "", "new List<int> { id, 5 }.Contains(a.Id)", false)]
    [InlineData("LocalArea", "Courses", "", "A > id", true)]
    [InlineData("Part", "Courses", "", "A == id", true)]
    [InlineData("StringResource", "Courses", "", "A == id", true)]
    [InlineData("LocalArea", "Courses", "public byte[]? Photo { get; set; }", "A == id", true)]
    [InlineData("Course", "AnnualRollover", "", "A > id", false)]
    [InlineData("Course", "CourseMigrator", "", "A > id", false)]
    public Task Reports_where_there_are_many_rows_and_they_are_read_often(string entity, string service, string column, string condition, bool isReported) => Verify.ReportsAsync(
        Columns(entity, service, column, $"Where(a => {(condition.StartsWith('A') ? "a." : "")}{condition})." + (isReported ? "[|ToListAsync()|]" : "ToListAsync()")));

    /// <summary>Somebody has few rows; of a tenant, of a kind or of a list of keys there may be many.</summary>
    [Theory]
    [InlineData("OwnerId", "a.OwnerId == id", "", false)]
    [InlineData("UserId", "a.UserId == id && a.A > 3", "", false)]
    [InlineData("UserId", "a.UserId == id", "public byte[]? Photo { get; set; }", true)]
    [InlineData("UserId", "a.UserId == id", "public string Body { get; set; } = \"\";", true)]
    [InlineData("UserId", "a.UserId == 3", "", true)]
    [InlineData("UserId", "a.UserId == id || a.A == id", "", true)]
    [InlineData("TenantId", "a.TenantId == id", "", true)]
    [InlineData("StatusId", "a.StatusId == id", "", true)]
    [InlineData("LanguageId", "a.LanguageId == id", "", true)]
    [InlineData("UserId", "new List<int> { id, 5 }.Contains(a.UserId)", "", true)]
    public Task StaysSilent_when_the_rows_are_those_of_one_owner(string owner, string condition, string column, bool isReported) => Verify.ReportsAsync(
        Columns("Course", "Courses", $"public int {owner} {{ get; set; }} {column}", $"Where(a => {condition}).{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")}"));

    [Fact]
    public Task Counts_columns_with_code_in_their_accessors() => Verify.ReportsAsync(
        Columns("Course", "Courses", "private DateTime at; public DateTime At { get => at.ToLocalTime(); set => at = value; } public int Twice => A * 2;", "{|#0:ToListAsync()|}"),
        Verify.Diagnostic().WithLocation(0).WithArguments(7, "Course", "Name", ""));

    private static string Columns(string entity, string service, string column, string load) => $$"""
        using Microsoft.EntityFrameworkCore;

        public class {{entity}} { public int Id { get; set; } public string Name { get; set; } = ""; public int A { get; set; } public int B { get; set; } public int C { get; set; } public int D { get; set; } {{column}} }
        public class SchoolContext : DbContext { public DbSet<{{entity}}> All => Set<{{entity}}>(); }

        public class {{service}}
        {
            public async Task PrintAsync(SchoolContext db, int id) { foreach (var one in await db.All.{{load}}) Console.WriteLine(one.Name); }
        }
        """;

    private static string Files(string column, string statements) => $$"""
        using Microsoft.EntityFrameworkCore;

        public class File { public int Id { get; set; } public string Name { get; set; } = ""; {{column}} }

        public class FileContext : DbContext
        {
            public DbSet<File> Files => Set<File>();

            protected override void OnModelCreating(ModelBuilder model)
            {
                model.Entity<File>(f =>
                {
                    f.Property<byte[]>("Small").HasMaxLength(20);
                    f.Property<byte[]>("Counted").IsRowVersion();
                });
            }
        }

        public class Service
        {
            private readonly FileContext db = new();

            public async Task Run()
            {
                await Task.Yield();
                {{statements}}
            }
        }
        """;

    [Theory]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) Console.WriteLine(o);")]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) o.State = State.Closed;")]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) { Console.WriteLine(o.Id); db.Remove(o); }")]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) Console.WriteLine(o.Id + o.CustomerId + o.CustomerName + o.Price);")]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) Console.WriteLine(o.Customer!.Name);")]
    [InlineData("foreach (var o in await db.Orders.ToListAsync(token)) Console.WriteLine(o.LastDigit);")]
    [InlineData("foreach (var o in await db.Orders.Take(3).ToListAsync(token)) Console.WriteLine(o.Id);")]
    [InlineData("foreach (var o in await db.Orders.Where(o => o.Id == 3).ToListAsync(token)) Console.WriteLine(o.Id);")]
    [InlineData("foreach (var o in await db.Orders.Include(o => o.Customer).ToListAsync(token)) Console.WriteLine(o.Id);")]
    [InlineData("foreach (var c in await db.Customers.ToListAsync(token)) Console.WriteLine(c.Id);")]
    [InlineData("var all = await db.Orders.ToListAsync(token); foreach (var o in all) Console.WriteLine(o.Id); Keep(all);")]
    [InlineData("var all = await db.Orders.ToListAsync(token); var byId = all.ToDictionary(o => o.Id);")]
    [InlineData("var all = await db.Orders.ToListAsync(token); var odd = all.Where(o => o.Id % 2 == 1).ToList(); orders.AddRange(odd);")]
    [InlineData("var ids2 = (await db.Orders.ToListAsync(token)).Select(o => o.Id).ToList();")]
    [InlineData("var all = await db.Orders.ToListAsync(token); Console.WriteLine(all.Count);")]
    [InlineData("orders = await db.Orders.ToListAsync(token); foreach (var o in orders) Console.WriteLine(o.Id);")]
    [InlineData("Func<List<Order>> f = () => db.Orders.ToList();")]
    [InlineData("var byId = await db.Orders.ToDictionaryAsync(o => o.Id, token); foreach (var id in ids) { if (byId.TryGetValue(id, out var found)) orders.Add(found); }")]
    [InlineData("var byId = await db.Orders.ToDictionaryAsync(o => o.Id, token); Order? found; foreach (var id in ids) { if (byId.TryGetValue(id, out found)) Console.WriteLine(found.CustomerId); }")]
    [InlineData("var byId = await db.Orders.ToDictionaryAsync(o => o.Id, token); foreach (var pair in byId) Console.WriteLine(pair.Value);")]
    [InlineData("var byId = await db.Orders.ToDictionaryAsync(o => o.Id, token); foreach (var id in ids) byId[id].State = State.Closed;")]
    [InlineData("var byId = await db.Orders.ToDictionaryAsync(o => o.Id, token); byId.Remove(3, out var gone); Console.WriteLine(gone);")]
    [InlineData("var byId = await db.Orders.ToDictionaryAsync(o => o.Id, o => o, token); foreach (var id in ids) Console.WriteLine(byId[id].CustomerId);")]
    public Task StaysSilent_when_more_is_done_with_the_rows(string statements) => Verify.SilentAsync(Shop.InMethod(statements, "private void Keep(List<Order> list) { }"));

    [Theory]
    [InlineData("foreach (var o in await db.Orders.AsNoTracking().[|ToListAsync(token)|])\n    Console.WriteLine(o.Id + o.CustomerName);", "foreach (var o in await db.Orders.AsNoTracking().Select(o => new { o.Id, o.CustomerName }).ToListAsync(token))\n    Console.WriteLine(o.Id + o.CustomerName);")]
    [InlineData("var all = await db.Orders\n    .AsNoTracking()\n    .[|ToListAsync(token)|];\nforeach (var order in all)\n    Console.WriteLine(order.Id);", "var all = await db.Orders\n    .AsNoTracking()\n    .Select(o => new { o.Id })\n    .ToListAsync(token);\nforeach (var order in all)\n    Console.WriteLine(order.Id);")]
    public Task Fixes_by_selecting_what_is_read(string before, string after) => Verify.FixAsync(Shop.InMethod(before), Shop.InMethod(after));

    [Fact]
    public Task Fixes_a_dictionary_of_rows() => Verify.FixAsync(
        Shop.InMethod("var byId = await db.Orders.AsNoTracking().[|ToDictionaryAsync(o => o.Id, token)|];\nforeach (var id in ids)\n    Console.WriteLine(byId[id].CustomerName);"),
        Shop.InMethod("var byId = await db.Orders.AsNoTracking().Select(o => new { o.Id, o.CustomerName }).ToDictionaryAsync(o => o.Id, token);\nforeach (var id in ids)\n    Console.WriteLine(byId[id].CustomerName);"));

    [Fact]
    public Task Fixes_singly_what_the_context_may_have_changed() => Verify.FixSinglyAsync(
        Shop.InMethod("foreach (var row in db.Orders.[|ToList()|]) Console.WriteLine(row.Id);"),
        Shop.InMethod("foreach (var row in db.Orders.Select(o => new { o.Id }).ToList()) Console.WriteLine(row.Id);"),
        "PERF2011.SelectStoredColumns");

    [Theory]
    [InlineData("List<Order> all = db.Orders.[|ToList()|]; foreach (var o in all) Console.WriteLine(o.Id);")]
    [InlineData("foreach (Order o in db.Orders.[|ToList()|]) Console.WriteLine(o.Id);")]
    [InlineData("Dictionary<int, Order> byId = db.Orders.[|ToDictionary(o => o.Id)|]; foreach (var id in ids) Console.WriteLine(byId[id].CustomerId);")]
    public Task OffersNoFix_when_the_type_is_written(string statements) => Verify.NoFixAsync(Shop.InMethod(statements));
}
