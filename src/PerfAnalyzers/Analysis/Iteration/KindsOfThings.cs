using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>
/// Recognises sequences with one element for each kind of thing: groups by type or enumeration, and dictionaries of them.
/// A program knows a handful of kinds, however many things there are.
/// </summary>
internal static class KindsOfThings
{
    private const int LongestTrace = 12;

    /// <summary>Those whom one installation serves apart from each other, each with rows of their own.</summary>
    private static readonly ImmutableHashSet<string> TenantNames = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Tenant", "Site", "Website", "Store", "Shop", "Portal", "Shard");

    private static readonly ImmutableHashSet<string> SettingNames = ImmutableHashSet.Create(StringComparer.Ordinal, "Setting", "Settings", "Config", "Configuration");

    private static readonly ImmutableHashSet<string> TableNames = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Table", "Schema");

    private static readonly ImmutableArray<string> EntryTypes = ImmutableArray.Create(
        TypeNames.EfCore.NavigationEntry, TypeNames.EfCore.ReferenceEntry, TypeNames.EfCore.CollectionEntry);

    private static readonly ImmutableArray<string> KindNames = ImmutableArray.Create("EntityName", "EntityType", "TypeName", "Discriminator", "ClassName");

    /// <summary>How mappers of a project's own call what they know of a column: <c>FieldDefinition</c>, <c>ColumnMapping</c>.</summary>
    private static readonly ImmutableHashSet<string> Columns = ImmutableHashSet.Create(StringComparer.Ordinal, "Field", "Column", "Property");

    private static readonly ImmutableHashSet<string> Described = ImmutableHashSet.Create(StringComparer.Ordinal, "Definition", "Mapping", "Metadata", "Schema", "Descriptor");

    public static bool AreElementsOf(IOperation source, CompilationContext compilation)
    {
        if (ElementType(source.Type, compilation) is { } element && IsPartOfType(element, compilation))
            return true;

        // IGrouping<State, Order>, KeyValuePair<Type, List<Order>>: whoever made it.
        if (ElementType(source.Type, compilation) is INamedTypeSymbol { TypeArguments: { Length: 2 } parts, Name: "IGrouping" or "KeyValuePair" } && IsKind(parts[0]))
            return true;

        var value = source.UnwrapAwait();
        for (var step = 0; step < LongestTrace; step++)
        {
            switch (value)
            {
                case IInvocationOperation { TargetMethod: { Name: "GroupBy" or "ToLookup" or "DistinctBy", IsExtensionMethod: true } } grouping when grouping.Argument(1) is { } key:
                    return IsKind(Result(key));
                // Whatever else gathers elements under keys: ToDictionary, a multimap of the project's own.
                case IInvocationOperation { TargetMethod.IsExtensionMethod: true } gathering
                    when ElementType(gathering.Type, compilation) is INamedTypeSymbol { Name: "KeyValuePair" } && gathering.Argument(1) is { } by && Result(by) is { } name:
                    return IsKind(name);
                case IInvocationOperation { TargetMethod: { Name: "Distinct", IsExtensionMethod: true } } distinct
                    when ElementType(distinct.Type, compilation) is { } kind && IsKind(kind):
                    return true;
                case IInvocationOperation { TargetMethod.IsExtensionMethod: true } call when call.TargetMethod.Name is not "SelectMany" && call.Receiver() is { } receiver:
                    value = receiver.UnwrapAwait();
                    break;
                case ILocalReferenceOperation local when LocalValues.SetOnce(local) is { } set:
                    value = set.UnwrapAwait();
                    break;
                case ITranslatedQueryOperation query:
                    value = query.Operation.UnwrapAwait();
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>What a grouping has one element for each of: the <c>o.Status</c> of <c>orders.GroupBy(o =&gt; o.Status)</c>.</summary>
    public static IOperation? Key(IOperation source) =>
        source.Unwrap() is IInvocationOperation { TargetMethod: { Name: "GroupBy" or "ToLookup" or "DistinctBy", IsExtensionMethod: true } } grouping && grouping.Argument(1) is { } key
            ? Result(key)
            : null;

    /// <summary>
    /// Whether a loop goes through those whom an installation serves apart: they are few, and what is done for each is a job of its own that others must
    /// not see the rows of.
    /// </summary>
    public static bool AreTenants(Iteration loop) => ElementTypes(loop).Any(IsTenant);

    /// <summary>Whether a loop goes through settings, which people write down one by one.</summary>
    public static bool AreSettings(Iteration loop) => ElementTypes(loop).Any(type => Words.Split(type.Name).Any(SettingNames.Contains));

    /// <summary>Whether a loop goes through names of tables: there are as many as somebody has made, and no one statement reads them all.</summary>
    public static bool AreTables(Iteration loop) =>
        loop.Variables.Any(v => v is ILocalSymbol { Type.SpecialType: SpecialType.System_String } or IParameterSymbol { Type.SpecialType: SpecialType.System_String } && Words.Split(v.Name).Any(w => TableNames.Contains(w)));

    private static IEnumerable<ITypeSymbol> ElementTypes(Iteration loop)
    {
        foreach (var variable in loop.Variables)
        {
            if (variable is ILocalSymbol local)
                yield return local.Type;
            else if (variable is IParameterSymbol parameter)
                yield return parameter.Type;
        }
    }

    /// <summary>Whether the elements are parts of one thing that is kept under a key: <c>order.Lines</c>. What a request brings along is no such thing.</summary>
    public static bool ArePartsOfOne(Iteration loop) =>
        loop.Source?.Unwrap() is IPropertyReferenceOperation { Instance.Type: INamedTypeSymbol { } owner }
        && (EntityTypes.Property(owner, "Id") ?? EntityTypes.Property(owner, owner.Name + "Id")) is not null;

    private static bool IsTenant(ITypeSymbol type) =>
        TenantNames.Contains(type.Name) || (type is { TypeKind: TypeKind.Interface, Name: { Length: > 1 } name } && TenantNames.Contains(name.Substring(1)));

    private static bool IsKind(IOperation? key) =>
        key is not null
        && ((key.Type is { } type && IsKind(type))
            || key.Unwrap() is IMemberReferenceOperation { Member.Name: { } name } && KindNames.Any(k => name.EndsWith(k, StringComparison.Ordinal)));

    /// <summary>Whether something describes a member of a type, or a column or relation of an entity: there are as many as somebody has written down.</summary>
    private static bool IsPartOfType(ITypeSymbol type, CompilationContext compilation) =>
        IsMetadata(type.ContainingNamespace)
        || (Words.Split(type.Name) is var words && words.Count > 1 && Described.Contains(words[words.Count - 1]) && Columns.Contains(words[words.Count - 2]))
        || EntryTypes.Any(name => type.DerivesFrom(compilation.Type(name)));

    private static bool IsMetadata(INamespaceSymbol? space) => space switch
    {
        { Name: "Reflection", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => true,
        { Name: "Metadata", ContainingNamespace: { Name: "EntityFrameworkCore", ContainingNamespace: { Name: "Microsoft", ContainingNamespace.IsGlobalNamespace: true } } } => true,
        _ => false,
    };

    private static bool IsKind(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type.SpecialType == SpecialType.System_Boolean
        || type is { Name: "Type", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static IOperation? Result(IOperation lambda) =>
        lambda.Unwrap() switch
        {
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } => Result(function),
            IAnonymousFunctionOperation { Body.Operations: { Length: 1 } body } when body[0] is IReturnOperation { ReturnedValue: { } value } => value,
            _ => null,
        };

    private static ITypeSymbol? ElementType(ITypeSymbol? sequence, CompilationContext compilation) =>
        sequence is IArrayTypeSymbol array
            ? array.ElementType
            : sequence.ArgumentOf(compilation.Type(TypeNames.System.EnumerableOfT));
}
