using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>MongoDB. The fluent Find and Aggregate only compose; what takes their result runs them.</summary>
internal static class MongoRoundTrips
{
    private const string FindMany = "one Find with Filter.In(...)";

    private static readonly string[] Collections = { TypeNames.Documents.MongoCollection, TypeNames.Documents.MongoCollectionExtensions };

    private static readonly string[] Firsts = AndAsync("First", "FirstOrDefault", "Single", "SingleOrDefault");

    public static readonly RoundTripLibrary Library = new("MongoDB", TypeNames.Documents.MongoCollection)
    {
        Of(Collections, type => Reads(type, RoundTripKind.Document, Many, "FindAsync", "FindSync").InBatch(FindMany)),
        Of(Collections, type => Reads(type, RoundTripKind.Document, Scalar, AndAsync("Count", "CountDocuments"))),
        Of(Collections, type => Reads(type, RoundTripKind.Document, Many, AndAsync("Distinct"))),
        Of(Collections, type => Writes(type, RoundTripKind.Document, AndAsync("DeleteOne", "ReplaceOne", "UpdateOne")).InBatch("BulkWriteAsync(models)")),
        Of(Collections, type => Writes(type, RoundTripKind.Document, AndAsync("DeleteMany", "UpdateMany")).InBatch("BulkWriteAsync(models)")),
        Of(Collections, type => Writes(type, RoundTripKind.Document, AndAsync("FindOneAndDelete", "FindOneAndReplace", "FindOneAndUpdate"))),
        Writes(TypeNames.Documents.MongoCollection, RoundTripKind.Document, AndAsync("InsertOne")).InBatch("InsertManyAsync(documents)"),
        Writes(TypeNames.Documents.MongoCollection, RoundTripKind.Document, AndAsync("BulkWrite", "InsertMany", "AggregateToCollection")),
        Reads(TypeNames.Documents.MongoCollection, RoundTripKind.Document, Scalar, AndAsync("EstimatedDocumentCount")),
        Reads(TypeNames.Documents.MongoCollection, RoundTripKind.Document, Many, AndAsync("Aggregate", "MapReduce")),
        Reads(TypeNames.Documents.MongoDatabase, RoundTripKind.Document, One, AndAsync("RunCommand")),
        Reads(TypeNames.Documents.MongoDatabase, RoundTripKind.Document, Many, AndAsync("Aggregate", "ListCollectionNames", "ListCollections")),
        Reads(TypeNames.Documents.MongoCursorSource, RoundTripKind.Document, Many, AndAsync("ToCursor")),
        Reads(TypeNames.Documents.MongoCursorSourceExtensions, RoundTripKind.Document, Scalar, AndAsync("Any")),
        Reads(TypeNames.Documents.MongoCursorSourceExtensions, RoundTripKind.Document, One, Firsts).InBatch(FindMany),
        Reads(TypeNames.Documents.MongoCursorSourceExtensions, RoundTripKind.Document, Many, "ForEachAsync", "ToList", "ToListAsync").InBatch(FindMany),
        Reads(TypeNames.Documents.MongoFindFluent, RoundTripKind.Document, Scalar, AndAsync("Count", "CountDocuments")),
        Reads(TypeNames.Documents.MongoFindFluentExtensions, RoundTripKind.Document, Scalar, AndAsync("Any")),
        Reads(TypeNames.Documents.MongoFindFluentExtensions, RoundTripKind.Document, One, Firsts).InBatch(FindMany),
        Reads(TypeNames.Documents.MongoAggregateFluentExtensions, RoundTripKind.Document, One, Firsts),
        Reads(TypeNames.Documents.MongoQueryable, RoundTripKind.Document, Scalar, Async("Any", "Average", "Count", "LongCount", "Max", "Min", "Sum")),
        Reads(TypeNames.Documents.MongoQueryable, RoundTripKind.Document, One, Async("First", "FirstOrDefault", "Single", "SingleOrDefault")),
    };
}

/// <summary>Azure Cosmos DB.</summary>
internal static class CosmosRoundTrips
{
    private static readonly string[] ItemWrites = { "CreateItem", "DeleteItem", "PatchItem", "ReplaceItem", "UpsertItem" };

    public static readonly RoundTripLibrary Library = new("Cosmos DB", TypeNames.Documents.CosmosContainer)
    {
        Reads(TypeNames.Documents.CosmosContainer, RoundTripKind.Document, One, "ReadItemAsync", "ReadItemStreamAsync").InBatch("ReadManyItemsAsync(items)"),
        Reads(TypeNames.Documents.CosmosContainer, RoundTripKind.Document, Many, "ReadManyItemsAsync", "ReadManyItemsStreamAsync"),
        Writes(TypeNames.Documents.CosmosContainer, RoundTripKind.Document, ItemWrites.SelectMany(m => new[] { m + "Async", m + "StreamAsync" }).ToArray())
            .InBatch("a TransactionalBatch per partition"),
        Reads(TypeNames.Documents.CosmosFeedIterator, RoundTripKind.Document, Many, "ReadNextAsync"),
        Reads(TypeNames.Documents.CosmosFeedIteratorOfT, RoundTripKind.Document, Many, "ReadNextAsync"),
        Writes(TypeNames.Documents.CosmosBatch, RoundTripKind.Document, "ExecuteAsync"),
        Reads(TypeNames.Documents.CosmosLinqExtensions, RoundTripKind.Document, Scalar, Async("Average", "Count", "Max", "Min", "Sum")),
    };
}

/// <summary>Amazon DynamoDB: the client, and the mapper above it.</summary>
internal static class DynamoDbRoundTrips
{
    // A table is made, described and changed one at a time, and rarely.
    private static readonly string[] Management = Async(
        "CreateTable", "CreateGlobalTable", "CreateBackup", "DeleteTable", "DeleteBackup", "DescribeTable", "DescribeTimeToLive", "ListTables", "ListTagsOfResource", "RestoreTableFromBackup",
        "TagResource", "UntagResource", "UpdateTable", "UpdateGlobalTable", "UpdateTimeToLive");

    private static readonly string[] Searches = { TypeNames.Documents.DynamoDbSearch, TypeNames.Documents.DynamoDbSearchClass };

    public static readonly RoundTripLibrary Library = new("DynamoDB", TypeNames.Documents.DynamoDb)
    {
        Reads(TypeNames.Documents.DynamoDb, RoundTripKind.Document, One, "GetItemAsync").InBatch("BatchGetItemAsync(keys)"),
        Reads(TypeNames.Documents.DynamoDb, RoundTripKind.Document, Many, "QueryAsync", "ScanAsync", "BatchGetItemAsync"),
        Writes(TypeNames.Documents.DynamoDb, RoundTripKind.Document, "PutItemAsync", "DeleteItemAsync").InBatch("BatchWriteItemAsync(requests)"),
        Writes(TypeNames.Documents.DynamoDb, RoundTripKind.Document, "UpdateItemAsync", "BatchWriteItemAsync", "TransactWriteItemsAsync"),
        Reads(TypeNames.Documents.DynamoDb, RoundTripKind.Document, One, "*Async").Except(Management),
        Reads(TypeNames.Documents.DynamoDbContext, RoundTripKind.Document, One, "LoadAsync").InBatch("CreateBatchGet()"),
        Writes(TypeNames.Documents.DynamoDbContext, RoundTripKind.Document, "SaveAsync", "DeleteAsync").InBatch("CreateBatchWrite()"),
        Reads(TypeNames.Documents.DynamoDbContext, RoundTripKind.Document, Many, "ExecuteBatchGetAsync"),
        Writes(TypeNames.Documents.DynamoDbContext, RoundTripKind.Document, "ExecuteBatchWriteAsync"),
        Of(Searches, type => Reads(type, RoundTripKind.Document, Many, "GetNextSetAsync", "GetRemainingAsync")),
    };
}
