using System.Threading.Channels;

namespace OrderService.Services;

public record Notification(string Recipient, string Text);

public class NotificationQueue
{
    private readonly Channel<Notification> channel = Channel.CreateBounded<Notification>(500);

    public IAsyncEnumerable<Notification> ReadAllAsync(CancellationToken cancellationToken) =>
        channel.Reader.ReadAllAsync(cancellationToken);

    public Task PublishAsync(Notification notification, CancellationToken cancellationToken = default) =>
        channel.Writer.WriteAsync(notification, cancellationToken).AsTask();
}
