namespace PerfAnalyzers.Tests.Verification;

internal static partial class LibraryStubs
{
    /// <summary>Hosts and clients: what is made once and used for long.</summary>
    private static ImmutableDictionary<string, string> Clients { get; } = new Dictionary<string, string>
    {
        ["Microsoft.AspNetCore.Components.WebAssembly"] = """
            namespace Microsoft.AspNetCore.Components.WebAssembly.Hosting
            {
                public sealed class WebAssemblyHost { }
            }
            """,
    }.ToImmutableDictionary();
}
