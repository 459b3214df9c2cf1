using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>Which properties of an entity are columns of its own, as far as code says so: what a database can be asked about.</summary>
internal sealed class Columns
{
    private static readonly ImmutableHashSet<string> Scalars = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Guid", "DateTimeOffset", "TimeSpan", "DateOnly", "TimeOnly");

    private readonly CompilationContext compilation;
    private readonly Entities entities;
    private readonly bool mayBeSqlite;
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<IPropertySymbol>> known = new(SymbolEqualityComparer.Default);

    private Columns(CompilationContext compilation)
    {
        this.compilation = compilation;
        entities = Entities.For(compilation);
        mayBeSqlite = compilation.Type(TypeNames.EfCore.SqliteProvider) is not null;
    }

    public static Columns For(CompilationContext compilation) => compilation.Get(c => new Columns(c));

    /// <summary>The columns of an entity that hold one value each.</summary>
    public ImmutableArray<IPropertySymbol> Of(INamedTypeSymbol entity) => known.GetOrAdd(entity, Find);

    public bool Contains(ITypeSymbol? entity, IPropertySymbol property)
    {
        if (entity is not INamedTypeSymbol named)
            return false;

        foreach (var column in Of(named))
        {
            if (column.Name == property.Name)
                return true;
        }

        return false;
    }

    /// <summary>Whether the code says that the column holds something else than the property does, such as the name of an enumeration.</summary>
    public bool IsConverted(INamedTypeSymbol entity, IPropertySymbol property) =>
        entities.Configurations(entity).Any(c => c.Converted.Contains(property.Name));

    /// <summary>Whether every database that is seen to be used compares values of a type by their size. SQLite keeps some as text.</summary>
    public bool CanOrder(ITypeSymbol type) => MayAlwaysOrder(type) || !Queries.QuerySettings.For(compilation).UsesSqlite;

    /// <summary>Whether every database that the project knows a provider of does.</summary>
    public bool MayAlwaysOrder(ITypeSymbol type) =>
        !mayBeSqlite || (type.SpecialType is not (SpecialType.System_Decimal or SpecialType.System_UInt64) && type.Name is not ("DateTimeOffset" or "TimeSpan"));

    /// <summary>Whether a type is one value that every database has a type for.</summary>
    public static bool IsScalar(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];

        return type.TypeKind == TypeKind.Enum
            || type.SpecialType is SpecialType.System_String or SpecialType.System_DateTime or SpecialType.System_Boolean or (>= SpecialType.System_Char and <= SpecialType.System_Double)
            || (type.IsValueType && Scalars.Contains(type.Name) && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true });
    }

    /// <summary>How many a row has, with those that code in an accessor turns into something else.</summary>
    public int Count(INamedTypeSymbol entity) => Mapped(entity).Count();

    private ImmutableArray<IPropertySymbol> Find(INamedTypeSymbol entity) => Mapped(entity).Where(IsAutomatic).ToImmutableArray();

    private IEnumerable<IPropertySymbol> Mapped(INamedTypeSymbol entity)
    {
        if (!entities.Contains(entity))
            return Enumerable.Empty<IPropertySymbol>();

        var configurations = entities.Configurations(entity).ToArray();
        return EntityTypes.Properties(entity).Where(property =>
            property is { DeclaredAccessibility: Accessibility.Public, GetMethod: not null, SetMethod: not null }
            && IsScalar(property.Type)
            && EntityTypes.Attribute(property, TypeNames.Schema.NotMappedAttribute) is null
            && !configurations.Any(c => c.Ignored.Contains(property.Name)));
    }

    /// <summary>Code in an accessor may give something else than the column holds. Of a library it cannot be seen and is not expected.</summary>
    private static bool IsAutomatic(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not PropertyDeclarationSyntax declaration
        || (declaration.ExpressionBody is null && declaration.AccessorList?.Accessors.All(a => a.Body is null && a.ExpressionBody is null) == true);
}
