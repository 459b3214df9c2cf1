using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Tests.Analysis.Async;

public sealed class WaitPrimitivesTests
{
    public static TheoryData<string, string> Rows => TableRows.Of(WaitPrimitives.Rows);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Every_row_names_a_member(string type, string member) => TableRows.ExpectMemberAsync(type, member);

    [Theory]
    [InlineData("Use([|LoadAsync().Result|]);", WaitKind.Result, "Result")]
    [InlineData("[|SaveAsync().Wait(token)|];", WaitKind.Wait, "Wait(token)")]
    [InlineData("[|SaveAsync().GetAwaiter().GetResult()|];", WaitKind.GetResult, "GetAwaiter().GetResult()")]
    [InlineData("[|FlushAsync().ConfigureAwait(false).GetAwaiter().GetResult()|];", WaitKind.GetResult, "GetAwaiter().GetResult()")]
    [InlineData("[|Task.WaitAll(SaveAsync())|];", WaitKind.WaitAll, "WaitAll(SaveAsync())")]
    [InlineData("[|Task.WaitAny(SaveAsync())|];", WaitKind.WaitAny, "WaitAny(SaveAsync())")]
    public async Task Finds_the_wait_and_the_text_to_look_at(string statements, object kind, string text)
    {
        var code = await MarkedCode.InAsync(statements);
        var wait = BlockingWait.Find(code.Operation, WaitPrimitives.For(code.Compilation));

        Assert.NotNull(wait);
        Assert.Equal((WaitKind)kind, wait.Kind);
        Assert.Equal(text, code.Place.SyntaxTree.ToString().Substring(wait.Span.Start, wait.Span.Length));
    }

    [Theory]
    [InlineData("var awaiter = SaveAsync().GetAwaiter(); if (awaiter.IsCompleted) [|awaiter.GetResult()|];")]
    [InlineData("[|new SemaphoreSlim(1).Wait()|];")]
    [InlineData("Use([|new Lazy<int>(1).Value|]);")]
    public async Task Finds_nothing_else(string statements)
    {
        var code = await MarkedCode.InAsync(statements);
        Assert.Null(BlockingWait.Find(code.Operation, WaitPrimitives.For(code.Compilation)));
    }
}
