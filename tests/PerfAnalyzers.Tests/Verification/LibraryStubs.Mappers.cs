namespace PerfAnalyzers.Tests.Verification;

internal static partial class LibraryStubs
{
    /// <summary>Mappers of rows.</summary>
    private static ImmutableDictionary<string, string> Mappers { get; } = new Dictionary<string, string>
    {
        ["SqlSugar"] = """
            namespace SqlSugar
            {
                public interface ISugarQueryable<T>
                {
                    ISugarQueryable<T> Where(Expression<Func<T, bool>> expression);
                    ISugarQueryable<T> In<P>(List<P> pkValues);
                    T InSingle(object pkValue);
                    Task<T> InSingleAsync(object pkValue);
                    T Single();
                    Task<T> SingleAsync();
                    T Single(Expression<Func<T, bool>> expression);
                    Task<T> SingleAsync(Expression<Func<T, bool>> expression);
                    T First();
                    Task<T> FirstAsync();
                    Task<T> FirstAsync(CancellationToken token);
                    T First(Expression<Func<T, bool>> expression);
                    Task<T> FirstAsync(Expression<Func<T, bool>> expression);
                    Task<T> FirstAsync(Expression<Func<T, bool>> expression, CancellationToken token);
                    bool Any();
                    Task<bool> AnyAsync();
                    Task<bool> AnyAsync(CancellationToken token);
                    bool Any(Expression<Func<T, bool>> expression);
                    Task<bool> AnyAsync(Expression<Func<T, bool>> expression);
                    Task<bool> AnyAsync(Expression<Func<T, bool>> expression, CancellationToken token);
                    int Count();
                    Task<int> CountAsync();
                    Task<int> CountAsync(CancellationToken token);
                    int Count(Expression<Func<T, bool>> expression);
                    Task<int> CountAsync(Expression<Func<T, bool>> expression);
                    Task<int> CountAsync(Expression<Func<T, bool>> expression, CancellationToken token);
                    R Max<R>(Expression<Func<T, R>> expression);
                    Task<R> MaxAsync<R>(Expression<Func<T, R>> expression);
                    R Min<R>(Expression<Func<T, R>> expression);
                    Task<R> MinAsync<R>(Expression<Func<T, R>> expression);
                    R Sum<R>(Expression<Func<T, R>> expression);
                    Task<R> SumAsync<R>(Expression<Func<T, R>> expression);
                    R Avg<R>(Expression<Func<T, R>> expression);
                    Task<R> AvgAsync<R>(Expression<Func<T, R>> expression);
                    List<T> ToList();
                    Task<List<T>> ToListAsync();
                    Task<List<T>> ToListAsync(CancellationToken token);
                    T[] ToArray();
                    Task<T[]> ToArrayAsync();
                    List<T> ToPageList(int pageNumber, int pageSize);
                    Task<List<T>> ToPageListAsync(int pageNumber, int pageSize);
                    Task<List<T>> ToPageListAsync(int pageNumber, int pageSize, CancellationToken token);
                    System.Data.DataTable ToDataTable();
                    Task<System.Data.DataTable> ToDataTableAsync();
                    Dictionary<string, object> ToDictionary(Expression<Func<T, object>> key, Expression<Func<T, object>> value);
                    Task<Dictionary<string, object>> ToDictionaryAsync(Expression<Func<T, object>> key, Expression<Func<T, object>> value);
                }
                public interface IInsertable<T>
                {
                    int ExecuteReturnIdentity();
                    Task<int> ExecuteReturnIdentityAsync();
                    long ExecuteReturnBigIdentity();
                    Task<long> ExecuteReturnBigIdentityAsync();
                    T ExecuteReturnEntity();
                    Task<T> ExecuteReturnEntityAsync();
                    int ExecuteCommand();
                    Task<int> ExecuteCommandAsync();
                    Task<int> ExecuteCommandAsync(CancellationToken token);
                }
                public interface IUpdateable<T>
                {
                    int ExecuteCommand();
                    Task<int> ExecuteCommandAsync();
                    Task<int> ExecuteCommandAsync(CancellationToken token);
                }
                public interface IDeleteable<T>
                {
                    IDeleteable<T> Where(Expression<Func<T, bool>> expression);
                    int ExecuteCommand();
                    Task<int> ExecuteCommandAsync();
                    Task<int> ExecuteCommandAsync(CancellationToken token);
                }
                public interface ISimpleClient<T>
                {
                    T GetById(dynamic id);
                    Task<T> GetByIdAsync(dynamic id);
                    T GetFirst(Expression<Func<T, bool>> expression);
                    Task<T> GetFirstAsync(Expression<Func<T, bool>> expression);
                    T GetSingle(Expression<Func<T, bool>> expression);
                    Task<T> GetSingleAsync(Expression<Func<T, bool>> expression);
                    List<T> GetList();
                    Task<List<T>> GetListAsync();
                    List<T> GetList(Expression<Func<T, bool>> expression);
                    Task<List<T>> GetListAsync(Expression<Func<T, bool>> expression);
                    int Count(Expression<Func<T, bool>> expression);
                    Task<int> CountAsync(Expression<Func<T, bool>> expression);
                    bool IsAny(Expression<Func<T, bool>> expression);
                    Task<bool> IsAnyAsync(Expression<Func<T, bool>> expression);
                    bool Delete(Expression<Func<T, bool>> expression);
                    Task<bool> DeleteAsync(Expression<Func<T, bool>> expression);
                    bool DeleteById(dynamic id);
                    Task<bool> DeleteByIdAsync(dynamic id);
                    bool DeleteByIds(dynamic[] ids);
                    Task<bool> DeleteByIdsAsync(dynamic[] ids);
                    bool Insert(T insertObj);
                    Task<bool> InsertAsync(T insertObj);
                    bool InsertOrUpdate(T data);
                    Task<bool> InsertOrUpdateAsync(T data);
                    bool InsertRange(List<T> insertObjs);
                    Task<bool> InsertRangeAsync(List<T> insertObjs);
                    bool Update(T updateObj);
                    Task<bool> UpdateAsync(T updateObj);
                }
                public class SimpleClient<T> : ISimpleClient<T>
                {
                    public virtual T GetById(dynamic id) => throw null;
                    public virtual Task<T> GetByIdAsync(dynamic id) => throw null;
                    public virtual T GetFirst(Expression<Func<T, bool>> expression) => throw null;
                    public virtual Task<T> GetFirstAsync(Expression<Func<T, bool>> expression) => throw null;
                    public virtual T GetSingle(Expression<Func<T, bool>> expression) => throw null;
                    public virtual Task<T> GetSingleAsync(Expression<Func<T, bool>> expression) => throw null;
                    public virtual List<T> GetList() => throw null;
                    public virtual Task<List<T>> GetListAsync() => throw null;
                    public virtual List<T> GetList(Expression<Func<T, bool>> expression) => throw null;
                    public virtual Task<List<T>> GetListAsync(Expression<Func<T, bool>> expression) => throw null;
                    public virtual int Count(Expression<Func<T, bool>> expression) => throw null;
                    public virtual Task<int> CountAsync(Expression<Func<T, bool>> expression) => throw null;
                    public virtual bool IsAny(Expression<Func<T, bool>> expression) => throw null;
                    public virtual Task<bool> IsAnyAsync(Expression<Func<T, bool>> expression) => throw null;
                    public virtual bool Delete(Expression<Func<T, bool>> expression) => throw null;
                    public virtual Task<bool> DeleteAsync(Expression<Func<T, bool>> expression) => throw null;
                    public virtual bool DeleteById(dynamic id) => throw null;
                    public virtual Task<bool> DeleteByIdAsync(dynamic id) => throw null;
                    public virtual bool DeleteByIds(dynamic[] ids) => throw null;
                    public virtual Task<bool> DeleteByIdsAsync(dynamic[] ids) => throw null;
                    public virtual bool Insert(T insertObj) => throw null;
                    public virtual Task<bool> InsertAsync(T insertObj) => throw null;
                    public virtual bool InsertOrUpdate(T data) => throw null;
                    public virtual Task<bool> InsertOrUpdateAsync(T data) => throw null;
                    public virtual bool InsertRange(List<T> insertObjs) => throw null;
                    public virtual Task<bool> InsertRangeAsync(List<T> insertObjs) => throw null;
                    public virtual bool Update(T updateObj) => throw null;
                    public virtual Task<bool> UpdateAsync(T updateObj) => throw null;
                }
                public interface IAdo
                {
                    System.Data.DataTable GetDataTable(string sql, object parameters);
                    Task<System.Data.DataTable> GetDataTableAsync(string sql, object parameters);
                    List<T> SqlQuery<T>(string sql, object parameters = null);
                    Task<List<T>> SqlQueryAsync<T>(string sql, object parameters = null);
                    T SqlQuerySingle<T>(string sql, object whereObj = null);
                    Task<T> SqlQuerySingleAsync<T>(string sql, object whereObj = null);
                    object GetScalar(string sql, object parameters);
                    Task<object> GetScalarAsync(string sql, object parameters);
                    int ExecuteCommand(string sql, object parameters);
                    Task<int> ExecuteCommandAsync(string sql, object parameters);
                }
                public interface ISqlSugarClient
                {
                    ISugarQueryable<T> Queryable<T>();
                    IInsertable<T> Insertable<T>(T insertObj);
                    IInsertable<T> Insertable<T>(List<T> insertObjs);
                    IUpdateable<T> Updateable<T>(T updateObj);
                    IDeleteable<T> Deleteable<T>();
                    IAdo Ado { get; }
                }
            }
            """,
        ["FreeSql"] = """
            public interface IFreeSql
            {
                FreeSql.ISelect<T1> Select<T1>() where T1 : class;
                FreeSql.IInsert<T1> Insert<T1>(T1 source) where T1 : class;
                FreeSql.IDelete<T1> Delete<T1>() where T1 : class;
            }
            namespace FreeSql
            {
                public interface ISelect0<S, T1>
                {
                    S Where(string sql);
                    List<T1> ToList();
                    Task<List<T1>> ToListAsync(CancellationToken cancellationToken = default);
                    System.Data.DataTable ToDataTable(string field = null);
                    Task<System.Data.DataTable> ToDataTableAsync(string field = null, CancellationToken cancellationToken = default);
                    Dictionary<K, T1> ToDictionary<K>(Func<T1, K> keySelector);
                    Task<Dictionary<K, T1>> ToDictionaryAsync<K>(Func<T1, K> keySelector, CancellationToken cancellationToken = default);
                    T1 ToOne();
                    Task<T1> ToOneAsync(CancellationToken cancellationToken = default);
                    T1 First();
                    Task<T1> FirstAsync(CancellationToken cancellationToken = default);
                    bool Any();
                    Task<bool> AnyAsync(CancellationToken cancellationToken = default);
                    long Count();
                    Task<long> CountAsync(CancellationToken cancellationToken = default);
                }
                public interface ISelect<T1> : ISelect0<ISelect<T1>, T1>
                {
                    ISelect<T1> Where(Expression<Func<T1, bool>> exp);
                    bool Any(Expression<Func<T1, bool>> exp);
                    Task<bool> AnyAsync(Expression<Func<T1, bool>> exp, CancellationToken cancellationToken = default);
                    System.Data.DataTable ToDataTable<R>(Expression<Func<T1, R>> select);
                    Task<System.Data.DataTable> ToDataTableAsync<R>(Expression<Func<T1, R>> select, CancellationToken cancellationToken = default);
                    List<R> ToList<R>(Expression<Func<T1, R>> select);
                    Task<List<R>> ToListAsync<R>(Expression<Func<T1, R>> select, CancellationToken cancellationToken = default);
                    R ToOne<R>(Expression<Func<T1, R>> select);
                    Task<R> ToOneAsync<R>(Expression<Func<T1, R>> select, CancellationToken cancellationToken = default);
                    R First<R>(Expression<Func<T1, R>> select);
                    Task<R> FirstAsync<R>(Expression<Func<T1, R>> select, CancellationToken cancellationToken = default);
                    decimal Sum<R>(Expression<Func<T1, R>> column);
                    Task<decimal> SumAsync<R>(Expression<Func<T1, R>> column, CancellationToken cancellationToken = default);
                    R Min<R>(Expression<Func<T1, R>> column);
                    Task<R> MinAsync<R>(Expression<Func<T1, R>> column, CancellationToken cancellationToken = default);
                    R Max<R>(Expression<Func<T1, R>> column);
                    Task<R> MaxAsync<R>(Expression<Func<T1, R>> column, CancellationToken cancellationToken = default);
                    double Avg<R>(Expression<Func<T1, R>> column);
                    Task<double> AvgAsync<R>(Expression<Func<T1, R>> column, CancellationToken cancellationToken = default);
                }
                public interface IInsert<T1> where T1 : class
                {
                    IInsert<T1> AppendData(T1 source);
                    IInsert<T1> AppendData(IEnumerable<T1> source);
                    int ExecuteAffrows();
                    Task<int> ExecuteAffrowsAsync(CancellationToken cancellationToken = default);
                    long ExecuteIdentity();
                    Task<long> ExecuteIdentityAsync(CancellationToken cancellationToken = default);
                    List<T1> ExecuteInserted();
                    Task<List<T1>> ExecuteInsertedAsync(CancellationToken cancellationToken = default);
                }
                public interface IUpdate<T1>
                {
                    IUpdate<T1> SetSource(T1 source);
                    int ExecuteAffrows();
                    Task<int> ExecuteAffrowsAsync(CancellationToken cancellationToken = default);
                    List<T1> ExecuteUpdated();
                    Task<List<T1>> ExecuteUpdatedAsync(CancellationToken cancellationToken = default);
                }
                public interface IDelete<T1>
                {
                    IDelete<T1> Where(Expression<Func<T1, bool>> exp);
                    int ExecuteAffrows();
                    Task<int> ExecuteAffrowsAsync(CancellationToken cancellationToken = default);
                    List<T1> ExecuteDeleted();
                    Task<List<T1>> ExecuteDeletedAsync(CancellationToken cancellationToken = default);
                }
                public interface IBaseRepository<E>
                {
                    ISelect<E> Where(Expression<Func<E, bool>> exp);
                    E Insert(E entity);
                    Task<E> InsertAsync(E entity, CancellationToken cancellationToken = default);
                    List<E> Insert(IEnumerable<E> entities);
                    Task<List<E>> InsertAsync(IEnumerable<E> entities, CancellationToken cancellationToken = default);
                    int Update(E entity);
                    Task<int> UpdateAsync(E entity, CancellationToken cancellationToken = default);
                    E InsertOrUpdate(E entity);
                    Task<E> InsertOrUpdateAsync(E entity, CancellationToken cancellationToken = default);
                    int Delete(E entity);
                    Task<int> DeleteAsync(E entity, CancellationToken cancellationToken = default);
                    int Delete(Expression<Func<E, bool>> predicate);
                    Task<int> DeleteAsync(Expression<Func<E, bool>> predicate, CancellationToken cancellationToken = default);
                }
                public interface IBaseRepository<E, K> : IBaseRepository<E>
                {
                    E Get(K id);
                    Task<E> GetAsync(K id, CancellationToken cancellationToken = default);
                    E Find(K id);
                    Task<E> FindAsync(K id, CancellationToken cancellationToken = default);
                    int Delete(K id);
                    Task<int> DeleteAsync(K id, CancellationToken cancellationToken = default);
                }
            }
            """,
    }.ToImmutableDictionary();
}
