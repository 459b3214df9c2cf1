using System.Globalization;
using System.Text;

namespace PerfAnalyzers.Benchmarks.Synthetic;

/// <summary>
/// Sources of a wanted size that are the same in every run. One part after the other is made from a frame; the numbers in it make each call
/// the part before, so that calls are nested as deep as code is long, with a new start every <see cref="Depth"/> parts.
/// </summary>
internal static class SyntheticCode
{
    private const int Depth = 12;

    /// <summary>How many parts share one with something to report: about as rare as in applications.</summary>
    private const int PartsPerFinding = 10;

    /// <summary>Files of no fewer lines than asked for, and at most one part more.</summary>
    public static ImmutableArray<(string Path, string Text)> Files(CodeKind kind, int lines)
    {
        var files = ImmutableArray.CreateBuilder<(string, string)>();
        var written = 0;
        for (var i = 0; written < lines; i++)
        {
            var text = Part(kind, i);
            written += text.Count(c => c == '\n');
            files.Add(($"/bench/Part{i.ToString("00000", CultureInfo.InvariantCulture)}.cs", text));
        }

        if (kind == CodeKind.Server)
            files.Add(("/bench/Database.cs", Database(files.Count)));

        return files.ToImmutable();
    }

    private static string Part(CodeKind kind, int number)
    {
        var before = number % Depth == 0 ? number : number - 1;
        var frame = kind == CodeKind.Server ? Frames.Server : Frames.Plain;
        var finding = number % PartsPerFinding == 0 ? (kind == CodeKind.Server ? Frames.ServerFinding : Frames.PlainFinding) : string.Empty;
        return frame
            .Replace("/*FINDING*/", finding, StringComparison.Ordinal)
            .Replace("#BEFORE#", before.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("#", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Database(int parts)
    {
        var text = new StringBuilder("""
            using Microsoft.EntityFrameworkCore;

            namespace Bench;

            public class Database : DbContext
            {

            """);
        for (var i = 0; i < parts; i++)
            text.Append(CultureInfo.InvariantCulture, $"    public DbSet<Entity{i}> Entities{i} => Set<Entity{i}>();\n");

        return text.Append("}\n").ToString();
    }
}
