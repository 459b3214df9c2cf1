using Microsoft.EntityFrameworkCore;
using OrderService.Contracts;
using OrderService.Data;
using OrderService.Domain;

namespace OrderService.Services;

public class CaseService(OrderContext db, NotificationQueue notifications)
{
    public async Task<List<CaseOverview>> GetOpenCasesAsync(int page, CancellationToken cancellationToken)
    {
        var cases = await db.Cases
            .Where(c => c.Status == CaseStatus.Open)
            .OrderBy(c => c.OpenedAt)
            .ThenBy(c => c.Id)
            .Skip((page - 1) * 25)
            .Take(25)
            .ToListAsync(cancellationToken);

        var overviews = new List<CaseOverview>();
        foreach (var item in cases)
        {
            var agent = await db.Agents.FirstOrDefaultAsync(a => a.Id == item.AgentId, cancellationToken);
            var sessions = await db.Sessions.CountAsync(s => s.CaseId == item.Id, cancellationToken);
            overviews.Add(new CaseOverview(item.Id, item.Subject, item.Status, agent?.Name ?? "unassigned", sessions));
        }

        return overviews;
    }

    public async Task<CaseDetails?> GetDetailsAsync(int id, CancellationToken cancellationToken = default)
    {
        var item = await db.Cases.FindAsync([id], cancellationToken);
        if (item is null)
            return null;

        var customer = await db.Customers.FirstAsync(c => c.Id == item.CustomerId, cancellationToken);
        var orders = await db.Orders
            .Where(o => o.CaseId == id)
            .OrderBy(o => o.Id)
            .Select(o => o.Reference)
            .Take(100)
            .ToListAsync(cancellationToken);
        return new CaseDetails(item.Id, item.Subject, item.Status, customer.Name, orders);
    }

    public async Task<List<CaseAssignment>> GetAssignmentsAsync(CancellationToken cancellationToken)
    {
        var agents = await db.Agents.AsNoTracking().ToListAsync(cancellationToken);
        var cases = await db.Cases
            .AsNoTracking()
            .Where(c => c.AgentId != null && c.Status != CaseStatus.Closed)
            .ToListAsync(cancellationToken);

        var assignments = new List<CaseAssignment>();
        foreach (var item in cases)
        {
            var agent = agents.FirstOrDefault(a => a.Id == item.AgentId);
            if (agent is not null)
                assignments.Add(new CaseAssignment(item.Id, item.Subject, agent.Name, agent.Team));
        }

        return assignments;
    }

    public bool Close(int id)
    {
        var item = db.Cases.Find(id);
        if (item is null || item.Status == CaseStatus.Closed)
            return false;

        item.Status = CaseStatus.Closed;
        db.SaveChanges();
        notifications.PublishAsync(new Notification($"customer-{item.CustomerId}", $"Case {id} was closed")).Wait();
        return true;
    }
}
