using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.UnboundedSqlAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.UnboundedSqlFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class UnboundedSqlTests
{
    [Theory]
    [InlineData("select * from orders")]
    [InlineData("SELECT o.Id, o.Price\nFROM shop.Orders AS o -- all of them\nWHERE o.State = 1 AND o.Deleted = 0\nORDER BY o.Id;")]
    [InlineData("select o.id from \"Orders\" o join customers c on c.id = o.customer_id where c.active = 1")]
    [InlineData("/* list */ select distinct name from customers where name like @text")]
    [InlineData("SELECT Id FROM [dbo].[Order] WHERE Note = 'it''s; limit'")]
    [InlineData("select id from invoices where deleted_at is null and price::int > 0")]
    [InlineData("select id, count(*) over () as total from orders")]
    [InlineData("select id from orders order by id offset @skip")]
    [InlineData("select * from patents")]
    [InlineData("select number, title from registry.patents order by number")]
    [InlineData("select plate from sightings order by at")]
    [InlineData("select s.plate from sightings s order by s.seen_at desc, s.id")]
    [InlineData("select id from orders where started_at >= @since order by started_at")]
    [InlineData("select o.id from orders o where (o.\"paid_at\" > :since)")]
    public Task Reports_lists_of_a_whole_table(string sql) => ReportsAsync(
        "[HttpGet] public async Task<IEnumerable<Order>> All([FromServices] NpgsqlConnection connection) => await connection.[|QueryAsync<Order>|](Sql, new { text = \"a%\", skip = 1 });", sql);

    [Theory]
    [InlineData("[HttpGet] public List<Order> All() => db.Orders.[|FromSqlRaw|](Sql).AsNoTracking().ToList();")]
    [InlineData("[HttpGet] public List<Order> All() => db.Orders.[|FromSqlRaw|](\"select * from Orders where State = 1\").Include(o => o.Customer).ToList();")]
    [InlineData("[HttpGet] public async Task<List<Row>> All() => await db.Database.[|SqlQueryRaw<Row>|](Sql).ToListAsync();")]
    [InlineData("[HttpGet] public async Task<List<Row>> All() => await db.Database.[|SqlQuery<Row>|]($\"select * from Orders\").ToListAsync();")]
    [InlineData("[HttpGet] public List<Order> All([FromServices] IDbConnection connection) => connection.[|Query<Order>|](Sql).ToList();")]
    [InlineData("[HttpGet] public async Task<IEnumerable<Order>> All([FromServices] IDbConnection connection, CancellationToken token) => await connection.[|QueryAsync<Order>|](new CommandDefinition(Sql, cancellationToken: token));")]
    [InlineData("[HttpGet] public List<Order> All([FromServices] IDbConnection connection) { var sql = \"select * from Orders\"; return connection.[|Query<Order>|](sql).AsList(); }")]
    [InlineData("[HttpGet] public List<int> All([FromServices] NpgsqlConnection connection) { var ids = new List<int>(); using var command = new NpgsqlCommand(Sql, connection); using var reader = command.[|ExecuteReader|](); while (reader.Read()) ids.Add(reader.GetInt32(0)); return ids; }")]
    [InlineData("[HttpGet] public async Task<List<int>> All([FromServices] NpgsqlDataSource source) { var ids = new List<int>(); await using var command = source.CreateCommand(Sql); await using var reader = await command.[|ExecuteReaderAsync|](); while (await reader.ReadAsync()) ids.Add(reader.GetInt32(0)); return ids; }")]
    [InlineData("[HttpGet] public async Task<List<int>> All([FromServices] NpgsqlConnection connection) { var ids = new List<int>(); await using var command = connection.CreateCommand(); command.CommandText = Sql; await using (var reader = await command.[|ExecuteReaderAsync|]()) { while (await reader.ReadAsync()) { ids.Add((int)reader[\"id\"]); } } return ids; }")]
    [InlineData("[HttpGet] public async Task<ILookup<string, Row>> All([FromServices] IDbConnection connection) { var rows = await connection.[|QueryAsync<Row>|](new CommandDefinition(Sql)); return rows.ToLookup(r => r.Id.ToString()); }")]
    [InlineData("[HttpGet] public async Task<double> All() { var rows = await db.Orders.[|FromSqlRaw|](\"select * from order_view\").AsNoTracking().ToListAsync(); var n = 0; foreach (var row in rows) n += row.LastDigit; return n; }")]
    [InlineData("public class BackupSizes { private readonly ShopContext db; public BackupSizes(ShopContext db) => this.db = db; public async Task<double> MeanAsync() { var rows = await db.Orders.[|FromSqlRaw|](\"select * from orders\").AsNoTracking().ToListAsync(); return rows.Average(r => (double)r.LastDigit); } }")]
    [InlineData("public class BackupSizes { private readonly ShopContext db; public BackupSizes(ShopContext db) => this.db = db; public async Task<List<Order>> AllAsync() { var rows = await db.Orders.FromSqlRaw(\"select * from orders\").AsNoTracking().ToListAsync(); return rows; } }")]
    public Task Reports_lists_whatever_sends_the_statement(string members) => ReportsAsync(members, "select * from orders");

    [Theory]
    [InlineData("public Order? One(NpgsqlConnection connection) => connection.[|QueryFirstOrDefault<Order>|](Sql, new { id = 3 });")]
    [InlineData("public async Task<Order?> One(IDbConnection connection) => (await connection.[|QueryAsync<Order>|](Sql, new { id = 3 })).FirstOrDefault();")]
    [InlineData("public async Task<object?> One(NpgsqlConnection connection) { await using var command = new NpgsqlCommand(Sql, connection); return await command.[|ExecuteScalarAsync|](); }")]
    [InlineData("public int One(NpgsqlConnection connection) { using var command = new NpgsqlCommand { Connection = connection, CommandText = Sql }; using var reader = command.[|ExecuteReader|](); return reader.Read() ? reader.GetInt32(0) : 0; }")]
    public Task Reports_statements_of_which_one_row_is_used(string members) => ReportsAsync("[NonAction] " + members, "select * from orders where customer_id = @id order by ordered desc");

    [Fact]
    public Task Reports_a_whole_table_of_which_one_value_is_used() => ReportsAsync(
        "[NonAction] public string? One(NpgsqlConnection connection) => connection.[|ExecuteScalar<string>|](Sql);", "select name from customers");

    [Theory]
    [InlineData("select * from orders limit 50")]
    [InlineData("select top 50 * from Orders order by Id")]
    [InlineData("select * from Orders order by Id offset 0 rows fetch next 50 rows only")]
    [InlineData("select * from orders where rownum < 50")]
    [InlineData("select * from orders where customer_id = @id")]
    [InlineData("select * from orders where customer_id = :id")]
    [InlineData("select * from orders where id in @ids")]
    [InlineData("select * from orders where id = any($1)")]
    [InlineData("select * from orders where customer_id = 3")]
    [InlineData("select * from orders where ordered between @from and @to")]
    [InlineData("select * from orders where started_at >= @from and started_at < @to")]
    [InlineData("select * from orders where started_at <= @until")]
    [InlineData("select * from orders where customer_id = @id and started_at >= @since")]
    [InlineData("select * from orders where updated_at > @since")]
    [InlineData("select * from orders where started_at > @now - interval '1 day'")]
    [InlineData("select * from orders where customer_id in (select id from customers where vip = 1)")]
    [InlineData("select count(*), max(price) from orders")]
    [InlineData("select state, count(*) from orders group by state")]
    [InlineData("with recent as (select * from orders where ordered > @from) select * from recent")]
    [InlineData("select id from orders union select id from invoices")]
    [InlineData("select * from (select * from orders limit 5) o")]
    [InlineData("select * from get_orders(@id)")]
    [InlineData("select * from countries")]
    [InlineData("select * from order_states")]
    [InlineData("select table_name from information_schema.tables")]
    [InlineData("select name from sqlite_master")]
    [InlineData("pragma table_info(orders)")]
    [InlineData("GetAllOrders")]
    [InlineData("exec GetAllOrders")]
    [InlineData("insert into orders (id) values (@id) returning id")]
    [InlineData("insert into orders (id) values (@id); select scope_identity()")]
    [InlineData("update orders set price = 0")]
    [InlineData("select last_insert_rowid()")]
    [InlineData("select exists(select 1 from orders)")]
    [InlineData("select * from orders where note = 'open")]
    [InlineData("select * from things")]
    [InlineData("select * from things order by created_at")]
    [InlineData("select * from things order by name")]
    [InlineData("select * from countries order by seen_at")]
    public Task StaysSilent_when_the_statement_limits_its_rows_or_cannot_be_read(string sql) => ReportsAsync(
        "[HttpGet] public async Task<IEnumerable<Order>> All([FromServices] NpgsqlConnection connection) => await connection.QueryAsync<Order>(Sql);", sql);

    [Theory]
    [InlineData("[NonAction] public async Task<IEnumerable<Order>> All(NpgsqlConnection connection) => await connection.QueryAsync<Order>(Sql);")]
    [InlineData("[HttpGet] public async Task<IEnumerable<Order>> Export([FromServices] NpgsqlConnection connection) => await connection.QueryAsync<Order>(Sql);")]
    [InlineData("[HttpGet] public IEnumerable<Order> All([FromServices] NpgsqlConnection connection) => connection.Query<Order>(Sql, buffered: false);")]
    [InlineData("[HttpGet] public IEnumerable<Order> All([FromServices] NpgsqlConnection connection, string where) => connection.Query<Order>($\"select * from orders {where}\");")]
    [InlineData("[HttpGet] public List<Order> All(int id) => db.Orders.FromSql($\"select * from orders where customer_id = {id}\").ToList();")]
    [InlineData("[HttpGet] public List<Order> All(int id) => db.Orders.FromSqlRaw(Sql).Where(o => o.Id == id).ToList();")]
    [InlineData("[HttpGet] public List<Order> All() => db.Orders.FromSqlRaw(Sql).Take(5).ToList();")]
    [InlineData("[HttpGet] public async Task<double> All() => (await db.Database.SqlQueryRaw<Row>(\"select * from order_view\").ToListAsync()).Count;")]
    [InlineData("[HttpGet] public Order? All() => db.Orders.FromSqlRaw(Sql).FirstOrDefault();")]
    [InlineData("[HttpGet] public int All([FromServices] NpgsqlConnection connection) { var sum = 0; using var command = new NpgsqlCommand(Sql, connection); using var reader = command.ExecuteReader(); while (reader.Read()) sum += reader.GetInt32(0); return sum; }")]
    [InlineData("[HttpGet] public int All([FromServices] NpgsqlConnection connection) { using var command = new NpgsqlCommand(Sql, connection); using var reader = command.ExecuteReader(); return Read(reader); } private static int Read(IDataReader reader) => reader.FieldCount;")]
    [InlineData("[HttpGet] public object? All([FromServices] NpgsqlConnection connection) { using var command = new NpgsqlCommand(\"orders\", connection); command.CommandType = CommandType.StoredProcedure; return command.ExecuteScalar(); }")]
    [InlineData("[NonAction] public Order One(NpgsqlConnection connection) => connection.QueryFirst<Order>(\"select * from orders where id = @id\", new { id = 3 });")]
    [InlineData("[NonAction] public Order One(NpgsqlConnection connection) => connection.QuerySingle<Order>(\"select * from orders order by id\");")]
    [InlineData("[NonAction] public int One(NpgsqlConnection connection) => connection.ExecuteScalar<int>(\"select count(*) from orders\");")]
    [InlineData("[NonAction] public string? One(NpgsqlConnection connection) => connection.ExecuteScalar<string>(\"select * from orders for json auto\");")]
    [InlineData("[NonAction] public string? One(NpgsqlConnection connection) => connection.ExecuteScalar<string>(\"select value from settings\");")]
    [InlineData("[NonAction] public string? One(NpgsqlConnection connection, string limit) => connection.ExecuteScalar<string>($\"select name from orders order by id {limit}\");")]
    public Task StaysSilent_when_rows_are_streamed_limited_later_or_nobody_asks(string members) => ReportsAsync(members, "select * from orders");

    [Theory]
    [InlineData("NpgsqlConnection", "select * from orders order by id", "select * from orders order by id limit 1")]
    [InlineData("NpgsqlConnection", "SELECT * FROM orders ORDER BY id; -- newest", "SELECT * FROM orders ORDER BY id LIMIT 1; -- newest")]
    [InlineData("Microsoft.Data.Sqlite.SqliteConnection", "select name from orders", "select name from orders limit 1")]
    [InlineData("Microsoft.Data.SqlClient.SqlConnection", "SELECT Name FROM Orders ORDER BY Id", "SELECT TOP (1) Name FROM Orders ORDER BY Id")]
    [InlineData("Microsoft.Data.SqlClient.SqlConnection", "select distinct Name from Orders", "select distinct top (1) Name from Orders")]
    public Task Fixes_by_asking_for_one_row(string connection, string before, string after) => Create(
        Code($"[NonAction] public string? One({connection} connection) => connection.[|ExecuteScalar<string>|](\"{before}\");"),
        Code($"[NonAction] public string? One({connection} connection) => connection.ExecuteScalar<string>(\"{after}\");")).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Fixes_what_a_definition_says() => Create(
        Code("[NonAction] public string? One(NpgsqlConnection connection) => connection.[|ExecuteScalar<string>|](new CommandDefinition(\"select name from orders\"));"),
        Code("[NonAction] public string? One(NpgsqlConnection connection) => connection.ExecuteScalar<string>(new CommandDefinition(\"select name from orders limit 1\"));")).RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("[NonAction] public string? One(IDbConnection connection) => connection.[|ExecuteScalar<string>|](\"select name from orders\");")]
    [InlineData("[NonAction] public string? One(NpgsqlConnection connection) => connection.[|ExecuteScalar<string>|](Sql);")]
    [InlineData("[NonAction] public string? One(NpgsqlConnection connection) => connection.[|ExecuteScalar<string>|](\"select name from orders order by id offset 5\");")]
    [InlineData("[NonAction] public string? One(NpgsqlConnection connection) { var sql = \"select name from orders\"; Console.WriteLine(connection.Query(sql).Count()); return connection.[|ExecuteScalar<string>|](sql); }")]
    [InlineData("[NonAction] public string? One(NpgsqlConnection connection) => connection.[|ExecuteScalar<string>|](\"select name \\u0066rom orders\");")]
    [InlineData("[NonAction] public string? One(NpgsqlConnection connection) { var all = new CommandDefinition(\"select name from orders\"); Console.WriteLine(connection.Query<string>(all).Count()); return connection.[|ExecuteScalar<string>|](all); }")]
    public Task OffersNoFix_when_the_database_or_the_text_is_not_known(string members) =>
        Create(Code(members, "select name from orders"), Code(members, "select name from orders")).RunAsync(TestContext.Current.CancellationToken);

    private static Task ReportsAsync(string members, string sql) => Create(Code(members, sql), null).RunAsync(TestContext.Current.CancellationToken);

    private static Verify.Test Create(string before, string? after)
    {
        var test = new Verify.Test { TestCode = before, ReferenceAssemblies = References.Stores };
        if (after is not null)
            test.FixedCode = after;

        return test;
    }

    private static string Code(string members, string sql = "") => "using System.Data;\nusing Dapper;\nusing Npgsql;\n" + WebShop.InController(
        $"private const string Sql = @\"{sql.Replace("\"", "\"\"", StringComparison.Ordinal)}\";\n{members}",
        "public class Row { public int Id { get; set; } }");
}
