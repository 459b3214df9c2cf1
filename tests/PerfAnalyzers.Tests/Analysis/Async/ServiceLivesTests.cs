using Microsoft.CodeAnalysis;
using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Tests.Analysis.Async;

public sealed class ServiceLivesTests
{
    [Theory]
    [InlineData("services.AddSingleton<Thing>();", "", nameof(ServiceLife.Once))]
    [InlineData("services.AddSingleton<IThing, Thing>();", "", nameof(ServiceLife.Once))]
    [InlineData("services.AddSingleton<IThing>(_ => new Thing());", "", nameof(ServiceLife.Once))]
    [InlineData("", " : Microsoft.Extensions.Hosting.IHostedService", nameof(ServiceLife.Once))]
    [InlineData("services.AddScoped<Thing>();", "", nameof(ServiceLife.Anew))]
    [InlineData("services.AddTransient(typeof(IThing), typeof(Thing));", "", nameof(ServiceLife.Anew))]
    [InlineData("services.AddSingleton<Thing>(); services.AddScoped<IThing, Thing>();", "", nameof(ServiceLife.Anew))]
    [InlineData("_ = new Thing();", "", nameof(ServiceLife.Anew))]
    [InlineData("", " : Microsoft.AspNetCore.Mvc.ControllerBase", nameof(ServiceLife.Anew))]
    [InlineData("", "", nameof(ServiceLife.Unknown))]
    [InlineData("services.AddSingleton<OtherThing>();", "", nameof(ServiceLife.Unknown))]
    public async Task Knows_how_long_objects_live(string registrations, string bases, string life)
    {
        var used = await UsedValue.InAsync($$"""
            using Microsoft.Extensions.DependencyInjection;

            public interface IThing { }
            public class OtherThing { }
            public class Thing{{bases}}{{(bases.Length == 0 ? " : IThing" : ", IThing")}}
            {
                public Task StartAsync(CancellationToken token) => Task.CompletedTask;
                public Task StopAsync(CancellationToken token) => Task.CompletedTask;
            }

            public static class Startup
            {
                private static void Use(object? value) { }
                public static void Add(IServiceCollection services, Thing thing)
                {
                    {{registrations}}
                    Use(thing);
                }
            }
            """);
        var type = (INamedTypeSymbol)used.Value.Unwrap().Type!;
        Assert.Equal(life, ServiceLives.For(used.Compilation).Of(type, TestContext.Current.CancellationToken).ToString());
    }
}
