namespace PerfAnalyzers.Tests.Verification;

internal static partial class LibraryStubs
{
    /// <summary>Elasticsearch, by both clients, and OrmLite.</summary>
    private static ImmutableDictionary<string, string> Search { get; } = new Dictionary<string, string>
    {
        ["Elastic.Clients.Elasticsearch"] = """
            namespace Elastic.Clients.Elasticsearch
            {
                public class Id { public static implicit operator Id(string id) => throw null; }
                public class GetResponse<T> { public T Source => throw null; }
                public class SearchResponse<T> { public IReadOnlyCollection<T> Documents => throw null; }
                public class ElasticsearchClient
                {
                    public virtual GetResponse<T> Get<T>(Id id) => throw null;
                    public virtual Task<GetResponse<T>> GetAsync<T>(Id id, CancellationToken cancellationToken = default) => throw null;
                    public virtual T GetSource<T>(Id id) => throw null;
                    public virtual Task<T> GetSourceAsync<T>(Id id, CancellationToken cancellationToken = default) => throw null;
                    public virtual SearchResponse<T> Search<T>(Action<object> configureRequest) => throw null;
                    public virtual Task<SearchResponse<T>> SearchAsync<T>(Action<object> configureRequest, CancellationToken cancellationToken = default) => throw null;
                    public virtual object MultiGet<T>(Action<object> configureRequest) => throw null;
                    public virtual Task<object> MultiGetAsync<T>(Action<object> configureRequest, CancellationToken cancellationToken = default) => throw null;
                    public virtual object MultiSearch<T>(Action<object> configureRequest) => throw null;
                    public virtual Task<object> MultiSearchAsync<T>(Action<object> configureRequest, CancellationToken cancellationToken = default) => throw null;
                    public virtual object Scroll<T>(Action<object> configureRequest) => throw null;
                    public virtual Task<object> ScrollAsync<T>(Action<object> configureRequest, CancellationToken cancellationToken = default) => throw null;
                    public virtual object Count<T>() => throw null;
                    public virtual Task<object> CountAsync<T>(CancellationToken cancellationToken = default) => throw null;
                    public virtual object Exists<T>(Id id) => throw null;
                    public virtual Task<object> ExistsAsync<T>(Id id, CancellationToken cancellationToken = default) => throw null;
                    public virtual object Create<T>(T document, Id id) => throw null;
                    public virtual Task<object> CreateAsync<T>(T document, Id id, CancellationToken cancellationToken = default) => throw null;
                    public virtual object Delete<T>(Id id) => throw null;
                    public virtual Task<object> DeleteAsync<T>(Id id, CancellationToken cancellationToken = default) => throw null;
                    public virtual object Index<T>(T document) => throw null;
                    public virtual Task<object> IndexAsync<T>(T document, CancellationToken cancellationToken = default) => throw null;
                    public virtual object Update<T, P>(Id id, Action<object> configureRequest) => throw null;
                    public virtual Task<object> UpdateAsync<T, P>(Id id, Action<object> configureRequest, CancellationToken cancellationToken = default) => throw null;
                    public virtual object Bulk(Action<object> configureRequest) => throw null;
                    public virtual Task<object> BulkAsync(Action<object> configureRequest, CancellationToken cancellationToken = default) => throw null;
                    public virtual object DeleteByQuery<T>(Action<object> configureRequest) => throw null;
                    public virtual Task<object> DeleteByQueryAsync<T>(Action<object> configureRequest, CancellationToken cancellationToken = default) => throw null;
                    public virtual object UpdateByQuery<T>(Action<object> configureRequest) => throw null;
                    public virtual Task<object> UpdateByQueryAsync<T>(Action<object> configureRequest, CancellationToken cancellationToken = default) => throw null;
                }
            }
            """,
        ["Nest"] = """
            namespace Nest
            {
                public class SearchDescriptor<T> { public SearchDescriptor<T> Query(Func<object, object> query) => throw null; }
                public class DocumentPath<T> { public static implicit operator DocumentPath<T>(string id) => throw null; }
                public class ISearchResponse<T> { public IReadOnlyCollection<T> Documents => throw null; }
                public class GetResponse<T> { public T Source => throw null; }
                public class BulkResponse { }
                public class IndexName { }
                public interface IElasticClient
                {
                    ISearchResponse<T> Search<T>(Func<SearchDescriptor<T>, object> selector = null);
                    Task<ISearchResponse<T>> SearchAsync<T>(Func<SearchDescriptor<T>, object> selector = null, CancellationToken ct = default);
                    GetResponse<T> Get<T>(DocumentPath<T> id, Func<object, object> selector = null);
                    Task<GetResponse<T>> GetAsync<T>(DocumentPath<T> id, Func<object, object> selector = null, CancellationToken ct = default);
                    GetResponse<T> Source<T>(DocumentPath<T> id, Func<object, object> selector = null);
                    Task<GetResponse<T>> SourceAsync<T>(DocumentPath<T> id, Func<object, object> selector = null, CancellationToken ct = default);
                    object MultiGet(Func<object, object> selector = null);
                    Task<object> MultiGetAsync(Func<object, object> selector = null, CancellationToken ct = default);
                    object MultiSearch(Func<object, object> selector = null);
                    Task<object> MultiSearchAsync(Func<object, object> selector = null, CancellationToken ct = default);
                    ISearchResponse<T> Scroll<T>(string scrollTime, string scrollId);
                    Task<ISearchResponse<T>> ScrollAsync<T>(string scrollTime, string scrollId, CancellationToken ct = default);
                    object Count<T>(Func<object, object> selector = null);
                    Task<object> CountAsync<T>(Func<object, object> selector = null, CancellationToken ct = default);
                    object DocumentExists<T>(DocumentPath<T> id);
                    Task<object> DocumentExistsAsync<T>(DocumentPath<T> id, CancellationToken ct = default);
                    object Create<T>(T document, Func<object, object> selector);
                    Task<object> CreateAsync<T>(T document, Func<object, object> selector, CancellationToken ct = default);
                    object CreateDocument<T>(T document);
                    Task<object> CreateDocumentAsync<T>(T document, CancellationToken ct = default);
                    object Delete<T>(DocumentPath<T> id);
                    Task<object> DeleteAsync<T>(DocumentPath<T> id, CancellationToken ct = default);
                    object Index<T>(T document, Func<object, object> selector);
                    Task<object> IndexAsync<T>(T document, Func<object, object> selector, CancellationToken ct = default);
                    object IndexDocument<T>(T document);
                    Task<object> IndexDocumentAsync<T>(T document, CancellationToken ct = default);
                    object Update<T>(DocumentPath<T> id, Func<object, object> selector);
                    Task<object> UpdateAsync<T>(DocumentPath<T> id, Func<object, object> selector, CancellationToken ct = default);
                    BulkResponse Bulk(Func<object, object> selector);
                    Task<BulkResponse> BulkAsync(Func<object, object> selector, CancellationToken ct = default);
                    object DeleteByQuery<T>(Func<object, object> selector);
                    Task<object> DeleteByQueryAsync<T>(Func<object, object> selector, CancellationToken ct = default);
                    object UpdateByQuery<T>(Func<object, object> selector);
                    Task<object> UpdateByQueryAsync<T>(Func<object, object> selector, CancellationToken ct = default);
                }
                public static class GetManyExtensions
                {
                    public static IEnumerable<object> GetMany<T>(this IElasticClient client, IEnumerable<string> ids, IndexName index = null) => throw null;
                    public static Task<IEnumerable<object>> GetManyAsync<T>(this IElasticClient client, IEnumerable<string> ids, IndexName index = null, CancellationToken cancellationToken = default) => throw null;
                }
                public static class IndexManyExtensions
                {
                    public static BulkResponse IndexMany<T>(this IElasticClient client, IEnumerable<T> objects, IndexName index = null) => throw null;
                    public static Task<BulkResponse> IndexManyAsync<T>(this IElasticClient client, IEnumerable<T> objects, IndexName index = null, CancellationToken cancellationToken = default) => throw null;
                }
            }
            """,
        ["ServiceStack.OrmLite"] = """
            namespace ServiceStack.OrmLite
            {
                public static class OrmLiteReadApi
                {
                    public static List<T> Select<T>(this System.Data.IDbConnection dbConn) => throw null;
                    public static List<T> Select<T>(this System.Data.IDbConnection dbConn, string sql) => throw null;
                    public static T Single<T>(this System.Data.IDbConnection dbConn, object anonType) => throw null;
                    public static T Scalar<T>(this System.Data.IDbConnection dbConn, string sql, object anonType = null) => throw null;
                    public static T SingleById<T>(this System.Data.IDbConnection dbConn, object idValue) => throw null;
                    public static T LoadSingleById<T>(this System.Data.IDbConnection dbConn, object idValue, string[] include = null) => throw null;
                    public static List<T> Column<T>(this System.Data.IDbConnection dbConn, string sql) => throw null;
                    public static Dictionary<K, V> Dictionary<K, V>(this System.Data.IDbConnection dbConn, string sql) => throw null;
                    public static Dictionary<K, List<V>> Lookup<K, V>(this System.Data.IDbConnection dbConn, string sql) => throw null;
                    public static List<T> SelectByIds<T>(this System.Data.IDbConnection dbConn, System.Collections.IEnumerable idValues) => throw null;
                    public static List<T> SqlList<T>(this System.Data.IDbConnection dbConn, string sql) => throw null;
                    public static List<T> Where<T>(this System.Data.IDbConnection dbConn, object anonType) => throw null;
                    public static bool Exists<T>(this System.Data.IDbConnection dbConn, object anonType) => throw null;
                    public static bool Exists<T>(this System.Data.IDbConnection dbConn, Expression<Func<T, bool>> expression) => throw null;
                    public static T SqlScalar<T>(this System.Data.IDbConnection dbConn, string sql) => throw null;
                }
                public static class OrmLiteReadApiAsync
                {
                    public static Task<List<T>> SelectAsync<T>(this System.Data.IDbConnection dbConn, CancellationToken token = default) => throw null;
                    public static Task<List<T>> SelectAsync<T>(this System.Data.IDbConnection dbConn, string sql, CancellationToken token = default) => throw null;
                    public static Task<T> SingleAsync<T>(this System.Data.IDbConnection dbConn, object anonType, CancellationToken token = default) => throw null;
                    public static Task<T> ScalarAsync<T>(this System.Data.IDbConnection dbConn, string sql, object anonType = null, CancellationToken token = default) => throw null;
                    public static Task<T> SingleByIdAsync<T>(this System.Data.IDbConnection dbConn, object idValue, CancellationToken token = default) => throw null;
                    public static Task<T> LoadSingleByIdAsync<T>(this System.Data.IDbConnection dbConn, object idValue, string[] include = null, CancellationToken token = default) => throw null;
                    public static Task<List<T>> ColumnAsync<T>(this System.Data.IDbConnection dbConn, string sql, CancellationToken token = default) => throw null;
                    public static Task<Dictionary<K, V>> DictionaryAsync<K, V>(this System.Data.IDbConnection dbConn, string sql, CancellationToken token = default) => throw null;
                    public static Task<Dictionary<K, List<V>>> LookupAsync<K, V>(this System.Data.IDbConnection dbConn, string sql, CancellationToken token = default) => throw null;
                    public static Task<List<T>> SelectByIdsAsync<T>(this System.Data.IDbConnection dbConn, System.Collections.IEnumerable idValues, CancellationToken token = default) => throw null;
                    public static Task<List<T>> SqlListAsync<T>(this System.Data.IDbConnection dbConn, string sql, CancellationToken token = default) => throw null;
                    public static Task<List<T>> WhereAsync<T>(this System.Data.IDbConnection dbConn, object anonType, CancellationToken token = default) => throw null;
                    public static Task<bool> ExistsAsync<T>(this System.Data.IDbConnection dbConn, object anonType, CancellationToken token = default) => throw null;
                    public static Task<bool> ExistsAsync<T>(this System.Data.IDbConnection dbConn, Expression<Func<T, bool>> expression, CancellationToken token = default) => throw null;
                    public static Task<T> SqlScalarAsync<T>(this System.Data.IDbConnection dbConn, string sql, CancellationToken token = default) => throw null;
                }
                public static class OrmLiteReadExpressionsApi
                {
                    public static List<T> Select<T>(this System.Data.IDbConnection dbConn, Expression<Func<T, bool>> predicate) => throw null;
                    public static T Single<T>(this System.Data.IDbConnection dbConn, Expression<Func<T, bool>> predicate) => throw null;
                    public static K Scalar<T, K>(this System.Data.IDbConnection dbConn, Expression<Func<T, object>> field) => throw null;
                    public static List<T> LoadSelect<T>(this System.Data.IDbConnection dbConn, Expression<Func<T, bool>> predicate) => throw null;
                    public static long Count<T>(this System.Data.IDbConnection dbConn) => throw null;
                    public static long Count<T>(this System.Data.IDbConnection dbConn, Expression<Func<T, bool>> expression) => throw null;
                    public static long RowCount(this System.Data.IDbConnection dbConn, string sql) => throw null;
                }
                public static class OrmLiteReadExpressionsApiAsync
                {
                    public static Task<List<T>> SelectAsync<T>(this System.Data.IDbConnection dbConn, Expression<Func<T, bool>> predicate, CancellationToken token = default) => throw null;
                    public static Task<T> SingleAsync<T>(this System.Data.IDbConnection dbConn, Expression<Func<T, bool>> predicate, CancellationToken token = default) => throw null;
                    public static Task<K> ScalarAsync<T, K>(this System.Data.IDbConnection dbConn, Expression<Func<T, object>> field, CancellationToken token = default) => throw null;
                    public static Task<List<T>> LoadSelectAsync<T>(this System.Data.IDbConnection dbConn, Expression<Func<T, bool>> predicate, CancellationToken token = default) => throw null;
                    public static Task<long> CountAsync<T>(this System.Data.IDbConnection dbConn, CancellationToken token = default) => throw null;
                    public static Task<long> CountAsync<T>(this System.Data.IDbConnection dbConn, Expression<Func<T, bool>> expression, CancellationToken token = default) => throw null;
                    public static Task<long> RowCountAsync(this System.Data.IDbConnection dbConn, string sql, CancellationToken token = default) => throw null;
                }
                public static class OrmLiteWriteApi
                {
                    public static int Delete<T>(this System.Data.IDbConnection dbConn, object anonFilter) => throw null;
                    public static int DeleteAll<T>(this System.Data.IDbConnection dbConn) => throw null;
                    public static int DeleteById<T>(this System.Data.IDbConnection dbConn, object id) => throw null;
                    public static int DeleteByIds<T>(this System.Data.IDbConnection dbConn, System.Collections.IEnumerable idValues) => throw null;
                    public static int ExecuteSql(this System.Data.IDbConnection dbConn, string sql) => throw null;
                    public static long Insert<T>(this System.Data.IDbConnection dbConn, T obj, bool selectIdentity = false, bool enableIdentityInsert = false) => throw null;
                    public static void InsertAll<T>(this System.Data.IDbConnection dbConn, IEnumerable<T> objs) => throw null;
                    public static bool Save<T>(this System.Data.IDbConnection dbConn, T obj, bool references = false) => throw null;
                    public static int SaveAll<T>(this System.Data.IDbConnection dbConn, IEnumerable<T> objs) => throw null;
                    public static int Update<T>(this System.Data.IDbConnection dbConn, T obj) => throw null;
                    public static int UpdateAll<T>(this System.Data.IDbConnection dbConn, IEnumerable<T> objs) => throw null;
                }
                public static class OrmLiteWriteApiAsync
                {
                    public static Task<int> DeleteAsync<T>(this System.Data.IDbConnection dbConn, object anonFilter, CancellationToken token = default) => throw null;
                    public static Task<int> DeleteAllAsync<T>(this System.Data.IDbConnection dbConn, CancellationToken token = default) => throw null;
                    public static Task<int> DeleteByIdAsync<T>(this System.Data.IDbConnection dbConn, object id, CancellationToken token = default) => throw null;
                    public static Task<int> DeleteByIdsAsync<T>(this System.Data.IDbConnection dbConn, System.Collections.IEnumerable idValues, CancellationToken token = default) => throw null;
                    public static Task<int> ExecuteSqlAsync(this System.Data.IDbConnection dbConn, string sql, CancellationToken token = default) => throw null;
                    public static Task<long> InsertAsync<T>(this System.Data.IDbConnection dbConn, T obj, bool selectIdentity = false, bool enableIdentityInsert = false, CancellationToken token = default) => throw null;
                    public static Task InsertAllAsync<T>(this System.Data.IDbConnection dbConn, IEnumerable<T> objs, CancellationToken token = default) => throw null;
                    public static Task<bool> SaveAsync<T>(this System.Data.IDbConnection dbConn, T obj, bool references = false, CancellationToken token = default) => throw null;
                    public static Task<int> SaveAllAsync<T>(this System.Data.IDbConnection dbConn, IEnumerable<T> objs, CancellationToken token = default) => throw null;
                    public static Task<int> UpdateAsync<T>(this System.Data.IDbConnection dbConn, T obj, CancellationToken token = default) => throw null;
                    public static Task<int> UpdateAllAsync<T>(this System.Data.IDbConnection dbConn, IEnumerable<T> objs, CancellationToken token = default) => throw null;
                }
                public static class OrmLiteWriteExpressionsApi
                {
                    public static int Delete<T>(this System.Data.IDbConnection dbConn, Expression<Func<T, bool>> where) => throw null;
                    public static long InsertOnly<T>(this System.Data.IDbConnection dbConn, T obj, string[] onlyFields) => throw null;
                    public static int UpdateNonDefaults<T>(this System.Data.IDbConnection dbConn, T item, Expression<Func<T, bool>> obj) => throw null;
                    public static int UpdateOnly<T>(this System.Data.IDbConnection dbConn, Expression<Func<T>> updateFields, Expression<Func<T, bool>> where = null) => throw null;
                }
                public static class OrmLiteWriteExpressionsApiAsync
                {
                    public static Task<int> DeleteAsync<T>(this System.Data.IDbConnection dbConn, Expression<Func<T, bool>> where, CancellationToken token = default) => throw null;
                    public static Task<long> InsertOnlyAsync<T>(this System.Data.IDbConnection dbConn, T obj, string[] onlyFields, CancellationToken token = default) => throw null;
                    public static Task<int> UpdateNonDefaultsAsync<T>(this System.Data.IDbConnection dbConn, T item, Expression<Func<T, bool>> obj, CancellationToken token = default) => throw null;
                    public static Task<int> UpdateOnlyAsync<T>(this System.Data.IDbConnection dbConn, Expression<Func<T>> updateFields, Expression<Func<T, bool>> where = null, CancellationToken token = default) => throw null;
                }
            }
            """,
    }.ToImmutableDictionary();
}
