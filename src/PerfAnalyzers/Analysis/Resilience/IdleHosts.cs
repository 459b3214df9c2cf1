using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>
/// Tells whether a program builds a host and never lets it run: it takes settings and services from it, does its work, and ends.
/// </summary>
internal static class IdleHosts
{
    /// <summary>Calls of a builder that run what they build.</summary>
    private static readonly ImmutableArray<string> RunningBuilders = ImmutableArray.Create("RunConsoleAsync", "RunAsServiceAsync", "RunAsService", "RunCommandLineApplicationAsync");

    /// <summary>Whether all hosts that the program builds stay in locals, where nothing but their services is asked for; not when it builds none.</summary>
    public static bool AreAll(CompilationContext compilation)
    {
        var hosts = TypeNames.Hosting.Hosts.Select(compilation.Type).OfType<INamedTypeSymbol>().ToImmutableArray();
        var index = MentionIndex.For(compilation);
        if (hosts.IsEmpty || RunningBuilders.Any(n => index.Of(n).Any()))
            return false;

        var hasAny = false;
        var seen = new HashSet<MethodBody>();
        foreach (var place in index.Of("Build").Where(p => (p.Form & MentionForm.Called) != 0))
        {
            if (MethodBodies.For(compilation).At(place.Tree, place.Span, CancellationToken.None) is not (_, { } body) || !seen.Add(body))
                continue;

            foreach (var operation in body.Root.DescendantsAndSelf())
            {
                if (operation is not IInvocationOperation { TargetMethod.Name: "Build" } call || !hosts.Any(h => call.Type.Is(h) || call.Type.Implements(h)))
                    continue;

                if (!IsIdle(call))
                    return false;

                hasAny = true;
            }
        }

        return hasAny;
    }

    private static bool IsIdle(IOperation host)
    {
        return host.ParentValue() switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } =>
                LocalValues.Root(host).Descendants().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(declarator.Symbol)).All(IsAskedForServices),
            _ => IsAskedForServices(host),
        };
    }

    private static bool IsAskedForServices(IOperation host) => host.ParentValue() switch
    {
        IPropertyReferenceOperation { Property.Name: "Services" } => true,
        IInvocationOperation { TargetMethod.Name: "Dispose" or "DisposeAsync" } call => call.Instance is not null,
        IUsingOperation => true,
        _ => false,
    };
}
