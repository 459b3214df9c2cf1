using PerfAnalyzers.Tests.Contracts;
using PerfAnalyzers.Tests.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rewriting;

/// <summary>Loops that are run before and after their fix: what is left, in which order, and how a failure ends.</summary>
public sealed class LoopFixBehaviourTests
{
    [Theory]
    [InlineData("PERF4001", "var seen = new List<string?>(); foreach (var item in items) { if (!seen.Contains(item.Name)) seen.Add(item.Name); } return Text(seen);")]
    [InlineData("PERF4001", "var seen = new List<string?>(); foreach (var item in items) { if (seen.Contains(item.Name)) continue; seen.Add(item.Name); } return Text(seen);")]
    [InlineData("PERF4001", "var seen = new List<int?>(); foreach (var item in items) { if (item.Active && !seen.Contains(item.Parent)) { seen.Add(item.Parent); seen.Add(item.Id); } else { seen.Add(item.Serial); } } return Text(seen);")]
    [InlineData("PERF4001", "var seen = new List<string?>(); var log = new List<int>(); foreach (var item in items) { if (seen.Contains(item.Name)) continue; seen.Add(item.Name); log.Add(item.Serial); } return Text(log);")]
    [InlineData("PERF4003", "var open = new List<Item>(items); var log = new List<int>(); while (open.Count > 0) { var next = open[0]; open.RemoveAt(0); log.Add(next.Serial); open.AddRange(others.Where(o => o.Id == next.Id + 1)); } return Text(log);")]
    [InlineData("PERF4003", "var open = new List<(int, int)> { (0, 1), (2, 3) }; var log = new List<int>(); while (open.Count > 0) { var (a, b) = open[0]; open.RemoveAt(0); log.Add(a * b); if (log.Count < items.Count) open.Add((b, a + 1)); } return Text(log) + open.Count;")]
    [InlineData("PERF4002", "return Text((from i in items from o in others where o.Id == i.Id select (i.Serial, o.Serial)).ToList());")]
    [InlineData("PERF4002", "return Text((from i in items from o in others where i.Id == o.Id && o.Active && i.Name != o.Name orderby i.Serial % 3 select (i.Serial, o.Serial)).ToArray());")]
    [InlineData("PERF4001", "List<Item?> found = [.. from i in items let o = others.Find(o => o.Id == i.Id) where o != null select o]; return Text(found);")]
    [InlineData("PERF4005", "string?[] names = []; foreach (var item in items) { if (item.Active) { names = [.. names, item.Name, .. others.Where(o => o.Id == item.Id).Select(o => o.Name)]; } else { names = [.. names, \"-\"]; } } return Text(names);")]
    [InlineData("PERF4005", "IEnumerable<int> ids = Enumerable.Empty<int>(); foreach (var item in items) { ids = ids.Concat(others.Select(o => o.Id + item.Id)).ToList(); } return Text(ids.Distinct());")]
    [InlineData("PERF4005", "var ids = Array.Empty<int>(); foreach (var item in items) { Array.Resize(ref ids, ids.Length + 1); ids[^1] = item.Id; if (item.Parent == 3) break; } return Text(ids);")]
    [InlineData("PERF4002", "var log = new List<string>(); foreach (var item in items) { for (var j = 0; j < others.Count; j++) { if (others[j].Id == item.Id) { log.Add(item.Serial + \"-\" + j + others[j].Name); } } } return Text(log);")]
    [InlineData("PERF4002", "var log = new List<string>(); for (var i = 0; i < items.Count; i++) { for (var j = 0; j < others.Count; j++) { var other = others[j]; if (items[i].Parent == other.Parent && other.Active) { log.Add(i + \"-\" + j); log.Add(other.Name + items[i].Name); break; } } } return Text(log);")]
    [InlineData("PERF4002", "var log = new List<string>(); for (var i = 0; i < items.Count; i++) { for (var j = 0; j < others.Count; j++) { if (others[j].Name != items[i].Name) { continue; } log.Add(i + \"-\" + j); } } return Text(log);")]
    [InlineData("PERF4002", "var log = new List<int>(); var keys = others.Select(o => o.Id * 2).ToArray(); for (int i = 0; i < items.Count; i++) for (int j = 0; j < keys.Length; ++j) if (keys[j] == items[i].Id) log.Add(i * j); return Text(log);")]
    [InlineData("PERF4006", "var log = new List<int>(); foreach (var item in items) { var best = others.Count(o => o.Active); log.Add(best + item.Id); } return Text(log);")]
    public Task Fixes_without_changing_an_answer(string rule, string body)
    {
        if (body.Contains("= [", StringComparison.Ordinal))
            Requires.CSharp(12);

        return AssertSameAsync(rule, Program(body));
    }

    [Theory]
    [InlineData("One(Find(others, item.Id)?.Serial)", "private static Item? Find(List<Item> list, int id) => list.FirstOrDefault(o => o.Id == id);")]
    [InlineData("Find(others, item.Name)", "private static string Find(List<Item> list, string? name) { foreach (var o in list) { if (string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase)) { return One(o.Serial); } } return \"none\"; }")]
    [InlineData("One(Find(others, item.Parent))", "private static int Find(List<Item> list, int? id) => list.Count(o => o.Id == id);")]
    [InlineData("One(Find(names, item.Name))", "private static bool Find(List<string?> list, string? name) => list.IndexOf(name) >= 0;")]
    [InlineData("One(Find(others, item.Parent))", "private static bool Find(IReadOnlyList<Item> list, int? id) => list.All(o => o.Parent != id);")]
    [InlineData("One(Find(others, item.Name).Serial)", "private static Item Find(IReadOnlyCollection<Item> list, string? name) => list.Single(o => o.Name == name);")]
    public Task Fixes_a_helper_without_changing_an_answer(string question, string helper) => AssertSameAsync(
        "PERF4008",
        RandomRuns.Program("var names = others.Select(o => o.Name).ToList(); var log = new List<string>();\nforeach (var item in items)\n    log.Add(" + question + ");\nreturn Text(log);", helper));

    private static async Task AssertSameAsync(string rule, string before)
    {
        var after = await FixingSession.FixAsync(ShippedRule.WithId(rule), before);
        Assert.NotEqual(before, after);
        Assert.Equal(RandomRuns.Of(before), RandomRuns.Of(after));
    }

    private static string Program(string body) =>
        RandomRuns.Program(body.Replace("{ ", "{\n            ", StringComparison.Ordinal).Replace("; ", ";\n            ", StringComparison.Ordinal));
}
