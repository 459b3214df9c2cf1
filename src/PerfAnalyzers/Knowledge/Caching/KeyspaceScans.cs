namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>How a member may be made to go through all keys of a server.</summary>
internal enum KeyspaceScanKind
{
    /// <summary>It is given the name of a command.</summary>
    Command,

    /// <summary>It is given a script.</summary>
    Script,

    /// <summary>It gives all keys that match, page by page where the server can.</summary>
    Keys,
}

/// <summary>The members of clients of Redis that may go through all keys of a server.</summary>
internal sealed class KeyspaceScans
{
    public static readonly ImmutableArray<(string Type, string Member, KeyspaceScanKind Kind)> Rows = ImmutableArray.Create(
        (TypeNames.Caches.RedisDatabase, "Execute", KeyspaceScanKind.Command),
        (TypeNames.Caches.RedisDatabaseAsync, "ExecuteAsync", KeyspaceScanKind.Command),
        (TypeNames.Caches.RedisServer, "Execute", KeyspaceScanKind.Command),
        (TypeNames.Caches.RedisServer, "ExecuteAsync", KeyspaceScanKind.Command),
        (TypeNames.Caches.RedisDatabase, "ScriptEvaluate", KeyspaceScanKind.Script),
        (TypeNames.Caches.RedisDatabaseAsync, "ScriptEvaluateAsync", KeyspaceScanKind.Script),
        (TypeNames.Caches.RedisScript, "Prepare", KeyspaceScanKind.Script),
        (TypeNames.Caches.RedisServer, "Keys", KeyspaceScanKind.Keys),
        (TypeNames.Caches.RedisServer, "KeysAsync", KeyspaceScanKind.Keys));

    private static readonly ImmutableArray<string> InScript = ImmutableArray.Create("call('keys'", "call(\"keys\"", "call ('keys'", "call( 'keys'", "call( \"keys\"");

    private readonly MemberTable<KeyspaceScanKind> table;

    private KeyspaceScans(CompilationContext compilation) => table = new(compilation, Rows);

    /// <summary>Whether no client is referenced.</summary>
    public bool IsEmpty => table.Names.Count == 0;

    public static KeyspaceScans For(CompilationContext compilation) => compilation.Get(c => new KeyspaceScans(c));

    public KeyspaceScanKind? Find(IMethodSymbol method) => table.TryFind(method, out var kind) ? kind : null;

    /// <summary>Whether a script asks for the keys that match.</summary>
    public static bool AsksForKeys(string script) => InScript.Any(part => script.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);
}
