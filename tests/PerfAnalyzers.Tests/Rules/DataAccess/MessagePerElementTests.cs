using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<MessagePerElementAnalyzer, MessagePerElementFix>;

public sealed class MessagePerElementTests
{
    private const string Members = """
        private readonly ServiceBusSender sender = null!;
        private readonly IPublishEndpoint bus = null!;
        private readonly ISendEndpoint queue = null!;
        private readonly Confluent.Kafka.IProducer<string, string> kafka = null!;
        private readonly Amazon.SQS.IAmazonSQS sqs = null!;
        private readonly RabbitMQ.Client.IChannel rabbit = null!;
        private readonly ShopContext db = null!;
        private ServiceBusSender NewSender(string name) => null!;
        private Task TellAsync(Order order) => bus.Publish(order);
        private async Task CloseAsync(Order order) { order.Name = ""; await db.SaveChangesAsync(); await bus.Publish(order); }
        """;

    [Fact]
    public async Task Reports_what_it_costs_and_where_the_loop_is()
    {
        var test = await TestAsync("{|#1:foreach (var order in orders)\n    await sender.{|#0:SendMessageAsync(new ServiceBusMessage(order.Name), token)|};|}");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithLocation(1)
            .WithArguments("SendMessageAsync", "Service Bus", "orders", "'SendMessagesAsync(messages)'"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("foreach (var order in orders) await bus.[|Publish(order, token)|];")]
    [InlineData("foreach (var order in orders) await bus.[|Publish<Order>(new { order.Name }, token)|];")]
    [InlineData("foreach (var order in orders) await queue.[|Send(order)|].ConfigureAwait(false);")]
    [InlineData("for (var i = 0; i < orders.Count; i++) sender.[|SendMessageAsync(new ServiceBusMessage(orders[i].Name))|].Wait();")]
    [InlineData("foreach (var order in orders) await sender.[|ScheduleMessageAsync(new ServiceBusMessage(order.Name), DateTimeOffset.Now)|];")]
    [InlineData("foreach (var order in orders) await sqs.[|SendMessageAsync(\"queue\", order.Name)|];")]
    [InlineData("foreach (var order in orders) await kafka.[|ProduceAsync(\"topic\", new Confluent.Kafka.Message<string, string>())|];")]
    [InlineData("foreach (var order in orders.Where(o => o.Id > 1)) { if (order.Id > 3) await sender.[|SendMessageAsync(new ServiceBusMessage(order.Name))|]; }")]
    [InlineData("foreach (var group in orders.GroupBy(o => o.Name)) { foreach (var order in group) await bus.[|Publish(order)|]; }")]
    [InlineData("foreach (var order in orders) await [|TellAsync(order)|];")]
    [InlineData("foreach (var order in orders) await [|SendAsync(order)|]; Task SendAsync(Order o) => sender.SendMessageAsync(new ServiceBusMessage(o.Name), token);")]
    public async Task Reports_each_client_that_takes_many(string statements) => await (await TestAsync(statements)).RunAsync(TestContext.Current.CancellationToken);

    private const string OwnBus = """
        public interface IBus
        {
            Task PublishAsync<T>(T message, CancellationToken token);
            Task SendAsync(string message, CancellationToken token);
            Task RaiseAsync(string message, CancellationToken token);
            MANY
        }

        public sealed class Expiry
        {
            private readonly IBus bus;

            public Expiry(IBus bus) => this.bus = bus;

            public async Task RunAsync(List<string> names, CancellationToken token)
            {
                foreach (var name in names)
                    STATEMENT
            }
        }
        """;

    [Theory]
    [InlineData("Task PublishBatchAsync<T>(IEnumerable<T> messages, CancellationToken token);", "await bus.[|PublishAsync(name, token)|];")]
    [InlineData("Task SendManyAsync(IReadOnlyList<string> messages, CancellationToken token);", "await bus.[|SendAsync(name, token)|].ConfigureAwait(false);")]
    [InlineData("Task SendAsync(string[] messages, CancellationToken token);", "await bus.[|SendAsync(name, token)|];")]
    [InlineData("Task SendAsync(string[] messages, CancellationToken token);", "await [|Tell(name)|]; async Task Tell(string text) => await bus.SendAsync(text, token);")]
    [InlineData("Task SendAsync(string[] messages, CancellationToken token);", "await [|Tell(name)|]; } private Task Tell(string text) { return bus.SendAsync(text, CancellationToken.None);")]
    public Task Reports_a_bus_of_ones_own_that_takes_many(string many, string statement) => Verify.ReportsAsync(In(many, statement));

    [Theory]
    [InlineData("", "await bus.SendAsync(name, token);")]
    [InlineData("Task SendAsync(string[] messages, CancellationToken token);", "await Tell(name); async Task Tell(string text) { await System.IO.File.AppendAllTextAsync(text, text); await bus.SendAsync(text, token); }")]
    [InlineData("Task _(IReadOnlyList<string> messages, CancellationToken token);", "await bus.SendAsync(name, token);")]
    [InlineData("Task SendManyAsync(IReadOnlyList<int> messages, CancellationToken token);", "await bus.SendAsync(name, token);")]
    [InlineData("Task SendManyAsync(IReadOnlyList<string> messages, CancellationToken token);", "await bus.RaiseAsync(name, token);")]
    [InlineData("Task SendFinalAsync(IReadOnlyList<string> messages, CancellationToken token);", "await bus.SendAsync(name, token);")]
    [InlineData("async Task SendManyAsync(IReadOnlyList<string> messages, CancellationToken token) { foreach (var message in messages) await SendAsync(message, token); }", "await bus.SendAsync(name, token);")]
    public Task StaysSilent_when_a_bus_of_ones_own_takes_one(string many, string statement) => Verify.SilentAsync(In(many, statement));

    private static string In(string many, string statement) =>
        OwnBus.Replace("MANY", many, StringComparison.Ordinal).Replace("STATEMENT", statement, StringComparison.Ordinal);

    [Theory]
    [InlineData("await sender.SendMessagesAsync(orders.Select(o => new ServiceBusMessage(o.Name)));")]
    [InlineData("foreach (var chunk in orders.Chunk(100)) await sender.SendMessagesAsync(chunk.Select(o => new ServiceBusMessage(o.Name)));")]
    [InlineData("foreach (var order in orders) await SendAsync(NewSender(order.Name), order); Task SendAsync(ServiceBusSender to, Order o) => to.SendMessageAsync(new ServiceBusMessage(o.Name), token);")]
    // No batch form.
    [InlineData("foreach (var order in orders) await rabbit.QueueDeleteAsync(order.Name, true, true);")]
    [InlineData("foreach (var order in orders) kafka.Produce(\"topic\", new Confluent.Kafka.Message<string, string>());")]
    // A piece of work of which the message is a part.
    [InlineData("foreach (var order in orders) await CloseAsync(order);")]
    // Several are under way at once.
    [InlineData("await Task.WhenAll(orders.Select(o => bus.Publish(o)));")]
    [InlineData("var tasks = new List<Task>(); foreach (var order in orders) tasks.Add(sender.SendMessageAsync(new ServiceBusMessage(order.Name))); await Task.WhenAll(tasks);")]
    [InlineData("await Parallel.ForEachAsync(orders, async (o, stop) => await bus.Publish(o, stop));")]
    // A sender, or a failure, of its own.
    [InlineData("foreach (var order in orders) { await using var own = NewSender(order.Name); await own.SendMessageAsync(new ServiceBusMessage(order.Name)); }")]
    [InlineData("foreach (var order in orders) { try { await bus.Publish(order); } catch (Exception e) { Console.WriteLine(e); } }")]
    // The relay of an outbox.
    [InlineData("foreach (var order in orders) { await bus.Publish(order); order.Name = \"\"; await db.SaveChangesAsync(); }")]
    // Slowed down on purpose.
    [InlineData("foreach (var order in orders) { await bus.Publish(order); await Task.Delay(100); }")]
    // Few, first, polled, consumed.
    [InlineData("foreach (var name in new[] { \"a\", \"b\" }) await bus.Publish(new Order { Name = name });")]
    [InlineData("foreach (var order in orders) { if (order.Id == 3) { await bus.Publish(order); break; } }")]
    [InlineData("while (!token.IsCancellationRequested) { await bus.Publish(orders[0]); await Task.Delay(1000); }")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) await bus.Publish(orders[0]);")]
    [InlineData("foreach (var order in orders) { try { Console.WriteLine(order); } catch { await bus.Publish(order); throw; } }")]
    public async Task StaysSilent_when_sending_them_together_is_not_better(string statements) =>
        await (await TestAsync(statements)).RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(
        "foreach (var order in orders)\n{\n    await sender.[|SendMessageAsync(new ServiceBusMessage(order.Name), token)|].ConfigureAwait(false);\n}\nConsole.WriteLine();",
        "await sender.SendMessagesAsync(orders.Select(order => new ServiceBusMessage(order.Name)), token).ConfigureAwait(false);\nConsole.WriteLine();")]
    [InlineData(
        "foreach (var order in orders.Where(o => o.Id > 3))\n{\n    var message = new ServiceBusMessage(order.Name) { MessageId = \"x\" };\n    await sender.[|SendMessageAsync(message)|];\n}",
        "await sender.SendMessagesAsync(orders.Where(o => o.Id > 3).Select(order => new ServiceBusMessage(order.Name) { MessageId = \"x\" }));")]
    [InlineData(
        "// All of them.\nforeach (var order in orders)\n    await bus.[|Publish(order, token)|];",
        "// All of them.\nawait bus.PublishBatch(orders, token);")]
    [InlineData(
        "foreach (var order in orders) // One by one.\n{\n    await bus.[|Publish(/* this */ order)|]; // Now.\n} // Done.",
        "// One by one.\n// Now.\nawait bus.PublishBatch(/* this */ orders); // Done.")]
    [InlineData(
        "foreach (var order in orders ?? new())\n    await queue.[|Send(new Order { Name = order.Name })|];",
        "await queue.SendBatch((orders ?? new()).Select(order => new Order { Name = order.Name }));")]
    public async Task Fixes_loops_that_only_send(string statements, string expected)
    {
        var test = await TestAsync(statements);
        test.FixedCode = Source(expected);
        test.CodeActionEquivalenceKey = MessagePerElementFix.SendTogether;
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("foreach (var order in orders) await bus.[|Publish<Order>(new { order.Name }, token)|];")]
    [InlineData("foreach (var order in orders) await bus.[|Publish(order, c => { })|];")]
    [InlineData("foreach (var order in orders) { Console.WriteLine(); await bus.[|Publish(order)|]; }")]
    [InlineData("foreach (var order in orders) { if (order.Id > 1) await bus.[|Publish(order)|]; }")]
    [InlineData("foreach (var order in orders) await bus.[|Publish(await LoadAsync(order.Id))|];")]
    [InlineData("foreach (var order in db.Orders) await bus.[|Publish(order)|];")]
    [InlineData("await foreach (var order in db.Orders.AsAsyncEnumerable()) await bus.[|Publish(order)|];")]
    [InlineData("foreach (object order in orders) await bus.[|Publish(order)|];")]
    [InlineData("foreach (var order in orders) await sqs.[|SendMessageAsync(\"queue\", order.Name)|];")]
    [InlineData("foreach (var order in orders) { var copy = new Order(); await bus.[|Publish(order)|]; }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) await bus.[|Publish(orders[i])|];")]
    [InlineData("foreach (var order in orders) await bus.[|Publish(order, order.Id > 1 ? token : default)|];")]
    public async Task OffersNoFix_when_the_loop_does_more_or_the_batch_takes_something_else(string statements)
    {
        var test = await TestAsync(statements);
        test.FixedCode = test.TestState.Sources[0].content.ToString();
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<Verify.Test> TestAsync(string statements)
    {
        var test = new Verify.Test { ReferenceAssemblies = References.Stores, TestCode = Source(statements) };
        test.TestState.AdditionalReferences.AddRange(await LibraryStubs.AllAsync());
        return test;
    }

    private static string Source(string statements) => $$"""
        using Azure.Messaging.ServiceBus;
        using MassTransit;
        using Microsoft.EntityFrameworkCore;

        public class Order { public int Id { get; set; } public string Name { get; set; } = ""; }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        public class Service
        {
        {{Members}}
            private Task<Order> LoadAsync(int id) => null!;
            public async Task Run(List<Order> orders, CancellationToken token)
            {
        {{string.Join('\n', statements.Split('\n').Select(l => "        " + l))}}
                await Task.Yield();
            }
        }
        """;
}
