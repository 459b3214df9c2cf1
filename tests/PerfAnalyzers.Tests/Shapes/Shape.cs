using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// A piece of code as people write it, from a file <c>*.shapes</c>: <c>=== Name: PERF2001</c> or <c>=== Name: silent</c>, and the code. A line that
/// ends with <c>//!</c> is what the rule has to report; <c>silent besides PERF2001</c> is right for all others, and worth a suggestion of that one. Code without a type stands in a method, or in a controller where it begins with an attribute; what follows <c>--- project</c> is
/// a project that the code references. Where either of two rules may speak, it is <c>PERF1002 or PERF1004</c>; what nobody finds yet is <c>PERF1001 unseen</c>, or a single line of it ends with <c>//?</c>; what may be reported besides, as the other end of the same, ends with <c>//~</c>; <c>library</c> has no web framework.
/// </summary>
internal sealed record Shape(string Name, ImmutableArray<string> Rules, string? Besides, bool IsUnseen, int CSharp, string Code, string? Referenced)
{
    private const string Folder = "tests/PerfAnalyzers.Tests/Shapes";
    private const string Head = "=== ";
    private const string Project = "--- project\n";
    private const string Mark = "//!";
    private const string Unseen = "//?";
    private const string Allowed = "//~";

    public static string Model { get; } = Repository.Read($"{Folder}/model.shapes");

    /// <summary>What parsers, games and reports are about.</summary>
    public static string Trades { get; } = Repository.Read($"{Folder}/trades.shapes");

    /// <summary>Brings the model into every file.</summary>
    public static string Import => "global using Shop;";

    /// <summary>Whether a rule has to find something in it.</summary>
    public bool IsFound => !Rules.IsEmpty;

    /// <summary>Whether it stands in a project without a web framework.</summary>
    public bool IsLibrary { get; private init; }

    public static ImmutableArray<Shape> In(string folder, string files = "*.shapes") => [.. Repository.Files($"{Folder}/{folder}", files).SelectMany(f => Read(Repository.Read(f)))];

    /// <summary>The lines to be reported, counted from 0.</summary>
    public IEnumerable<int> Marked => LinesWith(Mark);

    /// <summary>All lines that may be reported: those, what nobody finds yet, and the other end of what is reported.</summary>
    public IEnumerable<int> Expected => Marked.Concat(LinesWith(Unseen)).Concat(LinesWith(Allowed));

    private IEnumerable<int> LinesWith(string ending) => Code.Split('\n').Select((line, number) => (line, number)).Where(l => l.line.TrimEnd().EndsWith(ending, StringComparison.Ordinal)).Select(l => l.number);

    private static IEnumerable<Shape> Read(string text) => text.Split(Head, StringSplitOptions.RemoveEmptyEntries).Select(Parse);

    private static Shape Parse(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var head = text[..end].Split(": ", 2);
        var words = head[1].Split(' ');
        var parts = text[(end + 1)..].Split(Project, 2);
        return new Shape(
            head[0],
            words[0] == "silent" ? [] : [.. words.Where(w => w.StartsWith("PERF", StringComparison.Ordinal))],
            words is ["silent", "besides", var other, ..] ? other : null,
            words.Contains("unseen"),
            words is [_, "csharp", var version] ? int.Parse(version, System.Globalization.CultureInfo.InvariantCulture) : 11,
            Whole(parts[0]),
            parts.Length > 1 ? parts[1] : null)
        {
            IsLibrary = words.Contains("library"),
        };
    }

    private static string Whole(string code) => code.StartsWith("using ", StringComparison.Ordinal) && !code.StartsWith("using var ", StringComparison.Ordinal) || code.StartsWith("public ", StringComparison.Ordinal) || code.StartsWith("namespace ", StringComparison.Ordinal)
        ? code
        : code.StartsWith('[')
        ? $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        [ApiController]
        [Route("shop")]
        public class ShapeController : ControllerBase
        {
            private readonly ShopDb db;

            public ShapeController(ShopDb db) => this.db = db;

        {{code}}
        }
        """
        : $$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Memory;

        public class Job
        {
            private readonly ShopDb db;
            private readonly IDbContextFactory<ShopDb> factory;
            private readonly HttpClient http;
            private readonly IMemoryCache cache;

            public Job(ShopDb db, IDbContextFactory<ShopDb> factory, HttpClient http, IMemoryCache cache)
            {
                this.db = db;
                this.factory = factory;
                this.http = http;
                this.cache = cache;
            }

            public async Task RunAsync(List<Order> orders, List<int> ids, CancellationToken token)
            {
                await Task.Yield();
        {{code}}
            }
        }
        """;
}
