using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PerfAnalyzers.Proofs.PostgreSql.Shop;

/// <summary>Serves the endpoints of a program over the loopback address.</summary>
public static class ShopServer
{
    /// <summary>What a list that is asked for without arguments shows first, whether it is cut into pages or not.</summary>
    public static async Task<string> FirstOfListAsync(Action<DbContextOptionsBuilder> database, Action<IEndpointRouteBuilder> map, string path)
    {
        await (await ShopContext.FilledAsync(database)).DisposeAsync();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDbContext<ShopContext>(database);
        await using var server = builder.Build();
        map(server);
        await server.StartAsync();
        using var client = new HttpClient();
        var answer = await client.GetStringAsync(new Uri(server.Urls.First() + path));
        return string.Join('\n', JsonDocument.Parse(answer).RootElement.EnumerateArray().Take(20).Select(e => e.GetRawText()));
    }
}
