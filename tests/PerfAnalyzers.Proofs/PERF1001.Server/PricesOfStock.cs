using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

public static class Program
{
    public static void Map(IEndpointRouteBuilder server, HttpClient stock)
    {
        var prices = new Prices(new Stock(stock));
        server.MapGet("/prices/{id}", (int id) => prices.Describe(id));
    }
}

public interface IStock
{
    string Load(int id);
}

public sealed class Stock(HttpClient http) : IStock
{
    public string Load(int id) => http.GetStringAsync($"/stock/{id}").Result;
}

public sealed class Prices(IStock stock)
{
    public string Describe(int id)
    {
        var found = stock.Load(id);
        return found.Length == 0 ? $"{id} is unknown" : $"{id} costs {found}";
    }
}
