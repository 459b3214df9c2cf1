using PerfAnalyzers.CodeFixes.Rules.Caching;
using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<UnboundedQueueAnalyzer, UnboundedQueueFix>;

public sealed partial class UnboundedQueueTests
{
    /// <summary>What puts an order in, what the worker does after each, and how a request calls it.</summary>
    public static TheoryData<string, string, string> HeldBack => new()
    {
        // Somebody counts.
        { "public async Task PutAsync(Order order) { var count = orders.Reader.Count; if (count > 100) return; await orders.Writer.WriteAsync(order); }", "", "await line.PutAsync(order);" },
        { "public async Task PutAsync(Order order) { if (orders.Reader.Count is > 100) return; await orders.Writer.WriteAsync(order); }", "", "await line.PutAsync(order);" },
        { "public int Length => orders.Reader.Count; public Task PutAsync(Order order) => orders.Writer.WriteAsync(order).AsTask();", "", "if (line.Length > 100) return; await line.PutAsync(order);" },
        { "private bool IsFull() => orders.Reader.Count > 500; public bool Put(Order order) => !IsFull() && orders.Writer.TryWrite(order);", "", "line.Put(order);" },
        { "private int waiting; public async Task<bool> PutAsync(Order order) { if (Interlocked.Increment(ref waiting) > 100) { Interlocked.Decrement(ref waiting); return false; } await orders.Writer.WriteAsync(order); return true; }", "Interlocked.Decrement(ref waiting);", "await line.PutAsync(order);" },
        { "private int waiting; private bool IsFull => Volatile.Read(ref waiting) >= 100; public void Put(Order order) { if (IsFull) return; waiting++; orders.Writer.TryWrite(order); }", "waiting--;", "line.Put(order);" },

        // There is one at a time, or one for each thing.
        { "private int running; public void Put(Order order) { if (Interlocked.CompareExchange(ref running, 1, 0) == 1) return; orders.Writer.TryWrite(order); }", "Interlocked.Exchange(ref running, 0);", "line.Put(order);" },
        { "private readonly ConcurrentDictionary<int, byte> noted = new(); public async Task PutAsync(Order order) { if (noted.TryAdd(order.Id, 0)) await orders.Writer.WriteAsync(order); }", "noted.TryRemove(one.Id, out _);", "await line.PutAsync(order);" },
        { "private readonly HashSet<int> noted = new(); public void Put(Order order) { lock (noted) { if (!noted.Add(order.Id)) return; } orders.Writer.TryWrite(order); }", "lock (noted) noted.Remove(one.Id);", "line.Put(order);" },

        // Places are taken and given back.
        { "private readonly SemaphoreSlim places = new(100, 100); public async Task<bool> PutAsync(Order order) { if (!await places.WaitAsync(0)) return false; try { await orders.Writer.WriteAsync(order); } catch { places.Release(); throw; } return true; }", "places.Release();", "await line.PutAsync(order);" },
        { "public SemaphoreSlim Places { get; } = new(100, 100); public async Task PutAsync(Order order) => await orders.Writer.WriteAsync(order);", "Places.Release();", "await line.Places.WaitAsync(); await line.PutAsync(order);" },

        // Whoever writes waits until it is done.
        { "public async Task<int> PutAsync(Order order) { var reply = Channel.CreateBounded<int>(1); order.Reply = reply.Writer; await orders.Writer.WriteAsync(order); return await reply.Reader.ReadAsync(); }", "one.Reply?.TryWrite(1);", "await line.PutAsync(order);" },
        { "public void Put(Order order) { using var done = new ManualResetEventSlim(); order.Done = done.Set; orders.Writer.TryWrite(order); done.Wait(); }", "one.Done?.Invoke();", "line.Put(order);" },
        { "public async Task PutAsync(Order order) { await orders.Writer.WriteAsync(order); await order.WaitAsync(); }", "one.Finish();", "await line.PutAsync(order);" },
        { "public Task PutAsync(Order order) { orders.Writer.TryWrite(order); return order.WaitAsync(); }", "one.Finish();", "await line.PutAsync(order);" },
        { "public async Task PutAsync(Order order) => await orders.Writer.WriteAsync(order);", "one.Finish();", "await line.PutAsync(order); await order.WaitAsync();" },
        { "public async Task PutAsync(Asked asked) => await orders.Writer.WriteAsync(asked);", "", "await line.PutAsync(new Asked());" },
    };

    public static TheoryData<string, string, string> LetThrough => new()
    {
        // Nobody draws a line.
        { "public int Length => orders.Reader.Count; public async Task PutAsync(Order order) => await orders.Writer.WriteAsync(order);", "", "await line.PutAsync(order);" },
        { "public bool IsEmpty => orders.Reader.Count == 0; public async Task PutAsync(Order order) => await orders.Writer.WriteAsync(order);", "", "if (line.IsEmpty) await Task.Yield(); await line.PutAsync(order);" },
        { "private int written; public async Task PutAsync(Order order) { Interlocked.Increment(ref written); await orders.Writer.WriteAsync(order); }", "", "await line.PutAsync(order);" },
        { "private int written; public async Task PutAsync(Order order) { if (++written % 100 == 0) Console.WriteLine(written); await orders.Writer.WriteAsync(order); }", "", "await line.PutAsync(order);" },

        { "private int closed; public async Task PutAsync(Order order) { if (Interlocked.CompareExchange(ref closed, 0, 0) == 1) return; await orders.Writer.WriteAsync(order); }", "", "await line.PutAsync(order);" },
        { "private int started; public async Task PutAsync(Order order) { if (Interlocked.Exchange(ref started, 1) == 0) order.Run(); await orders.Writer.WriteAsync(order); }", "", "await line.PutAsync(order);" },

        // What is noted is never taken out, or the place is given back at once.
        { "private readonly SemaphoreSlim gate = new(1, 1); public async Task PutAsync(Order order) { await gate.WaitAsync(); try { await orders.Writer.WriteAsync(order); } finally { gate.Release(); } }", "", "await line.PutAsync(order);" },
        { "private readonly ConcurrentDictionary<int, byte> noted = new(); public async Task PutAsync(Order order) { if (noted.TryAdd(order.Id, 0)) await orders.Writer.WriteAsync(order); }", "", "await line.PutAsync(order);" },

        // What is waited for is no answer.
        { "public async Task PutAsync(Order order) { await orders.Writer.WriteAsync(order); await Task.Delay(1); }", "", "await line.PutAsync(order);" },
        { "public async Task PutAsync(Order order) { await order.WaitAsync(); await orders.Writer.WriteAsync(order); }", "", "await line.PutAsync(order);" },
    };

    [Theory]
    [MemberData(nameof(HeldBack))]
    public Task StaysSilent_when_writers_are_held_back(string put, string after, string call) => Verify.SilentAsync(Line("Channel.CreateUnbounded<Order>()", put, after, call));

    [Theory]
    [MemberData(nameof(LetThrough))]
    public Task Reports_queues_whose_writers_are_not_held_back(string put, string after, string call) => Verify.ReportsAsync(Line("Channel.[|CreateUnbounded<Order>|]()", put, after, call));

    [Theory]
    [InlineData("public ValueTask PutAsync(Order order) => orders.Writer.WriteAsync(order);", "_ = line.PutAsync(order);")]
    [InlineData("public ValueTask PutAsync(Order order) => orders.Writer.WriteAsync(order); public Task SendAsync(Order order) => PutAsync(order).AsTask();", "var sent = line.SendAsync(order);")]
    public Task OffersNoFix_when_nobody_waits_for_the_task_of_a_writer(string put, string call) => Verify.NoFixAsync(Line("Channel.[|CreateUnbounded<Order>|]()", put, "", call));

    [Theory]
    [InlineData("private readonly BlockingCollection<Order> orders = [|new BlockingCollection<Order>(new ConcurrentQueue<Order>())|];")]
    [InlineData("private readonly BlockingCollection<Order> orders = [|new(new ConcurrentStack<Order>())|];")]
    public Task Reports_collections_over_others_without_limit(string field) => Verify.ReportsAsync(Collection(field));

    [Theory]
    [InlineData("private readonly BlockingCollection<Order> orders = new(new ConcurrentQueue<Order>(), 100);")]
    [InlineData("private readonly BlockingCollection<Order> orders = new(Own); private static readonly IProducerConsumerCollection<Order> Own = new ConcurrentQueue<Order>();")]
    public Task StaysSilent_when_a_collection_has_a_limit_or_may_have_one(string field) => Verify.SilentAsync(Collection(field));

    [Theory]
    [InlineData("var orders = Channel.[|CreateUnbounded<Order>|](); services.AddSingleton(orders);")]
    [InlineData("var orders = Channel.[|CreateUnbounded<Order>|](); services.AddSingleton(orders.Reader); services.AddSingleton(orders.Writer);")]
    [InlineData("var orders = Channel.[|CreateUnbounded<Order>|](); services.AddSingleton(_ => orders.Writer).AddSingleton(_ => orders.Reader);")]
    [InlineData("services.AddSingleton(Channel.[|CreateUnbounded<Order>|]().Writer);")]
    public Task Reports_channels_that_are_registered_by_way_of_a_local(string registration) => Verify.ReportsAsync(Minimal(registration));

    [Theory]
    [InlineData("var orders = Channel.CreateUnbounded<Order>(); orders.Writer.TryWrite(new Order());")]
    [InlineData("var orders = Channel.CreateUnbounded<Order>(); services.AddScoped(_ => orders);")]
    public Task StaysSilent_when_a_local_is_not_handed_to_all(string registration) => Verify.SilentAsync(Minimal(registration));

    private const string Orders = """
        using System.Collections.Concurrent;
        using System.Threading.Channels;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        public class Finish { private readonly TaskCompletionSource done = new(); public Task All => done.Task; public void Set() => done.TrySetResult(); }
        public class Order { private readonly Finish finish = new(); public int Id { get; set; } public Action? Done { get; set; } public ChannelWriter<int>? Reply { get; set; } public void Run() { } public void Finish() => finish.Set(); public Task WaitAsync() => finish.All; }
        public class WithAnswer : Order { public TaskCompletionSource Answer { get; } = new(); }
        public class Asked : WithAnswer { }

        """;

    private static string Line(string made, string put, string after, string call) => Orders + $$"""
        public class Line : BackgroundService
        {
            private readonly Channel<Order> orders = {{made}};
            {{put}}
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                await foreach (var one in orders.Reader.ReadAllAsync(stoppingToken)) { one.Run(); {{after}} }
            }
        }

        public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly Line line;
            public OrdersController(Line line) => this.line = line;
            public async Task Post(Order order) { await Task.Yield(); {{call}} }
        }
        """;

    private static string Collection(string field) => Orders + $$"""
        public class Line
        {
            {{field}}
            public Line() => new Thread(Work).Start();
            public void Put(Order order) => orders.Add(order);
            private void Work() { foreach (var one in orders.GetConsumingEnumerable()) one.Run(); }
            public static void Add(IServiceCollection services) => services.AddSingleton<Line>();
            public static void Map(WebApplication app) => app.MapPost("/orders", (Order order, Line line) => line.Put(order));
        }
        """;

    private static string Minimal(string registration) => Orders + $$"""
        public static class Setup
        {
            public static void Add(IServiceCollection services) { {{registration}} services.AddHostedService<Line>(); }
            public static void Map(WebApplication app) => app.MapPost("/orders", async (Order order, ChannelWriter<Order> writer) => await writer.WriteAsync(order));
        }

        public class Line : BackgroundService
        {
            private readonly ChannelReader<Order> reader;
            public Line(ChannelReader<Order> reader) => this.reader = reader;
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await foreach (var one in reader.ReadAllAsync(stoppingToken)) one.Run(); }
        }
        """;
}
