using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Tells what runs by itself now and then, so that no request and no caller waits for it: background services, scheduled jobs, seeders.</summary>
internal static class BackgroundWork
{
    private const int LongestWay = 3;

    // Quartz, Coravel, Hangfire extensions and schedulers of one's own call it so.
    private static readonly ImmutableHashSet<string> Jobs = ImmutableHashSet.Create(StringComparer.Ordinal, "IHostedService", "IHostedLifecycleService", "IJob", "IInvocable", "IScheduledTask", "IScheduledJob", "IBackgroundJob", "IRecurringJob");

    /// <summary>Whether everything that is known to lead to a member runs so; false where nothing is known to.</summary>
    public static bool Holds(ISymbol member, CompilationContext compilation, CancellationToken cancellationToken) => Holds(member, LongestWay, compilation, cancellationToken);

    private static bool Holds(ISymbol member, int hops, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (member.ContainingType is { } type && RunsByItself(type, compilation))
            return true;

        if (hops == 0 || member is not IMethodSymbol method)
            return false;

        var found = false;
        foreach (var site in Callers.For(compilation).Of(method, cancellationToken))
        {
            if (site.Member.Is(member))
                continue;

            if (!Holds(site.Member, hops - 1, compilation, cancellationToken))
                return false;

            found = true;
        }

        return found;
    }

    private static bool RunsByItself(INamedTypeSymbol type, CompilationContext compilation) =>
        type.DerivesFrom(compilation.Type(TypeNames.Hosting.BackgroundService))
        || type.AllInterfaces.Any(i => Jobs.Contains(i.Name))
        || PurposeWords.IsOwnRun(Words.Split(type.Name));
}
