using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// A query of one key in a function that only the loop calls: a local function, or a private method of the type. What it asks for each call
/// can be asked for all of them in the member that has the loop.
/// </summary>
/// <param name="Helper">The function, and its call in the loop.</param>
/// <param name="Body">What the function does, as what runs in each round; its variables are the parameters that differ.</param>
/// <param name="Query">The query in it.</param>
/// <param name="Place">The expression that waits for the query.</param>
internal sealed record HelperQuery(HelperCall Helper, Iteration Body, KeyedQuery Query, QueryPlace Place)
{
    /// <summary>Whether the function does nothing but give back what the query finds.</summary>
    public bool IsAll => Place.Replaced.Parent switch
    {
        ArrowExpressionClauseSyntax arrow => arrow.Parent == Helper.Declaration,
        ReturnStatementSyntax { Parent: BlockSyntax { Statements.Count: 1 } block } => block.Parent == Helper.Declaration,
        _ => false,
    };

    /// <summary>Null when the function is called from elsewhere too, may be another one, or asks more than once.</summary>
    public static HelperQuery? TryRead(IInvocationOperation call, Iteration loop, FixRequest request)
    {
        if (HelperCall.TryFind(call, request) is not { Body: var block } helper)
            return null;

        var body = new Iteration(IterationForm.Call, IterationKind.PerElement, block, null, Varying(call, loop), block);
        var table = RoundTripTable.For(request.Compilation);
        var asked = block.DescendantsAndSelf().OfType<IInvocationOperation>().Where(o => table.Find(o) is not null && !o.IsInExpressionTree(request.Compilation)).ToArray();
        return asked.Length == 1
            && Iterations.Around(asked[0], request.Compilation).IsEmpty
            && DocumentQuery.ReadAny(asked[0], request.Compilation) is { Origin: not QueryOrigin.Memory } query
            && KeyedQuery.TryRead(query, body, request.Compilation) is { Chain.Declarations.IsEmpty: true } keyed
            && QueryPlace.TryFind(keyed.Call, keyed.IsAsync, keyed.Predicate, mayBeReturned: true) is { } place
            ? new HelperQuery(helper, body, keyed, place)
            : null;
    }

    /// <summary>What speaks against asking before the loop: in the loop, and in the function.</summary>
    public ReadAhead Judge(Iteration loop, CompilationContext compilation)
    {
        if (LoopSafety.ReadsMemberThatChanges(Query.Given, loop))
            return ReadAhead.Unsafe;

        var here = LoopSafety.Judge(loop, (InvocationExpressionSyntax)Helper.Call.Syntax, compilation);
        var there = LoopSafety.Judge(Body, Query, compilation);
        var result = here > there ? here : there;

        // What another member has added to the context cannot be seen here.
        return Query.IsFind && !Helper.IsLocal && result == ReadAhead.Safe ? ReadAhead.Assumed : result;
    }

    /// <summary>Where the keys of a column come from: the argument, or members of what is handed in.</summary>
    public KeySource? SourceOf(KeyColumn column, Iteration loop, CompilationContext compilation)
    {
        if (Path(column) is not { Root: IParameterReferenceOperation { Parameter: { } parameter } } path
            || LoopFacts.Of(Body) is not { } facts || facts.Writes(parameter) || path.Members.Any(m => facts.Changes(m) || LoopFacts.Of(loop).Changes(m))
            || Helper.Argument(parameter) is not { } argument
            || KeySource.TryFind(argument, loop, compilation) is not { } source
            || (source.Conversion.Length > 0 && !path.Members.IsEmpty)
            || column.Value.Type is not { } type)
        {
            return null;
        }

        var whole = source.Path with { Members = source.Path.Members.AddRange(path.Members) };
        if (!path.Members.IsEmpty && (KeySource.MayBeMissing(parameter, Body) || KeySource.MayBeMissing(source.Elements.Element, loop) || (whole.Members.Length > 1 && whole.MayQuery(compilation))))
            return null;

        return source with { Path = whole, Type = path.Members.IsEmpty ? source.Type : type, IsGuarded = source.IsGuarded || whole.HasGap || !EachRound.Reaches(column.Value, Body, compilation) };
    }

    /// <summary>The key of a column as the loop can state it: the argument, with the members that the function reads of it.</summary>
    public string? KeyInLoop(KeyColumn column) =>
        Path(column) is { Root: IParameterReferenceOperation { Parameter: { } parameter } } path && Helper.Argument(parameter) is { Syntax: var syntax }
            && (path.Members.IsEmpty || syntax is IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax)
            ? path.Text(syntax.ToString())
            : null;

    /// <summary>Whether what the query names means the same before the loop.</summary>
    public bool MeansTheSame(SyntaxNode place, FixRequest request) =>
        Helper.MeansTheSame(Query.Call, place, request, name => Query.Columns.Any(c => c.Value.Syntax.Span.Contains(name.Span)));

    /// <summary>The members that lead from a parameter to a key.</summary>
    private static MemberPath? Path(KeyColumn column)
    {
        var value = column.Value.Unwrap();
        return value.Type is { } type && !KeyTypes.IsNullable(type) ? MemberPath.Read(value) : null;
    }

    private static ImmutableArray<ISymbol> Varying(IInvocationOperation call, Iteration loop) =>
        call.Arguments.Where(a => !Variance.IsInvariantIn(a.Value, loop)).Select(a => (ISymbol)a.Parameter!.OriginalDefinition).ToImmutableArray();
}
