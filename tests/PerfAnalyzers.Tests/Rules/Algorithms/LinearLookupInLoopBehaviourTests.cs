using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

/// <summary>Programs that are run before and after the fix on random data, with duplicates, nulls and empty lists.</summary>
public sealed class LinearLookupInLoopBehaviourTests
{
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
    [InlineData("names.IndexOf(item.Name)", "names")]
    [InlineData("names.LastIndexOf(item.Name) * 2", "names")]
    [InlineData("ids.IndexOf(item.Id) + 1", "ids")]
    [InlineData("others.FindIndex(o => o.Id == item.Parent)")]
    [InlineData("others.FindLastIndex(o => o.Name == item.Name) > 1")]
    [InlineData("others.FindIndex(o => o.Id == item.Id && o.Name == item.Name)")]
    [InlineData("others.FindIndex(o => string.Equals(o.Name, item.Name, StringComparison.OrdinalIgnoreCase))")]
    public async Task Fixes_without_changing_an_answer(string question, string? list = null)
    {
        var before = Program(question, list ?? "others");
        var after = await FixingSession.FixAsync(ShippedRule.WithId("PERF4001"), before);
        Assert.NotEqual(before, after);
        Assert.Equal(RandomRuns.Of(before), RandomRuns.Of(after));
    }

    private static string Program(string question, string list) => RandomRuns.Program($$"""
        var ids = others.Select(o => (decimal)o.Id).ToList();
                var names = others.Select(o => o.Name).ToList();
                var answers = new List<string>();
                foreach (var item in items)
                {
                    try
                    {
                        answers.Add(One({{question}}));
                    }
                    catch (InvalidOperationException e)
                    {
                        answers.Add(e.GetType().Name);
                    }
                }

                return string.Join(";", answers) + {{list}}.Count;
        """);
}
