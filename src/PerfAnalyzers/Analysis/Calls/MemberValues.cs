using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Finds the one expression that gives a field or property its value, which only its declaration or a constructor sets.</summary>
internal sealed class MemberValues
{
    private readonly CompilationContext compilation;
    private readonly ConcurrentDictionary<ISymbol, (IOperation Value, CompilationContext Compilation)?> known = new(SymbolEqualityComparer.Default);

    private MemberValues(CompilationContext compilation) => this.compilation = compilation;

    public static MemberValues For(CompilationContext compilation) => compilation.Get(c => new MemberValues(c));

    /// <summary>The value of a member that nobody sets later; null where there are several, none is seen, or it may be set again.</summary>
    public (IOperation Value, CompilationContext Compilation)? Of(ISymbol member) => IsFixed(member) ? known.GetOrAdd(member.OriginalDefinition, Find) : null;

    /// <summary>
    /// What an object that is made in the member at hand is given for one of its members: <c>today.Rows</c> of <c>var today = new Snapshot(rows)</c>; null where
    /// that cannot be told.
    /// </summary>
    public IOperation? OfMade(IMemberReferenceOperation read)
    {
        if (read.Instance?.ThroughConditionalAccess().Unwrap() is not ILocalReferenceOperation local || LocalValues.SetOnce(local)?.Unwrap() is not IObjectCreationOperation made)
            return null;

        foreach (var part in made.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (part is ISimpleAssignmentOperation { Target: { } target, Value: { } given } && target.ReferencedSymbol().Is(read.Member))
                return given;
        }

        return Parameter(read.Member) is { } parameter && parameter.ContainingSymbol.Is(made.Constructor?.OriginalDefinition)
            ? made.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal)?.Value
            : null;
    }

    /// <summary>The parameter of a constructor that a member holds.</summary>
    private IParameterSymbol? Parameter(ISymbol member)
    {
        // public record Snapshot(List<Row> Rows);
        if (member is IPropertySymbol && member.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ParameterSyntax)
            return member.OriginalDefinition.ContainingType.Constructors.SelectMany(c => c.Parameters).FirstOrDefault(p => p.Name == member.Name && !p.DeclaringSyntaxReferences.IsEmpty);

        return Of(member)?.Value is { } value && (value is ICoalesceOperation { Value: var usual } ? usual : value).Unwrap() is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } given }
            ? given
            : null;
    }

    private static bool IsFixed(ISymbol member) => member switch
    {
        IFieldSymbol field => field is { IsReadOnly: true, IsConst: false },
        IPropertySymbol { IsIndexer: false, IsAbstract: false, GetMethod: { } getter } property => property.SetMethod is null && !CallTargets.HasOwnCode(getter),
        _ => false,
    };

    private (IOperation Value, CompilationContext Compilation)? Find(ISymbol member)
    {
        var bodies = MethodBodies.For(compilation);
        if (bodies.Initialiser(member) is { } initialiser)
            return (Unwrap(initialiser.Root), initialiser.Compilation);

        (IOperation Value, CompilationContext Compilation)? found = null;
        foreach (var constructor in member.ContainingType.Constructors)
        {
            if (bodies.Of(constructor) is not { } body)
                continue;

            foreach (var assignment in body.Root.Descendants().OfType<ISimpleAssignmentOperation>())
            {
                if (!assignment.Target.ReferencedSymbol().Is(member))
                    continue;

                if (found is not null)
                    return null;

                found = (Unwrap(assignment.Value), body.Compilation);
            }
        }

        return found;
    }

    private static IOperation Unwrap(IOperation value) => (value is ISymbolInitializerOperation initialiser ? initialiser.Value : value).Unwrap();
}
