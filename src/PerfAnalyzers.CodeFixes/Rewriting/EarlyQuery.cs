using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A query that could run once where it is declared: what it is used for, and whether the answers stay the same.</summary>
internal sealed class EarlyQuery
{
    private const int MostQueries = 3;

    private readonly DeferredQuery query;
    private readonly ILocalSymbol local;
    private readonly CompilationContext compilation;
    private readonly IOperation member;
    private readonly ImmutableArray<ILocalReferenceOperation> uses;

    /// <summary>The statements from the declaration to the last that uses the query, or a query made of it.</summary>
    private ImmutableArray<IOperation> meanwhile = ImmutableArray<IOperation>.Empty;

    private int ends;

    private EarlyQuery(DeferredQuery query, ILocalSymbol local, CompilationContext compilation, ImmutableArray<ILocalReferenceOperation> uses)
    {
        this.query = query;
        this.local = local;
        this.compilation = compilation;
        this.uses = uses;
        member = LocalValues.Root(query.Value);
        AreUsedHere = uses.All(u => IsUsedHere(u, MostQueries));
    }

    /// <summary>Looks at a query; null when what it reads changes before it is used for the last time, so that each use is meant to see something new.</summary>
    public static EarlyQuery? TryRead(DeferredQuery query, CompilationContext compilation)
    {
        var statement = query.Value;
        while (statement.Parent is { } parent and not (IBlockOperation or ISwitchCaseOperation))
            statement = parent;

        var siblings = statement.Parent switch
        {
            IBlockOperation block => block.Operations,
            ISwitchCaseOperation section => section.Body,
            _ => ImmutableArray<IOperation>.Empty,
        };
        if (statement is not IVariableDeclarationGroupOperation || query.Holder is not ILocalSymbol local)
            return null;

        var uses = References(local, statement);
        if (uses.IsEmpty || uses.Any(u => u.IsInExpressionTree(compilation)))
            return null;

        var early = new EarlyQuery(query, local, compilation, uses);
        var end = early.AreUsedHere ? early.ends : int.MaxValue;
        early.meanwhile = siblings.Where(s => s.Syntax.SpanStart > statement.Syntax.SpanStart && s.Syntax.SpanStart < end).ToImmutableArray();
        return early.Changes() ? null : early;
    }

    /// <summary>Whether nobody can tell the difference: the source stays as it is, the functions are plain, and all uses are over when the statement is.</summary>
    public bool IsProven =>
        query.IsWrittenHere
        && IsSourceSafe()
        && PlainFunction.ArePlain(query.Operators, _ => false)
        && !UnseenChanges.MayReach(query.Reads(), meanwhile)
        && AreUsedHere;

    /// <summary>Whether the query is only asked whether it holds a value, so that a set can stand for it.</summary>
    public bool IsOnlyAskedForPresence =>
        uses.All(u => u.ParentValue() is IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod: { Name: "Contains", Parameters.Length: 2 } method } }
            && method.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)))
        && HashSafety.Holds(ElementKind.Of(local.Type, compilation), Iteration.OfMethod(member));

    /// <summary>Whether nobody keeps the query, or a function that reads it, for later than the statements here.</summary>
    private bool AreUsedHere { get; }

    private static ImmutableArray<ILocalReferenceOperation> References(ILocalSymbol local, IOperation within) =>
        LocalValues.Root(within).DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(local)).ToImmutableArray();

    private bool Changes()
    {
        var reads = query.Reads().ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        var functions = member.DescendantsAndSelf().Where(o => o is ILocalFunctionOperation or IAnonymousFunctionOperation);
        return meanwhile.Concat(functions).Select(LoopFacts.OfBody).Any(facts => reads.Any(s => facts.Writes(s) || facts.Mutates(s)));
    }

    private bool IsSourceSafe()
    {
        var costs = ScanCosts.For(compilation);
        if (CollectionUse.Of(query.Root, compilation) is { } use)
            return use.IsMaterialised(costs) && meanwhile.All(s => use.StaysSameIn(s));

        return query.Root switch
        {
            IObjectCreationOperation or IArrayCreationOperation => true,
            IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" } => true,

            // What had to be waited for was made for whoever waited.
            IInvocationOperation { Type: INamedTypeSymbol { TypeArguments: { Length: 1 } result, Name: "Task" or "ValueTask" } } => costs.IsList(result[0]),
            _ => false,
        };
    }

    private bool IsUsedHere(IOperation sequence, int depth)
    {
        ends = Math.Max(ends, sequence.Syntax.Span.End);
        if (!IsGoneThrough(sequence, depth))
            return false;

        for (var current = sequence.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case ILocalFunctionOperation:
                case IAnonymousFunctionOperation lambda when Callbacks.Match(lambda, compilation) is not { Invocation: { } run } || (Callbacks.IsDeferred(run.TargetMethod, compilation) && !IsGoneThrough(run, depth)):
                    return false;
            }
        }

        return true;
    }

    private bool IsGoneThrough(IOperation sequence, int depth)
    {
        if (PlainFunction.IsUsedAtOnce(sequence, compilation))
            return true;

        // A query made of this one, which is used here in turn.
        for (var current = sequence.Parent; current is not null and not IBlockOperation and not IAnonymousFunctionOperation; current = current.Parent)
        {
            if (current is IVariableDeclaratorOperation { Symbol: { } made })
            {
                return depth > 0 && References(made, member).All(r => DeferredQuery.Of(r, compilation) is not null && IsUsedHere(r, depth - 1));
            }
        }

        return false;
    }
}
