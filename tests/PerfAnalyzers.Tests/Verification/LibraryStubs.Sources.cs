namespace PerfAnalyzers.Tests.Verification;

internal static partial class LibraryStubs
{
    private static ImmutableDictionary<string, string> Sources { get; } = new Dictionary<string, string>
    {
        ["EntityFramework"] = """
            namespace System.Data.Entity
            {
                public class DbContext : IDisposable
                {
                    public DbContext() { }
                    public DbContext(string nameOrConnectionString) { }
                    public Database Database => throw null;
                    public virtual DbSet<T> Set<T>() where T : class => throw null;
                    public virtual int SaveChanges() => throw null;
                    public virtual Task<int> SaveChangesAsync() => throw null;
                    public virtual Task<int> SaveChangesAsync(CancellationToken token) => throw null;
                    public Infrastructure.DbEntityEntry<T> Entry<T>(T entity) where T : class => throw null;
                    public void Dispose() { }
                }
                public interface IDbSet<T> : IQueryable<T> where T : class
                {
                    T Find(params object[] keyValues);
                    T Add(T entity);
                    T Remove(T entity);
                }
                public abstract class DbSet<T> : IDbSet<T> where T : class
                {
                    public virtual T Find(params object[] keyValues) => throw null;
                    public virtual Task<T> FindAsync(params object[] keyValues) => throw null;
                    public virtual Task<T> FindAsync(CancellationToken token, params object[] keyValues) => throw null;
                    public virtual T Add(T entity) => throw null;
                    public virtual T Remove(T entity) => throw null;
                    public Type ElementType => throw null;
                    public Expression Expression => throw null;
                    public IQueryProvider Provider => throw null;
                    public IEnumerator<T> GetEnumerator() => throw null;
                    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw null;
                }
                public abstract class DbSet
                {
                    public virtual object Find(params object[] keyValues) => throw null;
                    public virtual Task<object> FindAsync(params object[] keyValues) => throw null;
                }
                public class Database
                {
                    public int? CommandTimeout { get; set; }
                    public DbContextTransaction BeginTransaction() => throw null;
                    public int ExecuteSqlCommand(string sql, params object[] parameters) => throw null;
                    public Task<int> ExecuteSqlCommandAsync(string sql, params object[] parameters) => throw null;
                    public Infrastructure.DbRawSqlQuery<T> SqlQuery<T>(string sql, params object[] parameters) => throw null;
                }
                public class DbContextTransaction : IDisposable
                {
                    public void Commit() { }
                    public void Rollback() { }
                    public void Dispose() { }
                }
                public static class QueryableExtensions
                {
                    public static IQueryable<T> Include<T, TProperty>(this IQueryable<T> source, Expression<Func<T, TProperty>> path) => throw null;
                    public static Task<bool> AllAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate) => throw null;
                    public static Task<bool> AnyAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate) => throw null;
                    public static Task<double> AverageAsync<T>(this IQueryable<T> source, Expression<Func<T, int>> selector) => throw null;
                    public static Task<bool> ContainsAsync<T>(this IQueryable<T> source, T item) => throw null;
                    public static Task<int> CountAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate) => throw null;
                    public static Task<long> LongCountAsync<T>(this IQueryable<T> source) => throw null;
                    public static Task<T> MaxAsync<T>(this IQueryable<T> source) => throw null;
                    public static Task<T> MinAsync<T>(this IQueryable<T> source) => throw null;
                    public static Task<int> SumAsync<T>(this IQueryable<T> source, Expression<Func<T, int>> selector) => throw null;
                    public static Task<T> FirstAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate) => throw null;
                    public static Task<T> FirstOrDefaultAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate) => throw null;
                    public static Task<T> SingleAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate) => throw null;
                    public static Task<T> SingleOrDefaultAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate) => throw null;
                    public static Task ForEachAsync<T>(this IQueryable<T> source, Action<T> action) => throw null;
                    public static void Load(this IQueryable source) => throw null;
                    public static Task LoadAsync(this IQueryable source) => throw null;
                    public static Task<T[]> ToArrayAsync<T>(this IQueryable<T> source) => throw null;
                    public static Task<Dictionary<TKey, T>> ToDictionaryAsync<T, TKey>(this IQueryable<T> source, Func<T, TKey> key) => throw null;
                    public static Task<List<T>> ToListAsync<T>(this IQueryable<T> source) => throw null;
                }
            }
            namespace System.Data.Entity.Infrastructure
            {
                public class DbRawSqlQuery<T> : IEnumerable<T>
                {
                    public Task ForEachAsync(Action<T> action) => throw null;
                    public Task<T[]> ToArrayAsync() => throw null;
                    public Task<List<T>> ToListAsync() => throw null;
                    public Task<T> FirstAsync() => throw null;
                    public Task<T> FirstOrDefaultAsync() => throw null;
                    public Task<T> SingleAsync() => throw null;
                    public Task<T> SingleOrDefaultAsync() => throw null;
                    public IEnumerator<T> GetEnumerator() => throw null;
                    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw null;
                }
                public class DbPropertyValues { }
                public class DbEntityEntry
                {
                    public DbPropertyValues GetDatabaseValues() => throw null;
                    public Task<DbPropertyValues> GetDatabaseValuesAsync() => throw null;
                    public void Reload() { }
                    public Task ReloadAsync() => throw null;
                }
                public class DbEntityEntry<T> where T : class
                {
                    public DbPropertyValues GetDatabaseValues() => throw null;
                    public Task<DbPropertyValues> GetDatabaseValuesAsync() => throw null;
                    public void Reload() { }
                    public Task ReloadAsync() => throw null;
                }
                public class DbReferenceEntry { public void Load() { } public Task LoadAsync() => throw null; }
                public class DbReferenceEntry<T, TProperty> { public void Load() { } public Task LoadAsync() => throw null; }
                public class DbCollectionEntry { public void Load() { } public Task LoadAsync() => throw null; }
                public class DbCollectionEntry<T, TElement> { public void Load() { } public Task LoadAsync() => throw null; }
                public class DbChangeTracker { public IEnumerable<object> Entries() => throw null; }
            }
            namespace System.Data.Entity.Migrations
            {
                public abstract class DbMigration { }
            }
            """,
        ["Dapper.Contrib"] = """
            namespace Dapper.Contrib.Extensions
            {
                public static class SqlMapperExtensions
                {
                    public static T Get<T>(this System.Data.IDbConnection connection, object id) => throw null;
                    public static Task<T> GetAsync<T>(this System.Data.IDbConnection connection, object id) => throw null;
                    public static IEnumerable<T> GetAll<T>(this System.Data.IDbConnection connection) => throw null;
                    public static Task<IEnumerable<T>> GetAllAsync<T>(this System.Data.IDbConnection connection) => throw null;
                    public static long Insert<T>(this System.Data.IDbConnection connection, T entity) => throw null;
                    public static Task<int> InsertAsync<T>(this System.Data.IDbConnection connection, T entity) => throw null;
                    public static bool Update<T>(this System.Data.IDbConnection connection, T entity) => throw null;
                    public static Task<bool> UpdateAsync<T>(this System.Data.IDbConnection connection, T entity) => throw null;
                    public static bool Delete<T>(this System.Data.IDbConnection connection, T entity) => throw null;
                    public static Task<bool> DeleteAsync<T>(this System.Data.IDbConnection connection, T entity) => throw null;
                    public static bool DeleteAll<T>(this System.Data.IDbConnection connection) => throw null;
                    public static Task<bool> DeleteAllAsync<T>(this System.Data.IDbConnection connection) => throw null;
                }
            }
            """,
        ["Refit"] = """
            namespace Refit
            {
                public abstract class HttpMethodAttribute : Attribute { protected HttpMethodAttribute(string path) { } }
                public class GetAttribute : HttpMethodAttribute { public GetAttribute(string path) : base(path) { } }
                public class PostAttribute : HttpMethodAttribute { public PostAttribute(string path) : base(path) { } }
            }
            """,
        ["Grpc.Core.Api"] = """
            namespace Grpc.Core
            {
                public struct CallOptions { }
                public abstract class ServerCallContext { public CancellationToken CancellationToken => throw null; }
                public sealed class Metadata { }
                public sealed class AsyncUnaryCall<T>
                {
                    public Task<T> ResponseAsync => throw null;
                    public System.Runtime.CompilerServices.TaskAwaiter<T> GetAwaiter() => throw null;
                }
                public abstract class ClientBase { protected ClientBase() { } }
                public abstract class ClientBase<T> : ClientBase where T : ClientBase<T>
                {
                    public T WithHost(string host) => throw null;
                }
            }
            """,
        ["AWSSDK.SQS"] = """
            namespace Amazon.SQS
            {
                public interface IAmazonSQS
                {
                    Task<Model.SendMessageResponse> SendMessageAsync(string queueUrl, string messageBody, CancellationToken cancellationToken = default);
                    Task<Model.SendMessageResponse> SendMessageAsync(Model.SendMessageRequest request, CancellationToken cancellationToken = default);
                    Task<object> SendMessageBatchAsync(string queueUrl, List<Model.SendMessageBatchRequestEntry> entries, CancellationToken cancellationToken = default);
                    Task<object> DeleteMessageAsync(string queueUrl, string receiptHandle, CancellationToken cancellationToken = default);
                    Task<object> DeleteMessageBatchAsync(string queueUrl, List<object> entries, CancellationToken cancellationToken = default);
                    Task<object> ChangeMessageVisibilityAsync(string queueUrl, string receiptHandle, int visibilityTimeout, CancellationToken cancellationToken = default);
                    Task<object> ChangeMessageVisibilityBatchAsync(string queueUrl, List<object> entries, CancellationToken cancellationToken = default);
                    Task<object> ReceiveMessageAsync(string queueUrl, CancellationToken cancellationToken = default);
                    Task<object> GetQueueUrlAsync(string queueName, CancellationToken cancellationToken = default);
                }
                public class AmazonSQSClient : IAmazonSQS
                {
                    public virtual Task<Model.SendMessageResponse> SendMessageAsync(string queueUrl, string messageBody, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<Model.SendMessageResponse> SendMessageAsync(Model.SendMessageRequest request, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<object> SendMessageBatchAsync(string queueUrl, List<Model.SendMessageBatchRequestEntry> entries, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<object> DeleteMessageAsync(string queueUrl, string receiptHandle, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<object> DeleteMessageBatchAsync(string queueUrl, List<object> entries, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<object> ChangeMessageVisibilityAsync(string queueUrl, string receiptHandle, int visibilityTimeout, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<object> ChangeMessageVisibilityBatchAsync(string queueUrl, List<object> entries, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<object> ReceiveMessageAsync(string queueUrl, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<object> GetQueueUrlAsync(string queueName, CancellationToken cancellationToken = default) => throw null;
                }
            }
            namespace Amazon.SQS.Model
            {
                public class SendMessageRequest { public SendMessageRequest() { } public SendMessageRequest(string queueUrl, string messageBody) { } }
                public class SendMessageResponse { }
                public class SendMessageBatchRequestEntry { public SendMessageBatchRequestEntry(string id, string messageBody) { } }
            }
            """,
        ["AWSSDK.SimpleNotificationService"] = """
            namespace Amazon.SimpleNotificationService
            {
                public interface IAmazonSimpleNotificationService
                {
                    Task<object> PublishAsync(string topicArn, string message, CancellationToken cancellationToken = default);
                    Task<object> PublishBatchAsync(object request, CancellationToken cancellationToken = default);
                    Task<object> ListTopicsAsync(CancellationToken cancellationToken = default);
                }
            }
            """,
        ["MailKit"] = """
            namespace MailKit
            {
                public interface IMailService
                {
                    int Timeout { get; set; }
                    void Connect(string host, int port, bool useSsl, CancellationToken cancellationToken = default);
                    Task ConnectAsync(string host, int port, bool useSsl, CancellationToken cancellationToken = default);
                    void Authenticate(string userName, string password, CancellationToken cancellationToken = default);
                    Task AuthenticateAsync(string userName, string password, CancellationToken cancellationToken = default);
                    void Disconnect(bool quit, CancellationToken cancellationToken = default);
                    Task DisconnectAsync(bool quit, CancellationToken cancellationToken = default);
                }
                public interface IMailTransport : IMailService
                {
                    string Send(object message, CancellationToken cancellationToken = default);
                    Task<string> SendAsync(object message, CancellationToken cancellationToken = default);
                }
            }
            """,
        ["NServiceBus.Core"] = """
            namespace NServiceBus
            {
                public class SendOptions { }
                public class PublishOptions { }
                public interface IMessageSession
                {
                    Task Send(object message, SendOptions sendOptions, CancellationToken cancellationToken = default);
                    Task Publish(object message, PublishOptions publishOptions, CancellationToken cancellationToken = default);
                }
                public static class IMessageSessionExtensions
                {
                    public static Task Send(this IMessageSession session, object message) => throw null;
                    public static Task SendLocal(this IMessageSession session, object message) => throw null;
                    public static Task Publish(this IMessageSession session, object message) => throw null;
                }
            }
            """,
    }.Concat(Mocks()).ToImmutableDictionary();
}
