using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>Tables in Azure Storage. A query is sent page by page while it is gone through, which is what queries are made for.</summary>
internal static class AzureTableRoundTrips
{
    public static readonly RoundTripLibrary Library = new("Azure Tables", TypeNames.Stores.AzureTable, provider: null, "Azure")
    {
        Reads(TypeNames.Stores.AzureTable, RoundTripKind.Document, One, AndAsync("GetEntity", "GetEntityIfExists")),
        Reads(TypeNames.Stores.AzureTable, RoundTripKind.Document, Many, AndAsync("Query")),
        Writes(TypeNames.Stores.AzureTable, RoundTripKind.Document, AndAsync("AddEntity", "DeleteEntity", "UpdateEntity", "UpsertEntity")),
        Writes(TypeNames.Stores.AzureTable, RoundTripKind.Document, AndAsync("Create", "CreateIfNotExists", "Delete", "SubmitTransaction")),
    };
}

/// <summary>Elasticsearch, by the client of old and by the one that took its place.</summary>
internal static class ElasticRoundTrips
{
    private const string GetMany = "MultiGetAsync(ids)";

    private const string Together = "BulkAsync(operations)";

    public static readonly RoundTripLibrary Nest = new("Elasticsearch", TypeNames.Stores.Nest, provider: null, "Nest")
    {
        Reads(TypeNames.Stores.Nest, RoundTripKind.Document, One, AndAsync("Get", "Source")).InBatch(GetMany),
        Reads(TypeNames.Stores.Nest, RoundTripKind.Document, Many, AndAsync("Search")).InBatch("MultiSearchAsync(searches)"),
        Reads(TypeNames.Stores.Nest, RoundTripKind.Document, Many, AndAsync("MultiGet", "MultiSearch", "Scroll")),
        Reads(TypeNames.Stores.Nest, RoundTripKind.Document, Scalar, AndAsync("Count", "DocumentExists")),
        Writes(TypeNames.Stores.Nest, RoundTripKind.Document, AndAsync("Create", "CreateDocument", "Delete", "Index", "IndexDocument", "Update")).InBatch(Together),
        Writes(TypeNames.Stores.Nest, RoundTripKind.Document, AndAsync("Bulk", "DeleteByQuery", "UpdateByQuery")),
        Reads(TypeNames.Stores.NestGetMany, RoundTripKind.Document, Many, AndAsync("GetMany")),
        Writes(TypeNames.Stores.NestIndexMany, RoundTripKind.Document, AndAsync("IndexMany")),
    };

    public static readonly RoundTripLibrary Library = new("Elasticsearch", TypeNames.Stores.Elastic, provider: null, "Elasticsearch")
    {
        Reads(TypeNames.Stores.Elastic, RoundTripKind.Document, One, AndAsync("Get", "GetSource")).InBatch(GetMany),
        Reads(TypeNames.Stores.Elastic, RoundTripKind.Document, Many, AndAsync("Search")).InBatch("MultiSearchAsync(searches)"),
        Reads(TypeNames.Stores.Elastic, RoundTripKind.Document, Many, AndAsync("MultiGet", "MultiSearch", "Scroll")),
        Reads(TypeNames.Stores.Elastic, RoundTripKind.Document, Scalar, AndAsync("Count", "Exists")),
        Writes(TypeNames.Stores.Elastic, RoundTripKind.Document, AndAsync("Create", "Delete", "Index", "Update")).InBatch(Together),
        Writes(TypeNames.Stores.Elastic, RoundTripKind.Document, AndAsync("Bulk", "DeleteByQuery", "UpdateByQuery")),
    };
}

/// <summary>LiteDB: a file of the own process, and synchronous by design. Each write is a transaction of its own.</summary>
internal static class LiteDbRoundTrips
{
    public static readonly RoundTripLibrary Library = new("LiteDB", TypeNames.Stores.LiteCollection, provider: null, "LiteDB")
    {
        Reads(TypeNames.Stores.LiteCollection, RoundTripKind.Document, One, "FindById", "FindOne"),
        Reads(TypeNames.Stores.LiteCollection, RoundTripKind.Document, Many, "Find", "FindAll"),
        Reads(TypeNames.Stores.LiteCollection, RoundTripKind.Document, Scalar, "Count", "Exists", "LongCount"),
        Writes(TypeNames.Stores.LiteCollection, RoundTripKind.Document, "Delete", "DeleteMany", "Insert", "InsertBulk", "Update", "UpdateMany", "Upsert"),
        Reads(TypeNames.Stores.LiteResult, RoundTripKind.Document, One, "First", "FirstOrDefault", "Single", "SingleOrDefault"),
        Reads(TypeNames.Stores.LiteResult, RoundTripKind.Document, Many, "ToArray", "ToList"),
        Reads(TypeNames.Stores.LiteResult, RoundTripKind.Document, Scalar, "Count", "Exists", "LongCount"),
    };
}
