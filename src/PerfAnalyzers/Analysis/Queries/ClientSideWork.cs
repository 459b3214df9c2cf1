using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>What is done in memory to rows that a query has just loaded, although the database could have done it.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Operators">The operators in their order, as far as a database can run them; the last one may be a count that is read as a property.</param>
/// <param name="Translation">What becomes of them in a query.</param>
/// <param name="Confidence">How sure it is that they belong there.</param>
/// <param name="ConnectsRows">Whether loading the other rows may be what fills a navigation that the member reads.</param>
internal sealed record ClientSideWork(LoadedRows Rows, ImmutableArray<IOperation> Operators, Translation Translation, Confidence Confidence, bool ConnectsRows)
{
    private const int LongestChain = 16;

    private static readonly ImmutableHashSet<string> Sequences = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Where", "Skip", "Take", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Select", "Distinct", "FindAll", "GroupBy");

    private static readonly ImmutableHashSet<string> Terminals = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Count", "LongCount", "Any", "All", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Sum", "Min", "Max", "Average", "MinBy", "MaxBy", "Exists", "Find", "TrueForAll");

    // What is put on top of these has another meaning, or no translation.
    private static readonly ImmutableArray<string> NotComposable = ImmutableArray.Create(
        "FromSql", "FromSqlRaw", "FromSqlInterpolated", "SqlQuery", "SqlQueryRaw", "GroupBy", "GroupJoin", "Zip", "Reverse", "TakeWhile", "SkipWhile", "Cast",

        // Of different values there are few.
        "Distinct");

    public IOperation Last => Operators[Operators.Length - 1];

    /// <summary>Whether the last operator gives an answer, and not a sequence.</summary>
    public bool EndsInAnswer => Last is IPropertyReferenceOperation || Terminals.Contains(((IInvocationOperation)Last).TargetMethod.Name);

    /// <summary>The smallest text that shows the first operator.</summary>
    public Location Location => Operators[0] switch
    {
        IInvocationOperation call => call.NameAndArguments(),
        { Syntax: MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
        var other => other.Syntax.GetLocation(),
    };

    /// <summary>Whether an operation, by its name alone, could be one.</summary>
    public static bool MayBe(IOperation operation) => operation switch
    {
        IInvocationOperation call => Sequences.Contains(call.TargetMethod.Name) || Terminals.Contains(call.TargetMethod.Name),
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: not null } => true,
        _ => false,
    };

    /// <summary>The work that begins with an operator; null when it is not the first one after a query, or belongs where it is.</summary>
    public static ClientSideWork? From(IOperation first, CompilationContext compilation)
    {
        if (!MayBe(first) || Source(first, compilation) is not { } source || !MayHoldRows(source))
            return null;

        if (LoadedRows.Behind(source, compilation, LeadsTo(first, IsPage, compilation), LeadsTo(first, LeavesLittle, compilation)) is not { } rows || first.IsNotRun(compilation))
            return null;

        var operators = ImmutableArray.CreateBuilder<IOperation>();
        var translation = Translation.Exact;
        var saves = false;
        for (IOperation? current = first; current is not null && operators.Count < LongestChain; current = Next(current, compilation))
        {
            if (GroupTotals.Of(current, compilation) is { } totals)
            {
                operators.Add(current);
                operators.Add(totals);
                (saves, translation) = (true, Translation.Loose);
                break;
            }

            var step = Judge(current, compilation, isAfterSelect: operators.Any(o => o is IInvocationOperation { TargetMethod.Name: "Select" }));
            if (step.Translation == Translation.None)
                break;

            operators.Add(current);
            saves |= step.Saves;
            if (step.Translation < translation)
                translation = step.Translation;

            if (current is IPropertyReferenceOperation || (current is IInvocationOperation call && (Terminals.Contains(call.TargetMethod.Name) || call.TargetMethod.Name == "FindAll")))
                break;
        }

        // A page and how many rows there are in all are two small questions.
        if (!saves || operators.Count == 0 || RowRelations.LoadTree(rows, compilation) || (rows.AreCounted && operators.Any(o => o is not IInvocationOperation call || !Sequences.Contains(call.TargetMethod.Name))))
            return null;

        // Who asks for the rows of one may use them elsewhere, too: a number and a page are worth a question of their own where there are many.
        if (rows.AreChosen && !(operators.Any(LeavesLittle) && RowRelations.Entity(rows, compilation) is { } chosen && TableGrowth.For(compilation).Of(chosen) >= Bounds.Growth.Follows))
            return null;

        if (!MayGoOn(rows, out var applied) || (rows.AreChosen && applied.Any(o => o.TargetMethod.Name == "Take")))
            return null;

        var connectsRows = RowRelations.MayBeConnected(rows, first, compilation);
        var isProven = rows.Method is null
            && rows.Query.Origin == QueryOrigin.Database
            && translation != Translation.Loose
            && !QueryRows.IsNarrowed(applied)
            && !(RowRelations.Entity(rows, compilation) is { } entity && TableGrowth.For(compilation).Of(entity) == Bounds.Growth.Small)
            && !connectsRows;
        return new ClientSideWork(rows, operators.ToImmutable(), translation, isProven ? Confidence.High : Confidence.Medium, connectsRows);
    }

    /// <summary>Whether a database can do more on top of the query that loads the rows, and there are more than a few.</summary>
    public static bool MayGoOn(LoadedRows rows, out ImmutableArray<IInvocationOperation> applied)
    {
        applied = Applied(rows);
        return !QueryRows.IsFew(applied, rows.Compilation) && !applied.Any(o => NotComposable.Contains(o.TargetMethod.Name));
    }

    private static bool LeadsTo(IOperation first, Func<IOperation, bool> end, CompilationContext compilation)
    {
        for (var (current, step) = ((IOperation?)first, 0); current is not null && step < LongestChain; current = Next(current, compilation), step++)
        {
            if (end(current))
                return true;
        }

        return false;
    }

    /// <summary>Whether a number, yes or no, or a page is all that is left of the rows.</summary>
    private static bool LeavesLittle(IOperation operation) =>
        operation is IPropertyReferenceOperation
        || IsPage(operation)
        || operation is IInvocationOperation { TargetMethod.Name: "Count" or "LongCount" or "Any" or "All" or "Exists" or "TrueForAll" or "Sum" or "Min" or "Max" or "Average" };

    private static bool IsPage(IOperation operation) => operation is IInvocationOperation { TargetMethod.Name: "Skip" or "Take" };

    /// <summary>The name that a query has for an operator: lists have some of their own.</summary>
    public static string QueryName(string name) => name switch
    {
        "Exists" => "Any",
        "Find" => "FirstOrDefault",
        "FindAll" => "Where",
        "TrueForAll" => "All",
        "Length" => "Count",
        _ => name,
    };

    /// <summary>All that is surely applied to the query, also in statements of its own: <c>query = query.Where(...)</c>.</summary>
    private static ImmutableArray<IInvocationOperation> Applied(LoadedRows rows) =>
        QueryTrail.Read(rows.Materialiser?.Receiver() ?? rows.Value, rows.Compilation) is { } trail ? rows.Query.Operators.AddRange(trail.Always) : rows.Query.Operators;

    private static IOperation? Source(IOperation operation, CompilationContext compilation) => operation switch
    {
        IInvocationOperation call when EntityEscape.IsInMemory(call, compilation) => call.Receiver(),
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput }, Parent: IPropertySubpatternOperation part } => ExistenceTest.Matched(part)?.Value,
        IPropertyReferenceOperation { Instance: { Type: { } type } instance } when type is IArrayTypeSymbol || type.Name is "List" or "IList" or "ICollection" or "IReadOnlyList" or "IReadOnlyCollection" => instance,
        _ => null,
    };

    private static bool MayHoldRows(IOperation source) =>
        source.UnwrapAwait() is IInvocationOperation or ILocalReferenceOperation or IPropertyReferenceOperation or ITranslatedQueryOperation;

    /// <summary>The operator that is applied to what another one gives.</summary>
    private static IOperation? Next(IOperation current, CompilationContext compilation)
    {
        var parent = current.ParentValue();
        var next = parent is IArgumentOperation { Parent: IInvocationOperation call } ? call : parent;
        return next is not null && MayBe(next) && Source(next, compilation)?.Unwrap() == current ? next : null;
    }

    private static (Translation Translation, bool Saves) Judge(IOperation operation, CompilationContext compilation, bool isAfterSelect)
    {
        if (operation is not IInvocationOperation call)
            return (Translation.Exact, true);

        var name = QueryName(call.TargetMethod.Name);
        var arguments = call.TargetMethod.IsExtensionMethod ? call.TargetMethod.Parameters.Length - 1 : call.TargetMethod.Parameters.Length;
        var argument = arguments == 1 ? call.Argument(call.TargetMethod.IsExtensionMethod ? 1 : 0) : null;
        if (arguments > 1)
            return (Translation.None, false);

        if (argument is null)
        {
            var isPlain = name is "Count" or "LongCount" or "Any" or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault";
            var isScalar = ElementType(call, compilation) is { } element && Columns.IsScalar(element) && element.SpecialType != SpecialType.System_String;
            return isPlain ? (Translation.Exact, true) : isScalar && name is "Distinct" ? (Translation.Exact, true) : (Translation.None, false);
        }

        if (name is "Skip" or "Take")
            return argument.Type?.SpecialType == SpecialType.System_Int32 ? (Translation.Exact, true) : (Translation.None, false);

        // A condition that is written for a query, and made to run on objects.
        if (Compiled(argument) is not null)
            return name is "Where" or "Any" or "All" or "Count" or "LongCount" or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" ? (Translation.Loose, true) : (Translation.None, false);

        if (Translations.Lambda(argument) is not { } lambda || (isAfterSelect && !Columns.IsScalar(lambda.Symbol.Parameters[0].Type)))
            return (Translation.None, false);

        var translation = Translations.Of(lambda, compilation);
        if (translation == Translation.None || Translations.Body(lambda) is not { Type: { } result } body)
            return (Translation.None, false);

        switch (name)
        {
            case "Where":
                return (translation, !IsNullTest(body));
            case "Count" or "LongCount" or "Any" or "All" or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault":
                return (translation, true);
            case "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending":
                // Rows that compare equal come in any order from a database, and the ones without a value first or last.
                return !Columns.IsScalar(result) || !Columns.For(compilation).CanOrder(Underlying(result)) ? (Translation.None, false)
                    : !Columns.For(compilation).MayAlwaysOrder(Underlying(result)) ? (Translation.Loose, false)
                    : (IsKey(body, compilation) ? translation : Least(translation, Translation.Text), false);
            // Sorted and cut to the first row, in a query.
            case "MinBy" or "MaxBy":
                return Columns.IsScalar(result) && Columns.For(compilation).CanOrder(Underlying(result)) ? (Translation.Loose, true) : (Translation.None, false);
            case "Sum" or "Min" or "Max" or "Average":
                // Sums of numbers with a binary point depend on the order in which they are added.
                var number = Underlying(result).SpecialType;
                var isExact = number is SpecialType.System_Int32 or SpecialType.System_Int64
                    || ((number == SpecialType.System_Decimal || (name != "Sum" && number == SpecialType.System_DateTime)) && Columns.For(compilation).MayAlwaysOrder(Underlying(result)));
                return !Columns.IsScalar(result) || result.SpecialType == SpecialType.System_String || !Columns.For(compilation).CanOrder(Underlying(result)) ? (Translation.None, false)
                    : (isExact && name != "Average" ? translation : Translation.Loose, true);
            case "Select":
                // What a constructor is given are columns that can be selected before: the same rows are loaded.
                return IsSmallPart(body, lambda, compilation) ? (translation, body is not IObjectCreationOperation { Arguments.IsEmpty: false }) : (Translation.None, false);
            default:
                return (Translation.None, false);
        }
    }

    /// <summary>The expression that an argument is made of: <c>specification.Criteria.Compile()</c>.</summary>
    private static IOperation? Compiled(IOperation argument)
    {
        var value = LocalValues.Made(argument);
        return value is IInvocationOperation { TargetMethod: { Name: "Compile", ContainingType: { Name: "Expression", IsGenericType: true, ContainingNamespace.Name: "Expressions" } }, Instance: { } expression } ? expression : null;
    }

    private static bool IsKey(IOperation column, CompilationContext compilation) =>
        column is IPropertyReferenceOperation { Instance.Type: INamedTypeSymbol entity, Property: { Type.IsValueType: true, Name: var name } } && EntityKeys.For(compilation).Single(entity)?.Name == name;

    /// <summary>Whether a filter only leaves out what has no value, which is little.</summary>
    private static bool IsNullTest(IOperation condition) => condition switch
    {
        IUnaryOperation { Operand: { } operand } => operand.Unwrap() is IInvocationOperation { TargetMethod.Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" },
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } comparison => comparison.LeftOperand.Unwrap().ConstantValue is { HasValue: true, Value: null or "" } || comparison.RightOperand.Unwrap().ConstantValue is { HasValue: true, Value: null or "" },
        IPropertyReferenceOperation { Property.Name: "HasValue" } => true,
        _ => false,
    };

    /// <summary>Whether a projection needs a third of many columns at most, so that loading all of them is the greater part of the work.</summary>
    private static bool IsSmallPart(IOperation body, IAnonymousFunctionOperation lambda, CompilationContext compilation)
    {
        if (lambda.Symbol.Parameters[0].Type is not INamedTypeSymbol entity || Columns.For(compilation).Of(entity) is not { Length: >= OverFetch.FewestColumns } columns)
            return false;

        var read = new HashSet<string>(StringComparer.Ordinal);
        var beside = new HashSet<(string Navigation, INamedTypeSymbol End, string Column)>();
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is not IPropertyReferenceOperation { Instance: { } instance } property)
                continue;

            if (instance.Unwrap() is IParameterReferenceOperation)
            {
                read.Add(property.Property.Name);
            }
            else if (instance.Unwrap() is IPropertyReferenceOperation { Instance: { } row, Type: INamedTypeSymbol end } navigation && row.Unwrap() is IParameterReferenceOperation && Columns.For(compilation).Contains(end, property.Property))
            {
                beside.Add((navigation.Property.Name, end, property.Property.Name));
            }
        }

        // Where most of the row is read that is loaded along with it, most of the work is needed.
        return read.Count > 0 && read.Count * 3 <= columns.Length && !beside.GroupBy(b => b.Navigation).Any(g => g.Count() * 2 > Columns.For(compilation).Of(g.First().End).Length);
    }

    private static ITypeSymbol? ElementType(IInvocationOperation call, CompilationContext compilation) =>
        call.Receiver()?.Type.ArgumentOf(compilation.Type(TypeNames.System.EnumerableOfT));

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static Translation Least(Translation first, Translation second) => first < second ? first : second;
}
