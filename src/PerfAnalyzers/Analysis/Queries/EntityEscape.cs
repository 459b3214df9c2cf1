using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Tells which code an entity can be handed to without anything being loaded into it.</summary>
internal static class EntityEscape
{
    /// <summary>Code of the platform that neither loads nor keeps anything for the context: lists, text, logging.</summary>
    public static bool IsHarmless(IMethodSymbol method)
    {
        var declared = method.ContainingNamespace;
        while (declared is { ContainingNamespace.IsGlobalNamespace: false } && declared.Name is not ("Logging" or "EntityFrameworkCore"))
            declared = declared.ContainingNamespace;

        return declared?.Name is "System" or "Logging";
    }

    /// <summary>Whether a call goes through objects that are there: an operator of LINQ to Objects or a method of a list.</summary>
    public static bool IsInMemory(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) || call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.ListOfT));
}
