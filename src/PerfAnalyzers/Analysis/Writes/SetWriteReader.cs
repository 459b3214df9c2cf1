using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Writes;

/// <summary>Finds rows that are loaded only to be written back. Anything else that is done with them, or on the way, and there is none.</summary>
internal sealed class SetWriteReader
{
    private static readonly ImmutableHashSet<string> KeepsRows = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "AsTracking", "TagWith", "IgnoreQueryFilters",
        "ToList", "ToListAsync", "ToArray", "ToArrayAsync", "AsAsyncEnumerable", "AsEnumerable");

    private readonly CompilationContext compilation;
    private readonly QueryReader queries;
    private readonly SaveCall saves;
    private readonly WrittenModel model;

    private SetWriteReader(CompilationContext compilation)
    {
        this.compilation = compilation;
        queries = QueryReader.For(compilation);
        saves = SaveCall.For(compilation);
        model = WrittenModel.For(compilation);
    }

    public static SetWriteReader For(CompilationContext compilation) => compilation.Get(c => new SetWriteReader(c));

    /// <summary>A loop that does nothing but set columns of its rows, or removes them.</summary>
    public SetWrite? Read(IForEachLoopOperation loop)
    {
        if (loop.Locals.Length != 1 || loop.Syntax.Parent is null || Load(loop.Collection) is not var (rows, list) || SaveAfter(loop, rows) is not { } save)
            return null;

        var element = loop.Locals[0];
        var columns = ImmutableArray.CreateBuilder<ColumnWrite>();
        var removes = 0;
        var statements = loop.Body is IBlockOperation block ? block.Operations : ImmutableArray.Create(loop.Body);
        foreach (var statement in statements)
        {
            if (statement is not IExpressionStatementOperation { Operation: { } operation })
                return null;

            if (operation.Unwrap() is ISimpleAssignmentOperation assignment && ReadColumn(assignment, element, loop) is { } column)
                columns.Add(column);
            else if (operation.Unwrap() is IInvocationOperation call && IsRemove(call, rows) && call.Argument(0)?.ReferencedSymbol().Is(element) == true)
                removes++;
            else if (!(operation.Unwrap() is IInvocationOperation { TargetMethod.Name: "Update" } update && IsOnContext(update, rows)))
                return null;
        }

        return (removes == 1) != (columns.Count > 0) && (removes == 0 || statements.Length == 1) && !ReadsWritten(columns) && model.AllowsSetWrites(rows, columns.Select(c => c.Column))
            ? new SetWrite(rows, loop, save, list, element, columns.ToImmutable())
            : null;
    }

    /// <summary><c>RemoveRange</c> of rows that were loaded for it.</summary>
    public SetWrite? Read(IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "RemoveRange" || call.Argument(0) is not { } removed || Load(removed) is not var (rows, list))
            return null;

        return IsOnContext(call, rows) && call.Parent is IExpressionStatementOperation statement && SaveAfter(statement, rows) is { } save
            && model.AllowsSetWrites(rows, Enumerable.Empty<IPropertySymbol>())
            ? new SetWrite(rows, call, save, list, null, ImmutableArray<ColumnWrite>.Empty)
            : null;
    }

    /// <summary>The query of rows that are used at one place only: where they are loaded, or as a list that nothing else looks at.</summary>
    private (Query Rows, IVariableDeclaratorOperation? List)? Load(IOperation source)
    {
        var value = source.UnwrapAwait();
        IVariableDeclaratorOperation? list = null;
        if (value is ILocalReferenceOperation local && !queries.IsQueryable(local.Type))
        {
            if (LocalValues.SetOnce(local) is not { } loaded
                || DeclaratorAround(loaded) is not { } declarator
                || !declarator.Symbol.Is(local.Local)
                || UsesOf(local) != 1)
            {
                return null;
            }

            list = declarator;
            value = loaded.UnwrapAwait();
        }

        var rows = value is IInvocationOperation call && queries.Read(call) is { } run ? run : queries.ReadSequence(value);
        rows = rows is null ? null : WithHelper(rows);
        return rows is { Origin: QueryOrigin.Database }
            && IsComposedOnce(value, rows)
            && !HoldsOtherChanges(value, rows)
            && rows.Root is IPropertyReferenceOperation { Instance: { } } root
            && root.Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet))
            && rows.Operators.All(o => KeepsRows.Contains(o.TargetMethod.Name) && o.TargetMethod.Parameters.All(p => p.Type.Name != "Func"))
            && !model.AsksForOne(rows)
            ? (rows, list)
            : null;
    }

    /// <summary>The query with what a method of the same object says of it, where that is what it starts from: <c>Expired(before).ToListAsync()</c>.</summary>
    private Query WithHelper(Query rows) =>
        rows.Root is IInvocationOperation { TargetMethod: { IsVirtual: false, IsOverride: false, IsAbstract: false } helper, Instance: IInstanceReferenceOperation }
        && SingleResult.Of(helper, compilation) is { } result
        && queries.ReadSequence(result.Value) is { Origin: QueryOrigin.Database } inner
        && IsComposedOnce(result.Value, inner)
            ? new Query(rows.Execution, rows.Kind, inner.Root, QueryOrigin.Database, inner.Operators.AddRange(rows.Operators))
            : rows;

    /// <summary>A query that gets more operators on the way is not what its first value says.</summary>
    private static bool IsComposedOnce(IOperation value, Query rows) => rows.Operators
        .Select(o => o.Receiver()?.Unwrap())
        .Append(value)
        .OfType<ILocalReferenceOperation>()
        .All(local => LocalValues.SetOnce(local) is not null);

    /// <summary>
    /// Whether, since the last save before the rows are loaded, the context was told of other changes or handed to code that may do so: they
    /// are saved together with the rows, and a statement of its own would not be.
    /// </summary>
    private bool HoldsOtherChanges(IOperation value, Query rows)
    {
        if (Context(rows.Root) is not { } context)
            return true;

        var earlier = LocalValues.Root(value).DescendantsAndSelf().OfType<IInvocationOperation>()
            .Where(c => c.Syntax.Span.End <= value.Syntax.SpanStart)
            .ToList();
        var lastSave = earlier.Where(saves.IsSave).Select(c => c.Syntax.Span.End).DefaultIfEmpty(0).Max();
        return earlier.Any(c => c.Syntax.SpanStart >= lastSave && (UnitOfWork.TracksChanges(c, compilation) || IsHanded(c, context)));
    }

    private static bool IsHanded(IInvocationOperation call, ISymbol context) =>
        !call.TargetMethod.ContainingNamespace.IsFramework() && call.Arguments.Any(a => a.Value.ReferencedSymbol().Is(context));

    private static IVariableDeclaratorOperation? DeclaratorAround(IOperation value)
    {
        var current = value.Parent;
        while (current is not (null or IVariableDeclaratorOperation or IBlockOperation))
            current = current.Parent;

        return current as IVariableDeclaratorOperation;
    }

    /// <summary>How often a list is used, but for how many rows it has: a statement answers that too.</summary>
    private static int UsesOf(ILocalReferenceOperation local) => LocalValues.Root(local).DescendantsAndSelf().Count(o =>
        o is ILocalReferenceOperation { IsDeclaration: false } other && other.Local.Is(local.Local) && other.ParentValue() is not IPropertyReferenceOperation { Property.Name: "Count" or "Length" });

    /// <summary>The save of the same context that comes next, with nothing between that it would save too.</summary>
    private IInvocationOperation? SaveAfter(IOperation write, Query rows)
    {
        if (write.Parent is not IBlockOperation block || Context(rows.Root) is not { } context)
            return null;

        var at = block.Operations.IndexOf(write);
        if (at < 0 || at + 1 >= block.Operations.Length)
            return null;

        var next = block.Operations[at + 1] switch
        {
            IExpressionStatementOperation statement => statement.Operation,
            IReturnOperation { ReturnedValue: { } answer } => answer,
            IVariableDeclarationGroupOperation { Declarations: { Length: 1 } declarations } when declarations[0].Declarators is { Length: 1 } declared => declared[0].GetVariableInitializer()?.Value,
            _ => null,
        };
        return next?.UnwrapAwait() is IInvocationOperation call && saves.IsSave(call) && call.Receiver()?.ReferencedSymbol().Is(context) == true
            ? call
            : null;
    }

    private bool IsRemove(IInvocationOperation call, Query rows) => call.TargetMethod.Name == "Remove" && IsOnContext(call, rows);

    /// <summary>Whether a call is made on the context of the rows, or on one of its sets.</summary>
    private bool IsOnContext(IInvocationOperation call, Query rows)
    {
        if (call.Receiver() is not { } receiver || Context(rows.Root) is not { } context)
            return false;

        return receiver.ReferencedSymbol().Is(context)
            || (receiver.Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)) && Context(receiver.Unwrap())?.Equals(context, SymbolEqualityComparer.Default) == true);
    }

    private static ISymbol? Context(IOperation set) => set is IPropertyReferenceOperation { Instance: { } instance } ? instance.ReferencedSymbol() : null;

    private ColumnWrite? ReadColumn(ISimpleAssignmentOperation assignment, ILocalSymbol element, IForEachLoopOperation loop) =>
        assignment.Target is IPropertyReferenceOperation { Instance: ILocalReferenceOperation { Local: { } row }, Property: { } column }
        && row.Is(element)
        && IsScalar(column.Type)
        && IsTranslatable(assignment.Value, element, loop)
            ? new ColumnWrite(column, assignment.Value, assignment)
            : null;

    /// <summary>A value that is the same for all rows, or arithmetic on columns of the row.</summary>
    private static bool IsTranslatable(IOperation value, ILocalSymbol element, IForEachLoopOperation loop)
    {
        var facts = LoopFacts.Of(loop);
        return value.DescendantsAndSelf().All(o => o switch
        {
            ILiteralOperation or IDefaultValueOperation or IParameterReferenceOperation or IConversionOperation { OperatorMethod: null } or IParenthesizedOperation => true,
            IBinaryOperation { OperatorMethod: null } arithmetic => IsNumber(arithmetic.Type),
            IBinaryOperation { Type.SpecialType: SpecialType.System_Decimal } => true,
            ILocalReferenceOperation local => local.Local.Is(element) || (!facts.Declares(local.Local) && !facts.Writes(local.Local)),
            IFieldReferenceOperation field => field.Field.IsConst || field.Field.IsStatic || field.Instance is IInstanceReferenceOperation,
            IPropertyReferenceOperation { Instance: ILocalReferenceOperation { Local: { } row } } property => row.Is(element) && IsScalar(property.Property.Type),
            IPropertyReferenceOperation { Property: { IsStatic: true, ContainingType.SpecialType: SpecialType.System_DateTime } } => true,
            IInstanceReferenceOperation => true,
            _ => false,
        });
    }

    /// <summary>One statement computes all values from the row as it was; a round would read what it has just set.</summary>
    private static bool ReadsWritten(IReadOnlyCollection<ColumnWrite> columns) => columns.Any(c =>
        columns.Any(other => other != c && c.Value.DescendantsAndSelf().Any(o => o is IPropertyReferenceOperation read && read.Property.Is(other.Column)))
        || columns.Any(other => other != c && other.Column.Is(c.Column)));

    private static bool IsScalar(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } || (type.IsValueType && type.TypeKind is TypeKind.Struct or TypeKind.Enum);

    private static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;
}
