using Microsoft.EntityFrameworkCore;
using OrderService.Data;
using OrderService.Domain;
using OrderService.Services;

namespace OrderService.Workers;

public class EscalationWorker(
    IServiceScopeFactory scopes,
    NotificationQueue notifications,
    IConfiguration configuration,
    ILogger<EscalationWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(configuration.GetValue("Escalation:Interval", TimeSpan.FromSeconds(30)));
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            var escalated = await EscalateAsync(scope.ServiceProvider.GetRequiredService<OrderContext>(), stoppingToken);
            logger.LogInformation("{Count} cases escalated", escalated);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> EscalateAsync(OrderContext db, CancellationToken cancellationToken)
    {
        var limit = DateTime.UtcNow - configuration.GetValue("Escalation:OverdueAfter", TimeSpan.FromDays(2));
        var overdue = await db.Cases
            .Where(c => c.Status == CaseStatus.Waiting && c.OpenedAt < limit)
            .OrderBy(c => c.OpenedAt)
            .Take(50)
            .ToListAsync(cancellationToken);

        foreach (var item in overdue)
        {
            item.Status = CaseStatus.Escalated;
            item.EscalatedAt = DateTime.UtcNow;

            var agent = await db.Agents.FindAsync([item.AgentId], cancellationToken);
            if (agent is { IsOnline: true })
                notifications.PublishAsync(new Notification(agent.Name, $"Case {item.Id} is overdue"), cancellationToken).Wait(cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return overdue.Count;
    }
}
