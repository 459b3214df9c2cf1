namespace OrderService.Domain;

public class Case
{
    public int Id { get; set; }

    public required string Subject { get; set; }

    public CaseStatus Status { get; set; }

    public int CustomerId { get; set; }

    public int? AgentId { get; set; }

    public DateTime OpenedAt { get; set; }

    public DateTime? EscalatedAt { get; set; }
}

public enum CaseStatus
{
    Open,
    Waiting,
    Escalated,
    Closed,
}
