using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using PerfAnalyzers.Rules.Asynchrony;
using static PerfAnalyzers.Tests.Rules.Asynchrony.IoCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using VerifyFix = RuleVerifier<SynchronousIoAnalyzer, SynchronousIoFix>;

/// <summary>Awaiting the twin.</summary>
public sealed partial class SynchronousIoTests
{
    [Theory]
    [InlineData("Use(File.[|ReadAllText(path)|]);", "Use(await File.ReadAllTextAsync(path, token));")]
    [InlineData("File.[|WriteAllText(path, path)|];", "await File.WriteAllTextAsync(path, path, token);")]
    [InlineData("Use(File.[|ReadAllLines(path)|].Length);", "Use((await File.ReadAllLinesAsync(path, token)).Length);")]
    [InlineData("foreach (var line in File.[|ReadLines(path)|]) Use(line);", "await foreach (var line in File.ReadLinesAsync(path, token)) Use(line);")]
    [InlineData("Use(db.Orders.[|ToList()|]);", "Use(await db.Orders.ToListAsync(token));")]
    [InlineData("Use(db.Orders.[|ToDictionary(o => o.Id)|]);", "Use(await db.Orders.ToDictionaryAsync(o => o.Id, token));")]
    [InlineData("Use(db.Orders.[|First(o => o.Id == 1)|].Price);", "Use((await db.Orders.FirstAsync(o => o.Id == 1, token)).Price);")]
    [InlineData("Use(db.Orders.[|Find(1)|]);", "Use(await db.Orders.FindAsync(1));")]
    [InlineData("Use(db.[|Find<Order>(1)|]);", "Use(await db.FindAsync<Order>(1));")]
    [InlineData("db.[|SaveChanges()|];", "await db.SaveChangesAsync(token);")]
    [InlineData("try { } finally { db.[|SaveChanges()|]; }", "try { } finally { await db.SaveChangesAsync(); }")]
    [InlineData("using var t = db.Database.[|BeginTransaction()|]; t.[|Commit()|];", "await using var t = await db.Database.BeginTransactionAsync(token); await t.CommitAsync(token);")]
    [InlineData("using (var t = connection.[|BeginTransaction()|]) { Use(t); }", "await using (var t = await connection.BeginTransactionAsync(token)) { Use(t); }")]
    [InlineData("using (var rows2 = command.[|ExecuteReader()|]) while (rows2.[|Read()|]) Use(rows2);", "await using (var rows2 = await command.ExecuteReaderAsync(token)) while (await rows2.ReadAsync(token)) Use(rows2);")]
    [InlineData("foreach (var o in [|db.Orders|]) Use(o);", "await foreach (var o in db.Orders.AsAsyncEnumerable().WithCancellation(token)) Use(o);")]
    [InlineData("foreach (var o in [|from o in db.Orders select o|]) Use(o);", "await foreach (var o in (from o in db.Orders select o).AsAsyncEnumerable().WithCancellation(token)) Use(o);")]
    [InlineData("connection.[|Open()|];", "await connection.OpenAsync(token);")]
    [InlineData("Use(await Task.FromResult(db.Orders.[|ToList()|]));", "Use(await db.Orders.ToListAsync(token));")]
    [InlineData("Use(await Task.FromResult(db.Orders.[|Count()|]).ConfigureAwait(false));", "Use(await db.Orders.CountAsync(token).ConfigureAwait(false));")]
    [InlineData("Use(await Task.FromResult( /* all */ db.Orders.[|ToList()|]));", "Use(await Task.FromResult( /* all */ await db.Orders.ToListAsync(token)));")]
    [InlineData("using var t = connection.[|BeginTransaction()|]; try { db.[|SaveChanges()|]; t.[|Commit()|]; } catch { t.[|Rollback()|]; throw; }", "await using var t = await connection.BeginTransactionAsync(token); try { await db.SaveChangesAsync(token); await t.CommitAsync(token); } catch { await t.RollbackAsync(); throw; }")]
    [InlineData("Use(list.Count > 0 && db.Orders.[|Any()|]);", "Use(list.Count > 0 && await db.Orders.AnyAsync(token));")]
    [InlineData("decimal price = db.Orders.Select(o => o.Id).[|Max()|]; Use(price);", "decimal price = await db.Orders.Select(o => o.Id).MaxAsync(token); Use(price);")]
    [InlineData("Use(db.Orders\n    .Where(o => o.Id > 1) // some\n    .[|ToList()|]);", "Use(await db.Orders\n    .Where(o => o.Id > 1) // some\n    .ToListAsync(token));")]
    [InlineData("void Inner(CancellationToken own) { } Inner(token); Func<CancellationToken, Task> f = async own => { db.[|SaveChanges()|]; await Task.Yield(); }; Use(f);", "void Inner(CancellationToken own) { } Inner(token); Func<CancellationToken, Task> f = async own => { await db.SaveChangesAsync(own); await Task.Yield(); }; Use(f);")]
    [InlineData("Func<Task> f = static async () => { File.[|WriteAllText(\"a\", \"b\")|]; await Task.Yield(); }; Use(f);", "Func<Task> f = static async () => { await File.WriteAllTextAsync(\"a\", \"b\"); await Task.Yield(); }; Use(f);")]
    public Task Fixes_by_awaiting_the_twin(string before, string after) => VerifyFix.FixAsync(InAsync(before), InAsync(after));

    [Fact]
    public Task Fixes_an_action_with_the_service_behind_it() => VerifyFix.FixAsync(
        """
        using Microsoft.AspNetCore.Mvc;
        using System.Linq;
        namespace Shop
        {
            using Microsoft.EntityFrameworkCore;
            public class Order { public int Id { get; set; } }
            public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        }
        [ApiController]
        public class OrdersController : ControllerBase
        {
            private readonly Shop.ShopContext db;
            public OrdersController(Shop.ShopContext db) { this.db = db; }
            public int Count() { db.[|SaveChanges()|]; return db.Orders.[|Count()|]; }
        }
        """,
        """
        using Microsoft.AspNetCore.Mvc;
        using System.Linq;
        using Microsoft.EntityFrameworkCore;
        namespace Shop
        {
            using Microsoft.EntityFrameworkCore;
            public class Order { public int Id { get; set; } }
            public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        }
        [ApiController]
        public class OrdersController : ControllerBase
        {
            private readonly Shop.ShopContext db;
            public OrdersController(Shop.ShopContext db) { this.db = db; }
            public async Task<int> Count() { await db.SaveChangesAsync(); return await db.Orders.CountAsync(); }
        }
        """);

    /// <summary>What could not be cancelled before must not end in a handler that logs it as failed, or tries again.</summary>
    [Theory]
    [InlineData("try { db.[|SaveChanges()|]; } catch (Exception e) { Use(e); }", "try { await db.SaveChangesAsync(); } catch (Exception e) { Use(e); }")]
    [InlineData("try { db.[|SaveChanges()|]; } catch { }", "try { await db.SaveChangesAsync(); } catch { }")]
    [InlineData("try { try { db.[|SaveChanges()|]; } catch (DbUpdateException) { } } catch (SystemException) { }", "try { try { await db.SaveChangesAsync(); } catch (DbUpdateException) { } } catch (SystemException) { }")]
    [InlineData("while (true) { try { db.[|SaveChanges()|]; break; } catch (Exception) when (path.Length > 1) { } }", "while (true) { try { await db.SaveChangesAsync(); break; } catch (Exception) when (path.Length > 1) { } }")]
    [InlineData("try { db.[|SaveChanges()|]; } catch (Exception e) { if (path.Length > 1) throw; Use(e); }", "try { await db.SaveChangesAsync(); } catch (Exception e) { if (path.Length > 1) throw; Use(e); }")]
    [InlineData("try { db.[|SaveChanges()|]; } catch (DbUpdateException) { }", "try { await db.SaveChangesAsync(token); } catch (DbUpdateException) { }")]
    [InlineData("try { db.[|SaveChanges()|]; } catch (OperationCanceledException) { } catch (Exception) { }", "try { await db.SaveChangesAsync(token); } catch (OperationCanceledException) { } catch (Exception) { }")]
    [InlineData("try { db.[|SaveChanges()|]; } catch (Exception e) when (e is not OperationCanceledException) { }", "try { await db.SaveChangesAsync(token); } catch (Exception e) when (e is not OperationCanceledException) { }")]
    [InlineData("try { db.[|SaveChanges()|]; } catch (Exception) when (!token.IsCancellationRequested) { }", "try { await db.SaveChangesAsync(token); } catch (Exception) when (!token.IsCancellationRequested) { }")]
    [InlineData("try { db.[|SaveChanges()|]; } catch (Exception e) { Use(e); throw; }", "try { await db.SaveChangesAsync(token); } catch (Exception e) { Use(e); throw; }")]
    [InlineData("try { db.[|SaveChanges()|]; } catch (Exception e) { throw new InvalidOperationException(path, e); }", "try { await db.SaveChangesAsync(token); } catch (Exception e) { throw new InvalidOperationException(path, e); }")]
    public Task Fixes_without_a_token_where_a_handler_would_take_it_for_a_failure(string before, string after) => VerifyFix.FixAsync(InAsync(before), InAsync(after));

    private const string OtherLibrary = """

        namespace System.Linq
        {
            public static class AsyncEnumerable
            {
                public static ValueTask<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> source, CancellationToken token = default) => default;
                public static ValueTask<int> CountAsync<T>(this IAsyncEnumerable<T> source, CancellationToken token = default) => default;
            }
        }
        """;

    [Fact]
    public Task Fixes_queries_beside_a_library_that_awaits_sequences() => VerifyFix.FixAsync(
        InAsync("Use(db.Orders.[|ToList()|], db.Orders.Where(o => o.Id > 1).[|Count()|]);") + OtherLibrary,
        InAsync("Use(await db.Orders.ToListAsync(token), await db.Orders.Where(o => o.Id > 1).CountAsync(token));") + OtherLibrary);

    [Fact]
    public Task OffersNoFix_when_two_libraries_have_the_twin()
    {
        var source = Type("public interface IBoth : IQueryable<Order>, IAsyncEnumerable<Order> { } public async Task M(IBoth both) { await Task.Yield(); Use(both.{|#0:ToList()|}); }") + OtherLibrary;
        return VerifyFix.NoFixAsync(source, new DiagnosticResult(RuleIds.SynchronousIo, DiagnosticSeverity.Info).WithLocation(0));
    }

    [Fact]
    public Task Fixes_columns_that_are_read_as_they_come()
    {
        var test = new VerifyFix.Test
        {
            TestCode = InAsync("using var row = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, token); Use(row.{|#0:IsDBNull(0)|}, row.{|#1:GetFieldValue<byte[]>(1)|});"),
            FixedCode = InAsync("using var row = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, token); Use(await row.IsDBNullAsync(0, token), await row.GetFieldValueAsync<byte[]>(1, token));"),
        };
        test.ExpectedDiagnostics.Add(new DiagnosticResult(RuleIds.SynchronousIo, DiagnosticSeverity.Info).WithLocation(0));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(RuleIds.SynchronousIo, DiagnosticSeverity.Info).WithLocation(1));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task OffersNoFix_when_the_name_of_the_twin_means_something_nearer() => VerifyFix.NoFixAsync("""
        using static System.IO.File;
        public class Service
        {
            public async Task<int> RunAsync(string path) { await Task.Yield(); return [|ReadAllText(path)|].Length; }
            private static Task<string> ReadAllTextAsync(string path) => Task.FromResult(path);
        }
        """);

    [Fact]
    public Task Fixes_what_is_imported_statically() => VerifyFix.FixAsync(
        "using static System.IO.File; public class Service { public async Task<int> RunAsync(string path) { await Task.Yield(); return [|ReadAllText(path)|].Length; } }",
        "using static System.IO.File; public class Service { public async Task<int> RunAsync(string path) { await Task.Yield(); return (await ReadAllTextAsync(path)).Length; } }");

    [Fact]
    public Task OffersNoFix_when_a_lock_is_held() => VerifyFix.NoFixAsync(
        InAsync("lock (data) { Use(File.{|#0:ReadAllText(path)|}); }"), new DiagnosticResult(RuleIds.SynchronousIo, DiagnosticSeverity.Info).WithLocation(0));

    [Theory]
    [InlineData("System.Threading.Monitor.Enter(data); Use(File.[|ReadAllText(path)|]); System.Threading.Monitor.Exit(data);")]
    public Task OffersNoFix_when_the_place_cannot_await(string statements) => VerifyFix.NoFixAsync(InAsync(statements));
}
