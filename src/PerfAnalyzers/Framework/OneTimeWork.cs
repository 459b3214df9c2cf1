namespace PerfAnalyzers.Framework;

/// <summary>Tells classes that do something once, to data that are there, as whoever runs them says by a type that all such classes have in common.</summary>
internal static class OneTimeWork
{
    private static readonly ImmutableArray<string> Names = ImmutableArray.Create("Backfill", "DataFix");

    private static readonly ImmutableArray<string> Single = ImmutableArray.Create("OneTime", "OneOff", "RunOnce");

    /// <summary>What follows those in the name of work; a password is used one time, too.</summary>
    private static readonly ImmutableArray<string> Works = ImmutableArray.Create("Task", "Job", "Work", "Action", "Script", "Step", "Operation", "Process", "Fix", "Update", "Command", "Run");

    /// <summary>Whether what a class implements or derives from is named so: <c>IOneTimeTask</c>, <c>BackfillJob</c>.</summary>
    public static bool IsDoneBy(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (IsNamed(current.Name))
                return true;
        }

        return type.AllInterfaces.Any(i => IsNamed(i.Name));
    }

    private static bool IsNamed(string name) =>
        Names.Any(n => name.IndexOf(n, StringComparison.Ordinal) >= 0)
        || Single.Any(s => name.IndexOf(s, StringComparison.Ordinal) is var at and >= 0 && Works.Any(work => string.CompareOrdinal(name, at + s.Length, work, 0, work.Length) == 0));
}
