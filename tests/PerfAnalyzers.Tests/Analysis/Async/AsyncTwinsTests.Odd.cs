using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Analysis.Async;

/// <summary>Members that are named like a twin and are none, or are one in spite of their looks.</summary>
public sealed partial class AsyncTwinsTests
{
    private const string OddDeclarations = """

        namespace Contoso
        {
            using System.Runtime.CompilerServices;
            public interface IOdd { int Explicit(); Task<int> ExplicitAsync(); }
            public class Odd : IOdd
            {
                public T Narrow<T>(T value) where T : class => value; public Task<T> NarrowAsync<T>(T value) where T : struct => null;
                public int Ref(ref int x) => 0; public Task<int> RefAsync(ref int x) => null;
                public int In(in int x) => 0; public Task<int> InAsync(int x) => null;
                public int Flag() => 0; public bool FlagAsync() => true;
                public int Custom() => 0; public Own<int> CustomAsync() => default;
                public int Unseen() => 0; [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)] public Task<int> UnseenAsync() => null;
                [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)] public int Hidden() => 0; [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)] public Task<int> HiddenAsync() => null;
                public int Middle(int a, string b = "") => 0; public Task<int> MiddleAsync(int a, CancellationToken token, string b = "") => null;
                public int Many(params int[] ids) => 0; public Task<int> ManyAsync(CancellationToken token, params int[] ids) => null;
                public int Told(CancellationToken token) => 0; public Task<int> ToldAsync(CancellationToken token) => null;
                public int Nothing() => 0; public Task NothingAsync() => null;
                public void Something() { } public Task<int> SomethingAsync() => null;
                public int Wide() => 0; public Task<long> WideAsync() => null;
                int IOdd.Explicit() => 0; Task<int> IOdd.ExplicitAsync() => null;
                public int Property() => 0; public Task<int> PropertyAsync => null;
            }
            public readonly struct Own<T> { public TaskAwaiter<T> GetAwaiter() => default; }
        }
        """;

    [Theory]
    [InlineData("odd.Narrow(\"\")", null)]
    [InlineData("var x = 1; odd.Ref(ref x)", null)]
    [InlineData("odd.Flag()", null)]
    [InlineData("odd.Custom()", null)]
    [InlineData("odd.Unseen()", null)]
    [InlineData("odd.In(1)", null)]
    [InlineData("odd.Middle(1, \"x\")", null)]
    [InlineData("odd.Many(1, 2)", null)]
    [InlineData("odd.Something()", null)]
    [InlineData("odd.Hidden()", "HiddenAsync")]
    [InlineData("odd.Told(default)", "ToldAsync needs token")]
    [InlineData("odd.Nothing()", null)]
    [InlineData("odd.Wide()", null)]
    [InlineData("odd.Property()", null)]
    [InlineData("((IOdd)odd).Explicit()", "ExplicitAsync")]
    [InlineData("remote.Load()", null)]
    [InlineData("remote.Save()", "SaveAsync")]
    [InlineData("opened.Flush(true)", null)]
    public Task Finds_no_twin_that_cannot_take_its_place(string call, string? expected) => FindsAsync(call, expected);

    /// <summary>Another assembly, with a twin that only it may call.</summary>
    private static MetadataReference Remote(IEnumerable<MetadataReference> references) => RuleRun.Compile(
        references,
        "namespace Contoso { public class Remote { public int Load() => 0; internal Task<int> LoadAsync() => Task.FromResult(1); public int Save() => 0; public Task<int> SaveAsync() => Task.FromResult(1); } }").WithAssemblyName("Remote").ToMetadataReference();
}
