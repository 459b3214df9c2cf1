namespace PerfAnalyzers.Knowledge;

/// <summary>The libraries that talk to something outside of the process, beside EF Core.</summary>
internal static partial class TypeNames
{
    public static class Ef6
    {
        public const string ChangeTracker = "System.Data.Entity.Infrastructure.DbChangeTracker";
        public const string DbContext = "System.Data.Entity.DbContext";
        public const string DbSetOfT = "System.Data.Entity.DbSet`1";
        public const string DbSet = "System.Data.Entity.DbSet";
        public const string DbSetInterface = "System.Data.Entity.IDbSet`1";
        public const string Database = "System.Data.Entity.Database";
        public const string DbContextTransaction = "System.Data.Entity.DbContextTransaction";
        public const string QueryableExtensions = "System.Data.Entity.QueryableExtensions";
        public const string RawSqlQueryOfT = "System.Data.Entity.Infrastructure.DbRawSqlQuery`1";
        public const string EntityEntry = "System.Data.Entity.Infrastructure.DbEntityEntry";
        public const string EntityEntryOfT = "System.Data.Entity.Infrastructure.DbEntityEntry`1";
        public const string ReferenceEntry = "System.Data.Entity.Infrastructure.DbReferenceEntry";
        public const string ReferenceEntryOfT = "System.Data.Entity.Infrastructure.DbReferenceEntry`2";
        public const string CollectionEntry = "System.Data.Entity.Infrastructure.DbCollectionEntry";
        public const string CollectionEntryOfT = "System.Data.Entity.Infrastructure.DbCollectionEntry`2";
        public const string DbMigration = "System.Data.Entity.Migrations.DbMigration";
    }

    public static class Data
    {
        public const string DbCommand = "System.Data.Common.DbCommand";
        public const string DbBatch = "System.Data.Common.DbBatch";
        public const string DbConnection = "System.Data.Common.DbConnection";
        public const string DbDataAdapter = "System.Data.Common.DbDataAdapter";
        public const string DbDataReader = "System.Data.Common.DbDataReader";
        public const string DbDataSource = "System.Data.Common.DbDataSource";
        public const string DbTransaction = "System.Data.Common.DbTransaction";
        public const string Command = "System.Data.IDbCommand";
        public const string Connection = "System.Data.IDbConnection";
        public const string DataAdapter = "System.Data.IDataAdapter";
        public const string Transaction = "System.Data.IDbTransaction";
        public const string IsolationLevel = "System.Data.IsolationLevel";
        public const string SqlCommand = "Microsoft.Data.SqlClient.SqlCommand";
        public const string NpgsqlConnection = "Npgsql.NpgsqlConnection";
        public const string NpgsqlDataSource = "Npgsql.NpgsqlDataSource";
        public const string NpgsqlDataSourceBuilder = "Npgsql.NpgsqlDataSourceBuilder";
        public const string SqlBulkCopy = "Microsoft.Data.SqlClient.SqlBulkCopy";
    }

    public static class Dapper
    {
        public const string SqlMapper = "Dapper.SqlMapper";
        public const string CommandDefinition = "Dapper.CommandDefinition";
        public const string Contrib = "Dapper.Contrib.Extensions.SqlMapperExtensions";
    }

    public static class Http
    {
        public const string Client = "System.Net.Http.HttpClient";
        public const string Content = "System.Net.Http.HttpContent";
        public const string MessageInvoker = "System.Net.Http.HttpMessageInvoker";
        public const string JsonExtensions = "System.Net.Http.Json.HttpClientJsonExtensions";
        public const string RefitMethodAttribute = "Refit.HttpMethodAttribute";
        public const string Factory = "System.Net.Http.IHttpClientFactory";
        public const string FactoryExtensions = "System.Net.Http.HttpClientFactoryExtensions";
        public const string WebRequest = "System.Net.WebRequest";
        public const string HttpWebRequest = "System.Net.HttpWebRequest";
        public const string FactoryRegistration = "Microsoft.Extensions.DependencyInjection.HttpClientFactoryServiceCollectionExtensions";
        public const string ResilienceExtensions = "Microsoft.Extensions.DependencyInjection.ResilienceHttpClientBuilderExtensions";
        public const string SocketsHandler = "System.Net.Http.SocketsHttpHandler";

        /// <summary>Handlers that hold connections.</summary>
        public static readonly ImmutableArray<string> Handlers = ImmutableArray.Create(SocketsHandler, "System.Net.Http.HttpClientHandler");
    }

    public static class Sockets
    {
        public const string Socket = "System.Net.Sockets.Socket";
        public const string TcpClient = "System.Net.Sockets.TcpClient";
        public const string NetworkStream = "System.Net.Sockets.NetworkStream";
    }

    public static class Grpc
    {
        public const string ClientBase = "Grpc.Core.ClientBase";
        public const string Channel = "Grpc.Net.Client.GrpcChannel";
        public const string CallOptions = "Grpc.Core.CallOptions";
        public const string UnaryCall = "Grpc.Core.AsyncUnaryCall`1";
        public const string ServerCallContext = "Grpc.Core.ServerCallContext";
        public const string Metadata = "Grpc.Core.Metadata";
    }

    public static class Caches
    {
        public const string RedisValue = "StackExchange.Redis.RedisValue";
        public const string DistributedCache = "Microsoft.Extensions.Caching.Distributed.IDistributedCache";
        public const string DistributedCacheExtensions = "Microsoft.Extensions.Caching.Distributed.DistributedCacheExtensions";
        public const string DistributedCacheOptions = "Microsoft.Extensions.Caching.Distributed.DistributedCacheEntryOptions";
        public const string RedisDatabase = "StackExchange.Redis.IDatabase";
        public const string RedisDatabaseAsync = "StackExchange.Redis.IDatabaseAsync";
        public const string RedisBatch = "StackExchange.Redis.IBatch";
        public const string RedisTransaction = "StackExchange.Redis.ITransaction";
        public const string RedisServer = "StackExchange.Redis.IServer";
        public const string RedisScript = "StackExchange.Redis.LuaScript";
        public const string RedisSubscriber = "StackExchange.Redis.ISubscriber";
        public const string RedisOptions = "StackExchange.Redis.ConfigurationOptions";
        public const string RedisMultiplexer = "StackExchange.Redis.ConnectionMultiplexer";
        public const string MemoryCache = "Microsoft.Extensions.Caching.Memory.IMemoryCache";
        public const string MemoryCacheEntry = "Microsoft.Extensions.Caching.Memory.ICacheEntry";
        public const string MemoryCacheExtensions = "Microsoft.Extensions.Caching.Memory.CacheExtensions";
        public const string ConcurrentDictionary = "System.Collections.Concurrent.ConcurrentDictionary`2";
        public const string LazyInitializer = "System.Threading.LazyInitializer";
    }

    public static class Documents
    {
        public const string MongoCollection = "MongoDB.Driver.IMongoCollection`1";
        public const string MongoCollectionExtensions = "MongoDB.Driver.IMongoCollectionExtensions";
        public const string MongoDatabase = "MongoDB.Driver.IMongoDatabase";
        public const string MongoCursorSource = "MongoDB.Driver.IAsyncCursorSource`1";
        public const string MongoCursorSourceExtensions = "MongoDB.Driver.IAsyncCursorSourceExtensions";
        public const string MongoFindFluent = "MongoDB.Driver.IFindFluent`2";
        public const string MongoFindFluentExtensions = "MongoDB.Driver.IFindFluentExtensions";
        public const string MongoAggregateFluentExtensions = "MongoDB.Driver.IAggregateFluentExtensions";
        public const string MongoQueryable = "MongoDB.Driver.Linq.MongoQueryable";
        public const string MongoClient = "MongoDB.Driver.MongoClient";
        public const string CosmosClient = "Microsoft.Azure.Cosmos.CosmosClient";
        public const string CosmosContainer = "Microsoft.Azure.Cosmos.Container";
        public const string CosmosFeedIterator = "Microsoft.Azure.Cosmos.FeedIterator";
        public const string CosmosFeedIteratorOfT = "Microsoft.Azure.Cosmos.FeedIterator`1";
        public const string CosmosBatch = "Microsoft.Azure.Cosmos.TransactionalBatch";
        public const string CosmosLinqExtensions = "Microsoft.Azure.Cosmos.Linq.CosmosLinqExtensions";
        public const string DynamoDb = "Amazon.DynamoDBv2.IAmazonDynamoDB";
        public const string DynamoDbContext = "Amazon.DynamoDBv2.DataModel.IDynamoDBContext";
        public const string DynamoDbSearch = "Amazon.DynamoDBv2.DataModel.IAsyncSearch`1";
        public const string DynamoDbSearchClass = "Amazon.DynamoDBv2.DataModel.AsyncSearch`1";
    }

    public static class Blobs
    {
        public const string AzureService = "Azure.Storage.Blobs.BlobServiceClient";
        public const string AzureBlob = "Azure.Storage.Blobs.BlobClient";
        public const string AzureBlobBase = "Azure.Storage.Blobs.Specialized.BlobBaseClient";
        public const string AzureBlockBlob = "Azure.Storage.Blobs.Specialized.BlockBlobClient";
        public const string AzureAppendBlob = "Azure.Storage.Blobs.Specialized.AppendBlobClient";
        public const string AzureContainer = "Azure.Storage.Blobs.BlobContainerClient";
        public const string AmazonS3 = "Amazon.S3.IAmazonS3";
    }

    public static class Messages
    {
        public const string ServiceBusClient = "Azure.Messaging.ServiceBus.ServiceBusClient";
        public const string ServiceBusSender = "Azure.Messaging.ServiceBus.ServiceBusSender";
        public const string ServiceBusReceiver = "Azure.Messaging.ServiceBus.ServiceBusReceiver";
        public const string StorageQueue = "Azure.Storage.Queues.QueueClient";
        public const string RabbitModel = "RabbitMQ.Client.IModel";

        // The library itself spells it so.
        public const string RabbitModelExtensions = "RabbitMQ.Client.IModelExensions";
        public const string RabbitChannel = "RabbitMQ.Client.IChannel";
        public const string RabbitChannelExtensions = "RabbitMQ.Client.IChannelExtensions";
        public const string RabbitConnection = "RabbitMQ.Client.IConnection";
        public const string RabbitConnectionFactory = "RabbitMQ.Client.ConnectionFactory";
        public const string KafkaProducerBuilder = "Confluent.Kafka.ProducerBuilder`2";
        public const string KafkaProducer = "Confluent.Kafka.IProducer`2";
        public const string KafkaConsumer = "Confluent.Kafka.IConsumer`2";
        public const string AmazonSqs = "Amazon.SQS.IAmazonSQS";
        public const string AmazonSns = "Amazon.SimpleNotificationService.IAmazonSimpleNotificationService";
        public const string MassTransitPublish = "MassTransit.IPublishEndpoint";
        public const string MassTransitPublishExtensions = "MassTransit.PublishEndpointExtensions";
        public const string MassTransitPublishExecuteExtensions = "MassTransit.PublishExecuteExtensions";
        public const string MassTransitSend = "MassTransit.ISendEndpoint";
        public const string MassTransitSendExtensions = "MassTransit.SendEndpointExtensions";
        public const string MassTransitSendExecuteExtensions = "MassTransit.SendExecuteExtensions";
        public const string MassTransitBatchExtensions = "MassTransit.BatchProduceExtensions";
        public const string MassTransitRequest = "MassTransit.IRequestClient`1";
        public const string NServiceBusSession = "NServiceBus.IMessageSession";
        public const string NServiceBusSessionExtensions = "NServiceBus.IMessageSessionExtensions";
    }

    /// <summary>What is written at one place of a process and read at another.</summary>
    public static class Queues
    {
        public const string Channel = "System.Threading.Channels.Channel";
        public const string ChannelReader = "System.Threading.Channels.ChannelReader`1";
        public const string ChannelWriter = "System.Threading.Channels.ChannelWriter`1";
        public const string BoundedOptions = "System.Threading.Channels.BoundedChannelOptions";
        public const string Blocking = "System.Collections.Concurrent.BlockingCollection`1";
        public const string Concurrent = "System.Collections.Concurrent.ConcurrentQueue`1";
        public const string ActionBlock = "System.Threading.Tasks.Dataflow.ActionBlock`1";
        public const string BufferBlock = "System.Threading.Tasks.Dataflow.BufferBlock`1";
        public const string DataflowBlock = "System.Threading.Tasks.Dataflow.DataflowBlock";
    }

    /// <summary>What answers requests, and how it is set up.</summary>
    public static class Servers
    {
        public const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions";
        public const string Iis = "Microsoft.AspNetCore.Builder.IISServerOptions";
        public const string HttpSys = "Microsoft.AspNetCore.Server.HttpSys.HttpSysOptions";
        public const string BodyControl = "Microsoft.AspNetCore.Http.Features.IHttpBodyControlFeature";
        public const string RequestDelegate = "Microsoft.AspNetCore.Http.RequestDelegate";
    }

    public static class Clocks
    {
        public const string DateTimeOffset = "System.DateTimeOffset";
        public const string Stopwatch = "System.Diagnostics.Stopwatch";
    }

    public static class Mail
    {
        public const string SmtpClient = "System.Net.Mail.SmtpClient";
        public const string MailKitTransport = "MailKit.IMailTransport";
        public const string MailKitService = "MailKit.IMailService";
    }

    public static class Answers
    {
        public const string Results = "Microsoft.AspNetCore.Http.Results";
        public const string TypedResults = "Microsoft.AspNetCore.Http.TypedResults";
    }

    public static class Json
    {
        public const string Serializer = "System.Text.Json.JsonSerializer";
        public const string Options = "System.Text.Json.JsonSerializerOptions";
        public const string Newtonsoft = "Newtonsoft.Json.JsonConvert";
        public const string XmlSerializer = "System.Xml.Serialization.XmlSerializer";
    }

    public static class Configuration
    {
        public const string Builder = "Microsoft.Extensions.Configuration.ConfigurationBuilder";
        public const string BuilderInterface = "Microsoft.Extensions.Configuration.IConfigurationBuilder";
        public const string Binder = "Microsoft.Extensions.Configuration.ConfigurationBinder";
    }

    public static class Reflection
    {
        public const string Assembly = "System.Reflection.Assembly";
        public const string AppDomain = "System.AppDomain";
    }

    public static class Files
    {
        public const string File = "System.IO.File";
        public const string FileInfo = "System.IO.FileInfo";
        public const string FileStream = "System.IO.FileStream";
        public const string ZipArchive = "System.IO.Compression.ZipArchive";
        public const string ZipArchiveEntry = "System.IO.Compression.ZipArchiveEntry";
        public const string Stream = "System.IO.Stream";
        public const string MemoryStream = "System.IO.MemoryStream";
        public const string StreamReader = "System.IO.StreamReader";
        public const string AsyncSequences = "System.Threading.Tasks.TaskAsyncEnumerableExtensions";
        public const string TextReader = "System.IO.TextReader";
        public const string TextWriter = "System.IO.TextWriter";
    }
}
