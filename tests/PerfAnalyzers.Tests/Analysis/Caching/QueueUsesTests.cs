using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;

namespace PerfAnalyzers.Tests.Analysis.Caching;

public sealed class QueueUsesTests
{
    [Theory]
    [InlineData("public void M(string s) => jobs.Writer.TryWrite(s);", "M:Write")]
    [InlineData("public ValueTask M(string s) => jobs.Writer.WriteAsync(s);", "M:AwaitedWrite")]
    [InlineData("public ChannelWriter<string> End => jobs.Writer; public void M(string s) => End.TryWrite(s);", "M:Write")]
    [InlineData("public ChannelReader<string> End() => jobs.Reader; public async Task M() => await End().ReadAsync();", "M:Read")]
    [InlineData("private readonly ChannelWriter<string> end; public Things() { end = jobs.Writer; } public void M(string s) => end.TryWrite(s);", "M:Write")]
    [InlineData("public void M(string s) { var end = jobs.Writer; end.TryWrite(s); }", "M:Write")]
    [InlineData("public void M(string s) { jobs?.Writer.TryWrite(s); }", "M:Write")]
    [InlineData("public void M() => jobs.Writer.Complete();", "")]
    [InlineData("public bool M() => jobs.Reader.Count > 100;", "counted")]
    [InlineData("public bool M() => jobs.Reader.Count > 0;", "")]
    [InlineData("public void M() => GC.KeepAlive(jobs);", "handed on")]
    public async Task Finds_what_is_done_with_a_queue(string members, string expected)
    {
        var used = await UsedValue.InAsync($$"""
            using System.Threading.Channels;

            public class Things
            {
                private readonly Channel<string> jobs = Channel.CreateUnbounded<string>();
                {{members}}
                private static void Use(object? value) { }
                private void Last() => Use(other);
                private static readonly Channel<string> other = null!;
            }
            """);
        var queue = ((Microsoft.CodeAnalysis.Operations.IFieldReferenceOperation)used.Value.Unwrap()).Field.ContainingType.GetMembers("jobs")[0];
        var uses = QueueUses.Of(queue, used.Compilation, TestContext.Current.CancellationToken)!;
        var found = uses.Calls.Select(c => (c.Member.Name.Replace("get_", "", StringComparison.Ordinal)) + ":" + c.Use).ToList();
        if (uses.IsCounted)
            found.Add("counted");

        if (uses.IsHandedOn)
            found.Add("handed on");

        Assert.Equal(expected, string.Join(' ', found));
    }
}
