namespace PerfAnalyzers.Tests.Verification;

internal static partial class LibraryStubs
{
    /// <summary>Stores of documents and rows, with the synchronous members that older versions have.</summary>
    private static ImmutableDictionary<string, string> Stores { get; } = new Dictionary<string, string>
    {
        ["JasperFx.Events"] = """
            namespace JasperFx.Events.Documents
            {
                public interface IDocumentReadOperations
                {
                    Task<T> LoadAsync<T>(Guid id, CancellationToken token = default);
                    Task<IReadOnlyList<T>> LoadManyAsync<T>(IEnumerable<Guid> ids, CancellationToken token = default);
                    IQueryable<T> Query<T>();
                }
                public interface IDocumentSessionOperations : IDocumentReadOperations { Task SaveChangesAsync(CancellationToken token = default); }
            }
            namespace JasperFx.Events
            {
                public interface IEvent { }
                public interface IEventStream<T> { }
                public interface IQueryEventStore
                {
                    Task<IReadOnlyList<IEvent>> FetchStreamAsync(Guid streamId, long version = 0, DateTimeOffset? timestamp = null, long fromVersion = 0, CancellationToken token = default);
                    Task<T> AggregateStreamAsync<T>(Guid streamId, long version = 0, DateTimeOffset? timestamp = null, T state = null, long fromVersion = 0, CancellationToken token = default) where T : class;
                    Task<object> FetchStreamStateAsync(Guid streamId, CancellationToken token = default);
                    Task<IEvent> LoadAsync(Guid id, CancellationToken token = default);
                }
                public interface IEventStoreOperations : IQueryEventStore
                {
                    Task<IEventStream<T>> FetchForWriting<T>(Guid id, CancellationToken cancellation = default) where T : class;
                    Task<IEventStream<T>> FetchForExclusiveWriting<T>(Guid id, CancellationToken cancellation = default) where T : class;
                    ValueTask<T> FetchLatest<T>(Guid id, CancellationToken cancellation = default) where T : class;
                }
            }
            """,
        ["Marten"] = """
            namespace Marten.Linq
            {
                public interface IMartenQueryable<T> : IOrderedQueryable<T> { IMartenQueryable<T> Include<TInclude>(Expression<Func<T, object>> idSource, Action<TInclude> callback); }
            }
            namespace Marten
            {
                public interface IDocumentStore { IDocumentSession LightweightSession(); IQuerySession QuerySession(); }
                public interface IQuerySession : IDisposable, IAsyncDisposable
                {
                    T Load<T>(string id);
                    T Load<T>(Guid id);
                    Task<T> LoadAsync<T>(string id, CancellationToken token = default);
                    Task<T> LoadAsync<T>(Guid id, CancellationToken token = default);
                    IReadOnlyList<T> LoadMany<T>(params string[] ids);
                    IReadOnlyList<T> LoadMany<T>(params Guid[] ids);
                    IReadOnlyList<T> LoadMany<T>(IEnumerable<Guid> ids);
                    Task<IReadOnlyList<T>> LoadManyAsync<T>(params Guid[] ids);
                    Task<IReadOnlyList<T>> LoadManyAsync<T>(IEnumerable<Guid> ids);
                    Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, params Guid[] ids);
                    Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, IEnumerable<Guid> ids);
                    Task<bool> CheckExistsAsync<T>(Guid id, CancellationToken token = default);
                    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, params object[] parameters);
                    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, CancellationToken token, params object[] parameters);
                    Linq.IMartenQueryable<T> Query<T>();
                    Services.BatchQuerying.IBatchedQuery CreateBatchQuery();
                    Events.IQueryEventStore Events { get; }
                }
                public interface IDocumentOperations : IQuerySession
                {
                    void Store<T>(params T[] entities);
                    void Delete<T>(Guid id);
                    new Events.IEventStoreOperations Events { get; }
                }
                public interface IDocumentSession : IDocumentOperations
                {
                    void SaveChanges();
                    Task SaveChangesAsync(CancellationToken token = default);
                }
                public static class QueryableExtensions
                {
                    public static Task<IReadOnlyList<T>> ToListAsync<T>(this IQueryable<T> queryable, CancellationToken token = default) => throw null;
                    public static Task<bool> AnyAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<bool> AnyAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken token = default) => throw null;
                    public static Task<int> CountAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<int> CountAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken token = default) => throw null;
                    public static Task<long> LongCountAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T> FirstAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T> FirstOrDefaultAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T> FirstOrDefaultAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken token = default) => throw null;
                    public static Task<T> SingleAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T> SingleOrDefaultAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<TResult> SumAsync<T, TResult>(this IQueryable<T> source, Expression<Func<T, TResult>> expression, CancellationToken token = default) => throw null;
                    public static Task<TResult> MaxAsync<T, TResult>(this IQueryable<T> source, Expression<Func<T, TResult>> expression, CancellationToken token = default) => throw null;
                    public static Task<TResult> MinAsync<T, TResult>(this IQueryable<T> source, Expression<Func<T, TResult>> expression, CancellationToken token = default) => throw null;
                    public static Task<double> AverageAsync<T, TMember>(this IQueryable<T> source, Expression<Func<T, TMember>> expression, CancellationToken token = default) => throw null;
                }
            }
            namespace Marten.Pagination
            {
                public interface IPagedList<T> : IEnumerable<T> { }
                public static class PagedListQueryableExtensions
                {
                    public static IPagedList<T> ToPagedList<T>(this IQueryable<T> queryable, int pageNumber, int pageSize) => throw null;
                    public static Task<IPagedList<T>> ToPagedListAsync<T>(this IQueryable<T> queryable, int pageNumber, int pageSize, CancellationToken token = default) => throw null;
                }
            }
            namespace Marten.Services.BatchQuerying
            {
                public interface IBatchedQuery { Task<T> Load<T>(Guid id); Task Execute(CancellationToken token = default); }
            }
            namespace Marten.Events
            {
                public interface IQueryEventStore
                {
                    Task<IReadOnlyList<object>> FetchStreamAsync(Guid streamId, long version = 0, DateTimeOffset? timestamp = null, long fromVersion = 0, CancellationToken token = default);
                    Task<T> AggregateStreamAsync<T>(Guid streamId, long version = 0, DateTimeOffset? timestamp = null, T state = null, long fromVersion = 0, CancellationToken token = default) where T : class;
                    Task<object> FetchStreamStateAsync(Guid streamId, CancellationToken token = default);
                    Task<object> LoadAsync(Guid id, CancellationToken token = default);
                }
                public interface IEventStream<T> { void AppendOne(object @event); }
                public interface IEventStoreOperations : IQueryEventStore
                {
                    void Append(Guid stream, params object[] events);
                    Task<IEventStream<T>> FetchForWriting<T>(Guid id, CancellationToken cancellation = default) where T : class;
                    Task<IEventStream<T>> FetchForExclusiveWriting<T>(Guid id, CancellationToken cancellation = default) where T : class;
                    ValueTask<T> FetchLatest<T>(Guid id, CancellationToken cancellation = default) where T : class;
                }
                public interface IEventStore : IEventStoreOperations { }
            }
            """,
        ["NHibernate"] = """
            namespace NHibernate
            {
                public interface ITransaction : IDisposable
                {
                    void Commit();
                    void Rollback();
                    Task CommitAsync(CancellationToken cancellationToken = default);
                    Task RollbackAsync(CancellationToken cancellationToken = default);
                }
                public interface ISession : IDisposable
                {
                    T Get<T>(object id);
                    Task<T> GetAsync<T>(object id, CancellationToken cancellationToken = default);
                    T Load<T>(object id);
                    object Save(object obj);
                    Task<object> SaveAsync(object obj, CancellationToken cancellationToken = default);
                    void Update(object obj);
                    void Delete(object obj);
                    void Refresh(object obj);
                    Task RefreshAsync(object obj, CancellationToken cancellationToken = default);
                    void Flush();
                    Task FlushAsync(CancellationToken cancellationToken = default);
                    ITransaction BeginTransaction();
                    IQueryOver<T, T> QueryOver<T>() where T : class;
                    ICriteria CreateCriteria<T>() where T : class;
                    IQuery CreateQuery(string queryString);
                    IQueryable<T> Query<T>();
                }
                public interface IStatelessSession : IDisposable
                {
                    T Get<T>(object id);
                    Task<T> GetAsync<T>(object id, CancellationToken cancellationToken = default);
                    object Insert(object entity);
                    Task<object> InsertAsync(object entity, CancellationToken cancellationToken = default);
                    void Update(object entity);
                    Task UpdateAsync(object entity, CancellationToken cancellationToken = default);
                    void Delete(object entity);
                    Task DeleteAsync(object entity, CancellationToken cancellationToken = default);
                    void Refresh(object entity);
                    Task RefreshAsync(object entity, CancellationToken cancellationToken = default);
                    ITransaction BeginTransaction();
                    IQueryable<T> Query<T>();
                }
                public interface IQuery
                {
                    IQuery SetParameter(string name, object val);
                    IList<T> List<T>();
                    Task<IList<T>> ListAsync<T>(CancellationToken cancellationToken = default);
                    T UniqueResult<T>();
                    Task<T> UniqueResultAsync<T>(CancellationToken cancellationToken = default);
                    int ExecuteUpdate();
                    Task<int> ExecuteUpdateAsync(CancellationToken cancellationToken = default);
                }
                public interface ICriteria
                {
                    ICriteria SetMaxResults(int maxResults);
                    IList<T> List<T>();
                    Task<IList<T>> ListAsync<T>(CancellationToken cancellationToken = default);
                    T UniqueResult<T>();
                    Task<T> UniqueResultAsync<T>(CancellationToken cancellationToken = default);
                }
                public interface IQueryOver<TRoot>
                {
                    IList<TRoot> List();
                    Task<IList<TRoot>> ListAsync(CancellationToken cancellationToken = default);
                    TRoot SingleOrDefault();
                    Task<TRoot> SingleOrDefaultAsync(CancellationToken cancellationToken = default);
                    int RowCount();
                    Task<int> RowCountAsync(CancellationToken cancellationToken = default);
                    long RowCountInt64();
                    Task<long> RowCountInt64Async(CancellationToken cancellationToken = default);
                }
                public interface IQueryOver<TRoot, TSubType> : IQueryOver<TRoot> { IQueryOver<TRoot, TSubType> Where(Expression<Func<TSubType, bool>> expression); }
            }
            namespace NHibernate.Linq
            {
                public static class DmlExtensionMethods
                {
                    public static int Delete<T>(this IQueryable<T> source) => throw null;
                    public static Task<int> DeleteAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) => throw null;
                }
                public static class LinqExtensionMethods
                {
                    public static Task<bool> AllAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) => throw null;
                    public static Task<bool> AnyAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) => throw null;
                    public static Task<double> AverageAsync<T>(this IQueryable<T> source, Expression<Func<T, int>> selector, CancellationToken cancellationToken = default) => throw null;
                    public static Task<int> CountAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) => throw null;
                    public static Task<int> CountAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) => throw null;
                    public static Task<long> LongCountAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) => throw null;
                    public static Task<R> MaxAsync<T, R>(this IQueryable<T> source, Expression<Func<T, R>> selector, CancellationToken cancellationToken = default) => throw null;
                    public static Task<R> MinAsync<T, R>(this IQueryable<T> source, Expression<Func<T, R>> selector, CancellationToken cancellationToken = default) => throw null;
                    public static Task<int> SumAsync<T>(this IQueryable<T> source, Expression<Func<T, int>> selector, CancellationToken cancellationToken = default) => throw null;
                    public static Task<T> FirstAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) => throw null;
                    public static Task<T> FirstOrDefaultAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) => throw null;
                    public static Task<T> FirstOrDefaultAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) => throw null;
                    public static Task<T> SingleAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) => throw null;
                    public static Task<T> SingleOrDefaultAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) => throw null;
                    public static Task<List<T>> ToListAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) => throw null;
                    public static IEnumerable<T> ToFuture<T>(this IQueryable<T> source) => throw null;
                }
            }
            """,
        ["Raven.Client"] = """
            namespace Raven.Client.Documents.Linq
            {
                public interface IRavenQueryable<T> : IOrderedQueryable<T> { }
            }
            namespace Raven.Client.Documents.Session.Loaders
            {
                public interface IIncludeBuilder<T> { IIncludeBuilder<T> IncludeDocuments(string path); }
                public interface ILoaderWithInclude<T> { R Load<R>(string id); }
            }
            namespace Raven.Client.Documents.Session
            {
                public interface IDocumentSession : IDisposable
                {
                    void Store(object entity);
                    void Delete(string id);
                    T Load<T>(string id);
                    Dictionary<string, T> Load<T>(IEnumerable<string> ids);
                    Loaders.ILoaderWithInclude<object> Include(string path);
                    Linq.IRavenQueryable<T> Query<T>(string indexName = null, string collectionName = null, bool isMapReduce = false);
                    void SaveChanges();
                }
                public interface IAsyncDocumentSession : IDisposable
                {
                    Task StoreAsync(object entity, CancellationToken token = default);
                    void Delete(string id);
                    Task<T> LoadAsync<T>(string id, CancellationToken token = default);
                    Task<Dictionary<string, T>> LoadAsync<T>(IEnumerable<string> ids, CancellationToken token = default);
                    Linq.IRavenQueryable<T> Query<T>(string indexName = null, string collectionName = null, bool isMapReduce = false);
                    Task SaveChangesAsync(CancellationToken token = default);
                }
            }
            namespace Raven.Client.Documents
            {
                public static class LinqExtensions
                {
                    public static Linq.IRavenQueryable<T> Include<T>(this IQueryable<T> source, Expression<Func<T, string>> path) => throw null;
                    public static Lazy<IEnumerable<T>> Lazily<T>(this IQueryable<T> queryable) => throw null;
                    public static Task<bool> AnyAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<int> CountAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<long> LongCountAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T> FirstAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T> FirstOrDefaultAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T> SingleAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T> SingleOrDefaultAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<List<T>> ToListAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                    public static Task<T[]> ToArrayAsync<T>(this IQueryable<T> source, CancellationToken token = default) => throw null;
                }
            }
            """,
    }.ToImmutableDictionary();
}
