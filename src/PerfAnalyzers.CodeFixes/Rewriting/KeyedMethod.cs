using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A method in source that does nothing but ask for the rows of the key it is given.</summary>
/// <param name="Home">The document that declares it, and its compilation.</param>
/// <param name="Syntax">The declaration.</param>
/// <param name="Key">The parameter.</param>
internal abstract record KeyedMethod(FixRequest Home, MethodDeclarationSyntax Syntax, IParameterSymbol Key)
{
    private static readonly ImmutableHashSet<string> OfRows = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ToList", "ToArray", "AsList", "First", "FirstOrDefault", "Single", "SingleOrDefault");

    public abstract KeyedIndex Index { get; }

    public abstract bool IsAsync { get; }

    /// <summary>The column that is compared with the key.</summary>
    public abstract KeyColumn Column { get; }

    /// <summary>What is handed to the database, and may hold members of the object that others set.</summary>
    public abstract IEnumerable<IOperation> Given { get; }

    /// <summary>Changes a copy of the method into one that asks for all keys.</summary>
    /// <param name="edits">The edits of the copy.</param>
    /// <param name="keys">The name of the parameter for many keys.</param>
    /// <param name="sought">The type of a key, as text.</param>
    public abstract void Ask(EditList edits, string keys, string sought);

    /// <summary>Whether another method asks the same for many keys.</summary>
    public abstract TwinAnswer Compare(MethodDeclarationSyntax many);

    /// <param name="home">The document that declares the method.</param>
    /// <param name="syntax">The declaration.</param>
    /// <param name="ordinal">Which parameter is another one in each round.</param>
    public static KeyedMethod? TryRead(FixRequest home, MethodDeclarationSyntax syntax, int ordinal)
    {
        if (home.Model.GetDeclaredSymbol(syntax, home.CancellationToken) is not { } method
            || home.Model.GetOperation(syntax, home.CancellationToken) is not IMethodBodyOperation { BlockBody: var block, ExpressionBody: var expression }
            || (block ?? expression) is not { } body
            || Answer(body, home.Compilation) is not { } answer)
        {
            return null;
        }

        var parameter = method.Parameters[ordinal];
        if (parameter is not { RefKind: RefKind.None, IsOptional: false, IsParams: false } || !IsNamedOnce(parameter, body) || !CallsNothingElse(body, home.Compilation))
            return null;

        var one = new Iteration(IterationForm.Call, IterationKind.PerElement, body, null, ImmutableArray.Create<ISymbol>(parameter), body);
        KeyedMethod? read = KeyedQueryMethod.TryRead(home, syntax, parameter, answer, one);
        read ??= KeyedSqlMethod.TryRead(home, syntax, parameter, answer, one);
        return read is { Column: { Value: IParameterReferenceOperation value, Property.Type: var column } }
            && value.Parameter.Is(parameter) && new KeyTypes(column, parameter.Type, parameter.Type).Fit
            ? read
            : null;
    }

    /// <summary>What the rows are found by, as the method knows their types.</summary>
    protected RowKey RowKey => new(ImmutableArray.Create(Column), ImmutableArray.Create(new KeyTypes(Column.Property.Type, Key.Type, Key.Type)));

    /// <summary>Whether an operation may ask a server for a connection.</summary>
    protected static bool Opens(IOperation operation, CompilationContext compilation) => operation switch
    {
        IInvocationOperation call => IsOpening(call, compilation) || GivesSource(call.Type, compilation),
        IPropertyReferenceOperation property => IsConnection(property.Type, compilation),
        _ => false,
    };

    /// <summary>What the method gives back; null where it does more than to declare what it needs for that.</summary>
    private static IOperation? Answer(IBlockOperation body, CompilationContext compilation)
    {
        var block = body;
        while (true)
        {
            var last = block.Operations.Length - 1;
            for (var i = 0; i < last; i++)
            {
                if (block.Operations[i] is not (IVariableDeclarationGroupOperation or IUsingDeclarationOperation) && !IsOpening(block.Operations[i], compilation))
                    return null;
            }

            switch (last < 0 ? null : block.Operations[last])
            {
                case IUsingOperation { Body: IBlockOperation inner }:
                    block = inner;
                    break;
                case IReturnOperation { ReturnedValue: { } value }:
                    return value.Unwrap() is ILocalReferenceOperation local ? ValueOf(local, body) : value;
                default:
                    return null;
            }
        }
    }

    private static IOperation? ValueOf(ILocalReferenceOperation local, IOperation body) =>
        body.DescendantsAndSelf().Count(o => o is ILocalReferenceOperation { IsDeclaration: false } other && other.Local.Is(local.Local)) == 1 ? LocalValues.SetOnce(local) : null;

    private static bool IsNamedOnce(IParameterSymbol parameter, IOperation body) =>
        body.DescendantsAndSelf().Count(o => o is IParameterReferenceOperation reference && reference.Parameter.Is(parameter)) == 1;

    /// <summary>Whether it only asks, and opens what it asks with: anything else may be meant to happen for each key.</summary>
    private static bool CallsNothingElse(IBlockOperation body, CompilationContext compilation)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation call when !operation.IsInExpressionTree(compilation):
                    if (!Asks(call, compilation) && !GivesSource(call.Type, compilation) && !IsOpening(call, compilation) && !IsPartOfSource(call, compilation))
                        return false;

                    break;
                case IAssignmentOperation { Parent: not IAnonymousObjectCreationOperation } or IIncrementOrDecrementOperation or IDynamicInvocationOperation or IThrowOperation or IConditionalOperation or ISwitchExpressionOperation:
                case IObjectCreationOperation created when !operation.IsInExpressionTree(compilation) && !GivesSource(created.Type, compilation) && !created.Type.Is(compilation.Type(TypeNames.Dapper.CommandDefinition)):
                    return false;
            }
        }

        return true;
    }

    /// <summary>Whether a call is the query, or a part of it.</summary>
    private static bool Asks(IInvocationOperation call, CompilationContext compilation) =>
        Analysis.Queries.QueryReader.For(compilation).IsQueryable(call.Type)
        || DocumentQuery.ReadAny(call, compilation) is not null
        || DocumentQuery.IsFilter(call, compilation)
        || call.TargetMethod.Name == "ConfigureAwait"
        || KeyedSqlQuery.IsRun(call, compilation)
        || (OfRows.Contains(call.TargetMethod.Name) && call.Arguments.Length == 1 && call.Receiver()?.UnwrapAwait() is IInvocationOperation rows && KeyedSqlQuery.IsRun(rows, compilation));

    /// <summary>Whether a type is what databases are asked with: a context, or a connection.</summary>
    private static bool GivesSource(ITypeSymbol? type, CompilationContext compilation)
    {
        var given = type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } arguments } ? arguments[0] : type;
        return given.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)) || IsConnection(given, compilation);
    }

    private static bool IsConnection(ITypeSymbol? type, CompilationContext compilation) => type.Implements(compilation.Type(TypeNames.Data.Connection));

    /// <summary>Whether a connection is opened, which the first command on it would do as well.</summary>
    private static bool IsOpening(IOperation operation, CompilationContext compilation)
    {
        var call = operation is IExpressionStatementOperation statement ? statement.Operation.UnwrapAwait() : operation;
        return call is IInvocationOperation { TargetMethod.Name: "Open" or "OpenAsync", Instance: ILocalReferenceOperation { Type: var type } } && IsConnection(type, compilation);
    }

    /// <summary>Whether a call of the framework only finds out how to connect: <c>new SqlConnection(configuration.GetConnectionString("Shop"))</c>.</summary>
    private static bool IsPartOfSource(IInvocationOperation call, CompilationContext compilation)
    {
        for (var parent = call.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            if (parent is IObjectCreationOperation made)
                return GivesSource(made.Type, compilation) && call.TargetMethod.ContainingNamespace.IsFramework();
        }

        return false;
    }
}
