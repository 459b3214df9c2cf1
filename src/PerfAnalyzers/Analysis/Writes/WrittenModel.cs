using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Writes;

/// <summary>
/// Tells where a statement that changes rows in the database would pass by something that sees every save: an override,
/// an interceptor, a concurrency token, a setter, a mapping over several tables.
/// </summary>
internal sealed class WrittenModel
{
    private static readonly ImmutableHashSet<string> Tokens = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "RowVersion", "Timestamp", "ConcurrencyStamp", "ConcurrencyToken", "xmin");

    private readonly CompilationContext compilation;
    private readonly ConcurrentDictionary<ISymbol, bool> watched = new(SymbolEqualityComparer.Default);

    private WrittenModel(CompilationContext compilation) => this.compilation = compilation;

    public static WrittenModel For(CompilationContext compilation) => compilation.Get(c => new WrittenModel(c));

    /// <summary>Whether the commands that change all rows at once exist: EF Core 7 or later.</summary>
    public bool HasSetCommands => new[] { TypeNames.EfCore.QueryableExtensions, TypeNames.EfCore.RelationalQueryableExtensions }
        .Any(t => compilation.Type(t)?.GetMembers("ExecuteUpdate").IsEmpty == false);

    public bool AllowsSetWrites(Query rows, IEnumerable<IPropertySymbol> columns) =>
        HasSetCommands
        && rows.Root is IPropertyReferenceOperation { Instance.Type: INamedTypeSymbol context, Type: INamedTypeSymbol { TypeArguments: { Length: 1 } entities } }
        && context.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext))
        && entities[0] is INamedTypeSymbol entity
        && !SeesSaves(context)
        && !HasToken(entity)
        && !IsInherited(entity, context)
        && columns.All(IsPlain);

    /// <summary>Whether the filter is equality with the key, which one row has.</summary>
    public bool AsksForOne(Query rows)
    {
        if (rows.Root.Type is not INamedTypeSymbol { TypeArguments: { Length: 1 } entities } || entities[0] is not INamedTypeSymbol entity || EntityKeys.For(compilation).Single(entity) is not { } key)
            return false;

        return rows.Operators.SelectMany(o => o.Arguments).SelectMany(a => a.Value.DescendantsAndSelf()).Any(o =>
            o is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test
            && (test.LeftOperand.ReferencedSymbol().Is(key) || test.RightOperand.ReferencedSymbol().Is(key)));
    }

    /// <summary>Whether code of the project looks at what is saved: a context that overrides saving, or an interceptor beside it.</summary>
    public bool SeesSaves(INamedTypeSymbol context) => watched.GetOrAdd(context, c => IsWatched((INamedTypeSymbol)c));

    private bool IsWatched(INamedTypeSymbol context)
    {
        var library = compilation.Type(TypeNames.EfCore.DbContext);
        for (INamedTypeSymbol? type = context; type is not null && !type.OriginalDefinition.Is(library); type = type.BaseType)
        {
            if (type.GetMembers().Any(m => m is IMethodSymbol { IsOverride: true, Name: "SaveChanges" or "SaveChangesAsync" }))
                return true;
        }

        var interceptor = compilation.Type(TypeNames.EfCore.SaveChangesInterceptor);
        return interceptor is not null
            && new[] { context.ContainingAssembly, compilation.Compilation.Assembly }.Distinct<IAssemblySymbol>(SymbolEqualityComparer.Default)
                .Any(assembly => Types(assembly.GlobalNamespace).Any(t => t.AllInterfaces.Contains(interceptor, SymbolEqualityComparer.Default)));
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol root)
    {
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            foreach (var member in pending.Pop().GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                pending.Push(member);
                if (member is INamedTypeSymbol type)
                    yield return type;
            }
        }
    }

    private static bool HasToken(INamedTypeSymbol entity)
    {
        for (INamedTypeSymbol? type = entity; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().OfType<IPropertySymbol>().Any(p =>
                Tokens.Contains(p.Name) || p.GetAttributes().Any(a => a.AttributeClass?.Name is "TimestampAttribute" or "ConcurrencyCheckAttribute")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the context has a set of a base or derived class too: the rows may lie in several tables.</summary>
    private bool IsInherited(INamedTypeSymbol entity, INamedTypeSymbol context)
    {
        var sets = compilation.Type(TypeNames.EfCore.DbSet);
        for (INamedTypeSymbol? type = context; type is not null; type = type.BaseType)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
            {
                if (property.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } set && set.IsConstructedFrom(sets)
                    && arguments[0] is INamedTypeSymbol other && !other.Is(entity)
                    && (other.DerivesFrom(entity.OriginalDefinition) || entity.DerivesFrom(other.OriginalDefinition)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A column whose setter does nothing but set: anything else would not happen in the database.</summary>
    private static bool IsPlain(IPropertySymbol column) => column.DeclaringSyntaxReferences.All(r =>
        r.GetSyntax() is PropertyDeclarationSyntax { AccessorList: { } accessors } && accessors.Accessors.All(a => a.Body is null && a.ExpressionBody is null));
}
