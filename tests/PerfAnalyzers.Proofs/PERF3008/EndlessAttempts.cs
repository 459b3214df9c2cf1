using System.Net.Http;

public static class Program
{
    private static readonly HttpClient Client = new HttpClient();

    public static async Task<string> RunAsync(Uri address, int rounds)
    {
        try
        {
            return await LoadAsync(address);
        }
        catch (HttpRequestException)
        {
            return "failed";
        }
    }

    private static async Task<string> LoadAsync(Uri address)
    {
        while (true)
        {
            try
            {
                return await Client.GetStringAsync(address);
            }
            catch (HttpRequestException)
            {
            }
        }
    }
}
