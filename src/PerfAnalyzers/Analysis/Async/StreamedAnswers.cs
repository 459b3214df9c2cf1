using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Tells which answers of HTTP are still on their way: whoever asked for no more than the headers waits for the rest when reading it.</summary>
internal static class StreamedAnswers
{
    /// <summary>Whether a call reads what is still to come: <c>response.Content.ReadAsStringAsync()</c>.</summary>
    public static bool AreReadBy(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod.Name.StartsWith("Read", StringComparison.Ordinal)
        && call.Receiver()?.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Content" } content, Instance: { } answer }
        && content.Type.DerivesFrom(compilation.Type(TypeNames.Http.Content))
        && answer.Unwrap() is ILocalReferenceOperation local
        && LocalValues.SetOnce(local)?.UnwrapAwait() is IInvocationOperation request
        && request.Arguments.Any(a => a.Value.Unwrap() is IFieldReferenceOperation { Field: { Name: "ResponseHeadersRead", ContainingType.Name: "HttpCompletionOption" } });
}
