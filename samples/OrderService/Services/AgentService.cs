using Microsoft.EntityFrameworkCore;
using OrderService.Contracts;
using OrderService.Data;
using OrderService.Domain;

namespace OrderService.Services;

public class AgentService(OrderContext db)
{
    public async Task<List<AgentWorkload>> GetWorkloadAsync(CancellationToken cancellationToken)
    {
        var agents = await db.Agents.AsNoTracking().OrderBy(a => a.Name).ToListAsync(cancellationToken);
        var openCases = await db.Cases
            .AsNoTracking()
            .Where(c => c.Status == CaseStatus.Open || c.Status == CaseStatus.Escalated)
            .ToListAsync(cancellationToken);

        return agents
            .Select(agent => new AgentWorkload(
                agent.Id,
                agent.Name,
                openCases.Count(c => c.AgentId == agent.Id),
                agent.Capacity))
            .ToList();
    }

    public async Task<List<SessionActivity>> GetActivityAsync(DateTime since, CancellationToken cancellationToken)
    {
        var sessions = await db.Sessions
            .Where(s => s.StartedAt >= since && s.EndedAt == null)
            .ToListAsync(cancellationToken);

        var activity = new List<SessionActivity>(sessions.Count);
        foreach (var session in sessions)
        {
            var events = await db.SessionEvents
                .Where(e => e.SessionId == session.Id)
                .ToListAsync(cancellationToken);
            var last = events.MaxBy(e => e.OccurredAt);
            activity.Add(new SessionActivity(session.Id, session.AgentId, events.Count, last?.Kind, last?.OccurredAt));
        }

        return activity;
    }
}
