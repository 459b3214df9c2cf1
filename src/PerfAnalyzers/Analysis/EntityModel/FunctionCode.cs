using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>Finds all code that runs when a method does.</summary>
internal static class FunctionCode
{
    /// <summary>The code of a method; of a primary constructor, what its fields and properties start with.</summary>
    public static List<MethodBody> Of(IMethodSymbol method, CompilationContext compilation)
    {
        var bodies = MethodBodies.For(compilation);
        var found = new List<MethodBody>();
        if (bodies.Of(method) is { } body)
            found.Add(body);
        else if (method is { MethodKind: MethodKind.Constructor, DeclaringSyntaxReferences.Length: 1 } && method.DeclaringSyntaxReferences[0].GetSyntax() is TypeDeclarationSyntax)
            found.AddRange(method.ContainingType.GetMembers().Where(m => m is IFieldSymbol or IPropertySymbol).Select(bodies.Initialiser).OfType<MethodBody>());

        return found;
    }
}
