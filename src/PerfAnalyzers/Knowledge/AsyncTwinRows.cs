namespace PerfAnalyzers.Knowledge;

/// <summary>What no search by name finds, and what a search by name would find wrongly.</summary>
internal static class AsyncTwinRows
{
    /// <summary>Members whose twin has another name, with the type that declares the twin.</summary>
    public static readonly ImmutableArray<(string Type, string Member, string TwinType, string Twin)> Named = ImmutableArray.Create(
        ("System.Threading.Thread", "Sleep", "System.Threading.Tasks.Task", "Delay"),
        ("System.Net.Mail.SmtpClient", "Send", "System.Net.Mail.SmtpClient", "SendMailAsync"),
        ("System.Net.NetworkInformation.Ping", "Send", "System.Net.NetworkInformation.Ping", "SendPingAsync"),
        ("Microsoft.AspNetCore.Http.HttpRequest", "Form", "Microsoft.AspNetCore.Http.HttpRequest", "ReadFormAsync"));

    /// <summary>The classes that hold the awaitable forms of the operators of LINQ, by the library that runs the query.</summary>
    public static readonly ImmutableArray<string> QueryExtensions = ImmutableArray.Create(
        TypeNames.EfCore.QueryableExtensions,
        TypeNames.Ef6.QueryableExtensions);

    /// <summary>How the names of twins end, the usual way first. WebClient took the shorter one for events.</summary>
    public static readonly ImmutableArray<string> Suffixes = ImmutableArray.Create("Async", "TaskAsync");

    /// <summary>
    /// Members that are better called as they are: what they do takes no time, or the twin does the same on the same thread and costs more,
    /// or it means something else.
    /// </summary>
    public static readonly ImmutableArray<(string Type, string Member)> Worse = ImmutableArray.Create(
        // Only value generators that ask the database make these wait, and hardly any does.
        ("Microsoft.EntityFrameworkCore.DbSet`1", "Add"),
        ("Microsoft.EntityFrameworkCore.DbSet`1", "AddRange"),
        ("Microsoft.EntityFrameworkCore.DbContext", "Add"),
        ("Microsoft.EntityFrameworkCore.DbContext", "AddRange"),
        ("Microsoft.EntityFrameworkCore.IDbContextFactory`1", "CreateDbContext"),

        // The row is in memory when these are called, unless the reader is asked for sequential access.
        ("System.Data.Common.DbDataReader", "IsDBNull"),
        ("System.Data.Common.DbDataReader", "GetFieldValue"),
        ("System.Data.Common.DbDataReader", "Close"),
        ("System.Data.Common.DbConnection", "Close"),
        ("System.Data.Common.DbConnection", "GetSchema"),
        ("System.Data.Common.DbCommand", "Prepare"),

        // Runs the callbacks elsewhere, which is not the same.
        ("System.Threading.CancellationTokenSource", "Cancel"),
        ("System.IDisposable", "Dispose"),
        ("System.IO.Stream", "Dispose"),
        ("System.IO.Stream", "Close"),
        ("System.IO.TextWriter", "Close"),
        ("System.IO.TextReader", "Close"),
        ("System.Text.Json.Utf8JsonWriter", "Flush"),
        ("System.Threading.Timer", "Dispose"),
        ("System.Text.Json.JsonSerializer", "SerializeToUtf8Bytes"));

    /// <summary>
    /// Types none of whose members is better awaited: a reader or writer of XML that was not made for it throws, and writers of the console
    /// are synchronized.
    /// </summary>
    public static readonly ImmutableArray<string> WorseTypes = ImmutableArray.Create("System.Xml.XmlReader", "System.Xml.XmlWriter", "System.Console");

    /// <summary>Types whose asynchronous members are synchronous underneath, whatever they derive from.</summary>
    public static readonly ImmutableArray<string> OnlySynchronous = ImmutableArray.Create(
        "Microsoft.Data.Sqlite.SqliteConnection",
        "Microsoft.Data.Sqlite.SqliteCommand",
        "Microsoft.Data.Sqlite.SqliteDataReader",
        "Microsoft.Data.Sqlite.SqliteTransaction",
        "Microsoft.Data.Sqlite.SqliteBlob");
}
