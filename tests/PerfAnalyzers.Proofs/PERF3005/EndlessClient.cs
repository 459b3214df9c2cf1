using System.Net.Http;

public static class Program
{
    public static async Task<string> RunAsync(Uri address, int rounds)
    {
        using var client = new HttpClient();
        client.Timeout = Timeout.InfiniteTimeSpan;
        try
        {
            return await client.GetStringAsync(address);
        }
        catch (TaskCanceledException)
        {
            return "given up";
        }
    }
}
