using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<ConnectionPerCallAnalyzer, ConnectionPerCallFix>;

/// <summary>Clients that are made per call over connections that are kept elsewhere.</summary>
public sealed class ConnectionPerCallSharedTests
{
    /// <summary>The connections of a channel are those of the client that it is given.</summary>
    [Theory]
    [InlineData("http", false)]
    [InlineData("new HttpClient()", true)]
    public async Task StaysSilent_about_channels_over_a_client_that_is_kept(string client, bool isReported)
    {
        var make = isReported ? "[|ForAddress(text, options)|]" : "ForAddress(text, options)";
        var test = new Verify.Test
        {
            TestCode = $$"""
                using System.Net.Http;
                using Grpc.Net.Client;

                public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
                {
                    private readonly HttpClient http = null!;

                    public Task<int> PostAsync(string text)
                    {
                        var options = new GrpcChannelOptions { HttpClient = {{client}}, DisposeHttpClient = false };
                        using var channel = GrpcChannel.{{make}};
                        return Task.FromResult(channel.GetHashCode());
                    }
                }
                """,
        };
        test.TestState.AdditionalReferences.Add(await LibraryStubs.OneAsync("Grpc.Net.Client"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
