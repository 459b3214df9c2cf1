using PerfAnalyzers.Tests.Contracts;
using PerfAnalyzers.Tests.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rewriting;

/// <summary>Each action that a fix about algorithms offers, in three programs that are run before and after it on random lists.</summary>
public sealed class AlgorithmFixBehaviourTests
{
    private const int LeastPrograms = 3;

    /// <summary>Rows whose members may be set, by code that has them in its hands and does not.</summary>
    private const string Row = """

        public sealed class Row
        {
            public int Id { get; set; }
            public string? Name { get; set; }
            public static List<Row> Of(List<Item> items) => items.Select(i => new Row { Id = i.Id, Name = i.Name }).ToList();
            public static void Note(Row? row, List<string> log) => log.Add(row is null ? "none" : row.Id + row.Name);
            public static void Change(Row row) { row.Id++; row.Name += "."; }
        }
        """;

    public static TheoryData<string, string, string> Programs => new()
    {
        { "PERF4001.BuildIndex", "foreach (var item in items) log.Add(One(others.Any(o => o.Id == item.Id)));", "" },
        { "PERF4001.BuildIndex", "foreach (var item in items) log.Add(One(others.FirstOrDefault(o => o.Name == item.Name)));", "" },
        { "PERF4001.BuildIndex", "log.Add(Text(items.Select(i => others.Count(o => o.Parent == i.Parent)).ToList()));", "" },
        { "PERF4001.BuildIndexAssumingNotNull", "foreach (var item in items) { if (others != null) log.Add(One(others.Exists(o => o.Id == item.Id))); }", "" },
        { "PERF4001.BuildIndexAssumingNotNull", "foreach (var item in items) { if (others is { Count: > 0 }) log.Add(One(others.Find(o => o.Name == item.Name))); }", "" },
        { "PERF4001.BuildIndexAssumingNotNull", "foreach (var item in items) { if (others == null) break; log.Add(One(others.FindAll(o => o.Parent == item.Id).Count)); }", "" },
        { "PERF4001.BuildIndexAssumingSame", "var rows = Row.Of(others); foreach (var item in items) { log.Add(One(rows.Exists(r => r.Id == item.Id))); Row.Note(rows.FirstOrDefault(), log); }", Row },
        { "PERF4001.BuildIndexAssumingSame", "var rows = Row.Of(others); foreach (var item in items) { var row = rows.Find(r => r.Name == item.Name); Row.Note(row, log); }", Row },
        { "PERF4001.BuildIndexAssumingSame", "var rows = Row.Of(others); foreach (var item in items) { foreach (var row in rows.Where(r => r.Id == item.Parent)) Row.Note(row, log); }", Row },
        { "PERF4001.MakeSet", "var seen = new List<string?>(); foreach (var item in items) { if (seen.Contains(item.Name)) continue; seen.Add(item.Name); log.Add(One(item)); }", "" },
        { "PERF4001.MakeSet", "List<string?> seen = new(); foreach (var item in items) { if (!seen.Contains(item.Name)) { seen.Add(item.Name); log.Add(One(item)); } }", "" },
        { "PERF4001.MakeSet", "var seen = new List<int?> { 3 }; foreach (var item in items) { if (!seen.Contains(item.Parent)) log.Add(One(item)); seen.Add(item.Id); }", "" },
        { "PERF4001.KeepSet", "var seen = new List<string?>(); foreach (var item in items) { if (!seen.Contains(item.Name)) seen.Add(item.Name); } log.Add(Text(seen));", "" },
        { "PERF4001.KeepSet", "var unique = new List<Item>(); foreach (var item in items) { if (!unique.Any(u => u.Id == item.Id)) unique.Add(item); } log.Add(Text(unique));", "" },
        { "PERF4001.KeepSet", "var seen = new List<int?> { 3 }; foreach (var item in items) { if (!seen.Contains(item.Parent)) log.Add(One(item)); seen.Add(item.Id); log.Add(One(seen.Count)); }", "" },
        { "PERF4002.BuildLookup", "foreach (var item in items) foreach (var o in others) if (o.Id == item.Id) log.Add(item.Serial + \"-\" + o.Serial);", "" },
        { "PERF4002.BuildLookup", "foreach (var item in items) { foreach (var o in others) { if (o.Name == item.Name && o.Active) { log.Add(One(o)); break; } } }", "" },
        { "PERF4002.BuildLookup", "for (var i = 0; i < items.Count; i++) for (var j = 0; j < others.Count; j++) if (others[j].Parent == items[i].Parent) log.Add(i + \"-\" + j);", "" },
        { "PERF4002.BuildLookupAssumingSame", "var rows = Row.Of(others); foreach (var item in items) foreach (var r in rows) if (r.Id == item.Id) Row.Note(r, log);", Row },
        { "PERF4002.BuildLookupAssumingSame", "var rows = Row.Of(others); foreach (var item in items) { foreach (var r in rows) { if (r.Name != item.Name) continue; Row.Note(r, log); } }", Row },
        { "PERF4002.BuildLookupAssumingSame", "var rows = Row.Of(others); foreach (var item in items) { foreach (var r in rows) { if (r.Id == item.Parent && item.Active) { Row.Note(r, log); break; } } }", Row },
        { "PERF4002.UseJoin", "log.Add(Text((from i in items from o in others where o.Id == i.Id select (i.Serial, o.Serial)).ToList()));", "" },
        { "PERF4002.UseJoin", "log.Add(Text((from i in items from o in others where i.Id == o.Id && o.Active && i.Name != o.Name orderby i.Serial % 3 select (i.Serial, o.Serial)).ToArray()));", "" },
        { "PERF4002.UseJoin", "foreach (var pair in from i in items from o in others where o.Id == i.Id && o.Serial > i.Serial select (i, o)) log.Add(One(pair));", "" },
        { "PERF4003.UseQueue", "var open = new List<Item>(items); while (open.Count > 0) { var next = open[0]; open.RemoveAt(0); log.Add(One(next)); }", "" },
        { "PERF4003.UseQueue", "var open = new List<Item>(items); while (open.Count > 0) { var next = open[0]; open.RemoveAt(0); log.Add(One(next)); open.AddRange(others.Where(o => o.Id == next.Id + 1)); }", "" },
        { "PERF4003.UseQueue", "List<string?> open = items.Select(i => i.Name).ToList(); while (open.Any()) { var next = open[0]; open.RemoveAt(0); log.Add(next + open.Count); }", "" },
        { "PERF4003.ReverseOnce", "var latest = new List<int>(); foreach (var item in items) latest.Insert(0, item.Serial); log.Add(Text(latest));", "" },
        { "PERF4003.ReverseOnce", "var latest = new List<string?>(); foreach (var item in items) { if (item.Active) latest.Insert(0, item.Name); } log.Add(Text(latest));", "" },
        { "PERF4003.ReverseOnce", "var latest = new List<Item>(); foreach (var item in items) { foreach (var o in others) { if (o.Id > item.Id) latest.Insert(0, o); } } log.Add(Text(latest));", "" },
        { "PERF4003.RemoveAll", "for (var i = items.Count - 1; i >= 0; i--) { if (items[i].Id > 3) items.RemoveAt(i); } log.Add(Text(items));", "" },
        { "PERF4003.RemoveAll", "foreach (var item in items.ToList()) { if (item.Parent == null) items.Remove(item); } log.Add(Text(items));", "" },
        { "PERF4003.RemoveAll", "var names = items.Select(i => i.Name).ToList(); foreach (var name in names.ToArray()) { if (string.IsNullOrEmpty(name)) names.Remove(name); } log.Add(Text(names));", "" },
        { "PERF4004.Join", "var text = \"\"; foreach (var item in items) text += item.Name; log.Add(text);", "" },
        { "PERF4004.Join", "var text = \"\"; foreach (var item in items) { if (text.Length > 0) text += \", \"; text += item.Id; } log.Add(text);", "" },
        { "PERF4004.Join", "var text = \"All: \"; log.Add(text); foreach (var item in items) text += item.Parent + \",\"; log.Add(text);", "" },
        { "PERF4004.UseStringBuilder", "var text = \"\"; foreach (var item in items) { text += item.Name + item.Id; log.Add(One(item)); } log.Add(text);", "" },
        { "PERF4004.UseStringBuilder", "var text = \"a\"; foreach (var item in items) { if (item.Active) continue; text = text + item.Parent + 'x' + 1.5; } log.Add(text);", "" },
        { "PERF4004.UseStringBuilder", "var text = \"\"; for (var i = 0; i < items.Count; i++) { text = $\"{text}{items[i].Id:000}\"; if (items[i].Id == 3) break; } log.Add(text + text.Length);", "" },
        { "PERF4005.AddInPlace", "var all = new Item[0]; foreach (var item in items) { all = all.Append(item).ToArray(); } log.Add(Text(all));", "" },
        { "PERF4005.AddInPlace", "var all = Array.Empty<int>(); foreach (var item in items) { Array.Resize(ref all, all.Length + 1); all[^1] = item.Id; if (item.Parent == 3) break; } log.Add(Text(all));", "" },
        { "PERF4005.AddInPlace", "IEnumerable<int> all = Enumerable.Empty<int>(); foreach (var item in items) { all = all.Concat(others.Select(o => o.Id + item.Id)).ToList(); } log.Add(Text(all.Distinct()));", "" },
        { "PERF4006.Hoist", "foreach (var item in items) log.Add(One(others.Count(o => o.Active) + item.Id));", "" },
        { "PERF4006.Hoist", "foreach (var item in items) { var active = others.Count(o => o.Active); log.Add(One(active - item.Id)); }", "" },
        { "PERF4006.Hoist", "foreach (var item in items) log.Add(One(others.Select(o => o.Name).ToHashSet().Contains(item.Name)));", "" },
        { "PERF4006.HoistAssumingElements", "if (items.Count == 0 || others.Count == 0) return \"none\"; foreach (var item in items) log.Add(One(others.Max(o => o.Id) - item.Id));", "" },
        { "PERF4006.HoistAssumingElements", "if (items.Count == 0 || others.Count == 0) return \"none\"; foreach (var item in items) log.Add(One(others.OrderBy(o => o.Name).Last()) + item.Id);", "" },
        { "PERF4006.HoistAssumingElements", "if (items.Count == 0 || others.Count == 0) return \"none\"; foreach (var item in items) log.Add(One(others.OrderBy(o => o.Id).First().Serial + item.Id));", "" },
        { "PERF4006.MakeList", "var open = items.Where(i => i.Active); for (var i = 0; i < open.Count(); i++) log.Add(One(open.ElementAt(i).Id));", "" },
        { "PERF4006.MakeList", "var open = items.Select(i => i.Name); for (var i = 1; i < open.Count(); i++) { if (open.ElementAt(i) == open.ElementAt(i - 1)) log.Add(i + \"\"); }", "" },
        { "PERF4006.MakeList", "var open = items.Where(i => i.Id > 3).OrderBy(i => i.Name); for (var i = 0; i < open.Count(); i++) log.Add(One(open.ElementAt(i).Serial));", "" },
        { "PERF4006.MakeListAssumingSame", "return Pass(items.Where(i => i.Active));", "private static string Pass(IEnumerable<Item> some) { var log = new List<string>(); for (var i = 0; i < some.Count(); i++) log.Add(One(some.ElementAt(i))); return Text(log); }" },
        { "PERF4006.MakeListAssumingSame", "return Pass(items.Select(i => i.Name));", "private static string Pass(IEnumerable<string?> some) { var log = new List<string>(); for (var i = 0; i < some.Count(); i++) { var name = some.ElementAt(i); if (name != null) log.Add(name); } return Text(log); }" },
        { "PERF4006.MakeListAssumingSame", "return Pass(items.OrderBy(i => i.Id));", "private static string Pass(IEnumerable<Item> some) { var log = new List<string>(); for (var i = 1; i < some.Count(); i++) log.Add(One(some.ElementAt(i).Id - some.ElementAt(i - 1).Id)); return Text(log); }" },
        { "PERF4007.UseExtreme", "log.Add(One(items.OrderBy(i => i.Id).ToList().FirstOrDefault()));", "" },
        { "PERF4007.UseExtreme", "log.Add(One(items.Where(i => i.Active).OrderByDescending(i => i.Name).ToArray().FirstOrDefault()));", "" },
        { "PERF4007.UseExtreme", "log.Add(One(others.OrderByDescending(o => o.Parent).ToList().FirstOrDefault()));", "" },
        { "PERF4007.UseExtremeAssumingElements", "if (items.Count == 0) return \"none\"; log.Add(One(items.OrderBy(i => i.Id).ToList()[0]));", "" },
        { "PERF4007.UseExtremeAssumingElements", "if (items.Count == 0) return \"none\"; log.Add(One(items.OrderByDescending(i => i.Name).ToArray().First()));", "" },
        { "PERF4007.UseExtremeAssumingElements", "if (items.Count == 0) return \"none\"; log.Add(One(items.OrderBy(i => i.Serial % 3).ToArray()[0]));", "" },
        { "PERF4008.HandSet", "var names = others.Select(o => o.Name).ToList(); foreach (var item in items) log.Add(One(Has(names, item.Name)));", "private static bool Has(IEnumerable<string?> list, string? name) => list.Contains(name);" },
        { "PERF4008.HandSet", "var ids = others.Select(o => (decimal)o.Id).ToArray(); foreach (var item in items) log.Add(One(Has(ids, item.Id)));", "private static bool Has(IReadOnlyCollection<decimal> list, decimal id) => !list.Contains(id);" },
        { "PERF4008.HandSet", "var names = others.Select(o => o.Name).ToList(); log.Add(Text(items.Where(i => !Has(names, i.Name)).ToList()));", "private static bool Has(ICollection<string?> list, string? name) => list.Contains(name);" },
        { "PERF4008.HandSetAssumingNotNull", "return Pass(items, others.Select(o => o.Name).ToList());", "private static string Pass(List<Item> some, List<string?> names) { var log = new List<string>(); foreach (var item in some) { if (names != null) log.Add(One(Has(names, item.Name))); } return Text(log); }\nprivate static bool Has(IEnumerable<string?> list, string? name) => list.Contains(name);" },
        { "PERF4008.HandSetAssumingNotNull", "return Pass(items, others.Select(o => (decimal)o.Id).ToArray());", "private static string Pass(List<Item> some, decimal[] ids) { var log = new List<string>(); foreach (var item in some) { if (ids is { Length: > 0 }) log.Add(One(Has(ids, item.Id))); } return Text(log); }\nprivate static bool Has(IReadOnlyCollection<decimal> list, decimal id) => list.Contains(id);" },
        { "PERF4008.HandSetAssumingNotNull", "return Pass(items, others.Select(o => o.Name).ToList());", "private static string Pass(List<Item> some, List<string?> names) { var log = new List<string>(); foreach (var item in some) { if (names == null) break; if (!Has(names, item.Name)) log.Add(One(item)); } return Text(log); }\nprivate static bool Has(ICollection<string?> list, string? name) => list.Contains(name);" },
        { "PERF4008.HandIndex", "foreach (var item in items) log.Add(One(Find(others, item.Parent)));", "private static int Find(List<Item> list, int? id) => list.Count(o => o.Id == id);" },
        { "PERF4008.HandIndex", "foreach (var item in items) log.Add(Find(others, item.Name));", "private static string Find(List<Item> list, string? name) { foreach (var o in list) { if (o.Name == name) { return One(o.Serial); } } return \"none\"; }" },
        { "PERF4008.HandIndex", "var names = others.Select(o => o.Name).ToList(); foreach (var item in items) log.Add(One(Find(names, item.Name)));", "private static bool Find(List<string?> list, string? name) => list.IndexOf(name) >= 0;" },
        { "PERF4008.HandIndexAssumingSame", "var rows = Row.Of(others); foreach (var item in items) Row.Note(Find(rows, item.Id), log);", "private static Row? Find(List<Row> list, int id) => list.FirstOrDefault(r => r.Id == id);" + Row },
        { "PERF4008.HandIndexAssumingSame", "var rows = Row.Of(others); foreach (var item in items) { var row = Find(rows, item.Name); Row.Note(row, log); }", "private static Row? Find(List<Row> list, string? name) { foreach (var r in list) { if (r.Name == name) return r; } return null; }" + Row },
        { "PERF4008.HandIndexAssumingSame", "var rows = Row.Of(others); foreach (var item in items) { if (Find(rows, item.Id)) Row.Note(rows[0], log); }", "private static bool Find(List<Row> list, int id) => list.Exists(r => r.Id == id);" + Row },
        { "PERF4010.RunOnce", "var ids = others.Where(o => o.Active).Select(o => o.Id); foreach (var item in items) log.Add(One(ids.Contains(item.Id)));", "" },
        { "PERF4010.RunOnce", "var some = others.Where(o => o.Active); foreach (var item in items) log.Add(One(some.FirstOrDefault(o => o.Name == item.Name)));", "" },
        { "PERF4010.RunOnce", "var some = others.OrderBy(o => o.Name); foreach (var item in items) log.Add(One(some.Any(o => o.Serial > item.Serial)));", "" },
        { "PERF4010.RunOnceAssumingSame", "var names = others.Select(o => Trim(o)); foreach (var item in items) log.Add(One(names.Contains(item.Name)));", "private static string? Trim(Item item) => item.Name?.ToLowerInvariant();" },
        { "PERF4010.RunOnceAssumingSame", "var rows = Row.Of(others); var some = rows.Where(r => r.Id > 2); foreach (var item in items) Row.Note(some.FirstOrDefault(r => r.Id >= item.Id), log);", Row },
        { "PERF4010.RunOnceAssumingSame", "var ids = others.Select(o => o.Id * Two()); foreach (var item in items) log.Add(One(ids.Contains(item.Id)));", "private static int Two() => 2;" },
    };

    [Fact]
    public void Every_action_has_its_programs()
    {
        var counts = Programs.GroupBy(p => p.Data.Item1).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var keys = ShippedRule.All.Where(r => r.Family == "Algorithms").SelectMany(r => r.Fix?.EquivalenceKeys ?? []);
        Expect.None(keys.Where(k => counts.GetValueOrDefault(k) < LeastPrograms));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Fixes_without_changing_an_answer(string key, string body, string members)
    {
        var returns = body.Contains("log.Add(", StringComparison.Ordinal) || body.Contains(", log)", StringComparison.Ordinal) ? "\nreturn string.Join(\";\", log);" : "";
        var lines = body.Replace("; ", ";\n", StringComparison.Ordinal).Replace("{ ", "{\n", StringComparison.Ordinal);
        var before = RandomRuns.Program("var log = new List<string>();\n" + lines + returns, members);
        var after = await FixingSession.FixAsync(ShippedRule.WithId(key[..key.IndexOf('.', StringComparison.Ordinal)]), before, key);
        Assert.NotEqual(before, after);
        Assert.Equal(RandomRuns.Of(before), RandomRuns.Of(after));
    }
}
