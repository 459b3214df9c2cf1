using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>What may be done with rows besides reading their members.</summary>
internal enum RowUses
{
    Read,

    /// <summary>They may be what a request is answered with, whole.</summary>
    Answer,

    /// <summary>Columns of theirs may be set, and saved.</summary>
    Change,
}

/// <summary>What a value has of the rows.</summary>
internal enum RowsHeld
{
    Rows,
    Row,

    /// <summary>All of them, each to be found by a key.</summary>
    Table,
}

/// <summary>
/// What a member reads of the rows that a query gives it, over locals, loops and operators in memory, when it does nothing else with them:
/// nothing is set, and no row is handed to other code.
/// </summary>
internal sealed class RowReads
{
    private const int MostPlaces = 200;

    private static readonly ImmutableHashSet<string> Keep = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Skip", "SkipWhile", "Take", "TakeWhile", "Reverse", "ToList", "ToArray", "AsEnumerable", "FindAll");

    private static readonly ImmutableHashSet<string> Pick = ImmutableHashSet.Create(
        StringComparer.Ordinal, "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "ElementAt", "ElementAtOrDefault", "Find", "FindLast", "MinBy", "MaxBy");

    private static readonly ImmutableHashSet<string> Ask = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Any", "All", "Count", "LongCount", "Sum", "Min", "Max", "Average", "Select", "Exists", "TrueForAll", "FindIndex", "ForEach", "ConvertAll");

    private readonly CompilationContext compilation;
    private readonly INamedTypeSymbol entity;
    private readonly Columns columns;
    private readonly IOperation member;
    private readonly IOperation function;
    private readonly HashSet<ISymbol> followed = new(SymbolEqualityComparer.Default);
    private readonly Stack<(IOperation Value, RowsHeld Held)> pending = new();
    private readonly RowUses allowed;
    private int places;
    private bool isWhole = true;

    private RowReads(INamedTypeSymbol entity, IOperation answer, RowUses allowed, CompilationContext compilation)
    {
        this.allowed = allowed;
        this.entity = entity;
        function = Function(answer);
        member = LocalValues.Root(answer);
        this.compilation = compilation;
        columns = EntityModel.Columns.For(compilation);
    }

    /// <summary>The columns that are read.</summary>
    public HashSet<string> Columns { get; } = new(StringComparer.Ordinal);

    /// <summary>The navigations that are read; what is read of the rows behind them is not told.</summary>
    public HashSet<string> Navigations { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether whole rows are what a request is answered with.</summary>
    public bool AreAnswer { get; private set; }

    /// <summary>Whether columns of their own are set, as far as that is allowed.</summary>
    public bool AreChanged { get; private set; }

    /// <summary>What is read of the rows that a call gives; null as soon as anything else is done with one.</summary>
    public static RowReads? Of(IOperation answer, INamedTypeSymbol entity, RowsHeld held, CompilationContext compilation, RowUses allowed = RowUses.Read)
    {
        var reads = new RowReads(entity, answer, allowed, compilation);
        reads.pending.Push((answer, held));
        if (held == RowsHeld.Table)
            reads.FollowFunctions((IInvocationOperation)answer);

        while (reads.pending.Count > 0 && reads.isWhole)
        {
            var (value, what) = reads.pending.Pop();
            if (++reads.places > MostPlaces)
                reads.isWhole = false;
            else
                reads.Follow(value, what);
        }

        return reads.isWhole ? reads : null;
    }

    private void Follow(IOperation value, RowsHeld held)
    {
        switch (value.Parent)
        {
            case IConversionOperation { OperatorMethod: null } or IParenthesizedOperation or IAwaitOperation:
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }:
                pending.Push((value.Parent, held));
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local } }:
                FollowVariable(local, held);
                break;
            case IConditionalAccessOperation access when access.Operation == value:
                foreach (var inner in access.WhenNotNull.DescendantsAndSelf())
                {
                    if (inner is IConditionalAccessInstanceOperation && inner.ThroughConditionalAccess() == value)
                        pending.Push((inner, held));
                }

                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison when IsNull(comparison.LeftOperand) || IsNull(comparison.RightOperand):
            case IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } }:
                break;
            case IPropertyReferenceOperation { Property: { IsIndexer: true } } element when held != RowsHeld.Row && element.Instance == value:
                pending.Push((element, RowsHeld.Row));
                break;
            case IArrayElementReferenceOperation element when held == RowsHeld.Rows && element.ArrayReference == value:
                pending.Push((element, RowsHeld.Row));
                break;
            case IPropertyReferenceOperation property when property.Instance == value:
                if (held == RowsHeld.Row)
                    ReadMember(property);
                else if (held == RowsHeld.Table && property.Property.Name == "Values")
                    pending.Push((property, RowsHeld.Rows));
                else if (property.Property.Name is not ("Count" or "Length"))
                    isWhole = false;

                break;
            case IForEachLoopOperation { Locals: { Length: 1 } variables } loop when held == RowsHeld.Rows && loop.Collection == value:
                FollowVariable(variables[0], RowsHeld.Row);
                break;
            case IArgumentOperation { Parent: IInvocationOperation call } argument when held == RowsHeld.Rows && call.TargetMethod.IsExtensionMethod && argument.Parameter?.Ordinal == 0:
                FollowOperator(call);
                break;
            case IInvocationOperation call when held == RowsHeld.Rows && call.Instance == value:
                FollowOperator(call);
                break;
            case IInvocationOperation call when held == RowsHeld.Table && call.Instance == value:
                FollowLookup(call);
                break;
            case IDeclarationExpressionOperation when value is ILocalReferenceOperation { IsDeclaration: true }:
                break;
            case IConversionOperation { OperatorMethod.ContainingNamespace: { } declared } when allowed == RowUses.Answer && EndpointAnswers.IsOfWebFramework(declared):
            case IArgumentOperation { Parent: IInvocationOperation answer } when allowed == RowUses.Answer && EndpointAnswers.IsAnswer(answer.TargetMethod):
            case IReturnOperation { Kind: OperationKind.Return } when allowed == RowUses.Answer && Function(value) == function:
                AreAnswer = true;
                break;
            default:
                isWhole = false;
                break;
        }
    }

    private void FollowOperator(IInvocationOperation call)
    {
        if (!EntityEscape.IsInMemory(call, compilation))
        {
            isWhole = false;
            return;
        }

        var name = call.TargetMethod.Name;
        FollowFunctions(call);
        if (Keep.Contains(name))
            pending.Push((call, RowsHeld.Rows));
        else if (Pick.Contains(name))
            pending.Push((call, RowsHeld.Row));
        else if (!Ask.Contains(name) || (call.Type is INamedTypeSymbol result && result.Is(entity)))
            isWhole = false;
    }

    /// <summary>What finds a row by its key, or tells whether there is one.</summary>
    private void FollowLookup(IInvocationOperation call)
    {
        if (call.TargetMethod.Name == "TryGetValue" && call.Argument(1) is IDeclarationExpressionOperation { Expression: ILocalReferenceOperation found })
            FollowVariable(found.Local, RowsHeld.Row);
        else
            isWhole &= call.TargetMethod.Name == "ContainsKey" || (call.TargetMethod.Name == "TryGetValue" && call.Argument(1) is IDiscardOperation);
    }

    /// <summary>What the functions read that an operator is told for each row.</summary>
    private void FollowFunctions(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || (call.TargetMethod.IsExtensionMethod && parameter.Ordinal == 0) || parameter.Type.TypeKind != TypeKind.Delegate)
                continue;

            // What a function of the user's own does with a row is not looked at.
            if (Translations.Lambda(argument.Value) is not { } lambda)
            {
                isWhole = false;
                return;
            }

            FollowVariable(lambda.Symbol.Parameters[0], RowsHeld.Row);
        }
    }

    private void ReadMember(IPropertyReferenceOperation property)
    {
        var isSet = property.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == property,
            IIncrementOrDecrementOperation => true,
            IArgumentOperation { Parameter.RefKind: not (RefKind.None or RefKind.In) } => true,
            _ => ReadPlace.IsChange(property),
        };
        if (isSet)
            Change(property);
        else if (columns.Contains(entity, property.Property))
            Columns.Add(property.Property.Name);
        else if (Entities.For(compilation).Navigation(entity, property.Property) is not null)
            Navigations.Add(property.Property.Name);
        else
            isWhole = false;
    }

    /// <summary>A column may be set, where that is allowed, unless it says which other rows the row belongs to.</summary>
    private void Change(IPropertyReferenceOperation property)
    {
        AreChanged = true;
        isWhole &= allowed == RowUses.Change && columns.Contains(entity, property.Property) && !property.Property.Name.EndsWith("Id", StringComparison.OrdinalIgnoreCase);
    }

    private void FollowVariable(ISymbol variable, RowsHeld held)
    {
        if (!followed.Add(variable))
            return;

        foreach (var operation in member.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation or IParameterReferenceOperation && operation.ReferencedSymbol().Is(variable))
                pending.Push((operation, held));
        }
    }

    /// <summary>The innermost function that an operation stands in.</summary>
    private static IOperation Function(IOperation operation)
    {
        var current = operation;
        while (current.Parent is { } parent && current is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            current = parent;

        return current;
    }

    private static bool IsNull(IOperation operand) => operand.Unwrap().ConstantValue is { HasValue: true, Value: null };
}
