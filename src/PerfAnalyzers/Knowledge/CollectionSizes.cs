namespace PerfAnalyzers.Knowledge;

/// <summary>
/// Words that tell how big a collection gets: what people write by hand stays small, what users produce does not.
/// A word counts where it heads a name: <c>allowedRoles</c> and <c>UserRoleNames</c> are roles, <c>roleAssignments</c> are not.
/// </summary>
internal static class CollectionSizes
{
    /// <summary>Things of which a system knows a handful: settings, parts of a program, categories of a domain.</summary>
    public static readonly ImmutableHashSet<string> SmallNouns = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "role", "scope", "claim", "permission", "privilege", "policy", "grant", "audience", "issuer", "authority",
        "extension", "mime", "country", "culture", "language", "locale", "currency", "timezone", "region", "encoding", "format", "codec",
        "option", "setting", "config", "configuration", "preference", "flag", "switch", "feature", "toggle", "environment",
        "provider", "plugin", "module", "handler", "filter", "validator", "converter", "interceptor", "middleware", "formatter", "resolver", "factory",
        "strategy", "rule", "processor", "listener", "observer", "analyzer", "visitor", "builder", "binder", "scheme", "protocol",
        "column", "header", "property", "attribute", "parameter", "argument", "arg", "param", "constructor", "ctor", "assembly", "type", "method", "interface",
        "enum", "status", "state", "kind", "mode", "level", "severity", "priority", "stage", "phase", "step", "category",
        "prefix", "suffix", "keyword", "separator", "delimiter", "operator", "verb", "segment", "part", "fragment", "char", "character",
        "genre", "tag", "label", "topic", "day", "weekday", "month", "unit", "color", "colour", "size", "weight", "origin", "domain", "library", "schema", "migration", "theme", "dialect",
        "field", "form", "placeholder", "service", "endpoint", "admin", "administrator", "moderator", "discount", "season", "addon", "exclusion");

    /// <summary>
    /// Those among them that also name parts of a whole, of which there may be any number, or what a business has many of, as an insurer policies and claims: where they are
    /// things of the project's own the word says nothing.
    /// </summary>
    public static readonly ImmutableHashSet<string> AmbiguousNouns = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "step", "segment", "part", "fragment", "unit", "stage", "phase", "claim", "policy", "grant");

    /// <summary>Tables of which an installation has a few rows, entered by whoever sets it up. As variables in an algorithm there may be many.</summary>
    public static readonly ImmutableHashSet<string> EnteredOnce = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "store", "warehouse", "tenant", "site", "host", "shop", "branch", "office", "team", "plan", "tier", "edition", "license", "carrier", "gateway", "province", "alias",
        "calendar", "holiday", "board", "server", "worker", "cluster", "forum", "layout", "widget", "menu", "zone", "banner", "slide", "tax", "template", "brand", "manufacturer", "folder", "directory", "indexer", "tracker");

    /// <summary>What parts of a program tell of themselves: there are no more of them than parts.</summary>
    public static readonly ImmutableHashSet<string> ProgramParts = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "descriptor", "metadata");

    /// <summary>What goes wrong in one operation: there may be some, but not many.</summary>
    public static readonly ImmutableHashSet<string> FailureNouns = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "error", "failure", "exception", "warning", "violation", "problem", "issue", "fault", "conflict", "notification");

    /// <summary>Lists that somebody writes: what they qualify is named one by one.</summary>
    public static readonly ImmutableHashSet<string> SmallQualifiers = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "allowed", "supported", "reserved", "excluded", "exclude", "ignored", "ignore", "valid", "invalid", "required", "default",
        "builtin", "wellknown", "blacklisted", "whitelisted", "forbidden", "disabled", "enabled", "configured", "permitted", "standard", "registered",
        "blocked", "trusted", "special", "common", "possible", "available");

    /// <summary>What is said before "list" of those that somebody writes: a black list, a deny list.</summary>
    public static readonly ImmutableHashSet<string> ListQualifiers = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "black", "white", "deny", "allow", "block", "ban", "ignore");

    /// <summary>What a text is called that somebody writes in sentences or another program in lines: it has many words.</summary>
    public static readonly ImmutableHashSet<string> ProseNouns = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "text", "body", "content", "comment", "post", "article", "document", "source", "markdown", "html", "corpus", "story", "book", "transcript", "script", "essay", "prose");

    /// <summary>What the names of numbers hold beyond which a list does not grow.</summary>
    public static readonly ImmutableHashSet<string> LimitWords = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "max", "maximum", "limit", "capacity", "cap");

    /// <summary>What texts are called that stay short, whatever they are put together from; command lines have a limit too.</summary>
    public static readonly ImmutableHashSet<string> ShortTexts = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "name", "title", "pattern", "key", "label", "slug", "code", "id", "prefix", "suffix", "password", "indent", "filename", "extension", "abbreviation", "initials", "args", "arguments", "argument");

    /// <summary>What one order, cart or bill consists of, by the last word of its name and the word before.</summary>
    public static readonly ImmutableHashSet<string> LineWords = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "item", "line", "position", "entry");

    /// <inheritdoc cref="LineWords"/>
    public static readonly ImmutableHashSet<string> BillWords = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "line", "order", "cart", "basket", "invoice", "bill", "quote", "receipt", "wishlist", "checkout");

    /// <summary>What somebody fills by hand before buying.</summary>
    public static readonly ImmutableHashSet<string> CartWords = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "cart", "basket", "wishlist");

    /// <summary>What is done to a text sign by sign, whatever its length.</summary>
    public static readonly ImmutableHashSet<string> CodingVerbs = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "escape", "unescape", "escaping", "encode", "encoding", "decode", "decoding", "encrypt", "decrypt", "compress", "decompress", "sanitize", "transliterate", "obfuscate");

    /// <summary>Types whose name ends so hand out data: storage, other services, application services.</summary>
    public static readonly ImmutableArray<string> DataHolders = ImmutableArray.Create(
        "Repository", "Repo", "Service", "Client", "Store", "Dao", "Queries", "QueryHandler", "Gateway", "Api", "Context", "Database", "Db", "Storage", "Finder",
        "Proxy", "Connection", "Session", "Collection");

    /// <summary>Methods whose name starts so hand out data when one of those types declares them.</summary>
    public static readonly ImmutableArray<string> DataVerbs = ImmutableArray.Create(
        "Get", "Find", "List", "Load", "Query", "Search", "Fetch", "Read", "Select", "Retrieve", "Download", "Import", "All", "Enumerate", "Execute");

    /// <summary>What holds so much that asking for its own is asking for data.</summary>
    public static readonly ImmutableHashSet<string> TenantWords = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "organization", "organisation", "org", "tenant", "account", "company", "store", "shop", "site", "warehouse", "library", "project", "workspace", "team", "group",
        "server", "provider", "catalog", "category", "database", "folder", "domain", "region", "country", "department", "school", "course", "event", "session",
        "facility", "clinic", "hospital");

    /// <summary>What reads a payload or a directory whose size nobody wrote down, as type and start of the member name.</summary>
    public static readonly ImmutableArray<(string Type, string Member)> DataReaders = ImmutableArray.Create(
        ("System.Text.Json.JsonSerializer", "Deserialize"),
        ("Newtonsoft.Json.JsonConvert", "DeserializeObject"),
        ("System.Net.Http.Json.HttpClientJsonExtensions", "GetFromJson"),
        ("System.Net.Http.Json.HttpContentJsonExtensions", "ReadFromJson"),
        ("System.IO.File", "ReadAllLines"),
        ("System.IO.File", "ReadLines"),
        ("System.IO.Directory", "GetFiles"),
        ("System.IO.Directory", "EnumerateFiles"),
        ("System.IO.DirectoryInfo", "GetFiles"),
        ("System.IO.DirectoryInfo", "EnumerateFiles"),
        ("Dapper.SqlMapper", "Query"));

    /// <summary>Places where a program asks for its parts or its settings.</summary>
    public static readonly ImmutableArray<(string Type, string Member)> SmallReaders = ImmutableArray.Create(
        ("Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions", "GetServices"),
        ("Microsoft.Extensions.Configuration.ConfigurationBinder", "Get"),
        ("Microsoft.Extensions.Configuration.IConfiguration", "GetChildren"),
        ("System.Security.Claims.ClaimsPrincipal", "FindAll"),
        ("System.String", "Split"),
        ("System.Enum", "Get"),
        ("System.Type", "Get"),
        ("System.AppDomain", "GetAssemblies"));

    /// <summary>What the names of pages, and of parameters that ask for one, begin with: <c>PagedList</c>, <c>pageSize</c>, <c>limit</c>.</summary>
    public static readonly ImmutableHashSet<string> PageWords = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "page", "paged", "paging", "pagination", "paginated", "pager", "limit", "take");
}
