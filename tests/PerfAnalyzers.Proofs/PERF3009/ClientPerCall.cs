using System.Net.Http;

public static class Program
{
    public static async Task<string> RunAsync(Uri address, int rounds)
    {
        var answers = new List<string>();
        for (var round = 0; round < rounds; round++)
            answers.Add(await LoadAsync(address));

        return string.Join(' ', answers);
    }

    private static async Task<string> LoadAsync(Uri address)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(address);
    }
}
