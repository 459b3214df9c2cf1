using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>
/// Tells whether entities of a type may be in the context already. A context connects the entities that it tracks, so a navigation can be
/// set although no query includes it. Everything that could bring such entities counts, whether it does or not.
/// </summary>
internal static class FixUps
{
    /// <summary>Whether a member gets hold of entities of the type otherwise than through the navigations of other entities.</summary>
    public static bool MayLoad(IOperation member, INamedTypeSymbol target, CompilationContext compilation)
    {
        foreach (var operation in member.DescendantsAndSelf())
        {
            var brings = operation switch
            {
                IInvocationOperation call => !EntityEscape.IsInMemory(call, compilation),
                IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } } => true,
                IFieldReferenceOperation or IObjectCreationOperation => true,
                IPropertyReferenceOperation property => property.Type.Implements(compilation.Type(TypeNames.System.QueryableOfT)),
                _ => false,
            };
            if (brings && Carries(operation.Type, target, compilation))
                return true;
        }

        return false;
    }

    /// <summary>Whether any code of the class mentions the type, or a set of it, in a way that could load it.</summary>
    public static bool ClassMayLoad(IOperation place, INamedTypeSymbol target, CompilationContext compilation)
    {
        var sets = new HashSet<string>(Entities.For(compilation).SetNames(target), StringComparer.Ordinal);
        var declaration = place.Syntax.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault();
        if (declaration is null)
            return true;

        foreach (var node in declaration.DescendantNodes())
        {
            switch (node)
            {
                case IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name when access.Name == name && sets.Contains(name.Identifier.ValueText) && !IsNavigation(name, place, compilation):
                case IdentifierNameSyntax { Parent: TypeArgumentListSyntax or ParameterSyntax or VariableDeclarationSyntax or MethodDeclarationSyntax or BasePropertyDeclarationSyntax } type
                    when type.Identifier.ValueText == target.Name:
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a member that is called like a set is none: the lines of an order, and not those of the shop.</summary>
    private static bool IsNavigation(IdentifierNameSyntax name, IOperation place, CompilationContext compilation) =>
        place.SemanticModel?.GetSymbolInfo(name).Symbol is IPropertySymbol property && !property.Type.Implements(compilation.Type(TypeNames.System.QueryableOfT));

    /// <summary>Whether a value is, holds, or will be one or several entities of the type.</summary>
    private static bool Carries(ITypeSymbol? type, INamedTypeSymbol target, CompilationContext compilation)
    {
        for (var depth = 0; depth < 3 && type is INamedTypeSymbol { SpecialType: SpecialType.None } named; depth++)
        {
            if (EntityTypes.WithBases(named).Any(t => t.Is(target)) || EntityTypes.WithBases(target).Any(t => t.Is(named)))
                return true;

            type = named.AsConstructed(compilation.Type(TypeNames.System.EnumerableOfT)) is { } sequence ? sequence.TypeArguments[0]
                : named.TypeArguments.Length == 1 ? named.TypeArguments[0]
                : null;
        }

        return type is IArrayTypeSymbol array && array.ElementType.Is(target);
    }
}
