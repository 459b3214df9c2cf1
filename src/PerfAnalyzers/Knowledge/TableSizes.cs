namespace PerfAnalyzers.Knowledge;

/// <summary>Words that tell whether a table grows as long as a program is used. A word counts where it ends the name of an entity.</summary>
internal static class TableSizes
{
    /// <summary>What users and time produce.</summary>
    public static readonly ImmutableHashSet<string> GrowingNouns = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "order", "line", "purchase", "sale", "invoice", "payment", "refund", "transaction", "transfer", "shipment", "delivery", "parcel", "cart", "basket", "wishlist", "bid", "quote", "quotation",
        "customer", "client", "user", "member", "subscriber", "subscription", "follower", "employee", "agent", "person", "contact", "lead", "patient", "student", "guest", "player", "profile",
        "product", "item", "article", "post", "blog", "news", "comment", "review", "rating", "reply", "thread", "conversation", "chat", "message", "mail", "email", "notification", "announcement", "question", "answer",
        "vote", "like", "reaction", "bookmark", "favorite", "favourite", "photo", "picture", "image", "video", "song", "track", "album", "book", "movie", "episode", "chapter", "series",
        "volume", "file", "document", "attachment", "upload", "download", "media", "note", "page",
        "ticket", "issue", "incident", "case", "task", "todo", "job", "booking", "reservation", "appointment", "meeting", "visit", "visitor", "event", "activity", "session", "login", "device",
        "log", "journal", "audit", "history", "entry", "record", "snapshot", "revision", "measurement", "reading", "metric", "sample", "trace", "error", "exception", "request", "webhook",
        "token", "address", "enrollment", "registration", "application", "submission", "score", "result", "match", "game", "trip", "ride", "vehicle", "asset", "claim", "contract", "listing", "offer", "coupon",
        "stock", "movement", "payout", "deposit", "withdrawal", "balance", "statement", "receipt", "donation", "alarm", "alert", "usage", "telemetry", "attendance", "absence", "enrolment", "prescription", "treatment", "loan", "inspection", "heartbeat", "impression", "click", "campaign", "feedback", "complaint", "survey", "response", "query",
        "ad", "advert", "advertisement", "vacancy", "applicant", "candidate", "declaration", "patent", "sighting", "consignment", "voyage", "flight", "passenger", "traveller", "participant", "attendee", "resident", "citizen", "pupil", "donor", "voter", "buyer", "trader", "penalty", "diagnosis", "referral");

    /// <summary>What somebody enters once: lists to choose from, parts of an organisation, settings.</summary>
    public static readonly ImmutableHashSet<string> SmallNouns = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "store", "warehouse", "tenant", "site", "host", "shop", "branch", "office", "department", "team", "group", "organization", "company", "plan", "tier", "package", "edition", "license",
        "brand", "manufacturer", "vendor", "supplier", "collection", "catalog", "menu", "widget", "zone", "block", "layout", "slide", "banner", "tax", "rate", "method", "carrier", "gateway",
        "state", "province", "city", "district", "code", "lookup", "template", "definition", "form", "field", "schedule", "calendar", "holiday", "season", "channel", "board", "room", "floor",
        "resource", "key", "index", "map", "mapping", "connection", "server", "worker", "node", "cluster", "version", "release", "folder", "directory", "path", "smtp", "forum",
        "connector", "source", "destination", "tracker", "indexer", "area", "territory", "county");

    /// <summary>Those among them that are lists to choose from or settings, and nothing else: of the others a table may have more than anybody would enter.</summary>
    public static readonly ImmutableHashSet<string> Lists = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "option", "setting", "config", "configuration", "preference", "flag", "feature", "toggle", "environment", "provider", "plugin", "module", "role", "scope", "permission",
        "country", "culture", "language", "locale", "currency", "timezone", "region", "state", "province", "district", "area", "territory", "county", "status", "kind", "type", "category", "department",
        "connector", "source", "destination", "tracker", "indexer", "tax", "calendar", "holiday", "season");

    /// <summary>Those among what grows that whoever looks after an installation enters where each has a name of its own: an application that may log in.</summary>
    public static readonly ImmutableHashSet<string> OrEntered = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "application", "webhook");

    /// <summary>Those among them that may be somebody as well.</summary>
    public static readonly ImmutableHashSet<string> OrPersons = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "tenant", "host", "worker", "vendor", "supplier", "carrier");

    /// <summary>Columns that only somebody has.</summary>
    public static readonly ImmutableHashSet<string> NamesOfPersons = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "FullName", "FirstName", "LastName", "GivenName", "FamilyName", "Surname", "DateOfBirth", "BirthDate", "Birthday");

    /// <summary>Columns by which somebody is reached.</summary>
    public static readonly ImmutableHashSet<string> WaysToReach = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "Email", "EmailAddress", "Mail", "Phone", "PhoneNumber", "Mobile", "FirstName", "LastName", "Surname");

    /// <summary>Columns that tell one of many alike from the others: each is bought, made or given out by itself.</summary>
    public static readonly ImmutableHashSet<string> NumbersOfOne = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "SerialNumber", "SerialNo", "Serial", "Imei", "Vin", "LicensePlate", "PlateNumber", "Barcode", "TrackingNumber", "AccountNumber", "Iban", "CaseNumber", "CardNumber", "InventoryNumber");

    /// <summary>Whether a column is the name that a row of an entity goes by: <c>Name</c>, and <c>ConnectorName</c> of a connector or of what is kept of one.</summary>
    /// <param name="column">The words of its name.</param>
    /// <param name="entity">The words of the name of the entity.</param>
    public static bool NamesRow(IReadOnlyList<string> column, IReadOnlyList<string> entity) =>
        column.Count > 0
        && column[column.Count - 1].Equals("name", StringComparison.OrdinalIgnoreCase)
        && column.Count - 1 <= entity.Count
        && Enumerable.Range(0, column.Count - 1).All(i => column[i].Equals(entity[i], StringComparison.OrdinalIgnoreCase));

    /// <summary>Columns that say when a row was made.</summary>
    public static readonly ImmutableHashSet<string> TimesOfMaking = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "Created", "CreatedAt", "CreatedOn", "CreatedUtc", "CreatedOnUtc", "CreatedDate", "CreationTime", "CreationDate", "DateCreated", "Registered", "RegisteredAt", "RegisteredOn", "JoinedAt", "JoinedOn", "SignedUpAt", "MemberSince");

    /// <summary>Columns with numbers that only take some values.</summary>
    public static readonly ImmutableHashSet<string> FewNumbers = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "type", "kind", "status", "state", "mode", "category", "level", "priority", "severity", "stage", "phase", "year", "quarter", "month", "day", "weekday", "week", "hour", "grade", "floor", "rating", "stars", "quantity", "amount", "count", "age", "order", "position", "sort", "rank", "percent");

    /// <summary>Columns with text that only takes some values, so that many rows share each.</summary>
    private static readonly ImmutableHashSet<string> KindColumns = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "type", "kind", "status", "category", "language", "locale", "culture", "country", "currency", "region", "channel", "platform", "provider", "environment", "level", "severity", "priority", "mode", "stage", "phase", "role", "tool");

    /// <summary>Columns that say where or in what of the few that a program serves, which is the same for a great part of the rows.</summary>
    public static readonly ImmutableHashSet<string> FewPlaces = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "region", "country", "continent", "nationality", "currency", "gender", "sex", "culture", "locale");

    private static readonly ImmutableHashSet<string> States = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "status", "state", "stage", "phase");

    // What somebody puts in front of all others, which only has a meaning as long as it is little.
    private static readonly ImmutableHashSet<string> Choices = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "featured", "pinned", "promoted", "highlighted", "sticky");

    /// <summary>Words that say what an entity is stored as, and nothing about what it is.</summary>
    public static readonly ImmutableHashSet<string> Carriers = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "entity", "model", "data", "row", "dto", "info", "detail", "details", "db", "table", "aggregate", "base");

    /// <summary>Whether the text of a column says what kind a row is of: <c>PreferredLanguage</c>, <c>Channel</c>.</summary>
    /// <param name="words">The words of its name.</param>
    public static bool NamesKind(IReadOnlyList<string> words) => words.Count > 0 && KindColumns.Contains(words[words.Count - 1]);

    /// <summary>Whether a flag is set by hand on the few rows that are shown before all others: <c>IsFeatured</c>, <c>Pinned</c>.</summary>
    /// <param name="words">The words of its name.</param>
    public static bool NamesChosen(IReadOnlyList<string> words) =>
        words.Count > 0
        && (Choices.Contains(words[0]) || (words.Count > 1 && words[0].Equals("is", StringComparison.OrdinalIgnoreCase) && Choices.Contains(words[1])));

    /// <summary>Whether a column says how far a row has come, which many rows share with it: <c>OrderStatus</c>, <c>StateId</c>.</summary>
    /// <param name="words">The words of its name.</param>
    public static bool NamesState(IReadOnlyList<string> words)
    {
        var last = words.Count - (words.Count > 1 && words[words.Count - 1].Equals("id", StringComparison.OrdinalIgnoreCase) ? 2 : 1);
        return last >= 0 && States.Contains(words[last]);
    }
}
