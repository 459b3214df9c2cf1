using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Tests.Analysis.Async;

public sealed class AsyncMemberTests
{
    [Theory]
    [InlineData("public async Task M() { Use([|total|]); }", "M", true, false)]
    [InlineData("public Task M() { Use([|total|]); return SaveAsync(); }", "M", false, true)]
    [InlineData("public int M() => [|total|];", "M", false, false)]
    [InlineData("public int P => [|total|];", "get_P", false, false)]
    [InlineData("public int P { set { Use([|total|]); } }", "set_P", false, false)]
    [InlineData("public Service() { Use([|total|]); }", ".ctor", false, false)]
    [InlineData("public void M() { async Task Inner() { Use([|total|]); } Use(Inner()); }", "Inner", true, false)]
    [InlineData("public Func<ValueTask> M() => async () => Use([|total|]);", "", true, false)]
    [InlineData("public Func<ValueTask<int>> M() => () => new([|total|]);", "", false, true)]
    public async Task Finds_the_function_around_a_place(string members, string name, bool isAsync, bool returnsTask)
    {
        var code = await MarkedCode.InTypeAsync(members);
        Assert.Equal(name, code.Member.Symbol.Name);
        Assert.Equal(isAsync, code.Member.IsAsync);
        Assert.Equal(returnsTask, code.Member.ReturnsTask(AwaitableTypes.For(code.Compilation)));
    }

    [Theory]
    [InlineData("private static int one = 1; private int two = [|one|];")]
    [InlineData("private const int One = 1; public void M(int x = [|One|]) { }")]
    [InlineData("private const string One = \"1\"; [Obsolete([|One|])] public void M() { }")]
    public async Task Finds_none_around_an_initializer(string members)
    {
        var code = await MarkedCode.InTypeAsync(members);
        Assert.Null(AsyncMember.Around(code.Place, code.Model, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Use([|field|]);", false)]
    [InlineData("await field; Use([|field|]);", true)]
    [InlineData("Use([|Task.CompletedTask|]);", true)]
    [InlineData("Use(await Task.WhenAny([|field|], Property));", false)]
    [InlineData("Use([|LoadAsync()|]);", false)]
    public async Task Tells_completed_tasks(string statements, bool complete)
    {
        var code = await MarkedCode.InAsync(statements);
        Assert.Equal(complete, CompletedTasks.For(code.Compilation).IsComplete(code.Operation));
    }
}
