using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A method in source that does nothing but ask for the rows of the key it is given.</summary>
/// <param name="Home">The document that declares it, and its compilation.</param>
/// <param name="Syntax">The declaration.</param>
/// <param name="Query">The query, in which the parameter is the key.</param>
/// <param name="Key">The parameter.</param>
/// <param name="Place">The expression that waits for the query.</param>
internal sealed record KeyedMethod(FixRequest Home, MethodDeclarationSyntax Syntax, KeyedQuery Query, IParameterSymbol Key, QueryPlace Place)
{
    public KeyedIndex Index => new(Query, new RowKey(Query.Columns, ImmutableArray.Create(new KeyTypes(Query.Column.Property.Type, Key.Type, Key.Type))));

    /// <summary>Whether each call works with a context of its own, so that no two calls give the same objects.</summary>
    public bool HasOwnContext => !Query.Chain.Start.DescendantsAndSelf().All(o => o is not ILocalReferenceOperation);

    /// <param name="home">The document that declares the method.</param>
    /// <param name="syntax">The declaration.</param>
    /// <param name="ordinal">Which parameter is another one in each round.</param>
    public static KeyedMethod? TryRead(FixRequest home, MethodDeclarationSyntax syntax, int ordinal)
    {
        if (home.Model.GetDeclaredSymbol(syntax, home.CancellationToken) is not { } method
            || home.Model.GetOperation(syntax, home.CancellationToken) is not IMethodBodyOperation { BlockBody: var block, ExpressionBody: var expression }
            || (block ?? expression) is not { } body
            || Answer(body) is not { } answered
            || answered.UnwrapAwait() is not IInvocationOperation { Syntax: InvocationExpressionSyntax call } run
            || DocumentQuery.ReadAny(run, home.Compilation) is not { Origin: not QueryOrigin.Memory } query)
        {
            return null;
        }

        var parameter = method.Parameters[ordinal];
        var one = new Iteration(IterationForm.Call, IterationKind.PerElement, body, null, ImmutableArray.Create<ISymbol>(parameter), body);
        return parameter is { RefKind: RefKind.None, IsOptional: false, IsParams: false }
            && KeyedQuery.TryRead(query, one, home.Compilation) is { } keyed
            && keyed.Columns.Length == 1
            && keyed.Column.Value is IParameterReferenceOperation value && value.Parameter.Is(parameter)
            && new KeyTypes(keyed.Column.Property.Type, parameter.Type, parameter.Type).Fit
            && IsNamedOnce(parameter, body)
            && CallsNothingElse(body, home.Compilation)
            && QueryPlace.TryFind(call, keyed.IsAsync, keyed.Predicate, mayBeReturned: true) is { } place
            ? new KeyedMethod(home, syntax, keyed, parameter, place)
            : null;
    }

    /// <summary>What the method gives back; null where it does more than to declare what it needs for that.</summary>
    private static IOperation? Answer(IBlockOperation body)
    {
        var last = body.Operations.Length - 1;
        for (var i = 0; i < last; i++)
        {
            if (body.Operations[i] is not (IVariableDeclarationGroupOperation or IUsingDeclarationOperation))
                return null;
        }

        if (last < 0 || body.Operations[last] is not IReturnOperation { ReturnedValue: { } value })
            return null;

        if (value.Unwrap() is not ILocalReferenceOperation local)
            return value;

        var uses = body.DescendantsAndSelf().Count(o => o is ILocalReferenceOperation { IsDeclaration: false } other && other.Local.Is(local.Local));
        return uses == 1 ? LocalValues.SetOnce(local) : null;
    }

    private static bool IsNamedOnce(IParameterSymbol parameter, IOperation body) =>
        body.DescendantsAndSelf().Count(o => o is IParameterReferenceOperation reference && reference.Parameter.Is(parameter)) == 1;

    /// <summary>Whether it only asks, and opens the context it asks with: anything else may be meant to happen for each key.</summary>
    private static bool CallsNothingElse(IBlockOperation body, CompilationContext compilation)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation call when !operation.IsInExpressionTree(compilation):
                    var given = call.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } arguments } ? arguments[0] : call.Type;
                    if (!QueryReader.For(compilation).IsQueryable(call.Type)
                        && DocumentQuery.ReadAny(call, compilation) is null && !DocumentQuery.IsFilter(call, compilation)
                        && call.TargetMethod.Name != "ConfigureAwait"
                        && !given.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)))
                    {
                        return false;
                    }

                    break;
                case IAssignmentOperation or IIncrementOrDecrementOperation or IDynamicInvocationOperation or IThrowOperation or IConditionalOperation or ISwitchExpressionOperation:
                case IObjectCreationOperation created when !operation.IsInExpressionTree(compilation) && !created.Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)):
                    return false;
            }
        }

        return true;
    }
}
