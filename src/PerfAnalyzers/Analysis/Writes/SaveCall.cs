using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Writes;

/// <summary>Recognises the calls that write what a unit of work has collected, and those that begin a transaction.</summary>
internal sealed class SaveCall
{
    private static readonly RoundTripRow Inherited = new(TypeNames.EfCore.DbContext, "SaveChanges", RoundTripKind.Save, RoundTripResult.Nothing, IsWrite: true);

    private readonly RoundTripTable roundTrips;
    private readonly INamedTypeSymbol? dbSet;

    private SaveCall(CompilationContext compilation)
    {
        roundTrips = RoundTripTable.For(compilation);
        dbSet = compilation.Type(TypeNames.EfCore.DbSet);
    }

    public static SaveCall For(CompilationContext compilation) => compilation.Get(c => new SaveCall(c));

    /// <summary>SaveChanges of a context, or of an interface that stands for one: it exposes sets.</summary>
    public bool IsSave(IInvocationOperation call) => roundTrips.Find(call) is { } row ? row.Kind == RoundTripKind.Save : IsSaveOfInterface(call.TargetMethod);

    /// <summary>What is known of a save through an interface that stands for a context; null of any other call.</summary>
    public RoundTripRow? OfInterface(IInvocationOperation call) => IsSaveOfInterface(call.TargetMethod) ? Inherited : null;

    public bool BeginsTransaction(IInvocationOperation call) =>
        call.TargetMethod.Name.StartsWith("Begin", StringComparison.Ordinal) && roundTrips.Find(call)?.Kind == RoundTripKind.Transaction;

    private bool IsSaveOfInterface(IMethodSymbol method) =>
        dbSet is not null
        && method is { Name: "SaveChanges" or "SaveChangesAsync", ContainingType: { TypeKind: TypeKind.Interface } type }
        && ExposesSets(type);

    private bool ExposesSets(INamedTypeSymbol type) => type.AllInterfaces.Prepend(type)
        .SelectMany(t => t.GetMembers())
        .Any(m => m is IPropertySymbol property && property.Type.DerivesFrom(dbSet));
}
