using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>
/// ASP.NET Core Identity: what its managers ask their store. Names, addresses and stamps they read from the user at hand; what
/// they write is written for one user at a time, and there is no form for many.
/// </summary>
internal static class IdentityRoundTrips
{
    public static readonly RoundTripLibrary Library = new("ASP.NET Core Identity", TypeNames.Identity.UserManager)
    {
        Reads(TypeNames.Identity.UserManager, Query, One, Async("FindByEmail", "FindById", "FindByLogin", "FindByName", "GetUser")),
        Reads(TypeNames.Identity.UserManager, Query, Many, Async("GetClaims", "GetLogins", "GetRoles", "GetUsersForClaim", "GetUsersInRole")),
        Reads(TypeNames.Identity.UserManager, Query, Scalar, Async("IsInRole")),
        Reads(TypeNames.Identity.RoleManager, Query, One, Async("FindById", "FindByName")),
        Reads(TypeNames.Identity.RoleManager, Query, Many, Async("GetClaims")),
        Reads(TypeNames.Identity.RoleManager, Query, Scalar, Async("RoleExists")),
    };
}
