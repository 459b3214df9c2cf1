namespace PerfAnalyzers.Tests.Rules.DataAccess;

/// <summary>A service whose loop calls a repository that asks by Dapper.</summary>
internal static class DapperShop
{
    /// <summary>A row over the connection that the repository has.</summary>
    public const string ByField = """
        public Task<Customer?> GetByIdAsync(int id) => connection.QueryFirstOrDefaultAsync<Customer?>("SELECT * FROM Customers WHERE Id = @id", new { id });
        """;

    public static string Source(string statements, string repository, string bases = "", string type = "Repository", string members = "", string other = "", string modifier = "")
    {
        var isStatic = modifier.Length > 0;
        var own = isStatic ? "" : """
            private const string Table = "Customers";
            private const string ById = "SELECT Id, Name " + "FROM Customers WHERE Id = @id";
            private static readonly string ByIdLater = "SELECT * FROM Customers WHERE Id = @id";
            private readonly string ByIdOfObject = "SELECT * FROM Customers WHERE Id = @id";
            private readonly IDbConnection connection;
            private readonly IFactory factory;
            private readonly IDbTransaction? transaction = null;
            private readonly int tenant = 3;
            private int asked;

            public Repository(IDbConnection connection, IFactory factory) { this.connection = connection; this.factory = factory; }

            public int Asked => asked;
            private IDbConnection Made => connection;
            private IDbConnection Open() => connection;
            private IDbConnection OpenFor(int id) => id > 3 ? connection : factory.Open();
            """.Replace("\n", "\n    ", StringComparison.Ordinal);
        return $$"""
        using System.Data;
        using System.Data.Common;
        using Dapper;

        public class Customer
        {
            public int Id { get; set; }
            public int Parent { get; set; }
            public string Name { get; set; } = "";
        }

        public class Order
        {
            public int Id { get; set; }
            public int CustomerId { get; set; }
            public int? SalesmanId { get; set; }
            public string CustomerName { get; set; } = "";
        }

        public interface IFactory
        {
            IDbConnection Open();
            Task<DbConnection> OpenAsync(CancellationToken token);
        }

        public class Connection : IDbConnection
        {
            public Connection(string? text) { ConnectionString = text; }

            [System.Diagnostics.CodeAnalysis.AllowNull]
            public string ConnectionString { get; set; }
            public int ConnectionTimeout => 3;
            public string Database => "";
            public ConnectionState State => ConnectionState.Open;
            public IDbTransaction BeginTransaction() => throw new NotSupportedException();
            public IDbTransaction BeginTransaction(IsolationLevel level) => throw new NotSupportedException();
            public void ChangeDatabase(string database) { }
            public void Close() { }
            public IDbCommand CreateCommand() => throw new NotSupportedException();
            public void Dispose() { }
            public void Open() { }
        }

        public static class Other
        {
            public static readonly string ById = "SELECT * FROM Customers WHERE Id = @id";
            static Other() { ById = ById.Replace("Customers", "People"); }
        }

        public {{modifier}} class Repository {{bases}}
        {
            {{own}}

            {{repository}}
        }

        public class Service
        {
            private readonly {{(isStatic ? "IDbTransaction" : type)}} repository;
            private readonly IDbConnection connection;

            public Service({{(isStatic ? "IDbTransaction" : type)}} repository, IDbConnection connection) { this.repository = repository; this.connection = connection; }

            public async Task Run(List<Order> orders, List<int> ids)
            {
                await Task.Yield();
                {{statements.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }

            {{members}}
        }

        {{other}}
        """;
    }
}
