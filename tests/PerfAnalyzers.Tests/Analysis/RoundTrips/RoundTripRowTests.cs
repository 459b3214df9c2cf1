using System.Text.RegularExpressions;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge.RoundTrips;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Analysis.RoundTrips;

/// <summary>Every row names something that its library has: a typing mistake is a red test.</summary>
public sealed partial class RoundTripRowTests
{
    public static TheoryData<string, string> Libraries
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var library in RoundTripTable.Libraries)
                data.Add(library.Name, library.Gate);

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Every_row_names_a_member(string name, string gate)
    {
        var library = Library(name, gate);
        var known = await KnownAsync();
        Assert.Contains(known, k => k.Type(gate) is not null);
        var wrong = from row in library.Rows
                    where row.Scope == RoundTripScope.Members
                    where !known.Any(k => k.Type(row.Type) is { } type && row.MethodsOf(type).Any())
                    select $"{row.Type} has no {row.Member}";
        Expect.None(wrong);
        Expect.None(library.Rows.SelectMany(r => r.Marks.Append(r.Type)).Concat(library.Collectors).Where(t => known.All(k => k.Type(t) is null)));
        Expect.None(library.Rows.GroupBy(r => (r.Type, r.Member)).Where(g => g.Count() > 1).Select(g => $"{g.Key} has two rows"));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task What_to_await_and_what_takes_many_exist(string name, string gate)
    {
        var known = await KnownAsync();
        var rows = Library(name, gate).Rows;
        var wrong = from row in rows
                    from member in new[] { row.Awaitable, CallIn(row.Batch) }
                    where member is not null
                    where !known.Any(k => rows.Select(r => r.Type).Distinct().Any(t => k.Type(t) is { } type && !type.GetMembers(member).IsEmpty))
                    select $"{row.Type}.{row.Member} speaks of {member}, which {name} has not";
        Expect.None(wrong);

        static string? CallIn(string? batch) => batch is not null && Call().Match(batch) is { Success: true } call ? call.Groups[1].Value : null;
    }

    [Fact]
    public void Words_of_users_are_the_kinds() => Assert.Equal(
        Enum.GetNames<RoundTripKind>().Where(n => n != nameof(RoundTripKind.Other)).Select(n => n.ToLowerInvariant()),
        UserTables.RoundTrips.Words);

    private static RoundTripLibrary Library(string name, string gate) => RoundTripTable.Libraries.Single(l => l.Name == name && l.Gate == gate);

    private static async Task<CompilationContext[]> KnownAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var newest = await References.Stores.ResolveAsync(LanguageNames.CSharp, token);
        return
        [
            CompilationContext.For(RuleRun.Compile([.. newest, .. await LibraryStubs.AllAsync()])),
            CompilationContext.For(RuleRun.Compile([.. await References.OlderStores.ResolveAsync(LanguageNames.CSharp, token), .. await LibraryStubs.OlderAsync()])),
            CompilationContext.For(RuleRun.Compile(await References.EfCore6.ResolveAsync(LanguageNames.CSharp, token))),
            CompilationContext.For(RuleRun.Compile(await References.EfCore8.ResolveAsync(LanguageNames.CSharp, token))),
        ];
    }

    [GeneratedRegex(@"^(\w+)\(")]
    private static partial Regex Call();
}
