namespace PerfAnalyzers.Knowledge;

/// <summary>Where streams, readers and writers lead, by their types and by the members that hand them out.</summary>
internal static class InMemoryIo
{
    /// <summary>Types whose bytes are in memory already: reading from them waits for nothing.</summary>
    public static readonly ImmutableArray<string> MemoryTypes = ImmutableArray.Create(
        "System.IO.MemoryStream",
        "System.IO.UnmanagedMemoryStream",
        "System.IO.StringReader",
        "System.IO.StringWriter");

    /// <summary>Bodies of requests and answers that are made of what is in memory.</summary>
    public static readonly ImmutableArray<string> MemoryBodies = ImmutableArray.Create(
        "System.Net.Http.StringContent",
        "System.Net.Http.ByteArrayContent",
        "System.Net.Http.FormUrlEncodedContent",
        "System.Net.Http.ReadOnlyMemoryContent");

    /// <summary>Members that hand out what is in memory.</summary>
    public static readonly ImmutableArray<(string Type, string Member)> MemoryMembers = ImmutableArray.Create(
        ("System.IO.Stream", "Null"),
        ("System.IO.TextReader", "Null"),
        ("System.IO.TextWriter", "Null"),
        ("System.IO.StreamReader", "Null"),
        ("System.IO.StreamWriter", "Null"),
        ("System.Reflection.Assembly", "GetManifestResourceStream"),
        ("System.Resources.ResourceManager", "GetStream"),

        // Not in memory, but synchronized, so that nothing is won by awaiting.
        ("System.Console", "In"),
        ("System.Console", "Out"),
        ("System.Console", "Error"),
        ("System.Console", "OpenStandardInput"),
        ("System.Console", "OpenStandardOutput"),
        ("System.Console", "OpenStandardError"));

    /// <summary>Types behind which there is a network or another process.</summary>
    public static readonly ImmutableArray<string> OutsideTypes = ImmutableArray.Create(
        "System.Net.Sockets.NetworkStream",
        "System.Net.Security.SslStream",
        "System.IO.Pipes.PipeStream");

    /// <summary>Members that hand out such streams.</summary>
    public static readonly ImmutableArray<(string Type, string Member)> OutsideMembers = ImmutableArray.Create(
        ("Microsoft.AspNetCore.Http.HttpRequest", "Body"),
        ("Microsoft.AspNetCore.Http.HttpResponse", "Body"),
        ("System.Net.Sockets.TcpClient", "GetStream"),
        ("System.Net.WebResponse", "GetResponseStream"),
        ("System.Net.HttpWebResponse", "GetResponseStream"),
        ("System.Net.HttpListenerRequest", "InputStream"),
        ("System.Net.HttpListenerResponse", "OutputStream"),
        ("System.Net.Http.HttpClient", "GetStreamAsync"),
        ("System.Diagnostics.Process", "StandardOutput"),
        ("System.Diagnostics.Process", "StandardError"),
        ("System.Diagnostics.Process", "StandardInput"));

    /// <summary>Types that work on the stream their constructor is given, and open a file when it is given a name.</summary>
    public static readonly ImmutableArray<string> Wrappers = ImmutableArray.Create(
        "System.IO.StreamReader",
        "System.IO.StreamWriter",
        "System.IO.BufferedStream",
        "System.IO.Compression.GZipStream",
        "System.IO.Compression.DeflateStream",
        "System.IO.Compression.ZLibStream",
        "System.IO.Compression.BrotliStream",
        "System.Security.Cryptography.CryptoStream");

    /// <summary>Members that open files for synchronous use: their asynchronous members only move the waiting to another thread.</summary>
    public static readonly ImmutableArray<(string Type, string Member)> SynchronousFiles = ImmutableArray.Create(
        ("System.IO.File", "Open"),
        ("System.IO.File", "Create"),
        ("System.IO.File", "AppendText"),
        ("System.IO.FileInfo", "Open"),
        ("System.IO.FileInfo", "Create"),
        ("System.IO.FileInfo", "AppendText"));
}
