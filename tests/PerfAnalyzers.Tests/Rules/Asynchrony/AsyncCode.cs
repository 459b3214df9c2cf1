namespace PerfAnalyzers.Tests.Rules.Asynchrony;

/// <summary>Wraps statements into a class with something to wait for.</summary>
internal static class AsyncCode
{
    private const string Members = """
            private Task<int> field = Task.Run(() => 1);
            private Task<int> Property { get; set; } = Task.Run(() => 1);
            private Service? next;
            private int total;
            private static Task<int> LoadAsync(int id = 0, CancellationToken token = default) => Task.Run(() => id);
            private static Task<List<int>> ListAsync() => Task.Run(() => new List<int>());
            private static Task SaveAsync() => Task.Delay(1);
            private static ValueTask<int> ReadAsync() => new(LoadAsync());
            private static ValueTask FlushAsync() => new(SaveAsync());
            private static void Use(params object?[] values) { }
            private sealed class Batch { public Task<int> GetAsync() => LoadAsync(); public Task ExecuteAsync() => SaveAsync(); public Task SendBatchAsync() => SaveAsync(); }
        }
        """;

    /// <summary>The statements as the body of an async method.</summary>
    public static string InAsync(string statements) => In("public async Task RunAsync(bool flag, int[] ids, CancellationToken token)", statements);

    /// <summary>The statements as the body of a method with this head.</summary>
    public static string In(string head, string statements) => $$"""
        public class Service
        {
            {{head}}
            {
        {{Indent(statements)}}
            }

        {{Members}}
        """;

    /// <summary>Whole members beside the usual ones.</summary>
    public static string Type(string members) => $$"""
        public class Service
        {
        {{members}}

        {{Members}}
        """;

    private static string Indent(string statements) =>
        string.Join("\n", statements.Split('\n').Select(line => line.Length == 0 || line[0] == '#' ? line : "        " + line));
}
