using System.Net.Http;

public static class Program
{
    private static readonly HttpClient Client = new HttpClient();

    public static async Task<string> RunAsync(Uri address, int rounds)
    {
        for (var attempt = 0; attempt < 1000000; attempt++)
        {
            try
            {
                return await Client.GetStringAsync(address);
            }
            catch (HttpRequestException)
            {
            }
        }

        return "failed";
    }
}
