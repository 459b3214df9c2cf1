using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>HttpClient and what reads and writes JSON by it.</summary>
internal static class HttpRoundTrips
{
    public static readonly RoundTripLibrary Library = new("HTTP", TypeNames.Http.Client)
    {
        Reads(TypeNames.Http.Client, Http, One, Async("Get", "GetByteArray", "GetStream", "GetString")),
        Writes(TypeNames.Http.Client, Http, Async("Delete", "Patch", "Post", "Put")),
        Reads(TypeNames.Http.Client, Http, One, AndAsync("Send")),
        Reads(TypeNames.Http.MessageInvoker, Http, One, AndAsync("Send")),
        Reads(TypeNames.Http.JsonExtensions, Http, One, "GetFromJsonAsync"),
        Reads(TypeNames.Http.JsonExtensions, Http, Many, "GetFromJsonAsAsyncEnumerable"),
        Writes(TypeNames.Http.JsonExtensions, Http, "DeleteFromJsonAsync", "PatchAsJsonAsync", "PostAsJsonAsync", "PutAsJsonAsync"),
    };
}

/// <summary>Interfaces that Refit implements: each method says by an attribute what it requests.</summary>
internal static class RefitRoundTrips
{
    public static readonly RoundTripLibrary Library = new("HTTP", TypeNames.Http.RefitMethodAttribute)
    {
        Reads(TypeNames.Http.RefitMethodAttribute, Http, One, "*").OnAttributed(),
    };
}

/// <summary>Clients that are generated from a service description; they derive from one base, and take options or headers or answer with a call under way.</summary>
internal static class GrpcRoundTrips
{
    public static readonly RoundTripLibrary Library = new("gRPC", TypeNames.Grpc.ClientBase)
    {
        Reads(TypeNames.Grpc.ClientBase, Grpc, One, "*").OnDerivedMarked(TypeNames.Grpc.CallOptions, TypeNames.Grpc.Metadata, TypeNames.Grpc.UnaryCall),
    };
}
