using System.Reflection;
using MassTransit;

namespace PerfAnalyzers.Proofs.Messages;

/// <summary>What the programs send.</summary>
public sealed class OrderShipped
{
    public int OrderId { get; set; }
}

/// <summary>How a program is called.</summary>
public delegate Task RunWithBroker(IPublishEndpoint publisher, ISendEndpoint sender, List<int> ids);

/// <summary>
/// A broker that takes a moment to confirm each message. It remembers what it got, and how often somebody waited for it: messages that are
/// under way at the same time are waited for together.
/// </summary>
public class CountingBroker : DispatchProxy
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private Ledger ledger = new();

    /// <summary>Publishes and sends into one ledger.</summary>
    internal static T Create<T>(Ledger ledger)
    {
        var endpoint = Create<T, CountingBroker>()!;
        ((CountingBroker)(object)endpoint).ledger = ledger;
        return endpoint;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.ReturnType == typeof(Task) && args is [OrderShipped message, ..] ? TakeAsync(message) : throw new NotSupportedException(targetMethod?.Name);

    private async Task TakeAsync(OrderShipped message)
    {
        if (ledger.UnderWay++ == 0)
            ledger.Waits++;

        ledger.Messages.Add(message.OrderId);
        await Task.Delay(Moment);
        ledger.UnderWay--;
    }

    internal sealed class Ledger
    {
        public List<int> Messages { get; } = [];

        public int Waits { get; set; }

        public int UnderWay { get; set; }
    }
}
