using System.Text;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>
/// Types that have the names and members of the real ones and are not them. Libraries are the real assemblies with
/// their namespaces renamed; what belongs to the framework itself cannot be renamed and is declared by hand.
/// </summary>
internal static class LookAlikes
{
    // The same length, so that the metadata can be patched in place.
    private static readonly (string Real, string Fake)[] Namespaces =
    [
        ("Microsoft.EntityFrameworkCore", "Lookalike.EntityFrameworkCore"),
        ("Microsoft.AspNetCore", "Lookalike.AspNetCore"),
        ("Microsoft.Extensions", "Lookalike.Extensions"),
        ("Microsoft.Data.", "Lookalike.Data."),
        ("MassTransit", "Looksalike_"),
        ("StackExchange", "LookalikeExch"),
    ];

    /// <summary>
    /// Types in the global namespace win over imported ones, so an example that names them means these. Extend it
    /// when the typical source of a new rule does not compile with it.
    /// </summary>
    private const string FrameworkSource = """
        #nullable disable
        using System.Runtime.CompilerServices;

        [AsyncMethodBuilder(typeof(TaskBuilder))]
        public class Task
        {
            public bool IsCompleted => true;
            public static Task CompletedTask => new Task();
            public static Task Run(System.Action action) => new Task();
            public static Task<T> Run<T>(System.Func<T> function) => new Task<T>();
            public static Task<T> FromResult<T>(T value) => new Task<T>();
            public static Task Delay(int milliseconds) => new Task();
            public static Task WhenAll(params Task[] tasks) => new Task();
            public static System.Threading.Tasks.Task<T[]> WhenAll<T>(IEnumerable<System.Threading.Tasks.Task<T>> tasks) => null;
            public static YieldAwaitable Yield() => default;
            public static void WaitAll(params Task[] tasks) { }
            public void Wait() { }
            public Task ConfigureAwait(bool capture) => this;
            public Awaiter GetAwaiter() => new Awaiter();
        }

        [AsyncMethodBuilder(typeof(TaskBuilder<>))]
        public class Task<T> : Task
        {
            public T Result => default;
            public new Task<T> ConfigureAwait(bool capture) => this;
            public new Awaiter<T> GetAwaiter() => new Awaiter<T>();
        }

        public static class File
        {
            public static string ReadAllText(string path) => path;
        }

        public static class JsonSerializer
        {
            public static T Deserialize<T>(string json) => default;
            public static string Serialize<T>(T value, JsonSerializerOptions options) => null;
        }

        public class JsonSerializerOptions
        {
            public System.Collections.Generic.IList<System.Text.Json.Serialization.JsonConverter> Converters => null;
        }

        public static class Parallel
        {
            public static void ForEach<T>(List<T> items, System.Action<T> action) { }
        }

        public struct DateTimeOffset
        {
            public static DateTimeOffset UtcNow => default;
            public static System.TimeSpan operator -(DateTimeOffset later, DateTimeOffset earlier) => default;
        }

        public class Thread
        {
            public static void Sleep(int milliseconds) { }
        }

        public class SemaphoreSlim
        {
            public SemaphoreSlim(int count) { }
            public void Wait(System.Threading.CancellationToken token) { }
            public Task WaitAsync(System.Threading.CancellationToken token = default) => new Task();
            public int Release() => 1;
        }

        public class HttpClient : System.IDisposable
        {
            public HttpClient() { }
            public HttpClient(object handler) { }
            public System.TimeSpan Timeout { get; set; }
            public System.Threading.Tasks.Task<string> GetStringAsync(string url, System.Threading.CancellationToken token = default) => null;
            public void Dispose() { }
        }

        public class SmtpClient : System.IDisposable
        {
            public SmtpClient(string host) { }
            public Task SendMailAsync(string from, string to, string subject, string body) => new Task();
            public void Dispose() { }
        }

        public static class Regex
        {
            public static bool IsMatch(string input, string pattern) => false;
        }

        public struct Awaiter : INotifyCompletion
        {
            public bool IsCompleted => true;
            public void GetResult() { }
            public void OnCompleted(System.Action continuation) { }
        }

        public struct Awaiter<T> : INotifyCompletion
        {
            public bool IsCompleted => true;
            public T GetResult() => default;
            public void OnCompleted(System.Action continuation) { }
        }

        public struct TaskBuilder
        {
            public static TaskBuilder Create() => default;
            public Task Task => new Task();
            public void SetResult() { }
            public void SetException(System.Exception e) { }
            public void SetStateMachine(IAsyncStateMachine machine) { }
            public void Start<TMachine>(ref TMachine machine) where TMachine : IAsyncStateMachine { }
            public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine) where TAwaiter : INotifyCompletion where TMachine : IAsyncStateMachine { }
            public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine) where TAwaiter : ICriticalNotifyCompletion where TMachine : IAsyncStateMachine { }
        }

        public struct TaskBuilder<T>
        {
            public static TaskBuilder<T> Create() => default;
            public Task<T> Task => new Task<T>();
            public void SetResult(T value) { }
            public void SetException(System.Exception e) { }
            public void SetStateMachine(IAsyncStateMachine machine) { }
            public void Start<TMachine>(ref TMachine machine) where TMachine : IAsyncStateMachine { }
            public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine) where TAwaiter : INotifyCompletion where TMachine : IAsyncStateMachine { }
            public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine) where TAwaiter : ICriticalNotifyCompletion where TMachine : IAsyncStateMachine { }
        }

        public interface IEnumerable<out T> : System.Collections.IEnumerable
        {
            new System.Collections.Generic.IEnumerator<T> GetEnumerator();
        }

        public interface IReadOnlyCollection<out T> : IEnumerable<T>
        {
            int Count { get; }
        }

        public interface IReadOnlyList<out T> : IReadOnlyCollection<T>
        {
            T this[int index] { get; }
        }

        public class List<T> : IReadOnlyList<T>
        {
            public List() { }
            public List(IEnumerable<T> items) { }
            public void ForEach(System.Action<T> action) { }
            public int Count => 0;
            public T this[int index] { get => default; set { } }
            public void Add(T item) { }
            public void AddRange(IEnumerable<T> items) { }
            public void Insert(int index, T item) { }
            public bool Contains(T item) => false;
            public int IndexOf(T item) => -1;
            public bool Exists(System.Predicate<T> match) => false;
            public T Find(System.Predicate<T> match) => default;
            public System.Collections.Generic.IEnumerator<T> GetEnumerator() => null;
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => null;
        }

        public static class Enumerable
        {
            public static bool Any<T>(this IEnumerable<T> items, System.Func<T, bool> match) => false;
            public static bool Contains<T>(this IEnumerable<T> items, T item) => false;
            public static int Count<T>(this IEnumerable<T> items, System.Func<T, bool> match) => 0;
            public static IEnumerable<T> OrderBy<T, TKey>(this IEnumerable<T> items, System.Func<T, TKey> key) => items;
            public static T FirstOrDefault<T>(this IEnumerable<T> items) => default;
            public static T First<T>(this IEnumerable<T> items, System.Func<T, bool> match) => default;
            public static T FirstOrDefault<T>(this IEnumerable<T> items, System.Func<T, bool> match) => default;
            public static IEnumerable<T> Where<T>(this IEnumerable<T> items, System.Func<T, bool> match) => items;
            public static IEnumerable<TResult> Select<T, TResult>(this IEnumerable<T> items, System.Func<T, TResult> map) => null;
            public static List<T> ToList<T>(this IEnumerable<T> items) => new List<T>();
        }
        """;

    /// <summary>
    /// The sources and references that make an example mean look-alikes: of the library when it uses one, else of
    /// the framework.
    /// </summary>
    public static Compilation Compile(string example, ImmutableArray<MetadataReference> references)
    {
        var renamed = Namespaces.Aggregate(example, (text, n) => text.Replace(n.Real, n.Fake, StringComparison.Ordinal));
        return renamed == example
            ? RuleRun.Compile(references, example, FrameworkSource)
            : RuleRun.Compile(references.Select(Rename), renamed);
    }

    private static MetadataReference Rename(MetadataReference reference)
    {
        var path = ((PortableExecutableReference)reference).FilePath!;
        if (!Namespaces.Any(n => Path.GetFileName(path).StartsWith(n.Real, StringComparison.Ordinal)))
            return reference;

        // One char is one byte in Latin-1, so nothing else in the file changes.
        var content = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        foreach (var (real, fake) in Namespaces)
            content = content.Replace(real, fake, StringComparison.Ordinal);

        return MetadataReference.CreateFromImage(Encoding.Latin1.GetBytes(content));
    }
}
