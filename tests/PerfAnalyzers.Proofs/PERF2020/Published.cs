using MassTransit;
using PerfAnalyzers.Proofs.Messages;

public static class Program
{
    public static async Task RunAsync(IPublishEndpoint publisher, ISendEndpoint sender, List<int> ids)
    {
        foreach (var id in ids)
        {
            await publisher.Publish(new OrderShipped { OrderId = id });
        }
    }
}
