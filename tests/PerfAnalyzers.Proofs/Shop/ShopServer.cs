using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PerfAnalyzers.Proofs.Shop;

/// <summary>How a program adds what it serves to a server.</summary>
public delegate void MapShop(IEndpointRouteBuilder server);

/// <summary>A server over HTTP whose endpoints take the context of a shop.</summary>
internal static class ShopServer
{
    /// <summary>What an address answers, and what that took.</summary>
    public static async Task<Outcome> AskAsync(ShopDatabase database, MapShop map, string address)
    {
        var counter = new CommandCounter();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddScoped(_ => database.NewContext(counter));
        await using var server = builder.Build();
        map(server);
        await server.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
        var watch = Stopwatch.StartNew();
        using var response = await http.GetAsync(address);
        var answer = await response.Content.ReadAsStringAsync();
        var time = watch.Elapsed;
        Assert.True(response.IsSuccessStatusCode, answer);
        return new Outcome(answer, counter.Commands, counter.Commands, 0, time) { Rows = counter.Rows, Waits = counter.Waits };
    }
}
