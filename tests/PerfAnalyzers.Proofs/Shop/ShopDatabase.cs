using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StackExchange.Redis;

namespace PerfAnalyzers.Proofs.Shop;

/// <summary>How a program is called.</summary>
public delegate Task RunInShop(ShopContext db, Request request);

/// <summary>What a run answered and what it took.</summary>
internal sealed record Outcome(string Answer, int Queries, int Commands, int Saves, TimeSpan Time)
{
    /// <summary>The rows that EF Core has read.</summary>
    public int Rows { get; init; }

    /// <summary>How often a thread waited for the database.</summary>
    public int Waits { get; init; }

    /// <summary>What the database itself had to do, in steps of its machine.</summary>
    public int Steps { get; init; }

    /// <summary>How often elements of lists in memory were looked at.</summary>
    public long Looks { get; init; }
}

/// <summary>A SQLite database in memory, filled from a seed; each run starts from the same rows.</summary>
internal sealed class ShopDatabase : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private readonly int seed;
    private readonly int size;

    private ShopDatabase(int seed, int size)
    {
        this.seed = seed;
        this.size = size;
        connection.Open();
    }

    /// <summary>Rows chosen at random: some keys have none, some several; every few seeds there are none at all.</summary>
    public static Task<ShopDatabase> RandomAsync(int seed) => CreateAsync(seed, seed % 5 == 0 ? 0 : seed * 2);

    /// <summary>That many orders, each with a customer and lines.</summary>
    public static Task<ShopDatabase> OfSizeAsync(int size) => CreateAsync(seed: 1, size);

    public async Task<Outcome> RunAsync(RunInShop program)
    {
        var counter = new CommandCounter();
        await using var db = new ShopContext(Options(counter));
        await using var output = new StringWriter();
        var redis = new FakeRedis(Enumerable.Range(0, size).Where(id => id % 3 > 0).ToDictionary(id => $"customer:{id}", id => $"R{id}"));
        var saves = 0;
        var request = Requested(redis, output, builder => builder.UseSqlite(connection).AddInterceptors(counter), () => saves++);
        db.SavedChanges += (_, _) => saves++;
        using var counted = new StatementCounter(connection);
        var watch = Stopwatch.StartNew();
        try
        {
            await program(db, request);
        }
        catch (InvalidOperationException exception)
        {
            output.WriteLine(exception.Message);
        }

        return new Outcome(output.ToString(), counted.Queries + redis.Calls, counter.Commands, saves, watch.Elapsed) { Rows = counter.Rows, Steps = counted.Steps };
    }

    public ShopContext NewContext(CommandCounter counter) => new(Options(counter));

    /// <summary>All rows, for programs that write: the same before and after the fix.</summary>
    public async Task<string> ContentAsync()
    {
        await using var db = new ShopContext(Options());
        var customers = await db.Customers.OrderBy(c => c.Id).Select(c => $"{c.Id} {c.Name}").ToListAsync();
        var orders = await db.Orders.OrderBy(o => o.Id).Select(o => $"{o.Id} {o.CustomerId} {o.Price} {o.State}").ToListAsync();
        var lines = await db.Lines.OrderBy(l => l.Id).Select(l => $"{l.Id} {l.OrderId} {l.Amount}").ToListAsync();
        return string.Join('\n', customers.Concat(orders).Concat(lines));
    }

    public void Dispose() => connection.Dispose();

    private static async Task<ShopDatabase> CreateAsync(int seed, int size)
    {
        var database = new ShopDatabase(seed, size);
        await using var db = new ShopContext(database.Options());
        await db.Database.EnsureCreatedAsync();
        var random = new Random(seed);
        for (var id = 1; id <= size; id++)
        {
            if (random.Next(4) > 0)
                db.Customers.Add(new Customer { Id = id, Name = $"C{id}" });

            var order = NewOrder(random, id, size);
            for (var line = random.Next(4); line > 0; line--)
                order.Lines.Add(new Line { Amount = random.Next(10) });

            for (var payment = id % 10 == 0 ? 30 : 0; payment > 0; payment--)
                order.Payments.Add(new Payment { Amount = payment });

            db.Orders.Add(order);
        }

        await db.SaveChangesAsync();
        return database;
    }

    private Request Requested(FakeRedis redis, TextWriter output, Action<DbContextOptionsBuilder> database, Action saved)
    {
        var random = new Random(seed + 1);
        var orders = Enumerable.Range(1, size).Select(id => NewOrder(random, id, size)).ToList();
        return new Request(orders, [.. orders.Select(_ => random.Next(size + 3))], connection, redis, output, database, saved);
    }

    private static Order NewOrder(Random random, int id, int size) => new()
    {
        Id = id,
        CustomerId = random.Next(size + 2),
        SalesmanId = random.Next(3) == 0 ? null : random.Next(size + 2),
        Tenant = new Guid(random.Next(size), 0, 0, new byte[8]),
        Price = random.Next(100),
        State = (State)random.Next(2),
        Ordered = new DateTime(2024, 1, 1).AddHours(id * 7),
    };

    private DbContextOptions<ShopContext> Options(CommandCounter? counter = null)
    {
        var builder = new DbContextOptionsBuilder<ShopContext>().UseSqlite(connection);
        return counter is null ? builder.Options : builder.AddInterceptors(counter).Options;
    }
}
