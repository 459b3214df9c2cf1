using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Tells which calls change something that others see from then on. Names are asked first: most calls lead to no member that writes.</summary>
internal sealed class FinalWrites
{
    private const int LongestPath = 4;

    /// <summary>How methods begin that change something, where nothing but the name is known.</summary>
    private static readonly ImmutableArray<string> Verbs = ImmutableArray.Create(
        "Save", "Commit", "Publish", "Send", "Insert", "Update", "Delete", "Add", "Create", "Write", "Store", "Upsert", "Remove", "Charge", "Pay", "Refund", "Transfer", "Submit", "Enqueue", "Register", "Import",
        "Broadcast", "Notify", "Post", "Put");

    private readonly CompilationContext compilation;

    /// <summary>What keeps users and roles, in whichever store.</summary>
    private readonly ImmutableArray<INamedTypeSymbol> accounts;
    private readonly Lazy<(NameReach Reach, HashSet<string> Ends)?> names;

    private FinalWrites(CompilationContext compilation)
    {
        this.compilation = compilation;
        accounts = new[] { TypeNames.Identity.UserManager, TypeNames.Identity.RoleManager }.Select(compilation.Type).OfType<INamedTypeSymbol>().ToImmutableArray();
        names = new(() => RoundTripTable.For(compilation).NamesBesideQueries(IsWrite)?.ToList() is { } ends
            ? (new NameReach(compilation, ends, Enumerable.Empty<string>()), new HashSet<string>(ends.Select(e => e.Name), StringComparer.Ordinal))
            : null);
    }

    public static FinalWrites For(CompilationContext compilation) => compilation.Get(c => new FinalWrites(c));

    /// <summary>Whether the name says that something is changed.</summary>
    public static bool IsNamed(string name)
    {
        foreach (var verb in Verbs)
        {
            if (Words.BeginsWith(name, verb))
                return true;
        }

        return false;
    }

    public bool Is(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (RoundTripTable.For(compilation).Find(call) is { } row)
            return IsFinal(row, call.TargetMethod.Name);

        if (CallTargets.MayRunSource(call.TargetMethod) && CallTargets.Of(call, compilation).Methods is { IsEmpty: false } targets)
        {
            return (targets.Any(t => May(t, LongestPath))
                    && RoundTripFacts.For(compilation).Of(call, isAction: true, cancellationToken).Any(p => !p.End.IsPending && p.End.Row is { } end && IsFinal(end, p.End.Name)))
                || (IsNamed(call.TargetMethod.Name) && UnseenCode.IsBehind(call, compilation));
        }

        return IsOfLibrary(call);
    }

    /// <summary>Whether a call of what cannot be seen says by its name that it changes something.</summary>
    public bool IsOfLibrary(IInvocationOperation call) =>
        IsNamed(call.TargetMethod.Name) && (!call.TargetMethod.ContainingNamespace.IsFramework() || IsOfAccounts(call));

    /// <summary>Whether a call asks or changes users or roles, which are kept in a store.</summary>
    public bool IsOfAccounts(IInvocationOperation call) => accounts.Any(a => call.TargetMethod.IsMemberOf(a));

    /// <summary>Whether a method in source may lead to a write through no more than so many bodies, as far as names tell.</summary>
    public bool May(IMethodSymbol method, int depth) => names.Value is not var (reach, ends) || ends.Contains(method.Name) || reach.May(MethodBodies.Declared(method), depth);

    /// <summary>Whether others see it from then on; what is in a cache or a local file can be written again.</summary>
    public static bool IsFinal(RoundTripRow row, string name) =>
        row.Kind == RoundTripKind.Transaction ? name.StartsWith("Commit", StringComparison.Ordinal) : IsWrite(row);

    private static bool IsWrite(RoundTripRow row) => row.IsWrite && row.Kind is not (RoundTripKind.Cache or RoundTripKind.File or RoundTripKind.Connection);
}
