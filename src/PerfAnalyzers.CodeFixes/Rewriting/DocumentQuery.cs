using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Queries of MongoDB as the same value that queries of EF Core are: <c>collection.Find(o =&gt; o.Id == id).FirstOrDefaultAsync()</c> starts from the
/// collection, and its filter is a <c>Where</c>.
/// </summary>
internal static class DocumentQuery
{
    private const string Filter = "Find";

    /// <summary>The query that a call runs, of either kind; null when it runs none that is understood.</summary>
    public static Query? ReadAny(IInvocationOperation call, CompilationContext compilation) => QueryReader.For(compilation).Read(call) ?? Read(call, compilation);

    /// <summary>Whether a call only filters a collection.</summary>
    public static bool IsFilter(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod is { Name: Filter, IsExtensionMethod: true } method && method.IsMemberOf(compilation.Type(TypeNames.Documents.MongoCollectionExtensions));

    /// <summary>The type of the documents of a collection; null for other types.</summary>
    public static ITypeSymbol? DocumentOf(ITypeSymbol? collection, CompilationContext compilation) =>
        collection.ArgumentOf(compilation.Type(TypeNames.Documents.MongoCollection));

    private static Query? Read(IInvocationOperation call, CompilationContext compilation) =>
        (call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.Documents.MongoFindFluentExtensions)) || call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.Documents.MongoCursorSourceExtensions)))
        && call.Receiver()?.Unwrap() is IInvocationOperation filter && IsFilter(filter, compilation)
        && filter.Receiver() is { } collection
            ? new Query(call, RoundTripKind.Query, collection.Unwrap(), QueryOrigin.Database, ImmutableArray.Create(filter, call))
            : null;

    /// <summary>Whether the class of a document says that another member than <c>Id</c> is its key.</summary>
    public static bool HasOtherId(ITypeSymbol document) =>
        document.GetMembers().Any(m => m.Name != "Id" && m.GetAttributes().Any(a => a.AttributeClass?.Name == "BsonIdAttribute"));
}
