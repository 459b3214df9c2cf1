using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>A list of rows that nothing limits.</summary>
/// <param name="Execution">What reads the rows.</param>
/// <param name="Trail">The query.</param>
/// <param name="Entity">What the rows are of.</param>
/// <param name="Growth">Whether its table grows.</param>
/// <param name="Calls">The calls from where the list was asked about to the query, the first one there.</param>
/// <param name="Home">The project that the query is written in.</param>
internal sealed record UnboundedRows(
    IInvocationOperation Execution,
    QueryTrail Trail,
    INamedTypeSymbol Entity,
    Growth Growth,
    ImmutableArray<IInvocationOperation> Calls,
    CompilationContext Home)
{
    private const int LongestTrace = 24;

    /// <summary>Whether the list is in the order in which the query gives the rows.</summary>
    public bool KeepsOrder { get; init; } = true;

    /// <summary>Whether something limits the rows for some of those who ask.</summary>
    public bool IsLimitedForSome { get; init; }

    /// <summary>Whether those who ask name the time from which on they want all rows, which come as time goes by.</summary>
    public bool IsSince { get; private init; }

    /// <summary>Whether those who ask name a kind of which they want all rows.</summary>
    public bool IsOfKind { get; private init; }

    /// <summary>Whether the query leaves no row out.</summary>
    public bool IsWhole => !Trail.Always.Concat(Trail.Perhaps).Any(c => c.TargetMethod.Name is "Where" or "Join");

    /// <summary>Whether the rows become part of a page for people, which has no way to ask for the next ones.</summary>
    public bool IsShown { get; init; }

    public static ImmutableHashSet<string> Lists { get; } = ImmutableHashSet.Create(StringComparer.Ordinal, "ToList", "ToListAsync", "ToArray", "ToArrayAsync", "ToHashSet", "ToHashSetAsync");

    // What keeps every row of a list in memory, in another form or order.
    private static readonly ImmutableHashSet<string> Keeps = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Select", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "ToList", "ToArray", "AsEnumerable", "AsReadOnly", "Reverse", "Cast", "ToImmutableList", "ToImmutableArray");

    // What puts them into parts.
    private static readonly ImmutableHashSet<string> Groups = ImmutableHashSet.Create(StringComparer.Ordinal, "GroupBy", "ToLookup", "ToDictionary", "Chunk");

    private static readonly ImmutableArray<string> MapperVerbs = ImmutableArray.Create("Map", "Adapt", "To", "Convert", "Project", "As");

    /// <summary>The rows that a call reads; null where it reads none, or where they are limited or may be.</summary>
    public static UnboundedRows? Read(IInvocationOperation execution, CompilationContext compilation, ITypeSymbol? rowsWanted = null, ImmutableArray<IInvocationOperation> calls = default)
    {
        if (!(IsExecution(execution, compilation) || CollectedRows.Are(execution, compilation)) || QueryTrail.Read(execution.Receiver()!, compilation) is not { } trail)
            return null;

        var entity = trail.Entity ?? rowsWanted as INamedTypeSymbol ?? OfSubclass(trail, compilation);
        if (entity is null || !Entities.For(compilation).Contains(entity) || TableGrowth.For(compilation).Of(entity) is var growth && growth == Growth.Small)
            return null;

        return QueryBounds.Of(trail, compilation) is var bound and (Bound.None or Bound.Kind or Bound.Since or Bound.Optional)
            ? new UnboundedRows(execution, trail, entity, growth, calls.IsDefault ? ImmutableArray<IInvocationOperation>.Empty : calls, compilation) { IsLimitedForSome = bound > Bound.Kind, IsSince = bound == Bound.Since, IsOfKind = bound == Bound.Kind }
            : null;
    }

    /// <summary>The rows that a class written for any entity has where another class of the project derives from it for one that grows.</summary>
    private static INamedTypeSymbol? OfSubclass(QueryTrail trail, CompilationContext compilation)
    {
        if (trail.Root.Type is not INamedTypeSymbol { TypeArguments: { Length: 1 } rows } || rows[0] is not ITypeParameterSymbol { DeclaringType: { } generic } parameter)
            return null;

        foreach (var subclass in Implementations.For(compilation).Subtypes(generic))
        {
            for (var type = subclass.BaseType; type is not null; type = type.BaseType)
            {
                if (type.OriginalDefinition.Is(generic) && type.TypeArguments[parameter.Ordinal] is INamedTypeSymbol entity && Entities.For(compilation).Contains(entity) && TableGrowth.For(compilation).Of(entity) == Growth.Grows)
                    return entity;
            }
        }

        return null;
    }

    /// <summary>How sure it is that nobody limits the rows, and that there get to be many.</summary>
    public Confidence Confidence =>
        Growth < Growth.Follows || (IsLimitedForSome && ((Growth == Growth.Follows && !IsSince) || !Calls.IsEmpty)) ? Confidence.Low
        : IsLimitedForSome || IsOfKind || Growth == Growth.Follows ? Confidence.Medium
        : Confidence.High;

    /// <summary>The same where an endpoint asks for them: few requests come to what only administrators may ask, so that rows which are only likely to get many are no matter there.</summary>
    public Confidence ConfidenceFor(IMethodSymbol endpoint) =>
        !EndpointTraits.IsRarelyRun(endpoint) ? Confidence
        : Confidence == Confidence.High ? Confidence.Medium
        : Growth == Growth.Follows ? Confidence.Low
        : Confidence;

    /// <summary>Whether the member that has the rows is named for giving each of them a new value, and does so.</summary>
    /// <param name="call">The call in it that gives the rows.</param>
    public bool AreRenewed(IInvocationOperation call) =>
        MembersAround.AreNamed(call, PurposeWords.RenewsAll)
        && LocalValues.Root(call).DescendantsAndSelf().Any(o => o is IAssignmentOperation { Target: IPropertyReferenceOperation { Instance.Type: { } changed } } && changed.Is(Entity));

    /// <summary>Whether a call loads the rows of a query into a list.</summary>
    public static bool IsExecution(IInvocationOperation call, CompilationContext compilation) =>
        Lists.Contains(call.TargetMethod.Name)
        && call.Receiver() is { } source
        && QueryReader.For(compilation).IsQueryable(source.Unwrap().Type)
        && (call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) || call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.EfCore.QueryableExtensions)));

    /// <summary>Whether a call of a member in source may give a list of entities that it has loaded.</summary>
    public static bool MayBeEntitiesOfMember(IInvocationOperation call, CompilationContext compilation) =>
        CallTargets.MayRunSource(call.TargetMethod)
        && ListReach.For(compilation).May(call.TargetMethod)
        && ElementOf(Awaited(call.Type), compilation) is INamedTypeSymbol { TypeKind: TypeKind.Class } element
        && !QueryReader.For(compilation).IsQueryable(call.Type)
        && Entities.For(compilation).Contains(element);

    /// <summary>The unlimited rows that a value holds all of, as they are or in another form; null as soon as a step cannot be seen.</summary>
    public static UnboundedRows? In(IOperation value, CompilationContext compilation)
    {
        var calls = ImmutableArray.CreateBuilder<IInvocationOperation>();
        ITypeSymbol? wanted = null;
        var (keepsOrder, isShown, isReshaped) = (true, false, false);
        var current = value;
        for (var step = 0; step < LongestTrace; step++)
        {
            current = EndpointAnswers.Open(current);
            switch (current)
            {
                case ILocalReferenceOperation local when LocalValues.SetOnce(local) is { } set:
                    current = set;
                    continue;
                case IInvocationOperation call when IsExecution(call, compilation):
                    return Read(call, compilation, wanted, calls.ToImmutable()) is { } rows ? rows with { KeepsOrder = keepsOrder, IsShown = isShown } : null;
                case IInvocationOperation call when Keeps.Contains(call.TargetMethod.Name) && call.TargetMethod.ContainingNamespace.IsFramework() && call.Receiver() is { } kept:
                    keepsOrder &= call.TargetMethod.Name is not ("OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Reverse");
                    isReshaped |= call.TargetMethod.Name == "Select";
                    current = kept;
                    continue;
                case IInvocationOperation call when Groups.Contains(call.TargetMethod.Name) && call.TargetMethod.ContainingNamespace.IsFramework():
                    if (isReshaped || Grouped(call, compilation) is not { } grouped)
                        return null;

                    keepsOrder = false;
                    current = grouped;
                    continue;
                case IInvocationOperation call when EndpointAnswers.IsAnswer(call.TargetMethod):
                    isShown |= EndpointAnswers.IsForPeople(call);
                    return Among(call.Arguments.Select(a => a.Value));
                case IObjectCreationOperation creation when creation.Type is not null && Holds(creation.Type):
                    return Among(creation.Arguments.Select(a => a.Value).Concat(creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Select(i => i.Value) ?? Enumerable.Empty<IOperation>()));
                case IAnonymousObjectCreationOperation creation:
                    return Among(creation.Initializers.OfType<ISimpleAssignmentOperation>().Select(i => i.Value));
                case IPropertyReferenceOperation { Instance: { } wrapper } when Wrapped.Is(current):
                    current = wrapper;
                    continue;
                case IInvocationOperation call when Wrapped.Makes(call):
                    return Among(call.Arguments.Select(a => a.Value));
                case IInvocationOperation call:
                    if (Mapped(call, compilation) is { } mapped)
                    {
                        current = mapped;
                        continue;
                    }

                    if (!MayGiveRows(call, compilation)
                        || CallTargets.Of(call, compilation).Methods is not { Length: 1 } targets
                        || !ListReach.For(compilation).May(targets[0])

                        // Of an endpoint that another one calls it is said there.
                        || RequestEntries.For(compilation).Contains(targets[0])
                        || SingleResult.Of(targets[0], compilation) is not { } result)
                    {
                        return null;
                    }

                    wanted = ElementOf(Awaited(call.Type), compilation) ?? wanted;
                    calls.Add(call);
                    compilation = result.Compilation;
                    current = result.Value;
                    continue;
                default:
                    return null;
            }
        }

        return null;

        UnboundedRows? Among(IEnumerable<IOperation> parts)
        {
            foreach (var part in parts)
            {
                if (EndpointAnswers.Open(part) is not IOperation { Type.SpecialType: SpecialType.System_String } and var inner && IsWorthFollowing(inner) && In(inner, compilation) is { } found)
                    return found with { Calls = calls.ToImmutable().AddRange(found.Calls), KeepsOrder = keepsOrder && found.KeepsOrder, IsShown = isShown || found.IsShown };
            }

            return null;
        }
    }

    /// <summary>The list whose rows a call puts into groups, parts or a dictionary, each of them with all it had; null where it makes something else of them.</summary>
    private static IOperation? Grouped(IInvocationOperation call, CompilationContext compilation)
    {
        if (call.Receiver() is not { } rows)
            return null;

        var keepsRows = call.TargetMethod.Name switch
        {
            "GroupBy" => IsGroup(ElementOf(call.Type, compilation)),
            "ToDictionary" => !IsGroup(ElementOf(rows.Unwrap().Type, compilation)) || (call.Type is INamedTypeSymbol { TypeArguments: { Length: > 1 } parts } && ElementOf(parts[parts.Length - 1], compilation) is not null),
            _ => true,
        };
        return keepsRows ? rows : null;
    }

    private static bool IsGroup(ITypeSymbol? type) => type is { Name: "IGrouping", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } };

    private static bool IsWorthFollowing(IOperation value) => value is ILocalReferenceOperation or IInvocationOperation or IObjectCreationOperation or IAnonymousObjectCreationOperation || Wrapped.Is(value);

    /// <summary>Whether an object made around a list is one that holds it: an answer, a model of a page; not a dictionary or a reader.</summary>
    private static bool Holds(ITypeSymbol type) => type.ContainingNamespace is { } declared && (!declared.IsFramework() || EndpointAnswers.IsOfWebFramework(declared));

    /// <summary>The list that a mapper makes another list of.</summary>
    private static IOperation? Mapped(IInvocationOperation call, CompilationContext compilation)
    {
        if (!MapperVerbs.Any(v => call.TargetMethod.Name.StartsWith(v, StringComparison.Ordinal)) || ElementOf(Awaited(call.Type), compilation) is null)
            return null;

        var lists = call.Arguments.Select(a => a.Value).Concat(call.Instance is { } instance ? new[] { instance } : Array.Empty<IOperation>())
            .Where(v => v.Unwrap().Type is { SpecialType: not SpecialType.System_String } type && ElementOf(type, compilation) is not null)
            .ToArray();
        return lists.Length == 1 ? lists[0] : null;
    }

    /// <summary>Whether a call may lead to a list: reading a method costs as much as compiling it.</summary>
    private static bool MayGiveRows(IInvocationOperation call, CompilationContext compilation) =>
        CallTargets.MayRunSource(call) && (ElementOf(Awaited(call.Type), compilation) is not null || IsHolder(Awaited(call.Type), compilation));

    /// <summary>Whether objects of a type have a list: an answer with its rows.</summary>
    private static bool IsHolder(ITypeSymbol? type, CompilationContext compilation) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Struct } named
        && (named.Name is "IActionResult" or "ActionResult" || named.GetMembers().Any(m => m is IPropertySymbol property && property.Type.SpecialType != SpecialType.System_String && ElementOf(property.Type, compilation) is not null));

    private static ITypeSymbol? Awaited(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } awaited } ? awaited[0] : type;

    private static ITypeSymbol? ElementOf(ITypeSymbol? type, CompilationContext compilation) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        { SpecialType: SpecialType.System_String } => null,
        _ => type.ArgumentOf(compilation.Type(TypeNames.System.EnumerableOfT)),
    };
}
