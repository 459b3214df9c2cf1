using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Ways that a round may take, and pieces that can be sent one after the other only.</summary>
public sealed class QueryInLoopOpenWayTests
{
    private const string Checked = "public record Outcome(bool Success); private static Outcome Check(Order order) => new(order.Id > 0);";

    private const string Members = """
        public class Basket { public int Id { get; set; } public List<int> Lines { get; } = new(); }
        private readonly Basket basket = new();
        public class Wanted { public List<int> Lines { get; } = new(); }
        private readonly Wanted wanted = new();
        private Task<int> PriceAsync(int id) => ListedAsync(id);
        private async Task<int> ListedAsync(int id)
        {
            if (id > 9)
                return (await db.Orders.FirstAsync(o => o.Id == id)).CustomerId;

            return 0;
        }
        """;

    private static DiagnosticResult Suggested =>
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null);

    [Theory]
    [InlineData("foreach (var id in ids) Console.WriteLine(await {|#0:PriceAsync(id)|});")]
    [InlineData("foreach (var id in wanted.Lines) Console.WriteLine(await {|#0:PriceAsync(id)|});")]
    public Task Reports_as_information_where_a_test_further_down_decides(string statements) => Verify.ReportsAsync(
        Shop.InMethod(statements, Members),
        Suggested);

    [Theory]
    [InlineData("foreach (var id in basket.Lines) Console.WriteLine(await PriceAsync(id));")]
    [InlineData("foreach (var id in ids) { Console.WriteLine(await PriceAsync(id)); db.Orders.Add(new Order { CustomerId = id }); await db.SaveChangesAsync(token); }")]
    public Task StaysSilent_when_a_test_further_down_decides_for_parts_of_one_object_or_in_rounds_that_write(string statements) => Verify.SilentAsync(Shop.InMethod(statements, Members));

    /// <summary>What the round adds where it was missing, no query before the loop finds.</summary>
    [Fact]
    public Task StaysSilent_about_what_the_round_may_have_just_written() => Verify.ReportsAsync(
        Shop.InMethod("""
            foreach (var name in names)
            {
                var known = await db.Customers.{|#0:FirstOrDefaultAsync(c => c.Name == name)|};
                if (known is null)
                {
                    db.Customers.Add(new Customer { Name = name });
                    await db.SaveChangesAsync(token);
                }

                Console.WriteLine((await db.Customers.FirstAsync(c => c.Name == name)).Id);
            }
            """, "private readonly List<string> names = new();"),
        Verify.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations | DiagnosticOptions.IgnoreSeverity).WithMessage(null));

    [Theory]
    [InlineData("SELECT {name}.NEXTVAL FROM dual", false)]
    [InlineData("SELECT NEXT VALUE FOR {name}", false)]
    [InlineData("SELECT MAX(Id) FROM Orders WHERE CustomerName = '{name}'", true)]
    public Task Tells_numbers_of_a_sequence_from_those_of_rows(string sql, bool isReported) => Verify.ReportsAsync(
        Shop.InMethod(
            "var command = db.Database.GetDbConnection().CreateCommand(); foreach (var order in orders) Console.WriteLine(" + (isReported ? "[|NextNumber(command, order.CustomerName)|]" : "NextNumber(command, order.CustomerName)") + ");",
            "private static long NextNumber(System.Data.IDbCommand command, string name) { command.CommandText = $\"" + sql + "\"; return Number(command); } private static long Number(System.Data.IDbCommand command) => (long)command.ExecuteScalar()!;"));

    [Theory]
    [InlineData("if (9 - used < order.LastDigit) { Console.WriteLine(await db.Customers.FirstAsync(c => c.Id == order.CustomerId)); used = 0; } used += order.LastDigit;")]
    [InlineData("used += order.LastDigit; if (used >= ids.Count) { Console.WriteLine(await db.Customers.FirstAsync(c => c.Id == order.CustomerId)); used = 0; }")]
    public Task StaysSilent_when_enough_has_come_together(string statements) => Verify.SilentAsync(Shop.InMethod("var used = 0; foreach (var order in orders) { " + statements + " }"));

    [Theory]
    [InlineData("if (9 - used < order.LastDigit) { Console.WriteLine(await db.Customers.[|FirstAsync(c => c.Id == order.CustomerId)|]); } used += order.LastDigit;")]
    [InlineData("if (used < ids.Count) { Console.WriteLine(await db.Customers.[|FirstAsync(c => c.Id == order.CustomerId)|]); used = 0; }")]
    [InlineData("used += order.LastDigit; if (used > 0) { Console.WriteLine(await db.Customers.[|FirstAsync(c => c.Id == order.CustomerId)|]); used = 0; }")]
    public Task Reports_when_nothing_is_taken_back_or_added(string statements) => Verify.ReportsAsync(Shop.InMethod("var used = 0; foreach (var order in orders) { " + statements + " }"));

    /// <summary>The same behind a service and a repository that all entities have in common.</summary>
    [Fact]
    public Task StaysSilent_about_what_a_service_may_have_just_written() => Verify.ReportsAsync(
        Shop.InMethod("""
            foreach (var name in names)
            {
                var known = await customers.{|#0:FindByNameAsync(name)|};
                if (known == null)
                {
                    await customers.AddAsync(new Customer { Name = name }).ConfigureAwait(false);
                    customers.Save();
                }

                known = customers.FindByName(name);
                Console.WriteLine(known!.Id);
            }
            """, """
            public interface IService<T> where T : class { Task AddAsync(T row); void Save(); }
            public interface ICustomers : IService<Customer> { Task<Customer?> FindByNameAsync(string name); Customer? FindByName(string name); }
            public interface IRepository<T> where T : class { Task AddAsync(T row); void Save(); }
            public interface ICustomerRows : IRepository<Customer> { Task<Customer?> FindByNameAsync(string name); Customer? FindByName(string name); }
            public abstract class Kept<T> : IService<T> where T : class
            {
                protected Kept(IRepository<T> rows) => Rows = rows;
                protected IRepository<T> Rows { get; }
                public virtual async Task AddAsync(T row) => await Rows.AddAsync(row);
                public virtual void Save() { Rows.Save(); }
            }
            public abstract class Repository<T> : IRepository<T> where T : class
            {
                protected DbContext Db { get; } = new ShopContext();
                public virtual async Task AddAsync(T row) => await Db.Set<T>().AddAsync(row);
                public virtual void Save() { Db.SaveChanges(); }
            }
            public class CustomerRows : Repository<Customer>, ICustomerRows
            {
                public Task<Customer?> FindByNameAsync(string name) => Db.Set<Customer>().Where(c => c.Name == name).SingleOrDefaultAsync();
                public Customer? FindByName(string name) => Db.Set<Customer>().Where(c => c.Name == name).FirstOrDefault();
            }
            public class CustomerService : Kept<Customer>, ICustomers
            {
                private readonly ICustomerRows own;
                public CustomerService(ICustomerRows own) : base(own) => this.own = own;
                public virtual async Task<Customer?> FindByNameAsync(string name) => await own.FindByNameAsync(name).ConfigureAwait(false);
                public Customer? FindByName(string name) { return own.FindByName(name); }
            }
            private readonly ICustomers customers = null!;
            private readonly List<string> names = new();
            """),
        Suggested);

    [Fact]
    public Task Reports_as_information_what_is_sent_for_each_element() => Verify.ReportsAsync(
        Http("foreach (var url in urls) { using var whole = new StringContent(url); using var answer = await http.{|#0:PutAsync(url, whole)|}; Console.WriteLine(answer.StatusCode); }"),
        Suggested);

    [Theory]
    [InlineData("foreach (var url in urls) { using var part = new StreamContent(file); using var answer = await http.PutAsync(url, part); Console.WriteLine(answer.StatusCode); }")]
    [InlineData("foreach (var url in urls) { using var answer = await http.PutAsync(url, new StreamContent(new BufferedStream(file))); Console.WriteLine(answer.StatusCode); }")]
    public Task StaysSilent_when_the_rounds_send_the_parts_of_one_stream(string statements) => Verify.SilentAsync(Http(statements));

    [Theory]
    [InlineData("file.Position = urls.Count; var part = new byte[9]; await file.ReadAsync(part);")]
    [InlineData("file.Seek(urls.IndexOf(url) * 9, SeekOrigin.Begin); var part = new byte[9]; await file.ReadAsync(part);")]
    public Task StaysSilent_when_each_round_reads_its_part_of_a_stream(string read) => Verify.SilentAsync(
        Http("foreach (var url in urls) { " + read + " using var answer = await http.PutAsync(url, new ByteArrayContent(part)); Console.WriteLine(answer.StatusCode); }"));

    [Theory]
    [InlineData("foreach (var url in urls) { using var answer = await http.GetAsync(url); if (!answer.IsSuccessStatusCode) continue; Console.WriteLine(await answer.Content.ReadAsStringAsync()); return; }")]
    [InlineData("foreach (var url in urls) { try { using var answer = await http.GetAsync(url); if (!answer.IsSuccessStatusCode) { Console.WriteLine(url); continue; } Console.WriteLine(url); break; } catch (HttpRequestException) { throw; } }")]
    public Task StaysSilent_when_the_first_good_answer_ends_the_loop(string statements) => Verify.SilentAsync(Http(statements));

    [Fact]
    public Task StaysSilent_when_each_round_lets_time_pass() => Verify.SilentAsync(
        Http("foreach (var url in urls) { Console.WriteLine(await http.GetStringAsync(url)); await Task.Delay(100); }"));

    [Fact]
    public Task Reports_as_information_when_only_some_rounds_let_time_pass() => Verify.ReportsAsync(
        Http("foreach (var url in urls) { Console.WriteLine(await http.{|#0:GetStringAsync(url)|}); if (url.Length > 9) await Task.Delay(100); }"),
        Suggested);

    [Fact]
    public Task Reports_as_information_when_a_good_answer_leads_on() => Verify.ReportsAsync(
        Http("foreach (var url in urls) { using var answer = await http.{|#0:GetAsync(url)|}; if (answer.IsSuccessStatusCode) continue; Console.WriteLine(url); return; }"),
        Suggested);

    [Theory]
    [InlineData("var tasks = new List<Task>(); foreach (var url in urls) { var told = http.GetStringAsync(url).ContinueWith(t => Console.WriteLine(t.Status)); tasks.Add(told); } Task.WaitAll(tasks.ToArray());")]
    [InlineData("var texts = urls.Distinct().ToDictionary(url => url, url => http.GetStringAsync(url)); await Task.WhenAll(texts.Values);")]
    [InlineData("var texts = urls.ToDictionary(url => url, url => http.GetStringAsync(url)); await Task.WhenAll(texts.Select(t => t.Value));")]
    [InlineData("var tasks = urls.Select(url => http.GetStringAsync(url)).ToArray(); await Task.Factory.ContinueWhenAll(tasks, done => Console.WriteLine(done.Length));")]
    public Task StaysSilent_when_tasks_are_gathered(string statements) => Verify.SilentAsync(Http(statements));

    [Theory]
    [InlineData("Task<string>[] tasks = [.. urls.Select(async url => await http.GetStringAsync(url))]; await Task.Factory.ContinueWhenAll(tasks, done => Console.WriteLine(done.Length));")]
    [InlineData("await Task.WhenAll([Task.CompletedTask, .. urls.Select(url => http.GetStringAsync(url))]);")]
    public Task StaysSilent_when_tasks_are_gathered_in_a_collection_expression(string statements)
    {
        Requires.CSharp(12);
        return Verify.SilentAsync(Http(statements));
    }

    [Theory]
    [InlineData("if (node.Name == \"Author\")")]
    [InlineData("if (node is System.Xml.XmlElement { LocalName: \"Author\" })")]
    public Task Reports_the_nodes_of_one_name(string test) => Verify.ReportsAsync(
        Shop.InMethod("foreach (System.Xml.XmlNode node in document.ChildNodes) { " + test + " Console.WriteLine(db.Customers.[|First(c => c.Name == node.InnerText)|]); }", "private readonly System.Xml.XmlDocument document = new();"));

    /// <summary>What goes on to the next round whatever the answer was.</summary>
    [Fact]
    public Task Reports_as_information_when_a_failure_leads_on() => Verify.ReportsAsync(
        Http("foreach (var url in urls) { using var answer = await http.{|#0:GetAsync(url)|}; try { Console.WriteLine(int.Parse(url)); } catch (FormatException) { continue; } return; }"),
        Suggested);

    [Fact]
    public Task Reports_as_information_when_a_stream_only_goes_back_to_its_start() => Verify.ReportsAsync(
        Http("foreach (var url in urls) { file.Position = 0; using var answer = await http.{|#0:GetAsync(url)|}; Console.WriteLine(await answer.Content.ReadAsStringAsync()); }"),
        Suggested);

    [Theory]
    [InlineData("if (result.Success) { Console.WriteLine(order.Id); continue; } _ = await db.Customers.FirstAsync(c => c.Id == order.CustomerId);")]
    [InlineData("if (!result.Success && order.Id > 0) _ = await db.Customers.FirstAsync(c => c.Id == order.CustomerId);")]
    public Task StaysSilent_where_an_answer_tells_of_a_failure(string statements) => Verify.SilentAsync(Shop.InMethod(
        "foreach (var order in orders) { var result = Check(order); " + statements + " }", Checked));

    [Theory]
    [InlineData("if (result.Success) _ = await db.Customers.[|FirstAsync(c => c.Id == order.CustomerId)|];")]
    [InlineData("if (!result.Success) Console.WriteLine(order.Id); _ = await db.Customers.[|FirstAsync(c => c.Id == order.CustomerId)|];")]
    [InlineData("var match = System.Text.RegularExpressions.Regex.Match(order.CustomerName, \"^a\"); if (!match.Success) _ = await db.Customers.[|FirstAsync(c => c.Id == order.CustomerId)|];")]
    public Task Reports_where_nothing_tells_of_a_failure(string statements) => Verify.ReportsAsync(Shop.InMethod(
        "foreach (var order in orders) { var result = Check(order); " + statements + " Console.WriteLine(result); }", Checked));

    [Theory]
    [InlineData("return base.SaveChanges();")]
    [InlineData("int result; try { result = base.SaveChanges(); } catch (Exception e) { Console.WriteLine(e); throw; } return result;")]
    [InlineData("foreach (var entry in ChangeTracker.Entries().Where(e => e.State == EntityState.Added)) { if (entry.Entity is Order) Touch(entry.Entity); } int result; try { result = base.SaveChanges(); } catch (Exception e) { Console.WriteLine(e); throw; } return result; } private void Touch(object entity) { } public override int SaveChanges() { int result; try { result = base.SaveChanges(); } catch (Exception e) { Console.WriteLine(e); throw; } return result;")]
    public Task Reports_as_information_when_the_context_saves_by_a_method_of_its_own(string saving) => Verify.ReportsAsync(
        Shop.InMethod(
            "foreach (var order in orders) { var c = kept.Customers.{|#0:First(c => c.Id == order.CustomerId)|}; c.Name = order.CustomerName; kept.SaveForImport(); }",
            "public class KeptContext : ShopContext { public int SaveForImport() { " + saving + " } } private readonly KeptContext kept = new();"),
        Suggested);

    [Fact]
    public Task Reports_as_information_when_each_element_holds_the_keys_of_many_rows() => Verify.ReportsAsync(
        Shop.InMethod("foreach (var basket in baskets) Console.WriteLine((await db.Orders.Where(o => basket.Lines.Contains(o.Id)).{|#0:ToListAsync(token)|}).Count);", "public class Basket { public List<int> Lines { get; } = new(); } private readonly List<Basket> baskets = new();"),
        Suggested);

    /// <summary>What is called so but is data like any other.</summary>
    [Theory]
    [InlineData("foreach (var table in tables) _ = await db.Customers.[|FirstAsync(c => c.Name == table)|];")]
    [InlineData("foreach (var member in members) _ = await db.Customers.[|FirstAsync(c => c.Id == member.Id)|];")]
    public Task Reports_data_with_names_of_tables_and_members(string statements) => Verify.ReportsAsync(
        Shop.InMethod(statements, "private readonly List<string> tables = new(); public record MemberInfo(int Id); private readonly List<MemberInfo> members = new();"));

    private static string Http(string statements) => $$"""
        public class Uploads
        {
            public async Task SendAsync(HttpClient http, Stream file, List<string> urls)
            {
                {{statements}}
            }
        }
        """;
}
