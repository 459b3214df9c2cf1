namespace PerfAnalyzers.Tests.Verification;

internal static partial class LibraryStubs
{
    private static ImmutableDictionary<string, string> Older { get; } = new Dictionary<string, string>
    {
        ["RestSharp"] = """
            namespace RestSharp
            {
                public interface IRestRequest { }
                public interface IRestResponse { string Content { get; set; } }
                public interface IRestResponse<T> : IRestResponse { T Data { get; set; } }
                public interface IRestClient
                {
                    IRestResponse Execute(IRestRequest request);
                    IRestResponse<T> Execute<T>(IRestRequest request);
                    Task<IRestResponse> ExecuteAsync(IRestRequest request, CancellationToken cancellationToken = default);
                    Task<IRestResponse<T>> ExecuteAsync<T>(IRestRequest request, CancellationToken cancellationToken = default);
                }
                public static class RestClientExtensions { }
            }
            """,
    }.ToImmutableDictionary();
}
