using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Framework;

namespace PerfAnalyzers.Tests.Verification;

/// <summary>The rows of our tables about members of libraries. Each has to name a member that there is.</summary>
internal static class TableRows
{
    /// <summary>Type and member of each row, as the rows of a theory.</summary>
    public static TheoryData<string, string> Of<T>(IEnumerable<(string Type, string Member, T Stated)> rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var (type, member, _) in rows)
            data.Add(type, member);

        return data;
    }

    public static async Task ExpectMemberAsync(string type, string member)
    {
        var references = await References.Net100.ResolveAsync(LanguageNames.CSharp, TestContext.Current.CancellationToken);
        var compilation = CSharpCompilation.Create("Rows", references: references);
        Assert.NotEmpty(CompilationContext.For(compilation).Type(type)!.GetMembers(member));
    }
}
