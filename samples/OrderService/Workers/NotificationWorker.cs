using OrderService.Services;

namespace OrderService.Workers;

public class NotificationWorker(NotificationQueue notifications, ILogger<NotificationWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var notification in notifications.ReadAllAsync(stoppingToken))
            logger.LogInformation("To {Recipient}: {Text}", notification.Recipient, notification.Text);
    }
}
