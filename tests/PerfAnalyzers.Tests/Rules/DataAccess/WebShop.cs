namespace PerfAnalyzers.Tests.Rules.DataAccess;

/// <summary>The shop behind a controller.</summary>
internal static class WebShop
{
    /// <summary>A file with members of a controller that has a context.</summary>
    public static string InController(string members, string others = "") => $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        [ApiController]
        [Route("orders")]
        public class OrdersController : ControllerBase
        {
            private readonly ShopContext db;

            public OrdersController(ShopContext db) => this.db = db;

        {{Indent(members)}}
        }
        {{others}}
        {{Shop.Model}}
        """;

    /// <summary>A program with endpoints that are lambdas.</summary>
    public static string InProgram(string statements, string others = "") => $$"""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.CreateBuilder(args).Build();
        {{statements}}
        app.Run();
        {{others}}
        {{Shop.Model}}
        """;

    private static string Indent(string members) => string.Join('\n', members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
}
