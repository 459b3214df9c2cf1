using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>What the elements of a collection are.</summary>
internal static class ElementKind
{
    /// <summary>The type of the elements, or null when the type is no collection.</summary>
    public static ITypeSymbol? Of(ITypeSymbol? collection, CompilationContext compilation) =>
        collection is IArrayTypeSymbol array
            ? array.ElementType
            : collection.ArgumentOf(compilation.Type(Knowledge.TypeNames.System.EnumerableOfT));

    /// <summary>
    /// Whether the processor compares many elements at once, so that a scan pays for itself ten times longer than
    /// one of strings or objects.
    /// </summary>
    public static bool IsVectorised(ITypeSymbol? element)
    {
        if (element is INamedTypeSymbol { TypeKind: TypeKind.Enum })
            return true;

        return element?.SpecialType is SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
            or SpecialType.System_Char or SpecialType.System_Boolean or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;
    }

    /// <summary>
    /// Whether things of a type do work instead of holding data: they have methods to await, and nothing that could be set from outside.
    /// A program has a handful of them.
    /// </summary>
    public static bool IsService(ITypeSymbol? type, CompilationContext compilation)
    {
        if (type is ITypeParameterSymbol parameter)
            return parameter.ConstraintTypes.Any(c => IsService(c, compilation));

        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class })
            return false;

        var awaitables = Knowledge.AwaitableTypes.For(compilation);
        var works = false;
        foreach (var member in type.GetMembers())
        {
            if (member is { IsStatic: true } or { DeclaredAccessibility: not Accessibility.Public })
                continue;

            if (member is IPropertySymbol { SetMethod.DeclaredAccessibility: Accessibility.Public })
                return false;

            works |= member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && awaitables.IsAsyncReturn(method.ReturnType);
        }

        return works;
    }

    /// <summary>Whether things of a type may be equal although their hashes are not, so that no index finds them: the project says when they are equal, and leaves the hash as it is.</summary>
    public static bool HidesFromIndex(ITypeSymbol? type)
    {
        for (; type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsRecord: false, DeclaringSyntaxReferences.IsEmpty: false }; type = type.BaseType)
        {
            if (!type.GetMembers("Equals").Any(m => m is IMethodSymbol { IsOverride: true }))
                continue;

            return type.GetMembers("GetHashCode").FirstOrDefault(m => m is IMethodSymbol { IsOverride: true }) is not { } hash
                || hash.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is MethodDeclarationSyntax { ExpressionBody.Expression: { } value } && IsOfBase(value)
                    || r.GetSyntax() is MethodDeclarationSyntax { Body.Statements: { Count: 1 } statements } && statements[0] is ReturnStatementSyntax { Expression: { } returned } && IsOfBase(returned));
        }

        return false;

        static bool IsOfBase(ExpressionSyntax value) => value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } };
    }

    /// <summary>Whether things of a type are what a project has made up itself to hold data, and no texts, numbers or parts of a library.</summary>
    public static bool IsOfProject(ITypeSymbol? element) =>
        element is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } own && own.Locations.Any(l => l.IsInSource);

    /// <summary>Whether there are only a handful of different values, so that a collection of distinct ones stays small.</summary>
    public static bool IsCountable(ITypeSymbol? element) =>
        element is INamedTypeSymbol { TypeKind: TypeKind.Enum }
        || element?.SpecialType is SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Char
        || element is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && IsCountable(nullable.TypeArguments[0]);
}
