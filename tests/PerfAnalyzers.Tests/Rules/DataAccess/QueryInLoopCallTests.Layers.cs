namespace PerfAnalyzers.Tests.Rules.DataAccess;

/// <summary>The services that the calls go through.</summary>
public sealed partial class QueryInLoopCallTests
{
    private const string Layers = """

        public static class ShopExtensions
        {
            public static Customer? Load(this Order order, ShopContext db) => db.Customers.Find(order.CustomerId);

            public static Customer? ById(this ShopContext db, int id) => db.Customers.FirstOrDefault(c => c.Id == id);
        }

        public class Row
        {
            private readonly ShopContext db; private readonly Order order;

            public Row(ShopContext db, Order order) { this.db = db; this.order = order; }

            public Customer Customer => db.Customers.First(c => c.Id == order.CustomerId);
        }

        public class EagerRow
        {
            public EagerRow(ShopContext db, Order order) => Customer = db.Customers.First(c => c.Id == order.CustomerId);

            public Customer Customer { get; }
        }

        public interface IRepository<T>
        {
            Task<T?> GetAsync(int id);

            IQueryable<T> Query();
        }

        public abstract class RepositoryBase<T> : IRepository<T>
        {
            public abstract Task<T?> GetAsync(int id);

            public abstract IQueryable<T> Query();
        }

        public class Repository<T> : RepositoryBase<T>
            where T : class
        {
            private readonly ShopContext db;

            public Repository(ShopContext db) { this.db = db; }

            public override async Task<T?> GetAsync(int id) => await db.Set<T>().FindAsync(id);

            public override IQueryable<T> Query() => db.Set<T>();
        }

        public class FakeRepository<T> : IRepository<T>
        {
            public Task<T?> GetAsync(int id) => Task.FromResult<T?>(default);

            public IQueryable<T> Query() => Array.Empty<T>().AsQueryable();
        }

        public interface IRequest<T> { }

        public interface ISender
        {
            Task<T> Send<T>(IRequest<T> request, CancellationToken token = default);
        }

        public interface IRequestHandler<TRequest, TAnswer>
            where TRequest : IRequest<TAnswer>
        {
            Task<TAnswer> Handle(TRequest request, CancellationToken token);
        }

        public record GetCustomer(int Id) : IRequest<Customer?>;

        public class GetCustomerHandler : IRequestHandler<GetCustomer, Customer?>
        {
            private readonly ShopContext db;

            public GetCustomerHandler(ShopContext db) { this.db = db; }

            public async Task<Customer?> Handle(GetCustomer request, CancellationToken token) =>
                await db.Customers.FirstOrDefaultAsync(c => c.Id == request.Id, token);
        }

        public class CachedCustomers
        {
            private readonly ShopContext db = new();
            private readonly Dictionary<int, Customer> known = new();
            private readonly Dictionary<string, object> cache = new();
            private readonly Func<int, Func<Task<Customer>>, Task<Customer>> customersCache = (_, make) => make();
            private List<Customer>? all;

            public async Task<Customer> GetAsync(int id)
            {
                if (known.TryGetValue(id, out var customer))
                    return customer;

                customer = await db.Customers.FirstAsync(c => c.Id == id);
                known[id] = customer;
                return customer;
            }

            public async Task<Customer> GetOrLoadAsync(int id)
            {
                if (!known.TryGetValue(id, out var customer))
                {
                    customer = await db.Customers.FirstAsync(c => c.Id == id);
                    known[id] = customer;
                }

                return customer;
            }

            public async Task<Customer> AsAskedAsync(int id, bool isKept)
            {
                if (isKept)
                    return await customersCache(id, async () => await ReadAsync(id));

                return await ReadAsync(id);
            }

            private async Task<Customer> ReadAsync(int id) => await db.Customers.FirstAsync(c => c.Id == id);

            private Customer? this[int id]
            {
                get
                {
                    cache.TryGetValue("customer-" + id, out var customer);
                    return (Customer?)customer;
                }
            }

            private Customer? Remembered(int id) => cache.GetValueOrDefault("customer-" + id) as Customer;

            public async Task<Customer?> ThroughIndexerAsync(int id, bool isFresh = false)
            {
                Customer? customer = null;
                if (!isFresh)
                    customer = this[id];

                if (customer is not null)
                    return customer;

                customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == id);
                cache["customer-" + id] = customer!;
                return customer;
            }

            public async Task<Customer?> ThroughMethodAsync(int id)
            {
                var customer = Remembered(id);
                if (customer != null)
                    return customer;

                return await db.Customers.FirstOrDefaultAsync(c => c.Id == id);
            }

            public async Task<List<Customer>> MemoAsync() => all ??= await db.Customers.ToListAsync();
        }

        public interface ITask
        {
            Task<int> RunAsync(int id);
        }

        public class CountTask : ITask
        {
            private readonly ShopContext db;

            public CountTask(ShopContext db) { this.db = db; }

            public Task<int> RunAsync(int id) => db.Orders.CountAsync(o => o.CustomerId == id);
        }

        public interface IMixed
        {
            Task<Customer?> GetAsync(int id);
        }

        public class Remote : IMixed
        {
            private readonly ShopContext db;

            public Remote(ShopContext db) { this.db = db; }

            public async Task<Customer?> GetAsync(int id) => await db.Customers.FindAsync(id);
        }

        public class Known : IMixed
        {
            public Task<Customer?> GetAsync(int id) => Task.FromResult<Customer?>(null);
        }
        """;
}
