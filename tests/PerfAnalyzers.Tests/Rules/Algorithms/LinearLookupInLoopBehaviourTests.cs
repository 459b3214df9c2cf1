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

    /// <summary>Keys and elements that are compared in ways of their own.</summary>
    [Theory]
    [InlineData("var rows = others.Select(o => new Row(o.Id, o.Serial)).ToList(); foreach (var item in items) log.Add(One(rows.FirstOrDefault(r => r.Id == item.Id)));", "public readonly record struct Row(int Id, int Serial);")]
    [InlineData("var rows = others.Select(o => new Row { Id = o.Id, Serial = o.Serial }).ToList(); foreach (var item in items) { var row = rows.Find(r => r.Id == item.Id); row.Serial++; log.Add(One(row.Serial)); } log.Add(Text(rows.Select(r => r.Serial)));", "public struct Row { public int Id { get; set; } public int Serial { get; set; } }")]
    [InlineData("var rows = others.Select(o => new Row(o.Id)).ToList(); foreach (var item in items) log.Add(One(rows.Contains(new Row(item.Id))));", "public sealed record Row(int Id);")]
    [InlineData("var rows = others.Select(o => new Row(o.Id)).ToList(); foreach (var item in items) log.Add(One(rows.Contains(new Row(item.Id))));", "public sealed class Row { public Row(int id) { } }")]
    [InlineData("foreach (var item in items) log.Add(One(others.Contains(item)));", "")]
    [InlineData("var rows = others.Select(o => (o.Id, o.Name)).ToList(); foreach (var item in items) log.Add(One(rows.Contains((item.Id, item.Name))));", "")]
    [InlineData("var rows = others.Select(o => new Row(new DateTime(9 + o.Id, o.Active ? DateTimeKind.Utc : DateTimeKind.Local), o.Serial)).ToList(); foreach (var item in items) { var at = new DateTime(9 + item.Id, DateTimeKind.Unspecified); log.Add(One(rows.FirstOrDefault(r => r.At == at)?.Serial)); }", "public sealed record Row(DateTime At, int Serial);")]
    [InlineData("var rows = others.Select(o => new Row(o.Id % 2 == 0 ? 1.0m : 1.00m, o.Serial)).ToList(); foreach (var item in items) { var rate = item.Active ? 1m : 2m; log.Add(One(rows.Count(r => r.Rate == rate))); }", "public sealed record Row(decimal Rate, int Serial);")]
    [InlineData("var rows = others.Select(o => new Row(o.Serial % 3, o.Active ? double.NaN : o.Id % 3 == 0 ? -0.0 : o.Id)).ToList(); foreach (var item in items) { var row = new Row(item.Serial % 3, item.Active ? double.NaN : item.Id % 2 == 0 ? 0.0 : item.Id); log.Add(One(rows.Contains(row))); }", "public readonly record struct Row(int Part, double Weight);")]
    [InlineData("foreach (var item in items) { log.Add(One(others.FirstOrDefault(o => o.Id == item.Id)?.Serial)); log.Add(One(others.FirstOrDefault(o => o.Name == item.Name)?.Serial)); log.Add(One(others.Any(o => o.Id == item.Parent))); }", "")]
    [InlineData("System.Threading.Tasks.Parallel.ForEach(items, item => { var n = others.Count(o => o.Id == item.Id); lock (log) log.Add(n + \"\"); }); log.Sort();", "")]
    [InlineData("for (var i = 0; i < items.Count; i++) { if (others.Exists(o => o.Id == items[i].Id)) log.Add(i + \"\"); }", "")]
    [InlineData("foreach (var (id, name) in items.Select(i => (i.Id, i.Name))) log.Add(One(others.FirstOrDefault(o => o.Name == name && o.Id == id)));", "")]
    public async Task Fixes_keys_of_every_kind_without_changing_an_answer(string body, string members)
    {
        var before = RandomRuns.Program("var log = new List<string>();\n" + body + "\nreturn string.Join(\";\", log);", members);
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
