using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis.CSharp;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

/// <summary>Runs programs on random lists, with duplicates, nulls and empty ones.</summary>
internal static class RandomRuns
{
    /// <summary>What the lists hold, and how one is made.</summary>
    public const string Item = """

        public sealed class Item
        {
            public int Id { get; init; }
            public int? Parent { get; init; }
            public string? Name { get; init; }
            public bool Active { get; init; }
            public int Serial { get; init; }
            public override string ToString() => Serial.ToString(System.Globalization.CultureInfo.InvariantCulture);

            public static List<Item> Make(Random random)
            {
                var items = new List<Item>();
                var count = random.Next(4) == 0 ? random.Next(2) : random.Next(12);
                for (var i = 0; i < count; i++)
                {
                    items.Add(new Item
                    {
                        Id = random.Next(8),
                        Parent = random.Next(3) == 0 ? null : random.Next(8),
                        Name = random.Next(4) == 0 ? null : "aAbBcC".Substring(random.Next(6), 1),
                        Active = random.Next(2) == 0,
                        Serial = i,
                    });
                }

                return items;
            }
        }
        """;

    private const int Seeds = 200;

    /// <summary>What <c>Program.Run(seed)</c> answers for each seed.</summary>
    public static string[] Of(string source)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(p) is "netstandard.dll" or "mscorlib.dll")
            .Select(p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create(
            "Behaviour",
            [CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)],
            platform,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics) + source);
        image.Position = 0;
        var context = new AssemblyLoadContext("Behaviour", isCollectible: true);
        try
        {
            var run = context.LoadFromStream(image).GetType("Program")!.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!;
            return [.. Enumerable.Range(0, Seeds).Select(seed => (string)run.Invoke(null, [seed])!)];
        }
        finally
        {
            context.Unload();
        }
    }
}
