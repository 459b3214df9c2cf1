using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;

namespace PerfAnalyzers.Tests.Analysis.Caching;

public sealed class DictionaryUsesTests
{
    [Theory]
    [InlineData("public string M(string s) => all.GetOrAdd(s, k => k);", "M:s:AskAndWrite")]
    [InlineData("public void M(string s) => all[s] = s;", "M:s:Write")]
    [InlineData("public string M(string s) => all[s];", "M:s:Ask")]
    [InlineData("public bool M(string s) => all.TryGetValue(s, out _);", "M:s:Ask")]
    [InlineData("public void M(string s) { var same = all; same.TryAdd(s, s); }", "M:s:Write")]
    [InlineData("public void M(string s) { all?.TryAdd(s, s); }", "M:s:Write")]
    [InlineData("public void M(string s) => all.TryRemove(s, out _);", "trimmed")]
    [InlineData("public void M() => all = new();", "trimmed")]
    [InlineData("public Things() { all = new(); }", "trimmed")]
    [InlineData("public bool M() => all.Count > 100;", "counted")]
    [InlineData("public bool M() => all.Count == 0;", "")]
    [InlineData("public void M() => GC.KeepAlive(all);", "handed on")]
    [InlineData("public ConcurrentDictionary<string, string> M() => all;", "handed on")]
    [InlineData("public List<string> M() => all.Values.Where(v => v.Length > 0).ToList();", "")]
    [InlineData("public void M() { foreach (var one in all) Use(one.Key); }", "")]
    public async Task Finds_what_is_done_with_a_dictionary(string members, string expected)
    {
        var used = await UsedValue.InAsync($$"""
            using System.Collections.Concurrent;

            public class Things
            {
                private ConcurrentDictionary<string, string> all = new();
                {{members}}
                private static void Use(object? value) { }
                private void Last() => Use(Last2());
                private static readonly ConcurrentDictionary<string, string> other = new();
                private static object Last2() => other;
            }
            """);
        var holder = ((IInvocationOperation)used.Value.Unwrap()).TargetMethod.ContainingType;
        var made = ((IFieldInitializerOperation)used.Compilation.Compilation.GetSemanticModel(holder.DeclaringSyntaxReferences[0].SyntaxTree)
            .GetOperation(((Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax)holder.GetMembers("all")[0].DeclaringSyntaxReferences[0].GetSyntax(TestContext.Current.CancellationToken)).Initializer!, TestContext.Current.CancellationToken)!).Value;
        var uses = DictionaryUses.Of(holder.GetMembers("all")[0], made, used.Compilation, TestContext.Current.CancellationToken)!;
        var found = uses.Accesses.Select(a => $"{a.Within.Name}:{a.Key.Syntax}:{a.Use}").ToList();
        if (uses.IsTrimmed)
            found.Add("trimmed");

        if (uses.IsCounted)
            found.Add("counted");

        if (uses.IsHandedOn)
            found.Add("handed on");

        Assert.Equal(expected, string.Join(' ', found));
    }
}
