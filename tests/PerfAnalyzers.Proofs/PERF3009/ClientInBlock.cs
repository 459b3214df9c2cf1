using System.Net.Http;

public static class Program
{
    public static async Task<string> RunAsync(Uri address, int rounds)
    {
        var length = 0;
        for (var round = 0; round < rounds; round++)
            length += await LoadAsync(address);

        return length.ToString();
    }

    private static async Task<int> LoadAsync(Uri address)
    {
        using (var client = new HttpClient())
        {
            var answer = await client.GetAsync(address);
            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadAsByteArrayAsync()).Length;
        }
    }
}
