using OrderService.Domain;

namespace OrderService.Contracts;

public record CaseOverview(int Id, string Subject, CaseStatus Status, string Agent, int Sessions);

public record CaseDetails(int Id, string Subject, CaseStatus Status, string Customer, IReadOnlyList<string> Orders);

public record AgentWorkload(int AgentId, string Agent, int OpenCases, int Capacity);

public record CaseAssignment(int CaseId, string Subject, string Agent, string Team);

public record SessionActivity(int SessionId, int AgentId, int Events, string? LastEvent, DateTime? LastEventAt);
