using System.Runtime.CompilerServices;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>A place in a body that is a round trip, or calls what may be one.</summary>
/// <param name="Operation">The call, creation, read or loop.</param>
/// <param name="RoundTrip">The round trip that it is itself; null when it only calls.</param>
internal readonly record struct CallSite(IOperation Operation, RoundTrip? RoundTrip);

/// <summary>Reads each body once, whoever asks, and keeps what matters of it.</summary>
internal static class CallSites
{
    private static readonly ConditionalWeakTable<MethodBody, CallSite[]> Known = new();

    /// <summary>What stands for a change that a later save writes: the method does it, whoever saves.</summary>
    private static readonly RoundTripRow Change = new(TypeNames.EfCore.DbSet, "Add", RoundTripKind.Save, RoundTripResult.Nothing, IsWrite: true);

    private static readonly ImmutableHashSet<string> Changes = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Add", "AddAsync", "AddRange", "AddRangeAsync", "Remove", "RemoveRange", "Update", "UpdateRange");

    /// <summary>The names of the members that only tell a context what to save later.</summary>
    public static IEnumerable<string> NamesOfChanges => Changes;

    public static IReadOnlyList<CallSite> Of(MethodBody body) => Known.GetValue(body, Collect);

    private static CallSite[] Collect(MethodBody body)
    {
        var reader = RoundTripReader.For(body.Compilation);
        var sites = new List<CallSite>();
        foreach (var operation in RunningCode.Of(body))
        {
            if (reader.Read(operation) is { } direct)
                sites.Add(new CallSite(operation, direct));
            else if (IsChange(operation, body.Compilation))
                sites.Add(new CallSite(operation, new RoundTrip(operation, "SaveChanges", Change, query: null) { IsPending = true }));
            else if (CallTargets.MayRunSource(operation))
                sites.Add(new CallSite(operation, null));
        }

        return sites.ToArray();
    }

    private static bool IsChange(IOperation operation, CompilationContext compilation) =>
        operation is IInvocationOperation { TargetMethod: { IsStatic: false } method } call
        && Changes.Contains(method.Name)
        && call.Instance?.Type is { } type
        && (type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)) || type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)));
}
