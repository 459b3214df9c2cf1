using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

public static class Program
{
    public static void Map(IEndpointRouteBuilder server, HttpClient stock)
    {
        var prices = new Prices(stock);
        server.MapGet("/prices/{id}", (int id) => prices.Describe(id));
    }
}

public sealed class Prices(HttpClient stock)
{
    public string Describe(int id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/stock/{id}");
        using var response = stock.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        var found = reader.ReadToEnd();
        return found.Length == 0 ? $"{id} is unknown" : $"{id} costs {found}";
    }
}
