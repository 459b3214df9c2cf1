namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells ways to a request by which another service is told to change something: it is told of one thing at a time, whatever it answers.</summary>
internal static class RequestedChanges
{
    private static readonly ImmutableHashSet<string> Verbs = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Post", "Put", "Patch", "Delete");

    /// <summary>Whether what is sent in the end says so, or a call on the way does: <c>SendAsync(path, HttpMethod.Post)</c>, <c>RequestAsync(path, "POST")</c>.</summary>
    public static bool EndIn(RoundTripPath path, CompilationContext compilation) =>
        path.End.Row is { IsWrite: true }
        || (path.End.Operation is IInvocationOperation sent && SentVerbs.MayChange(sent, compilation))
        || path.Steps.Any(s => s.Call is IInvocationOperation call && call.Arguments.Any(a => IsVerb(a.Value)));

    private static bool IsVerb(IOperation value) => value.Unwrap() switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => Verbs.Contains(text),
        IPropertyReferenceOperation { Property: { IsStatic: true, ContainingType.Name: "HttpMethod", Name: var name } } => Verbs.Contains(name),
        IFieldReferenceOperation { Field: { ContainingType: { TypeKind: TypeKind.Enum, Name: "Method" }, Name: var name } } => Verbs.Contains(name),
        IObjectCreationOperation { Type.Name: "HttpMethod", Arguments: { Length: 1 } given } => IsVerb(given[0].Value),
        _ => false,
    };
}
