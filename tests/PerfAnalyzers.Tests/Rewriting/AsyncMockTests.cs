namespace PerfAnalyzers.Tests.Rewriting;

using static AsyncChain;

/// <summary>Chains that are spoken about in tests, or that begin in the factory of a cache.</summary>
public sealed class AsyncMockTests
{
    /// <summary>As much of the libraries as the sources below use.</summary>
    private const string Libraries = """

        namespace Moq
        {
            using System.Linq.Expressions;
            public class Mock<T> where T : class
            {
                public T Object => null!;
                public ISetup<TResult> Setup<TResult>(Expression<Func<T, TResult>> call) => null!;
                public ISetup Setup(Expression<Action<T>> call) => null!;
                public void Verify<TResult>(Expression<Func<T, TResult>> call) { }
                public void Verify(Expression<Action<T>> call) { }
            }
            public interface ISetup { ISetup Throws(Exception e); ISetup Callback(Action action); }
            public interface ISetup<TResult> { ISetup<TResult> Returns(TResult value); ISetup<TResult> Returns(Func<TResult> value); ISetup<TResult> Throws(Exception e); ISetup<TResult> Callback(Action action); }
            public static class It { public static T IsAny<T>() => default!; }
            public static class ReturnsExtensions
            {
                public static ISetup<Task<TResult>> ReturnsAsync<TResult>(this ISetup<Task<TResult>> setup, TResult value) => setup;
                public static ISetup<Task<TResult>> ReturnsAsync<TResult>(this ISetup<Task<TResult>> setup, Func<TResult> value) => setup;
                public static ISetup<Task<TResult>> ThrowsAsync<TResult>(this ISetup<Task<TResult>> setup, Exception e) => setup;
                public static ISetup<Task> ThrowsAsync(this ISetup<Task> setup, Exception e) => setup;
            }
        }
        namespace NSubstitute
        {
            public static class Substitute { public static T For<T>() => default!; }
            public static class SubstituteExtensions
            {
                public static void Returns<T>(this T value, T result) { }
                public static void Returns<T>(this Task<T> value, T result) { }
                public static T Received<T>(this T substitute) => substitute;
                public static WhenCalled<T> When<T>(this T substitute, Action<T> call) => null!;
                public static WhenCalled<T> When<T>(this T substitute, Func<T, Task> call) => null!;
            }
            public class WhenCalled<T> { public void Do(Action action) { } }
        }
        """;

    [Theory]
    [InlineData(
        "var mock = new Moq.Mock<IStock>(); mock.Setup(s => s.Count(Moq.It.IsAny<int>())).Returns(3); Use(mock.Object);",
        "var mock = new Moq.Mock<IStock>(); mock.Setup(s => s.CountAsync(Moq.It.IsAny<int>())).ReturnsAsync(3); Use(mock.Object);")]
    [InlineData(
        "var mock = new Moq.Mock<IStock>(); mock.Setup(s => s.Count(1)).Callback(() => { }).Returns(() => 3); mock.Verify(s => s.Count(1));",
        "var mock = new Moq.Mock<IStock>(); mock.Setup(s => s.CountAsync(1)).Callback(() => { }).ReturnsAsync(() => 3); mock.Verify(s => s.CountAsync(1));")]
    [InlineData(
        "var mock = new Moq.Mock<IStock>(); mock.Setup(s => s.Count(1)).Throws(new Exception()); Use(mock.Object);",
        "var mock = new Moq.Mock<IStock>(); mock.Setup(s => s.CountAsync(1)).ThrowsAsync(new Exception()); Use(mock.Object);")]
    [InlineData(
        "var stock = Substitute.For<IStock>(); stock.Count(1).Returns(3); Use(stock);",
        "var stock = Substitute.For<IStock>(); stock.CountAsync(1).Returns(3); Use(stock);")]
    [InlineData(
        "var stock = Substitute.For<IStock>(); stock.When(s => s.Count(1)).Do(() => { }); Use(stock);",
        "var stock = Substitute.For<IStock>(); stock.When(s => s.CountAsync(1)).Do(() => { }); Use(stock);")]
    public Task Fixes_what_tests_say_about_stand_ins(string before, string after) => FixesAsync(
        [Source("int Count(int id);", "public int Count(int id) => Store.LoadAsync(id).[|Result|];", before)],
        [Source("Task<int> CountAsync(int id);", "public async Task<int> CountAsync(int id) => await Store.LoadAsync(id);", after)]);

    [Fact]
    public Task Fixes_by_a_twin_what_an_unknown_expression_shows() => FixesAsync(
        [Source("int Count(int id);", "public int Count(int id) => Store.LoadAsync(id).[|Result|]; public int Twice(int id) => Count(id) * 2; public static void Show(System.Linq.Expressions.Expression<Func<Stock, int>> call) { }", "Stock.Show(s => s.Count(1));")],
        [Source("int Count(int id); Task<int> CountAsync(int id);", "public int Count(int id) => Store.LoadAsync(id).[|Result|]; public async Task<int> CountAsync(int id) => await Store.LoadAsync(id); public async Task<int> TwiceAsync(int id) => await CountAsync(id) * 2; public static void Show(System.Linq.Expressions.Expression<Func<Stock, int>> call) { }", "Stock.Show(s => s.Count(1));")]);

    [Theory]
    [InlineData("int Run(IMemoryCache c) => c.GetOrCreate(\"x\", e => Get(1));", "async Task<int> RunAsync(IMemoryCache c) => await c.GetOrCreateAsync(\"x\", async e => await GetAsync(1));")]
    [InlineData("int Run(IMemoryCache c) { return c.GetOrCreate(\"x\", e => { e.Size = 1; return Get(1); }) + 1; }", "async Task<int> RunAsync(IMemoryCache c) { return await c.GetOrCreateAsync(\"x\", async e => { e.Size = 1; return await GetAsync(1); }) + 1; }")]
    public Task Fixes_through_the_factory_of_a_cache(string before, string after) => FixesAsync(
        "using Microsoft.Extensions.Caching.Memory;\nclass C { " + before + " static int Get(int id) => Store.LoadAsync(id).[|Result|]; }",
        "using Microsoft.Extensions.Caching.Memory;\nclass C { " + after + " static async Task<int> GetAsync(int id) => await Store.LoadAsync(id); }");

    [Fact]
    public Task Leaves_the_factory_of_a_dictionary_alone() => LeavesAloneAsync(
        "class C { int Run(System.Collections.Concurrent.ConcurrentDictionary<int, int> c) => c.GetOrAdd(1, i => Get(i)); static int Get(int id) => Store.LoadAsync(id).[|Result|]; }");

    private static string Source(string declared, string implemented, string said) => $$"""
        using Moq;
        using NSubstitute;
        public interface IStock { {{declared}} }
        public class Stock : IStock { {{implemented}} }
        public class Checks { public void Run() { {{said}} } private static void Use(object x) { } }
        {{Libraries}}
        """;
}
