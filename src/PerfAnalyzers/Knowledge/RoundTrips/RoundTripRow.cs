namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>What leaves the process and waits for an answer.</summary>
internal enum RoundTripKind
{
    /// <summary>Reads rows from a database.</summary>
    Query,

    /// <summary>Changes rows in a database.</summary>
    Command,

    /// <summary>Writes to a database what a unit of work has collected.</summary>
    Save,

    /// <summary>Begins or ends a transaction of a database.</summary>
    Transaction,

    /// <summary>Opens a connection.</summary>
    Connection,

    Http,

    Grpc,

    Cache,

    /// <summary>Reads or writes a document store.</summary>
    Document,

    Blob,

    /// <summary>Sends to, or takes from, a queue, topic or stream.</summary>
    Message,

    Mail,

    File,

    /// <summary>A user says that it is one, and not where it goes.</summary>
    Other,
}

/// <summary>How a member gets the query it runs.</summary>
internal enum RoundTripShape
{
    /// <summary>The call itself is the round trip.</summary>
    Call,

    /// <summary>The call runs the query it is applied to, which is one by the type of its receiver.</summary>
    RunsQuery,

    /// <summary>As <see cref="RunsQuery"/>, if what it is applied to is a query at all: the operator works on any sequence.</summary>
    RunsQueryIfQueryable,
}

/// <summary>What comes back.</summary>
internal enum RoundTripResult
{
    /// <summary>At most that it worked, how many rows it touched, or which key was given.</summary>
    Nothing,

    /// <summary>One value, whatever it was taken from: a count, a flag.</summary>
    Scalar,

    /// <summary>One row, document or answer.</summary>
    One,

    /// <summary>As many as there are.</summary>
    Many,
}

/// <summary>Which methods a row is about.</summary>
internal enum RoundTripScope
{
    /// <summary>The members of that name of the type, and what a library declares in place of them in types that derive from it.</summary>
    Members,

    /// <summary>Methods that types derived from the type declare, if a parameter or the answer marks them.</summary>
    DerivedTypes,

    /// <summary>Methods that carry an attribute derived from the type.</summary>
    Attributed,
}

/// <summary>One member of a library that makes a round trip; all its overloads are meant.</summary>
/// <param name="Type">The metadata name of the declaring type.</param>
/// <param name="Member">The name, or <c>*</c> and how the names end.</param>
/// <param name="Kind">What travels.</param>
/// <param name="Result">What comes back.</param>
/// <param name="IsWrite">Whether it changes what is on the other side.</param>
internal sealed record RoundTripRow(string Type, string Member, RoundTripKind Kind, RoundTripResult Result, bool IsWrite)
{
    public RoundTripShape Shape { get; init; }

    public RoundTripScope Scope { get; init; }

    /// <summary>The library that the row belongs to; null for what users declare.</summary>
    public RoundTripLibrary? Library { get; init; }

    /// <summary>The name of the member to await instead; null when this one is awaited, or there is none.</summary>
    public string? Awaitable { get; init; }

    /// <summary>What does the same for many at once, as a reader would write it: <c>StringGetAsync(keys)</c>.</summary>
    public string? Batch { get; init; }

    /// <summary>Whether the batch form is an overload that takes a list in place of one argument and answers each of it in its place; for none it asks nothing.</summary>
    public bool AnswersInOrder { get; init; }

    /// <summary>Whether the batch form is an overload that takes a list in place of what is written for one, and that does nothing for an empty one.</summary>
    public bool TakesMany { get; init; }

    /// <summary>Whether what was loaded once is answered from memory when it is asked for again: a session looks among what it holds first.</summary>
    public bool IsKept { get; init; }

    /// <summary>The types of which one is that of a parameter or of the answer: the mark of <see cref="RoundTripScope.DerivedTypes"/>.</summary>
    public ImmutableArray<string> Marks { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Names that a <c>*</c> does not mean.</summary>
    public ImmutableArray<string> Except { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Whether it goes to a database that is spoken to in rows.</summary>
    public bool IsDatabase => Kind is RoundTripKind.Query or RoundTripKind.Command or RoundTripKind.Save or RoundTripKind.Transaction or RoundTripKind.Connection;

    /// <summary>Whether it names one member, and not all that are left.</summary>
    public bool NamesMember => Member[0] != '*';

    /// <summary>The methods of the type that the row means.</summary>
    public IEnumerable<IMethodSymbol> MethodsOf(INamedTypeSymbol type) => type.GetTypeMembers().Where(IsExtensionBlock).Prepend(type).SelectMany(DeclaredBy);

    /// <summary>Whether a type is a block of extensions, whose members are called on what the block names; compilers before C# 14 see static methods instead.</summary>
    public static bool IsExtensionBlock(INamedTypeSymbol type) => type.TypeKind == (TypeKind)14;

    private IEnumerable<IMethodSymbol> DeclaredBy(INamedTypeSymbol type) => NamesMember
        ? type.GetMembers(Member).OfType<IMethodSymbol>()
        : type.GetMembers().OfType<IMethodSymbol>().Where(m =>
            m.MethodKind == MethodKind.Ordinary && m.Name.EndsWith(Member.Substring(1), StringComparison.Ordinal) && !Except.Contains(m.Name));
}
