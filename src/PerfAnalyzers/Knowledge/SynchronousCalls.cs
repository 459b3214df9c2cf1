using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Knowledge;

/// <summary>What decides whether a call waits for something outside of the process.</summary>
internal enum IoSubject
{
    /// <summary>Nothing: it always does.</summary>
    Itself,

    /// <summary>Nothing that can be seen: what it reads is often there already.</summary>
    MayBeBuffered,

    /// <summary>The stream, reader or writer it is called on.</summary>
    Receiver,

    /// <summary>The same, but most calls only fill a buffer.</summary>
    BufferedReceiver,

    /// <summary>The streams that it is given.</summary>
    Arguments,

    /// <summary>The stream it is called on, and the one it is given.</summary>
    ReceiverAndArguments,
}

/// <summary>
/// The calls that keep their thread while something outside answers, and that can be awaited. Stores and services are in the tables of
/// round trips; here are files, streams, sockets and what reads them.
/// </summary>
internal sealed class SynchronousCalls
{
    public static readonly ImmutableArray<(string Type, string Member, IoSubject Subject)> Rows = ImmutableArray.Create(
        ("System.IO.Stream", "Read", IoSubject.Receiver),
        ("System.IO.Stream", "ReadExactly", IoSubject.Receiver),
        ("System.IO.Stream", "ReadAtLeast", IoSubject.Receiver),
        ("System.IO.Stream", "Write", IoSubject.Receiver),
        ("System.IO.Stream", "Flush", IoSubject.Receiver),
        ("System.IO.Stream", "CopyTo", IoSubject.ReceiverAndArguments),
        ("System.IO.TextReader", "Read", IoSubject.Receiver),
        ("System.IO.TextReader", "ReadBlock", IoSubject.Receiver),
        ("System.IO.TextReader", "ReadLine", IoSubject.Receiver),
        ("System.IO.TextReader", "ReadToEnd", IoSubject.Receiver),
        ("System.IO.TextWriter", "Write", IoSubject.BufferedReceiver),
        ("System.IO.TextWriter", "WriteLine", IoSubject.BufferedReceiver),
        ("System.IO.TextWriter", "Flush", IoSubject.Receiver),
        ("System.IO.File", "ReadLines", IoSubject.Itself),
        ("System.IO.RandomAccess", "Read", IoSubject.Itself),
        ("System.IO.RandomAccess", "Write", IoSubject.Itself),
        ("System.IO.Compression.ZipFile", "ExtractToDirectory", IoSubject.Itself),
        ("System.IO.Compression.ZipFile", "CreateFromDirectory", IoSubject.Itself),
        ("System.IO.Pipes.NamedPipeClientStream", "Connect", IoSubject.Itself),
        ("System.IO.Pipes.NamedPipeServerStream", "WaitForConnection", IoSubject.Itself),
        ("System.Diagnostics.Process", "WaitForExit", IoSubject.Itself),
        ("System.Net.Dns", "GetHostEntry", IoSubject.Itself),
        ("System.Net.Dns", "GetHostAddresses", IoSubject.Itself),
        ("System.Net.NetworkInformation.Ping", "Send", IoSubject.Itself),
        ("System.Net.WebRequest", "GetResponse", IoSubject.Itself),
        ("System.Net.WebRequest", "GetRequestStream", IoSubject.Itself),
        ("System.Net.HttpListener", "GetContext", IoSubject.Itself),
        ("System.Net.WebClient", "DownloadData", IoSubject.Itself),
        ("System.Net.WebClient", "DownloadString", IoSubject.Itself),
        ("System.Net.WebClient", "DownloadFile", IoSubject.Itself),
        ("System.Net.WebClient", "OpenRead", IoSubject.Itself),
        ("System.Net.WebClient", "UploadData", IoSubject.Itself),
        ("System.Net.WebClient", "UploadString", IoSubject.Itself),
        ("System.Net.WebClient", "UploadValues", IoSubject.Itself),
        ("System.Net.WebClient", "UploadFile", IoSubject.Itself),
        ("System.Net.Sockets.Socket", "Accept", IoSubject.Itself),
        ("System.Net.Sockets.Socket", "Connect", IoSubject.Itself),
        ("System.Net.Sockets.Socket", "Receive", IoSubject.Itself),
        ("System.Net.Sockets.Socket", "Send", IoSubject.Itself),
        ("System.Net.Sockets.Socket", "SendFile", IoSubject.Itself),
        ("System.Net.Sockets.TcpClient", "Connect", IoSubject.Itself),
        ("System.Net.Sockets.TcpListener", "AcceptTcpClient", IoSubject.Itself),
        ("System.Net.Sockets.TcpListener", "AcceptSocket", IoSubject.Itself),
        ("System.Net.Sockets.UdpClient", "Send", IoSubject.Itself),
        ("System.Net.Security.SslStream", "AuthenticateAsClient", IoSubject.Itself),
        ("System.Net.Security.SslStream", "AuthenticateAsServer", IoSubject.Itself),
        ("System.Net.Http.HttpContent", "CopyTo", IoSubject.MayBeBuffered),
        ("System.Net.Http.HttpContent", "ReadAsStream", IoSubject.MayBeBuffered),
        ("System.Text.Json.JsonSerializer", "Deserialize", IoSubject.Arguments),
        ("System.Text.Json.JsonSerializer", "Serialize", IoSubject.Arguments),
        ("System.Text.Json.JsonDocument", "Parse", IoSubject.Arguments),
        ("System.Text.Json.Nodes.JsonNode", "Parse", IoSubject.Arguments),
        ("System.Xml.Linq.XDocument", "Load", IoSubject.Arguments),
        ("System.Xml.Linq.XDocument", "Save", IoSubject.Arguments),
        ("System.Xml.Linq.XElement", "Load", IoSubject.Arguments),
        ("System.Xml.Linq.XElement", "Save", IoSubject.Arguments),
        ("System.Data.Common.DbDataReader", "Read", IoSubject.Itself),
        ("System.Data.Common.DbDataReader", "NextResult", IoSubject.Itself),
        ("Dapper.SqlMapper+GridReader", "Read", IoSubject.Itself),
        ("Dapper.SqlMapper+GridReader", "ReadFirst", IoSubject.Itself),
        ("Dapper.SqlMapper+GridReader", "ReadFirstOrDefault", IoSubject.Itself),
        ("Dapper.SqlMapper+GridReader", "ReadSingle", IoSubject.Itself),
        ("Dapper.SqlMapper+GridReader", "ReadSingleOrDefault", IoSubject.Itself),
        ("Microsoft.AspNetCore.Http.HttpRequest", "Form", IoSubject.MayBeBuffered),
        ("Microsoft.AspNetCore.Http.IFormFile", "CopyTo", IoSubject.MayBeBuffered));

    private readonly MemberTable<IoSubject> table;
    private readonly RoundTripTable roundTrips;
    private readonly AsyncTwinTable twins;
    private readonly AwaitableTypes awaitables;

    private SynchronousCalls(CompilationContext compilation)
    {
        roundTrips = RoundTripTable.For(compilation);
        twins = AsyncTwinTable.For(compilation);
        awaitables = AwaitableTypes.For(compilation);
        table = new(compilation, Rows);
    }

    public static SynchronousCalls For(CompilationContext compilation) => compilation.Get(c => new SynchronousCalls(c));

    /// <summary>The names of the members, those of stores and services left out.</summary>
    public IReadOnlyCollection<string> Names => table.Names;

    /// <summary>What decides whether a member waits; null when it is in no table, or is awaited itself.</summary>
    public IoSubject? Find(ISymbol member)
    {
        if (member is not IMethodSymbol method)
            return table.TryFind(member, out var read) ? read : null;

        return Subject(method) is { } subject
            && method.MethodKind is (MethodKind.Ordinary or MethodKind.ReducedExtension)
            && !awaitables.IsTaskLike(method.ReturnType)
            && !method.Name.EndsWith("Async", StringComparison.Ordinal)
                ? subject
                : null;
    }

    private IoSubject? Subject(IMethodSymbol method)
    {
        if (table.TryFind(method, out var subject))
            return subject;

        return roundTrips.Find(method) is not null || twins.IsStated(method) ? IoSubject.Itself : null;
    }
}
