namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>Where a payload comes from.</summary>
internal enum PayloadSource
{
    /// <summary>The answer of another server.</summary>
    Answer,

    /// <summary>A reader, which may read anything.</summary>
    Reader,

    /// <summary>A file.</summary>
    File,
}

/// <summary>What is done with a payload.</summary>
internal enum PayloadUse
{
    /// <summary>It is deserialized by what also reads a stream, and waits for one without holding a thread.</summary>
    Json,

    /// <summary>It is deserialized by what reads a stream too, with a thread that waits for it.</summary>
    SynchronousFormat,

    /// <summary>It is written elsewhere as it is.</summary>
    Copy,
}

/// <summary>The members that hand out a payload as one text or one array, and those that could have it from a stream.</summary>
internal sealed class Payloads
{
    public static readonly ImmutableArray<(string Type, string Member, PayloadSource From)> Reads = ImmutableArray.Create(
        (TypeNames.Http.Content, "ReadAsStringAsync", PayloadSource.Answer),
        (TypeNames.Http.Content, "ReadAsByteArrayAsync", PayloadSource.Answer),
        (TypeNames.Http.Client, "GetStringAsync", PayloadSource.Answer),
        (TypeNames.Http.Client, "GetByteArrayAsync", PayloadSource.Answer),
        (TypeNames.Files.TextReader, "ReadToEnd", PayloadSource.Reader),
        (TypeNames.Files.TextReader, "ReadToEndAsync", PayloadSource.Reader),
        (TypeNames.Files.File, "ReadAllText", PayloadSource.File),
        (TypeNames.Files.File, "ReadAllTextAsync", PayloadSource.File),
        (TypeNames.Files.File, "ReadAllBytes", PayloadSource.File),
        (TypeNames.Files.File, "ReadAllBytesAsync", PayloadSource.File));

    public static readonly ImmutableArray<(string Type, string Member, (int Ordinal, PayloadUse Use) Takes)> Uses = ImmutableArray.Create(
        (TypeNames.Json.Serializer, "Deserialize", (0, PayloadUse.Json)),
        (TypeNames.Json.Newtonsoft, "DeserializeObject", (0, PayloadUse.SynchronousFormat)),
        (TypeNames.Files.File, "WriteAllText", (1, PayloadUse.Copy)),
        (TypeNames.Files.File, "WriteAllTextAsync", (1, PayloadUse.Copy)),
        (TypeNames.Files.File, "WriteAllBytes", (1, PayloadUse.Copy)),
        (TypeNames.Files.File, "WriteAllBytesAsync", (1, PayloadUse.Copy)),
        (TypeNames.Files.Stream, "Write", (0, PayloadUse.Copy)),
        (TypeNames.Files.Stream, "WriteAsync", (0, PayloadUse.Copy)),
        (TypeNames.AspNetCore.ControllerBase, "File", (0, PayloadUse.Copy)),
        (TypeNames.AspNetCore.PageModel, "File", (0, PayloadUse.Copy)),
        (TypeNames.Answers.Results, "File", (0, PayloadUse.Copy)),
        (TypeNames.Answers.Results, "Bytes", (0, PayloadUse.Copy)),
        (TypeNames.Answers.TypedResults, "File", (0, PayloadUse.Copy)),
        (TypeNames.Answers.TypedResults, "Bytes", (0, PayloadUse.Copy)));

    /// <summary>What makes a reader or stream of a payload in memory, so that it can be deserialized from there.</summary>
    public static readonly ImmutableArray<string> Wrappers = ImmutableArray.Create("System.IO.StringReader", "System.IO.MemoryStream");

    private readonly MemberTable<PayloadSource> reads;
    private readonly MemberTable<(int Ordinal, PayloadUse Use)> uses;

    private Payloads(CompilationContext compilation)
    {
        reads = new(compilation, Reads);
        uses = new(compilation, Uses);
    }

    public static Payloads For(CompilationContext compilation) => compilation.Get(c => new Payloads(c));

    /// <summary>Where a method reads all of something from; null for any other method.</summary>
    public PayloadSource? ReadBy(IMethodSymbol method) => reads.TryFind(method, out var source) ? source : null;

    /// <summary>What a method does with a payload that it is given, and as which parameter; null for any other method.</summary>
    public (int Ordinal, PayloadUse Use)? UsedBy(IMethodSymbol method) => uses.TryFind(method, out var use) ? use : null;
}
