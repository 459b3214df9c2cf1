namespace PerfAnalyzers.Tests.Verification;

internal static partial class LibraryStubs
{
    /// <summary>Libraries that stand in for classes in tests.</summary>
    private static Dictionary<string, string> Mocks() => new()
    {
        ["Moq"] = """
            namespace Moq
            {
                public static class It { public static T IsAny<T>() => throw null; public static T Is<T>(Expression<Func<T, bool>> match) => throw null; }
                public class Mock<T> where T : class
                {
                    public T Object => throw null;
                    public Language.ISetup<T, R> Setup<R>(Expression<Func<T, R>> call) => throw null;
                    public void Verify<R>(Expression<Func<T, R>> call) => throw null;
                }
                public static class ReturnsExtensions
                {
                    public static void ReturnsAsync<M, R>(this Language.ISetup<M, Task<R>> setup, R value) where M : class => throw null;
                    public static void ReturnsAsync<M, R, T1>(this Language.ISetup<M, Task<R>> setup, Func<T1, R> value) where M : class => throw null;
                    public static void ReturnsAsync<M, R, T1, T2>(this Language.ISetup<M, Task<R>> setup, Func<T1, T2, R> value) where M : class => throw null;
                }
            }
            namespace Moq.Language
            {
                public interface ISetup<M, R> where M : class { ISetup<M, R> Callback<T1>(Action<T1> act); ISetup<M, R> Returns(R value); }
            }
            """,
        ["NSubstitute"] = """
            namespace NSubstitute
            {
                public static class Arg { public static T Any<T>() => throw null; }
                public static class Substitute { public static T For<T>() where T : class => throw null; }
                public static class SubstituteExtensions
                {
                    public static void Returns<T>(this Task<T> value, T result) => throw null;
                    public static T Received<T>(this T substitute) where T : class => throw null;
                }
            }
            """,
        ["FakeItEasy"] = """
            namespace FakeItEasy
            {
                public static class A { public static T Fake<T>() where T : class => throw null; public static Configuration CallTo<T>(Expression<Func<T>> call) => throw null; }
                public static class A<T> { public static T _ => throw null; }
                public class Configuration { public void MustHaveHappened() { } }
            }
            """,
    };
}
