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

/// <summary>RestSharp, in its interface of old and in the extensions that have taken the place of most members.</summary>
internal static class RestSharpRoundTrips
{
    private static readonly string[] Asks = AndAsync("Execute", "ExecuteGet", "ExecuteHead", "ExecuteOptions", "Get", "GetJson", "Head", "Options", "DownloadData");

    private static readonly string[] Tells = AndAsync(
        "ExecutePost", "ExecutePut", "ExecutePatch", "ExecuteDelete", "Post", "PostJson", "Put", "PutJson", "Patch", "Delete");

    public static readonly RoundTripLibrary Library = new("HTTP", TypeNames.Rest.SharpClient, provider: null, "RestSharp")
    {
        Reads(TypeNames.Rest.SharpClient, Http, One, AndAsync("Execute")),
        Reads(TypeNames.Rest.SharpClient, Http, One, "DownloadStreamAsync"),
        Reads(TypeNames.Rest.SharpExtensions, Http, One, Asks),
        Reads(TypeNames.Rest.SharpExtensions, Http, One, "DownloadStream"),
        Reads(TypeNames.Rest.SharpExtensions, Http, Many, "StreamJsonAsync"),
        Writes(TypeNames.Rest.SharpExtensions, Http, Tells),
    };
}

/// <summary>Flurl. What builds a request asks nothing; what receives the answer of one that was sent is the same round trip.</summary>
internal static class FlurlRoundTrips
{
    public static readonly RoundTripLibrary Library = new("HTTP", TypeNames.Rest.FlurlRequest)
    {
        Reads(TypeNames.Rest.FlurlRequest, Http, One, "SendAsync"),
        Reads(TypeNames.Rest.FlurlExtensions, Http, One, Async("Get", "GetBytes", "GetJson", "GetJsonList", "GetStream", "GetString", "Head", "Options", "Send", "SendJson", "SendString", "SendUrlEncoded")),
        Writes(
            TypeNames.Rest.FlurlExtensions,
            Http,
            Async("Delete", "Patch", "PatchJson", "PatchString", "Post", "PostJson", "PostString", "PostUrlEncoded", "Put", "PutJson", "PutString")),
        Reads(TypeNames.Rest.FlurlDownload, Http, One, "DownloadFileAsync"),
        Writes(TypeNames.Rest.FlurlMultipart, Http, "PostMultipartAsync"),
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
