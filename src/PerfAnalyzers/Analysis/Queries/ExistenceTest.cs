using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>A question whether any row exists, asked by way of how many there are, of a row, or of all rows.</summary>
/// <param name="Asked">The call that runs the query, or the operator on the rows it has loaded.</param>
/// <param name="Test">What decides: a comparison with nothing, or the operator itself.</param>
/// <param name="IsNegated">Whether it is true when there is none.</param>
/// <param name="Local">The local that holds the answer until the test; null where the test follows at once.</param>
/// <param name="Loaded">The rows, where they are loaded first.</param>
/// <param name="Confidence">How sure it is that nothing else is wanted of the answer.</param>
internal sealed record ExistenceTest(IOperation Asked, IOperation Test, bool IsNegated, ILocalReferenceOperation? Local, ClientSideWork? Loaded, Confidence Confidence)
{
    /// <summary>The text that asks for too much: the whole test, or the query where the answer is kept for a while.</summary>
    public Location Location => Test is IInvocationOperation any ? any.NameAndArguments()
        : Local is null ? Test.Syntax.GetLocation()
        : Asked is IInvocationOperation call ? call.NameAndArguments()
        : Asked.Syntax.GetLocation();

    /// <summary>The test that an operation asks for; null when it asks for more, or for something else.</summary>
    public static ExistenceTest? At(IOperation operation, CompilationContext compilation) =>
        ClientSideWork.From(operation, compilation) is { } work ? Of(work)
            : operation is IInvocationOperation call ? Of(call, compilation)
            : null;

    /// <summary>The test behind a call that counts or takes the first row of a query in the database.</summary>
    public static ExistenceTest? Of(IInvocationOperation call, CompilationContext compilation)
    {
        if (Form(call.TargetMethod.Name) is not { } form
            || call.IsNotRun(compilation)
            || Decision(call, form) is not var (test, isNegated, local)
            || QueryReader.For(compilation).Read(call) is not { Kind: RoundTripKind.Query, Origin: not QueryOrigin.Memory } query)
        {
            return null;
        }

        // The value of a projected row may be missing although the row is there.
        if (form == ExistenceForm.Row && (call.Type is null || query.Operators.Any(o => o.TargetMethod.Name is not ("Where" or "Include" or "ThenInclude" or "AsNoTracking" or "AsTracking" or "AsSplitQuery" or "AsQueryable" or "IgnoreQueryFilters" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "TagWith" or "OfType") && o != call)))
            return null;

        return new ExistenceTest(call, test, isNegated, local, null, query.Origin == QueryOrigin.Database ? Confidence.High : Confidence.Medium);
    }

    /// <summary>The test at the end of work on rows that were loaded for it; null where the work is for something else.</summary>
    public static ExistenceTest? Of(ClientSideWork work) => work.Rows.Method is null ? OfRows(work) : null;

    /// <summary>
    /// Whether work asks if there is a row of one owner and one kind, which is how people ask if something has been done: then there is one, or none.
    /// </summary>
    public static bool IsOfOneThing(ClientSideWork work) => OfRows(work) is not null && QueryRows.HaveSeveralValues(work.Rows);

    private static ExistenceTest? OfRows(ClientSideWork work)
    {
        if (work.Last is IInvocationOperation { TargetMethod.Name: "Any" or "Exists" } any)
            return new ExistenceTest(any, any, false, null, work, work.Confidence);

        var form = work.Last is IPropertyReferenceOperation ? ExistenceForm.Count : Form(((IInvocationOperation)work.Last).TargetMethod.Name);
        return form is { } known && Decision(work.Last, known) is var (test, isNegated, local) && (known == ExistenceForm.Count || !work.Operators.Any(o => o is IInvocationOperation { TargetMethod.Name: "Select" }))
            ? new ExistenceTest(work.Last, test, isNegated, local, work, work.Confidence)
            : null;
    }

    private static ExistenceForm? Form(string name) => name switch
    {
        "Count" or "CountAsync" or "LongCount" or "LongCountAsync" => ExistenceForm.Count,
        "FirstOrDefault" or "FirstOrDefaultAsync" or "Find" => ExistenceForm.Row,
        _ => null,
    };

    /// <summary>What is decided by an answer, if nothing else is done with it.</summary>
    private static (IOperation Test, bool IsNegated, ILocalReferenceOperation? Local)? Decision(IOperation asked, ExistenceForm form)
    {
        var value = Awaited(asked);
        if (value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local } })
        {
            ILocalReferenceOperation? only = null;
            foreach (var operation in LocalValues.Root(asked).DescendantsAndSelf())
            {
                if (operation is not ILocalReferenceOperation reference || !reference.Local.Is(local))
                    continue;

                if (only is not null)
                    return null;

                only = reference;
            }

            return only is not null && Compared(only, form) is var (test, isNegated) ? (test, isNegated, only) : null;
        }

        return Compared(value, form) is var (direct, negated) ? (direct, negated, null) : null;
    }

    /// <summary>The answer with the await, conversions and parentheses around it.</summary>
    private static IOperation Awaited(IOperation asked)
    {
        var value = asked;
        while (true)
        {
            switch (value.Parent)
            {
                case IConversionOperation { OperatorMethod: null } or IParenthesizedOperation or IAwaitOperation:
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured when configured.Instance == value:
                    value = value.Parent;
                    break;
                default:
                    return value;
            }
        }
    }

    private static (IOperation Test, bool IsNegated)? Compared(IOperation value, ExistenceForm form)
    {
        value = Awaited(value);
        switch (value.Parent)
        {
            case IBinaryOperation comparison:
                var isLeft = comparison.LeftOperand == value;
                var other = (isLeft ? comparison.RightOperand : comparison.LeftOperand).Unwrap();
                if (other.ConstantValue is not { HasValue: true, Value: var constant })
                    return null;

                return IsNone(form, constant, isLeft ? comparison.OperatorKind : comparison.OperatorKind.Mirrored()) is { } isNone ? (comparison, isNone) : null;
            case IIsPatternOperation match:
                return OfPattern(match.Pattern) is { } fit ? (match, fit) : null;
            case IPropertySubpatternOperation { Pattern: { } counted } part when form == ExistenceForm.Count && Matched(part) is { } whole:
                return OfPattern(counted) is { } fits ? (whole, fits) : null;
            default:
                return null;
        }

        bool? OfPattern(IPatternOperation pattern) => pattern switch
        {
            IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var equal } } => IsNone(form, equal, BinaryOperatorKind.Equals),
            INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var unequal } } } => IsNone(form, unequal, BinaryOperatorKind.NotEquals),
            IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: var bound } } relation => IsNone(form, bound, relation.OperatorKind),
            _ => null,
        };
    }

    /// <summary>The match that asks for nothing but one property: <c>rows is { Count: &gt; 0 }</c>.</summary>
    public static IIsPatternOperation? Matched(IPropertySubpatternOperation part) =>
        part.Parent is IRecursivePatternOperation { PropertySubpatterns.Length: 1, DeconstructionSubpatterns.IsEmpty: true, DeclaredSymbol: null, Parent: IIsPatternOperation match } ? match : null;

    /// <summary>Whether a comparison is true for no rows (true), for any (false), or asks for something else (null).</summary>
    private static bool? IsNone(ExistenceForm form, object? constant, BinaryOperatorKind comparison)
    {
        if (form == ExistenceForm.Row)
            return constant is not null ? null : comparison == BinaryOperatorKind.Equals ? true : comparison == BinaryOperatorKind.NotEquals ? false : null;

        var number = constant is int or long ? Convert.ToInt64(constant, System.Globalization.CultureInfo.InvariantCulture) : -1;
        return (comparison, number) switch
        {
            (BinaryOperatorKind.Equals or BinaryOperatorKind.LessThanOrEqual, 0) or (BinaryOperatorKind.LessThan, 1) => true,
            (BinaryOperatorKind.NotEquals or BinaryOperatorKind.GreaterThan, 0) or (BinaryOperatorKind.GreaterThanOrEqual, 1) => false,
            _ => null,
        };
    }

    private enum ExistenceForm
    {
        Count,
        Row,
    }
}
