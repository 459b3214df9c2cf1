using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Web;

/// <summary>Tells whether a project may switch something on for all requests: by its own code, or by a library that knows how.</summary>
internal static class FeatureMentions
{
    public static bool MayHave(this CompilationContext compilation, ServerFeature feature) =>
        SourceProjects.Of(compilation).Any(p => feature.Names.Any(n => IsMentioned(n, p))) || (feature.Library is { } library && IsKnownToLibrary(library, compilation));

    public static bool IsMentioned(string name, CompilationContext project) => MentionIndex.For(project).Of(name).Any();

    /// <summary>Whether a referenced assembly, other than those of the framework, references the one that declares it. Of a project in source its own code tells.</summary>
    private static bool IsKnownToLibrary(string library, CompilationContext compilation) => compilation.Compilation.SourceModule.ReferencedAssemblySymbols.Any(a =>
        a is not ISourceAssemblySymbol
        && !a.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
        && a.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == library)));
}
