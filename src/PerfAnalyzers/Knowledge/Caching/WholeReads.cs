namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>What a call gives that reads until the end.</summary>
internal enum WholeRead
{
    /// <summary>An array of all lines.</summary>
    Lines,

    /// <summary>One text.</summary>
    Text,
}

/// <summary>The members that read all there is into memory before they return, and the words that tell large files from small ones.</summary>
internal sealed class WholeReads
{
    public static readonly ImmutableArray<(string Type, string Member, WholeRead Gives)> Rows = ImmutableArray.Create(
        (TypeNames.Files.File, "ReadAllLines", WholeRead.Lines),
        (TypeNames.Files.File, "ReadAllLinesAsync", WholeRead.Lines),
        (TypeNames.Files.File, "ReadAllText", WholeRead.Text),
        (TypeNames.Files.File, "ReadAllTextAsync", WholeRead.Text),
        (TypeNames.Files.TextReader, "ReadToEnd", WholeRead.Text),
        (TypeNames.Files.TextReader, "ReadToEndAsync", WholeRead.Text));

    // Files that grow with what an application has to do.
    private static readonly ImmutableHashSet<string> Data = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "csv", "tsv", "jsonl", "ndjson", "log", "logs", "audit", "journal", "ledger", "trace", "import", "imports", "export", "exports", "dump", "dumps", "records", "dataset", "feed", "upload", "uploads", "uploaded", "wordlist");

    // Files that somebody has written by hand, or that hold a line or two.
    private static readonly ImmutableHashSet<string> Notes = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "config", "configuration", "settings", "appsettings", "conf", "ini", "env", "template", "templates", "version", "license", "readme", "hosts", "hostname", "proc", "sys", "pid", "key", "keys", "cert", "manifest", "setup",
        "cfg", "yml", "yaml", "disabled", "commands", "localization", "locale", "schema");

    private readonly MemberTable<WholeRead> table;

    private WholeReads(CompilationContext compilation) => table = new(compilation, Rows);

    public static WholeReads For(CompilationContext compilation) => compilation.Get(c => new WholeReads(c));

    /// <summary>What a method gives that reads until the end; null for any other.</summary>
    public WholeRead? Find(IMethodSymbol method) => table.TryFind(method, out var gives) ? gives : null;

    /// <summary>Whether a word in a path, or beside it, says that a file grows with the data.</summary>
    public static bool MeansData(string word) => Data.Contains(word);

    /// <summary>Whether a word in a path says that a file stays short.</summary>
    public static bool MeansNotes(string word) => Notes.Contains(word);
}
