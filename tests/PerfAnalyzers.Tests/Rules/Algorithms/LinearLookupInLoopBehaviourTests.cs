using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

/// <summary>Programs that are run before and after the fix on random data, with duplicates, nulls and empty lists.</summary>
public sealed class LinearLookupInLoopBehaviourTests
{
    private const int Seeds = 200;

    [Theory]
    [InlineData("ids.Contains(item.Id)", "ids")]
    [InlineData("names.Contains(item.Name)", "names")]
    [InlineData("names.IndexOf(item.Name) < 0", "names")]
    [InlineData("names.Contains(item.Name, StringComparer.OrdinalIgnoreCase)", "names")]
    [InlineData("others.Any(o => o.Name == item.Name)")]
    [InlineData("others.Any(o => string.Equals(o.Name, item.Name, StringComparison.OrdinalIgnoreCase))")]
    [InlineData("others.All(o => o.Id != item.Id)")]
    [InlineData("others.Exists(o => o.Id == item.Parent)")]
    [InlineData("others.Any(o => o.Id == item.Id && o.Name == item.Name)")]
    [InlineData("others.Any(o => o.Parent == item.Parent && o.Active)")]
    [InlineData("others.First(o => o.Id == item.Id)")]
    [InlineData("others.First(o => o.Name == item.Name)")]
    [InlineData("others.FirstOrDefault(o => o.Id == item.Id)")]
    [InlineData("others.FirstOrDefault(o => o.Id == item.Id && o.Active)")]
    [InlineData("others.FirstOrDefault(o => o.Name == item.Name)")]
    [InlineData("others.FirstOrDefault(o => o.Parent == item.Parent)")]
    [InlineData("others.Find(o => o.Id == item.Parent)")]
    [InlineData("others.FindLast(o => o.Id == item.Id)")]
    [InlineData("others.Single(o => o.Id == item.Id)")]
    [InlineData("others.SingleOrDefault(o => o.Name == item.Name)")]
    [InlineData("others.Last(o => o.Id == item.Id)")]
    [InlineData("others.Count(o => o.Name == item.Name)")]
    [InlineData("string.Join(\",\", others.Where(o => o.Id == item.Id))")]
    [InlineData("string.Join(\",\", others.FindAll(o => o.Parent == item.Id))")]
    [InlineData("others.Select(o => o.Name).Contains(item.Name)")]
    [InlineData("others.Where(o => o.Active).Any(o => o.Id == item.Id)")]
    [InlineData("others.Any(o => o.Id == item.Id && o.Serial > item.Serial)")]
    [InlineData("others.FirstOrDefault(o => o.Name == item.Name && o.Serial != item.Serial)")]
    [InlineData("others.First(o => o.Serial > item.Serial && o.Parent == item.Parent)")]
    [InlineData("others.SingleOrDefault(o => o.Name == item.Name && (o.Serial == 1 || o.Id == item.Id))")]
    [InlineData("others.Count(o => o.Active && o.Id == item.Id && o.Serial > item.Serial)")]
    [InlineData("others.Last(o => o.Id == item.Id && o.Name is { Length: 1 } name && name != item.Name)")]
    [InlineData("string.Join(\",\", others.FindAll(o => o.Parent == item.Id && !string.IsNullOrEmpty(o.Name)))")]
    public async Task Fixes_without_changing_an_answer(string question, string? list = null)
    {
        var before = Program(question, list ?? "others");
        var after = await FixingSession.FixAsync(ShippedRule.WithId("PERF4001"), before);
        Assert.NotEqual(before, after);
        Assert.Equal(Run(before), Run(after));
    }

    private static string Program(string question, string list) => $$"""
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Linq;

        public sealed class Item
        {
            public int Id { get; init; }
            public int? Parent { get; init; }
            public string? Name { get; init; }
            public bool Active { get; init; }
            public int Serial { get; init; }
            public override string ToString() => Serial.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        public static class Program
        {
            public static string Run(int seed)
            {
                var random = new Random(seed);
                // Whatever a function is called with is not followed.
                Func<List<Item>, List<Item>, string> answer = Answer;
                return answer(Make(random), Make(random));
            }

            private static string Answer(List<Item> items, List<Item> others)
            {
                var ids = others.Select(o => (decimal)o.Id).ToList();
                var names = others.Select(o => o.Name).ToList();
                var answers = new List<string>();
                foreach (var item in items)
                {
                    try
                    {
                        answers.Add(Text({{question}}));
                    }
                    catch (InvalidOperationException e)
                    {
                        answers.Add(e.GetType().Name);
                    }
                }

                return string.Join(";", answers) + {{list}}.Count;
            }

            private static string Text(object? value) => value?.ToString() ?? "null";

            private static List<Item> Make(Random random)
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

    private static string[] Run(string source)
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
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
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
