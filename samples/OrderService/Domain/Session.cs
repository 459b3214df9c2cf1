namespace OrderService.Domain;

public class Session
{
    public int Id { get; set; }

    public int AgentId { get; set; }

    public int CaseId { get; set; }

    public DateTime StartedAt { get; set; }

    public DateTime? EndedAt { get; set; }
}

public class SessionEvent
{
    public int Id { get; set; }

    public int SessionId { get; set; }

    public required string Kind { get; set; }

    public DateTime OccurredAt { get; set; }
}
