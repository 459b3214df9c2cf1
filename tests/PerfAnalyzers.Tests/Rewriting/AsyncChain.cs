namespace PerfAnalyzers.Tests.Rewriting;

using Verify = RuleVerifier<EveryWaitAnalyzer, PerfAnalyzers.CodeFixes.Rules.Asynchrony.BlockingOnTaskFix>;

/// <summary>Tries the conversion of a chain of calls. All sources see <c>Store</c>, which has something to wait for.</summary>
internal static class AsyncChain
{
    private const string Store = """
        public static class Store
        {
            public static Task<int> LoadAsync(int id = 0, CancellationToken token = default) => Task.Run(() => id, token);
            public static Task<string> NameAsync(int id) => Task.Run(() => id.ToString());
            public static Task<List<int>> ListAsync() => Task.Run(() => new List<int>());
            public static Task SaveAsync(int id = 0) => Task.Delay(id);
        }
        """;

    /// <summary>Fixes everything that is marked; what is left is marked in <paramref name="after"/>.</summary>
    public static Task FixesAsync(string before, string after, Action<Verify.Test>? adjust = null) => FixesAsync([before], [after], adjust);

    public static Task FixesAsync(string[] before, string[] after, Action<Verify.Test>? adjust = null)
    {
        var test = new Verify.Test();
        foreach (var source in before)
            test.TestState.Sources.Add(source);

        foreach (var source in after)
            test.FixedState.Sources.Add(source);

        test.TestState.Sources.Add(Store);
        test.FixedState.Sources.Add(Store);
        test.FixedState.MarkupHandling = Microsoft.CodeAnalysis.Testing.MarkupMode.Allow;

        // The first fix may cure several findings, and a twin leaves the wait of the method it stands beside.
        test.NumberOfIncrementalIterations = -10;
        test.NumberOfFixAllIterations = test.NumberOfFixAllInDocumentIterations = test.NumberOfFixAllInProjectIterations = -3;
        adjust?.Invoke(test);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    public static Task LeavesAloneAsync(string source, Action<Verify.Test>? adjust = null) => FixesAsync(source, source, test =>
    {
        test.NumberOfIncrementalIterations = test.NumberOfFixAllIterations = test.NumberOfFixAllInDocumentIterations = test.NumberOfFixAllInProjectIterations = 0;
        adjust?.Invoke(test);
    });
}
