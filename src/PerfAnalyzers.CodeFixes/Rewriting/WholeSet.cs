using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// What gives all rows of a table and none of them twice: a set, what a member in source makes of one, as <c>GetAll() =&gt; db.Set&lt;T&gt;().AsNoTracking()</c>
/// of a repository, and the users and roles of ASP.NET Core Identity.
/// </summary>
internal static class WholeSet
{
    /// <summary>How many members a set may come through.</summary>
    private const int LongestWay = 3;

    public static bool IsGivenBy(IOperation value, CompilationContext compilation) => Read(value, compilation, LongestWay) is { IsOfEfCore: true };

    /// <summary>Whether a value is such a set, and nothing on the way to it says that its rows are not tracked.</summary>
    public static bool IsTracked(IOperation value, CompilationContext compilation) => Read(value, compilation, LongestWay) is { IsTracked: true };

    private static (bool IsTracked, bool IsOfEfCore)? Read(IOperation value, CompilationContext compilation, int steps)
    {
        var isTracked = true;
        var current = value.Unwrap();
        while (current is IInvocationOperation applied
            && (applied.TargetMethod is { Name: "AsQueryable" } || (applied.TargetMethod.IsExtensionMethod && KeyedQuery.Neutral.Contains(applied.TargetMethod.Name)))
            && applied.Receiver() is { } receiver)
        {
            isTracked &= !Tracking.IsSwitchedOffBy(applied);
            current = receiver.Unwrap();
        }

        if (QueryReader.For(compilation).IsSet(current.Type))
            return (isTracked && IsOfOneContext(current, compilation), current.Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)));

        if (IsOfIdentity(current, compilation))
            return (isTracked, true);

        // A member that does nothing else.
        return steps > 0
            && MemberOf(current) is { } member
            && SingleResult.Of(member, compilation) is { Value.Parent: IReturnOperation { Parent: IBlockOperation { Operations.Length: 1 } } } result
            && Read(result.Value, result.Compilation, steps - 1) is var (isTrackedInside, isOfEfCore)
            ? (isTracked && isTrackedInside, isOfEfCore)
            : null;
    }

    /// <summary>Whether the same context answers each time: nothing is made or asked for on the way to the set.</summary>
    private static bool IsOfOneContext(IOperation set, CompilationContext compilation) =>
        set.DescendantsAndSelf().All(o => o switch
        {
            IObjectCreationOperation or IAwaitOperation => false,
            IInvocationOperation call => call.TargetMethod.Name == "Set",
            IPropertyReferenceOperation property when property.Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)) => IndexKey.IsPlain(property.Property),
            _ => true,
        });

    private static IMethodSymbol? MemberOf(IOperation value) => value switch
    {
        IInvocationOperation call => call.TargetMethod,
        IPropertyReferenceOperation property => property.Property.GetMethod,
        _ => null,
    };

    /// <summary><c>userManager.Users</c>, where users are kept by EF Core.</summary>
    private static bool IsOfIdentity(IOperation value, CompilationContext compilation) =>
        value is IPropertyReferenceOperation { Property: { Name: "Users" or "Roles" } property }
        && (property.ContainingType.OriginalDefinition.Is(compilation.Type(TypeNames.Identity.UserManager)) || property.ContainingType.OriginalDefinition.Is(compilation.Type(TypeNames.Identity.RoleManager)))
        && compilation.Type(TypeNames.Identity.DbContext) is not null;
}
