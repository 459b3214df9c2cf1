namespace PerfAnalyzers.Knowledge;

/// <summary>Clients of other services that are not the framework's own.</summary>
internal static partial class TypeNames
{
    public static class Rest
    {
        public const string SharpClient = "RestSharp.IRestClient";
        public const string SharpExtensions = "RestSharp.RestClientExtensions";
        public const string FlurlRequest = "Flurl.Http.IFlurlRequest";
        public const string FlurlExtensions = "Flurl.Http.GeneratedExtensions";
        public const string FlurlDownload = "Flurl.Http.DownloadExtensions";
        public const string FlurlMultipart = "Flurl.Http.MultipartExtensions";
    }

    /// <summary>Stores that keep what they have loaded in a session.</summary>
    public static class Sessions
    {
        public const string MartenQuery = "Marten.IQuerySession";
        public const string MartenDocument = "Marten.IDocumentSession";
        public const string MartenQueryable = "Marten.QueryableExtensions";
        public const string MartenPages = "Marten.Pagination.PagedListQueryableExtensions";
        public const string MartenEventQuery = "Marten.Events.IQueryEventStore";
        public const string MartenEventOperations = "Marten.Events.IEventStoreOperations";
        public const string MartenBatch = "Marten.Services.BatchQuerying.IBatchedQuery";
        public const string JasperRead = "JasperFx.Events.Documents.IDocumentReadOperations";
        public const string JasperSession = "JasperFx.Events.Documents.IDocumentSessionOperations";
        public const string JasperEventQuery = "JasperFx.Events.IQueryEventStore";
        public const string JasperEventOperations = "JasperFx.Events.IEventStoreOperations";
        public const string NHibernate = "NHibernate.ISession";
        public const string NHibernateStateless = "NHibernate.IStatelessSession";
        public const string NHibernateTransaction = "NHibernate.ITransaction";
        public const string NHibernateQuery = "NHibernate.IQuery";
        public const string NHibernateCriteria = "NHibernate.ICriteria";
        public const string NHibernateQueryOver = "NHibernate.IQueryOver`1";
        public const string NHibernateLinq = "NHibernate.Linq.LinqExtensionMethods";
        public const string NHibernateDml = "NHibernate.Linq.DmlExtensionMethods";
        public const string Raven = "Raven.Client.Documents.Session.IDocumentSession";
        public const string RavenAsync = "Raven.Client.Documents.Session.IAsyncDocumentSession";
        public const string RavenLinq = "Raven.Client.Documents.LinqExtensions";
    }

    /// <summary>Mappers of rows with queries of their own, beside Entity Framework and Dapper.</summary>
    public static class Mappers
    {
        public const string Linq2DbContext = "LinqToDB.IDataContext";
        public const string Linq2DbOperators = "LinqToDB.Async.AsyncExtensions";
        public const string Linq2DbOlderOperators = "LinqToDB.AsyncExtensions";
        public const string Linq2DbChanges = "LinqToDB.LinqExtensions";
        public const string Linq2DbRows = "LinqToDB.DataExtensions";
        public const string Linq2DbSql = "LinqToDB.Data.DataContextExtensions";
        public const string Linq2DbOlderSql = "LinqToDB.Data.DataConnectionExtensions";
        public const string Linq2DbConnection = "LinqToDB.Data.DataConnection";
        public const string SugarQuery = "SqlSugar.ISugarQueryable`1";
        public const string SugarInsert = "SqlSugar.IInsertable`1";
        public const string SugarUpdate = "SqlSugar.IUpdateable`1";
        public const string SugarDelete = "SqlSugar.IDeleteable`1";
        public const string SugarSql = "SqlSugar.IAdo";
        public const string SugarRepository = "SqlSugar.SimpleClient`1";
        public const string SugarRepositoryInterface = "SqlSugar.ISimpleClient`1";
        public const string FreeQuery = "FreeSql.ISelect0`2";
        public const string FreeQueryOfOne = "FreeSql.ISelect`1";
        public const string FreeInsert = "FreeSql.IInsert`1";
        public const string FreeUpdate = "FreeSql.IUpdate`1";
        public const string FreeDelete = "FreeSql.IDelete`1";
        public const string FreeRepository = "FreeSql.IBaseRepository`1";
        public const string FreeRepositoryWithKey = "FreeSql.IBaseRepository`2";
        public const string OrmLiteReads = "ServiceStack.OrmLite.OrmLiteReadApi";
        public const string OrmLiteReadsAsync = "ServiceStack.OrmLite.OrmLiteReadApiAsync";
        public const string OrmLiteQueries = "ServiceStack.OrmLite.OrmLiteReadExpressionsApi";
        public const string OrmLiteQueriesAsync = "ServiceStack.OrmLite.OrmLiteReadExpressionsApiAsync";
        public const string OrmLiteWrites = "ServiceStack.OrmLite.OrmLiteWriteApi";
        public const string OrmLiteWritesAsync = "ServiceStack.OrmLite.OrmLiteWriteApiAsync";
        public const string OrmLiteChanges = "ServiceStack.OrmLite.OrmLiteWriteExpressionsApi";
        public const string OrmLiteChangesAsync = "ServiceStack.OrmLite.OrmLiteWriteExpressionsApiAsync";
    }

    /// <summary>Stores that are asked for one entity or document at a time.</summary>
    public static class Stores
    {
        public const string AzureTable = "Azure.Data.Tables.TableClient";
        public const string Nest = "Nest.IElasticClient";
        public const string NestGetMany = "Nest.GetManyExtensions";
        public const string NestIndexMany = "Nest.IndexManyExtensions";
        public const string Elastic = "Elastic.Clients.Elasticsearch.ElasticsearchClient";
        public const string LiteCollection = "LiteDB.ILiteCollection`1";
        public const string LiteResult = "LiteDB.ILiteQueryableResult`1";
    }
}
