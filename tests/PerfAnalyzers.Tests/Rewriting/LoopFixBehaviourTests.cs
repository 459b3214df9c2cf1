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
    [InlineData("PERF4003", "var open = new List<Item>(items); var log = new List<int>(); while (open.Count > 0) { var next = open[0]; open.RemoveAt(0); log.Add(next.Serial); open.AddRange(others.Where(o => o.Id == next.Id + 1)); } return Text(log);")]
    [InlineData("PERF4003", "var open = new List<(int, int)> { (0, 1), (2, 3) }; var log = new List<int>(); while (open.Count > 0) { var (a, b) = open[0]; open.RemoveAt(0); log.Add(a * b); if (log.Count < items.Count) open.Add((b, a + 1)); } return Text(log) + open.Count;")]
    [InlineData("PERF4002", "return Text((from i in items from o in others where o.Id == i.Id select (i.Serial, o.Serial)).ToList());")]
    [InlineData("PERF4002", "return Text((from i in items from o in others where i.Id == o.Id && o.Active && i.Name != o.Name orderby i.Serial % 3 select (i.Serial, o.Serial)).ToArray());")]
    [InlineData("PERF4001", "List<Item?> found = [.. from i in items let o = others.Find(o => o.Id == i.Id) where o != null select o]; return Text(found);")]
    [InlineData("PERF4005", "string?[] names = []; foreach (var item in items) { if (item.Active) { names = [.. names, item.Name, .. others.Where(o => o.Id == item.Id).Select(o => o.Name)]; } else { names = [.. names, \"-\"]; } } return Text(names);")]
    [InlineData("PERF4005", "IEnumerable<int> ids = Enumerable.Empty<int>(); foreach (var item in items) { ids = ids.Concat(others.Select(o => o.Id + item.Id)).ToList(); } return Text(ids.Distinct());")]
    [InlineData("PERF4005", "var ids = Array.Empty<int>(); foreach (var item in items) { Array.Resize(ref ids, ids.Length + 1); ids[^1] = item.Id; if (item.Parent == 3) break; } return Text(ids);")]
    public async Task Fixes_without_changing_an_answer(string rule, string body)
    {
        if (body.Contains("= [", StringComparison.Ordinal))
            Requires.CSharp(12);

        var before = Program(body);
        var after = await FixingSession.FixAsync(ShippedRule.WithId(rule), before);
        Assert.NotEqual(before, after);
        Assert.Equal(RandomRuns.Of(before), RandomRuns.Of(after));
    }

    private static string Program(string body) => $$"""
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
                {{body.Replace("{ ", "{\n            ", StringComparison.Ordinal).Replace("; ", ";\n            ", StringComparison.Ordinal)}}
            }

            private static string Text<T>(IEnumerable<T> values) => string.Join(",", values);
        }
        """ + RandomRuns.Item;
}
