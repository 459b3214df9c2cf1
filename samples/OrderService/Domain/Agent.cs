namespace OrderService.Domain;

public class Agent
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public required string Team { get; set; }

    public int Capacity { get; set; }

    public bool IsOnline { get; set; }
}
