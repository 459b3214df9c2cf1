using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>A whole collection of MongoDB that a call loads into a list.</summary>
/// <param name="Document">What it holds.</param>
/// <param name="Confidence">How sure it is that there get to be many.</param>
internal sealed record UnboundedDocuments(ITypeSymbol Document, Confidence Confidence)
{
    // What neither leaves documents out nor cuts them off.
    private static readonly ImmutableHashSet<string> Neutral = ImmutableHashSet.Create(StringComparer.Ordinal, "Sort", "SortBy", "SortByDescending", "ThenBy", "ThenByDescending", "Project", "Skip", "As");

    /// <summary>Null where a call loads no list of documents, and where a filter or a number limits them.</summary>
    public static UnboundedDocuments? Of(IInvocationOperation call, CompilationContext compilation)
    {
        if (call.TargetMethod.Name is not ("ToList" or "ToListAsync") || !call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.Documents.MongoCursorSourceExtensions)))
            return null;

        var current = call.Receiver()?.Unwrap();
        while (current is IInvocationOperation step && Neutral.Contains(step.TargetMethod.Name))
            current = step.Receiver()?.Unwrap();

        if (current is not IInvocationOperation { TargetMethod.Name: "Find" } find
            || !find.TargetMethod.IsMemberOf(compilation.Type(TypeNames.Documents.MongoCollectionExtensions))
            || find.Argument(1) is not { } filter
            || find.TargetMethod.TypeArguments is not { Length: > 0 } types)
        {
            return null;
        }

        var isShare = FindsShare(filter.Unwrap(), compilation);
        if (!isShare && !FindsSince(filter.Unwrap(), compilation))
            return null;

        return TableGrowth.OfDocument(types[0], DocumentIndexes.Unique(call, types[0])) switch
        {
            Growth.Small => null,
            Growth.Unknown when !SaysWhatHappened(types[0]) => isShare ? new UnboundedDocuments(types[0], Confidence.Low) : null,
            _ => new UnboundedDocuments(types[0], Confidence.Medium),
        };
    }

    /// <summary>Whether a document tells when something happened: there is one more each time that it does.</summary>
    private static bool SaysWhatHappened(ITypeSymbol document) => document.GetMembers().Any(m =>
        m is IPropertySymbol { IsStatic: false } property && TableGrowth.IsTime(property.Type) && TimeColumns.SaysWhatHappened(Words.Split(property.Name)));

    /// <summary><c>_ => true</c>, <c>Filter.Empty</c>, <c>new BsonDocument()</c>, <c>"{}"</c>.</summary>
    private static bool FindsAll(IOperation filter) => filter switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text.Replace(" ", "") == "{}",
        IConversionOperation { Operand: { } operand } => FindsAll(operand.Unwrap()),
        IPropertyReferenceOperation { Property: { Name: "Empty", ContainingNamespace: { Name: "Driver", ContainingNamespace.Name: "MongoDB" } } } => true,
        IObjectCreationOperation { Type.Name: "BsonDocument", Arguments.IsEmpty: true, Initializer: null } => true,
        _ => RowLambda.Of(filter) is { Result.ConstantValue: { HasValue: true, Value: true } },
    };

    /// <summary>All documents, or those of a kind: a share that grows with the collection.</summary>
    private static bool FindsShare(IOperation filter, CompilationContext compilation) => filter switch
    {
        ILocalReferenceOperation local => LocalValues.SetOnce(local) is { } set && FindsShare(set.Unwrap(), compilation),
        IConversionOperation { Operand: { } operand } when FindsShare(operand.Unwrap(), compilation) => true,
        IInvocationOperation { TargetMethod: { Name: "Eq", ContainingType.Name: "FilterDefinitionBuilder" }, Arguments.Length: 2 } equal =>
            RowLambda.Of(equal.Argument(0)) is { } field && equal.Argument(1) is { } value && QueryBounds.OfEquality(field.Result, value, field) <= Bound.Kind,
        _ => FindsAll(filter) || (RowLambda.Of(filter) is { } row && QueryBounds.Of(row.Result, row, compilation) <= Bound.Kind),
    };

    /// <summary>All documents of what has happened since a time that whoever asks says.</summary>
    private static bool FindsSince(IOperation filter, CompilationContext compilation) => filter switch
    {
        ILocalReferenceOperation local => LocalValues.SetOnce(local) is { } set && FindsSince(set.Unwrap(), compilation),
        IConversionOperation { Operand: { } operand } when FindsSince(operand.Unwrap(), compilation) => true,
        IInvocationOperation { TargetMethod: { Name: "Gte" or "Gt", ContainingType.Name: "FilterDefinitionBuilder" }, Arguments.Length: 2 } newer =>
            RowLambda.Of(newer.Argument(0)) is { } field && newer.Argument(1) is { } value && QueryBounds.SinceGiven(field.Result, value, field) == Bound.Since,
        _ => RowLambda.Of(filter) is { } row && QueryBounds.Of(row.Result, row, compilation) == Bound.Since,
    };
}
