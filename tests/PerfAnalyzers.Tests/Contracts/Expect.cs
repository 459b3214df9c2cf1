namespace PerfAnalyzers.Tests.Contracts;

/// <summary>Assertions whose failure is the list of what to mend.</summary>
internal static class Expect
{
    public static void None(IEnumerable<string> wrong)
    {
        var all = wrong.Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}
