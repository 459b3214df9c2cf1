namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>How many values there are of what a member gives.</summary>
internal enum KeySource
{
    /// <summary>One for each caller, connection or request.</summary>
    OfCaller,

    /// <summary>One for each caller where it is not of a kind of which a system knows a handful, as the name says that it is given.</summary>
    OfCallerByName,

    /// <summary>A few, whatever it is given.</summary>
    Few,
}

/// <summary>Knows what tells callers apart, and what makes a few values of many.</summary>
internal sealed class KeySources
{
    public static readonly ImmutableArray<(string Type, string Member, KeySource Source)> Rows = ImmutableArray.Create(
        ("Microsoft.AspNetCore.Http.ConnectionInfo", "Id", KeySource.OfCaller),
        ("Microsoft.AspNetCore.Http.ConnectionInfo", "RemoteIpAddress", KeySource.OfCaller),
        ("Microsoft.AspNetCore.Http.HttpContext", "TraceIdentifier", KeySource.OfCaller),
        ("Microsoft.AspNetCore.SignalR.HubCallerContext", "ConnectionId", KeySource.OfCaller),
        ("Microsoft.AspNetCore.SignalR.HubCallerContext", "UserIdentifier", KeySource.OfCaller),
        ("System.Security.Principal.IIdentity", "Name", KeySource.OfCaller),
        ("System.Security.Claims.ClaimsIdentity", "Name", KeySource.OfCaller),
        ("System.Security.Claims.ClaimsPrincipal", "FindFirst", KeySource.OfCallerByName),
        ("System.Security.Claims.PrincipalExtensions", "FindFirstValue", KeySource.OfCallerByName),
        ("System.Math", "Clamp", KeySource.Few),
        ("System.Math", "Min", KeySource.Few),
        ("System.Math", "Sign", KeySource.Few),
        ("System.IO.Path", "GetExtension", KeySource.Few),
        ("System.IO.Path", "GetPathRoot", KeySource.Few));

    private readonly MemberTable<KeySource> table;

    private KeySources(CompilationContext compilation) => table = new MemberTable<KeySource>(compilation, Rows);

    public static KeySources For(CompilationContext compilation) => compilation.Get(c => new KeySources(c));

    /// <summary>What there is of the values of a property or method; null where nothing is known.</summary>
    public KeySource? Find(ISymbol member) => table.TryFind((member as IMethodSymbol)?.ReducedFrom ?? member, out var source) ? source : null;
}
