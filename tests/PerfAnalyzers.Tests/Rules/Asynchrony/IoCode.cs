namespace PerfAnalyzers.Tests.Rules.Asynchrony;

/// <summary>Wraps statements into a class with files, streams and a database at hand.</summary>
internal static class IoCode
{
    private const string Usings = """
        using System.Data;
        using System.Data.Common;
        using System.IO.Compression;
        using System.Net;
        using System.Net.Sockets;
        using System.Text.Json;
        using System.Xml.Linq;
        using Microsoft.AspNetCore.Http;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Distributed;

        """;

    private const string Members = """
            private readonly ShopContext db = null!;
            private readonly IDistributedCache cache = null!;
            private readonly HttpClient http = null!;
            private static void Use(params object?[] values) { }
        }

        public class Order { public int Id { get; set; } public decimal Price { get; set; } public List<Line> Lines { get; set; } = new(); }
        public class Line { public int Id { get; set; } public Order? Order { get; set; } }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); public DbSet<Line> Lines => Set<Line>(); }
        """;

    private const string Parameters =
        "string path, byte[] data, Stream stream, TextReader text, TextWriter writer, HttpRequest request, HttpResponse response, HttpContent content, IFormFile file, DbConnection connection, "
        + "DbCommand command, DbTransaction transaction, DbDataReader rows, Socket socket, IQueryable<Order> orders, List<Order> list, Order order, System.Net.Mail.MailMessage mail, CancellationToken token";

    /// <summary>The statements as the body of an async method.</summary>
    public static string InAsync(string statements) => In($"public async Task RunAsync({Parameters})", statements + "\nawait Task.Yield();");

    /// <summary>The statements as the body of a synchronous method that nobody calls.</summary>
    public static string InSync(string statements) => In($"public void Run({Parameters})", statements);

    public static string In(string head, string statements) => Type($$"""
            {{head}}
            {
                {{statements.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        """);

    /// <summary>Whole members beside the usual ones.</summary>
    public static string Type(string members) => Usings + $$"""
        public class Service
        {
        {{members}}

        {{Members}}
        """;
}
