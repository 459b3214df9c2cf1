using Queries = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.QueryInLoopAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.QueryInLoopFix>;
using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.SaveInLoopAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.SaveInLoopFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

/// <summary>Saves and transactions that a loop makes by way of calls.</summary>
public sealed class SaveInLoopCallTests
{
    private const string Fields = """
        private readonly IUnitOfWork work = null!; private readonly IRepository<Order> repository = null!; private readonly OrderService service = new(new ShopContext());
            private readonly IServiceScopeFactory scopes = null!; private readonly IDbContextFactory<ShopContext> contexts = null!; private readonly INotifier notifier = null!;
            private readonly ISelf self = null!; private Task<IDisposable> LockAsync(int id) => null!;
        """;

    [Fact]
    public Task Reports_the_way_to_the_save() => Verify.ReportsAsync(
        Shop.InMethod(
            """
            {|#1:foreach (var order in orders)
            {
                order.Price += 1;
                await {|#0:StoreAsync(order)|};
            }|}
            """,
            """
            private async Task StoreAsync(Order order) => await {|#2:CommitAsync(order)|};
                private async Task CommitAsync(Order order) { db.Update(order); await db.{|#3:SaveChangesAsync()|}; }
            """),
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(0).WithLocation(2).WithLocation(3)
            .WithArguments("StoreAsync → CommitAsync → SaveChangesAsync", "orders", "save once after the loop"));

    [Theory]
    [InlineData("foreach (var order in orders) { order.Price += 1; await work.[|CommitAsync(token)|]; }")]
    [InlineData("foreach (var order in orders) { order.Price += 1; if (!await work.[|CompleteAsync()|]) throw new InvalidOperationException(); }")]
    [InlineData("foreach (var order in orders) { work.Orders.Update(order); await work.[|CommitAsync(token)|]; }")]
    [InlineData("foreach (var order in orders) await repository.[|SaveAsync(order)|];")]
    [InlineData("foreach (var order in orders) await repository.[|UpdateAsync(order)|];")]
    [InlineData("foreach (var id in ids) await repository.[|DeleteAsync(id)|];")]
    [InlineData("foreach (var id in ids) await work.Repository<Order>().[|DeleteAsync(id)|];")]
    [InlineData("foreach (var order in orders) service.[|Close(order)|];")]
    [InlineData("foreach (var order in orders) await service.[|StoreAsync(order, token)|];")]
    [InlineData("foreach (var order in orders) await OrderService.[|SaveAsync(db, order)|];")]
    [InlineData("foreach (var order in orders) await db.[|StoreAsync(order)|];")]
    [InlineData("foreach (var order in orders) await new OrderService(db).[|StoreAsync(order, token)|];")]
    [InlineData("orders.ForEach([|service.Close|]);")]
    [InlineData("orders.ForEach(order => service.[|Close(order)|]);")]
    [InlineData("async Task Keep(Order order) { db.Update(order); await db.SaveChangesAsync(token); } foreach (var order in orders) await [|Keep(order)|];")]
    [InlineData("foreach (var order in orders) await self.[|SaveEntitiesAsync(token)|];")]
    [InlineData("foreach (var order in orders) { await using var transaction = await work.[|BeginAsync()|]; db.Update(order); await db.SaveChangesAsync(); await transaction.CommitAsync(); }")]
    [InlineData("foreach (var order in orders) await service.[|CloseInTransactionAsync(order)|];")]
    [InlineData("for (var i = 0; i < orders.Count; i++) await repository.[|SaveAsync(orders[i])|];")]
    public Task Reports_a_save_behind(string statements) => Verify.ReportsAsync(Source(statements));

    [Theory]
    // 57: slices and thresholds, in the loop or in what it calls
    [InlineData("foreach (var chunk in orders.Chunk(100)) { db.UpdateRange(chunk); await work.CommitAsync(token); }")]
    [InlineData("var n = 0; foreach (var order in orders) { db.Update(order); if (++n % 100 == 0) await work.CommitAsync(token); }")]
    [InlineData("foreach (var order in orders) await service.BufferAsync(order);")]
    [InlineData("foreach (var order in orders) await repository.AddAsync(order, autoSave: false);")]
    // 58: a failure of one is survived by the others
    [InlineData("foreach (var order in orders) { try { await repository.SaveAsync(order); } catch (DbUpdateException e) { Console.WriteLine(e); } }")]
    [InlineData("foreach (var order in orders) await service.TrySaveAsync(order);")]
    // 59: a context or scope of its own
    [InlineData("foreach (var order in orders) { using var scope = scopes.CreateScope(); await scope.ServiceProvider.GetRequiredService<IRepository<Order>>().SaveAsync(order); }")]
    [InlineData("foreach (var order in orders) { using var scope = scopes.CreateScope(); var own = scope.ServiceProvider.GetRequiredService<OrderService>(); own.Close(order); }")]
    [InlineData("foreach (var order in orders) { await using var own = await contexts.CreateDbContextAsync(); await OrderService.SaveAsync(own, order); }")]
    [InlineData("foreach (var order in orders) await SaveAloneAsync(order); async Task SaveAloneAsync(Order order) { await using var own = await contexts.CreateDbContextAsync(); own.Update(order); await own.SaveChangesAsync(); }")]
    [InlineData("foreach (var order in orders) await SaveInScopeAsync(order); async Task SaveInScopeAsync(Order order) { using var scope = scopes.CreateScope(); await scope.ServiceProvider.GetRequiredService<IRepository<Order>>().SaveAsync(order); }")]
    // 60: the key that the save gives is needed
    [InlineData("foreach (var id in ids) { var order = new Order(); await repository.SaveAsync(order); db.Add(new Order { SalesmanId = order.Id }); }")]
    [InlineData("foreach (var id in ids) { var made = await service.CreateAsync(id); Console.WriteLine(made.CustomerName); }")]
    [InlineData("foreach (var id in ids) await service.CreateWithFollowerAsync(id);")]
    // 61: a record of what was done elsewhere, a lock
    [InlineData("var http = new HttpClient(); foreach (var order in orders) { await http.PostAsync(\"x\", null); order.State = State.Closed; await work.CommitAsync(token); }")]
    [InlineData("foreach (var order in orders) await service.ShipAsync(order);")]
    [InlineData("foreach (var order in orders) { await notifier.NotifyAsync(order); await repository.SaveAsync(order); }")]
    [InlineData("foreach (var order in orders) await service.NotifyAndSaveAsync(order);")]
    [InlineData("foreach (var order in orders) { using (await LockAsync(order.Id)) await repository.SaveAsync(order); }")]
    // 62: saves that depend on each other
    [InlineData("foreach (var order in orders) { using var transaction = db.Database.BeginTransaction(); await repository.SaveAsync(order); await work.CommitAsync(token); transaction.Commit(); }")]
    [InlineData("while (!token.IsCancellationRequested) { await work.CommitAsync(token); await Task.Delay(1000, token); }")]
    [InlineData("foreach (var order in orders) { if (order.Price > 5) { await repository.SaveAsync(order); break; } }")]
    [InlineData("foreach (var order in orders) work.Orders.Update(order); await work.CommitAsync(token);")]
    [InlineData("foreach (var order in orders) { service.SaveChanges(order); }")]
    public Task StaysSilent_when_a_round_is_meant_to_be_a_unit(string statements) => Verify.SilentAsync(Source(statements));

    [Theory]
    [InlineData("foreach (var id in ids) await repository.DeleteAsync(id);")]
    [InlineData("foreach (var order in orders) await repository.SaveAsync(order);")]
    [InlineData("foreach (var order in orders) await service.CloseInTransactionAsync(order);")]
    public Task StaysSilent_about_queries_when_the_save_is_reported(string statements) => Queries.SilentAsync(Source(statements));

    [Fact]
    public Task StaysSilent_when_the_loop_works_with_what_is_asked_on_the_way() =>
        Verify.SilentAsync(Source("foreach (var id in ids) { if (await service.ExistsOrAddAsync(id)) Console.WriteLine(id); }"));

    [Fact]
    public Task Reports_a_save_in_another_project()
    {
        var test = new Verify.Test { TestCode = Shop.InMethod("foreach (var order in orders) await store.[|SaveAsync(order.Id)|];", "private readonly Store store = new();") };
        test.TestState.AdditionalProjects["Data"].ReferenceAssemblies = References.Default;
        test.TestState.AdditionalProjects["Data"].Sources.Add("""
            using Microsoft.EntityFrameworkCore;
            public class Entry { public int Id { get; set; } }
            public class StoreContext : DbContext { public DbSet<Entry> Entries => Set<Entry>(); }
            public class Store
            {
                private readonly StoreContext db = new();
                public async Task SaveAsync(int id) { db.Add(new Entry { Id = id }); await db.SaveChangesAsync(); }
            }
            """);
        test.TestState.AdditionalProjectReferences.Add("Data");
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Source(string statements) =>
        "using Microsoft.Extensions.DependencyInjection;\n" + Shop.InMethod(statements, Fields) + Layers;

    private const string Layers = """

        public interface INotifier { Task NotifyAsync(Order order); }

        public interface ISelf { Task<bool> SaveEntitiesAsync(CancellationToken token); Task<int> SaveChangesAsync(CancellationToken token); }

        public class SelfContext : ShopContext, ISelf
        {
            public async Task<bool> SaveEntitiesAsync(CancellationToken token) { await base.SaveChangesAsync(token); return true; }
        }

        public interface IUnitOfWork
        {
            IRepository<Order> Orders { get; }
            IRepository<T> Repository<T>() where T : class;
            Task CommitAsync(CancellationToken token = default);
            Task<bool> CompleteAsync();
            Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> BeginAsync();
        }

        public class UnitOfWork : IUnitOfWork
        {
            private readonly ShopContext db;
            public UnitOfWork(ShopContext db) { this.db = db; }
            public IRepository<Order> Orders => new Repository<Order>(db);
            public IRepository<T> Repository<T>() where T : class => new Repository<T>(db);
            public async Task CommitAsync(CancellationToken token = default) => await db.SaveChangesAsync(token);
            public async Task<bool> CompleteAsync() => await db.SaveChangesAsync() > 0;
            public Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> BeginAsync() => db.Database.BeginTransactionAsync();
        }

        public interface IRepository<T>
        {
            void Update(T entity);
            Task UpdateAsync(T entity);
            Task SaveAsync(T entity);
            Task AddAsync(T entity, bool autoSave = true);
            Task DeleteAsync(int id);
        }

        public class Repository<T> : IRepository<T> where T : class
        {
            private readonly ShopContext db;
            public Repository(ShopContext db) { this.db = db; }
            public void Update(T entity) => db.Set<T>().Update(entity);
            public async Task UpdateAsync(T entity) { db.Entry(entity).State = EntityState.Modified; await db.SaveChangesAsync(); }
            public async Task SaveAsync(T entity) { db.Set<T>().Update(entity); await db.SaveChangesAsync(); }
            public async Task AddAsync(T entity, bool autoSave = true)
            {
                await db.Set<T>().AddAsync(entity);
                if (autoSave)
                    await db.SaveChangesAsync();
            }

            public async Task DeleteAsync(int id)
            {
                var entity = await db.Set<T>().FindAsync(id);
                if (entity != null)
                    db.Set<T>().Remove(entity);

                await db.SaveChangesAsync();
            }
        }

        public static class Storing
        {
            public static async Task StoreAsync(this ShopContext db, Order order) { db.Update(order); await db.SaveChangesAsync(); }
        }

        public class OrderService
        {
            private readonly ShopContext db;
            private readonly List<Order> buffer = new();
            private readonly HttpClient http = new();
            private readonly INotifier notifier = null!;
            public OrderService(ShopContext db) { this.db = db; }
            public static async Task SaveAsync(ShopContext context, Order order) { context.Update(order); await context.SaveChangesAsync(); }
            public void Close(Order order) { order.State = State.Closed; db.SaveChanges(); }
            public void SaveChanges(Order order) => order.State = State.Closed;
            public Task StoreAsync(Order order, CancellationToken token) { db.Update(order); return db.SaveChangesAsync(token); }

            public async Task BufferAsync(Order order)
            {
                buffer.Add(order);
                if (buffer.Count >= 100)
                {
                    db.UpdateRange(buffer);
                    await db.SaveChangesAsync();
                    buffer.Clear();
                }
            }

            public async Task<bool> TrySaveAsync(Order order)
            {
                try
                {
                    db.Update(order);
                    await db.SaveChangesAsync();
                    return true;
                }
                catch (DbUpdateException)
                {
                    return false;
                }
            }

            public async Task<Order> CreateAsync(int id)
            {
                var order = new Order { CustomerId = id };
                db.Add(order);
                await db.SaveChangesAsync();
                return order;
            }

            public async Task CreateWithFollowerAsync(int id)
            {
                var order = new Order { CustomerId = id };
                db.Add(order);
                await db.SaveChangesAsync();
                db.Add(new Order { SalesmanId = order.Id });
                await db.SaveChangesAsync();
            }

            public async Task ShipAsync(Order order)
            {
                await http.PostAsync("ship", null);
                order.State = State.Closed;
                await db.SaveChangesAsync();
            }

            public async Task NotifyAndSaveAsync(Order order)
            {
                await notifier.NotifyAsync(order);
                await db.SaveChangesAsync();
            }

            public async Task CloseInTransactionAsync(Order order)
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                order.State = State.Closed;
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
            }

            public async Task<bool> ExistsOrAddAsync(int id)
            {
                if (await db.Customers.AnyAsync(c => c.Id == id))
                    return true;

                db.Add(new Customer { Id = id });
                await db.SaveChangesAsync();
                return false;
            }
        }
        """;
}
