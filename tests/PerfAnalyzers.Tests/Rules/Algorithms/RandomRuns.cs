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

    /// <summary>A program that answers what the statements give back for two random lists, <c>items</c> and <c>others</c>, or how they fail.</summary>
    /// <param name="body">The statements, in one line or many.</param>
    /// <param name="members">Methods beside them.</param>
    public static string Program(string body, string members = "") => $$"""
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Linq;

        public static class Program
        {
            public static string Run(int seed)
            {
                var random = new Random(seed);
                // Whatever a function is called with is not followed.
                Func<List<Item>, List<Item>, string> answer = Answer;
                try
                {
                    return answer(Item.Make(random), Item.Make(random));
                }
                catch (Exception e)
                {
                    return e.GetType().Name;
                }
            }

            private static string Answer(List<Item> items, List<Item> others)
            {
                {{body}}
            }

            {{members}}
            private static string Text<T>(IEnumerable<T> values) => string.Join(",", values);
            private static string One(object? value) => value?.ToString() ?? "null";
        }
        """ + Item;

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
