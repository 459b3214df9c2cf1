using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;

namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>A query that an endpoint answers with and has not run: it runs while the answer is written.</summary>
/// <param name="Endpoint">The function.</param>
/// <param name="Query">The query.</param>
/// <param name="Entity">What its rows are of.</param>
/// <param name="Calls">The calls from the endpoint to the query, the first one there.</param>
internal sealed record LazyAnswer(IMethodSymbol Endpoint, IOperation Query, INamedTypeSymbol Entity, ImmutableArray<IInvocationOperation> Calls)
{
    private const int LongestTrace = 24;

    /// <summary>Whether whoever writes the answer sees a sequence in memory, and so reads one row after the other on its thread.</summary>
    public bool Blocks { get; init; }

    /// <summary>Whether the answer is the query itself, as it is or in a result of the framework.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>What of the endpoint stands for the query.</summary>
    public IOperation Place => Calls.IsEmpty ? Query : Calls[0];

    /// <summary>The first answer of an endpoint that has not run; null where there is none, or the function is no endpoint.</summary>
    /// <inheritdoc cref="UnpagedEndpoint.Of"/>
    public static LazyAnswer? Of(IOperation function, ISymbol member, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (EndpointAnswers.Function(function, member) is not { } symbol
            || !MayBeLazy(symbol.ReturnType, compilation)
            || Endpoints.For(compilation).Of(function, member, cancellationToken) is not { } endpoint
            || EndpointTraits.IsPagedByLibrary(endpoint))
        {
            return null;
        }

        foreach (var answer in EndpointAnswers.In(function))
        {
            if (Follow(answer, compilation) is { } found)
                return found with { Endpoint = endpoint };
        }

        return null;

        LazyAnswer? Follow(IOperation value, CompilationContext home)
        {
            var calls = ImmutableArray.CreateBuilder<IInvocationOperation>();
            var (blocks, isWhole) = (false, true);
            var current = value;
            for (var step = 0; step < LongestTrace; step++)
            {
                current = EndpointAnswers.Open(current);
                if (QueryReader.For(home).IsQueryable(current.Type))
                {
                    return QueryTrail.Read(current, home) is { Entity: { } entity }
                        ? new LazyAnswer(symbol, current, entity, calls.ToImmutable()) { Blocks = blocks, IsWhole = isWhole }
                        : null;
                }

                switch (current)
                {
                    case ILocalReferenceOperation local when LocalValues.SetOnce(local) is { } set:
                        current = set;
                        continue;
                    case IInvocationOperation call when Callbacks.IsDeferred(call.TargetMethod, home) && call.Receiver() is { } source:
                        blocks |= call.TargetMethod.Name != "AsEnumerable";
                        current = source;
                        continue;
                    case IInvocationOperation call when EndpointAnswers.IsAnswer(call.TargetMethod):
                        return EndpointAnswers.IsForPeople(call) ? null : Among(call.Arguments.Select(a => a.Value));
                    case IObjectCreationOperation creation when creation.Type is not null && EndpointAnswers.IsOfWebFramework(creation.Type.ContainingNamespace):
                        return Among(creation.Arguments.Select(a => a.Value));

                    // Of a property only its type is known to whoever writes it.
                    case IObjectCreationOperation { Initializer: { } initialiser }:
                        return Within(initialiser.Initializers);
                    case IAnonymousObjectCreationOperation creation:
                        return Within(creation.Initializers);
                    case IInvocationOperation call when CallTargets.MayRunSource(call) && MayBeLazy(call.Type, home) && call.Type is not { SpecialType: SpecialType.System_Object }:
                        if (CallTargets.Of(call, home).Methods is not { Length: 1 } targets || RequestEntries.For(home).Contains(targets[0]) || SingleResult.Of(targets[0], home) is not { } result)
                            return null;

                        calls.Add(call);
                        home = result.Compilation;
                        current = result.Value;
                        continue;
                    default:
                        return null;
                }
            }

            return null;

            LazyAnswer? Within(ImmutableArray<IOperation> initialisers)
            {
                (blocks, isWhole) = (true, false);
                return Among(initialisers.OfType<ISimpleAssignmentOperation>().Select(i => i.Value));
            }

            LazyAnswer? Among(IEnumerable<IOperation> parts)
            {
                foreach (var part in parts)
                {
                    if (MayBeLazy(EndpointAnswers.Open(part).Type, home) && Follow(part, home) is { } found)
                        return found with { Calls = calls.ToImmutable().AddRange(found.Calls), Blocks = blocks || found.Blocks, IsWhole = isWhole && found.IsWhole };
                }

                return null;
            }
        }
    }

    /// <summary>Whether a value of this type may be a query: a list never is.</summary>
    private static bool MayBeLazy(ITypeSymbol? type, CompilationContext compilation) => type switch
    {
        null or IArrayTypeSymbol => false,
        { SpecialType: SpecialType.System_Object or SpecialType.System_Collections_IEnumerable } => true,
        { SpecialType: not SpecialType.None } => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T,
        INamedTypeSymbol { IsAnonymousType: true } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: not SpecialType.None } => false,
        INamedTypeSymbol { Name: "Task" or "ValueTask" } task => task.TypeArguments.Length == 1 && MayBeLazy(task.TypeArguments[0], compilation),
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Struct } named =>
            QueryReader.For(compilation).IsQueryable(named)
            || EndpointAnswers.IsOfWebFramework(named.ContainingNamespace)
            || (!named.ContainingNamespace.IsFramework() && named.GetMembers().Any(m => m is IPropertySymbol { Type: INamedTypeSymbol property } && IsSequence(property, compilation))),
        _ => false,
    };

    private static bool IsSequence(INamedTypeSymbol type, CompilationContext compilation) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T || (type.Name == "IQueryable" && QueryReader.For(compilation).IsQueryable(type));
}
