namespace PerfAnalyzers.Tests.Verification;

internal static partial class LibraryStubs
{
    private static ImmutableDictionary<string, string> Older { get; } = new Dictionary<string, string>
    {
        ["linq2db"] = """
            namespace LinqToDB
            {
                public static class AsyncExtensions
                {
                    public static Task<bool> AllAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken token = default) => throw null;
                    public static Task<bool> AnyAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<double> AverageAsync(this IQueryable<int> source, CancellationToken token = default) => throw null;
                    public static Task<bool> ContainsAsync<T>(this IQueryable<T> source, T item, CancellationToken token = default) => throw null;
                    public static Task<int> CountAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<long> LongCountAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T> MaxAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T> MinAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<int> SumAsync(this IQueryable<int> source, CancellationToken token = default) => throw null;
                    public static Task<T> FirstAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T> FirstOrDefaultAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T> SingleAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T> SingleOrDefaultAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task ForEachAsync<T>(this IQueryable<T> source, Action<T> action, CancellationToken token = default) => throw null;
                    public static Task<T[]> ToArrayAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<Dictionary<K, T>> ToDictionaryAsync<T, K>(this IQueryable<T> source, Func<T, K> keySelector, CancellationToken token = default) => throw null;
                    public static Task<List<T>> ToListAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                }
            }
            namespace LinqToDB.Data
            {
                public class DataConnection { }
                public static class DataConnectionExtensions
                {
                    public static IEnumerable<T> Query<T>(this DataConnection connection, string sql) => throw null;
                    public static Task<IEnumerable<T>> QueryAsync<T>(this DataConnection connection, string sql) => throw null;
                    public static IEnumerable<T> QueryProc<T>(this DataConnection connection, string sql) => throw null;
                    public static Task<IEnumerable<T>> QueryProcAsync<T>(this DataConnection connection, string sql) => throw null;
                    public static Task<List<T>> QueryToListAsync<T>(this DataConnection connection, string sql) => throw null;
                    public static Task<T[]> QueryToArrayAsync<T>(this DataConnection connection, string sql) => throw null;
                    public static int Execute(this DataConnection connection, string sql) => throw null;
                    public static Task<int> ExecuteAsync(this DataConnection connection, string sql) => throw null;
                    public static int ExecuteProc(this DataConnection connection, string sql) => throw null;
                    public static Task<int> ExecuteProcAsync(this DataConnection connection, string sql) => throw null;
                    public static object BulkCopy<T>(this DataConnection connection, IEnumerable<T> source) => throw null;
                    public static Task<object> BulkCopyAsync<T>(this DataConnection connection, IEnumerable<T> source, CancellationToken token = default) => throw null;
                }
            }
            """,
        ["RestSharp"] = """
            namespace RestSharp
            {
                public interface IRestRequest { }
                public interface IRestResponse { string Content { get; set; } }
                public interface IRestResponse<T> : IRestResponse { T Data { get; set; } }
                public interface IRestClient
                {
                    IRestResponse Execute(IRestRequest request);
                    IRestResponse<T> Execute<T>(IRestRequest request);
                    Task<IRestResponse> ExecuteAsync(IRestRequest request, CancellationToken cancellationToken = default);
                    Task<IRestResponse<T>> ExecuteAsync<T>(IRestRequest request, CancellationToken cancellationToken = default);
                }
                public static class RestClientExtensions { }
            }
            """,
    }.ToImmutableDictionary();
}
