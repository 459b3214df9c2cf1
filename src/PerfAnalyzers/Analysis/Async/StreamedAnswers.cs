using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Tells which answers of HTTP are still on their way: whoever asked for no more than the headers waits for the rest when reading it.</summary>
internal static class StreamedAnswers
{
    /// <summary>Whether a call reads what is still to come: <c>response.Content.ReadAsStringAsync()</c>.</summary>
    public static bool AreReadBy(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod.Name.StartsWith("Read", StringComparison.Ordinal)
        && RequestOf(call, compilation) is { } request
        && request.Arguments.Any(a => Option(a) == "ResponseHeadersRead");

    /// <summary>Whether a call reads an answer that is in memory as a whole, since the client has waited for all of it.</summary>
    public static bool AreInMemory(IInvocationOperation call, CompilationContext compilation) =>
        RequestOf(call, compilation) is { } request && (WaitsForAll(request, compilation) || IsSentByProject(request, compilation));

    /// <summary>Whether a request to a client waits for the whole answer, which it does unless it is told otherwise.</summary>
    private static bool WaitsForAll(IInvocationOperation request, CompilationContext compilation) =>
        request.TargetMethod.IsMemberOf(compilation.Type(TypeNames.Http.Client))
        && request.Arguments.All(a => a.Parameter?.Type.Name != "HttpCompletionOption" || Option(a) == "ResponseContentRead");

    /// <summary>Whether a request is sent by a method in source, such as an extension that sets headers, and waits there for the whole answer.</summary>
    private static bool IsSentByProject(IInvocationOperation request, CompilationContext compilation) =>
        !request.TargetMethod.IsVirtual
        && !request.TargetMethod.IsAbstract
        && MethodBodies.For(compilation).Of(request.TargetMethod) is { } body
        && RunningCode.Of(body).OfType<IInvocationOperation>().Where(sent => sent.TargetMethod.IsMemberOf(compilation.Type(TypeNames.Http.Client)) && sent.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal)).ToList() is { Count: > 0 } all
        && all.All(sent => WaitsForAll(sent, compilation));

    /// <summary>Whether what a call is made on, or handed, is the stream of such an answer: there is nothing to be told to stop.</summary>
    public static bool AreStreamedFromMemory(IInvocationOperation call, CompilationContext compilation) =>
        call.Arguments.Select(a => a.Value).Concat(call.Receiver() is { } receiver ? new[] { receiver } : Array.Empty<IOperation>()).Any(value =>
            (value.Unwrap() is ILocalReferenceOperation local ? LocalValues.SetOnce(local) : value)?.UnwrapAwait() is IInvocationOperation { TargetMethod.Name: "ReadAsStreamAsync" or "ReadAsStream" } body && AreInMemory(body, compilation));

    /// <summary>The request whose answer a call reads the content of; null where the answer comes from elsewhere.</summary>
    private static IInvocationOperation? RequestOf(IInvocationOperation call, CompilationContext compilation) =>
        call.Receiver()?.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Content" } content, Instance: { } answer }
        && content.Type.DerivesFrom(compilation.Type(TypeNames.Http.Content))
        && answer.Unwrap() is ILocalReferenceOperation local
            ? LocalValues.SetOnce(local)?.UnwrapAwait() as IInvocationOperation
            : null;

    private static string? Option(IArgumentOperation argument) =>
        argument.Value.Unwrap() is IFieldReferenceOperation { Field: { ContainingType.Name: "HttpCompletionOption" } option } ? option.Name : null;
}
