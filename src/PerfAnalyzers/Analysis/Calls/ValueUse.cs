namespace PerfAnalyzers.Analysis.Calls;

/// <summary>What is done with a value in the end.</summary>
internal enum ValueEnd
{
    /// <summary>A method is called on it, also one that extends it.</summary>
    Call,

    /// <summary>A property or an element of it is read or set.</summary>
    Read,

    /// <summary>Another value takes its place.</summary>
    Replaced,

    /// <summary>A member keeps it.</summary>
    Kept,

    /// <summary>The member gives it back.</summary>
    Returned,

    /// <summary>It is looked at: compared, locked, gone through, shown.</summary>
    Looked,

    /// <summary>Code gets it that may do anything with it.</summary>
    HandedOn,
}

/// <summary>One thing that becomes of a value.</summary>
/// <param name="End">What it is.</param>
/// <param name="Value">The value there, with what converts it.</param>
/// <param name="By">What does it: the call, the property, the assignment.</param>
internal readonly record struct ValueUse(ValueEnd End, IOperation Value, IOperation By)
{
    private const int MostLocals = 8;

    /// <summary>What becomes of a value, through conversions, <c>?.</c> and the locals that it is given to.</summary>
    public static IEnumerable<ValueUse> Of(IOperation value) => Of(value, ImmutableArray<ILocalSymbol>.Empty);

    private static IEnumerable<ValueUse> Of(IOperation value, ImmutableArray<ILocalSymbol> seen)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;

        switch (value.Parent)
        {
            case IConditionalAccessOperation access when access.Operation == value:
                return access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().FirstOrDefault() is { } place ? Of(place, seen) : Enumerable.Empty<ValueUse>();
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                return OfLocal(local, value, seen);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == value:
                return OfLocal(local, value, seen);
            case { } by:
                return new[] { new ValueUse(EndOf(value, ref by), value, by) };
            default:
                return Enumerable.Empty<ValueUse>();
        }
    }

    private static IEnumerable<ValueUse> OfLocal(ILocalSymbol local, IOperation value, ImmutableArray<ILocalSymbol> seen) =>
        seen.Length == MostLocals || seen.Contains(local, SymbolEqualityComparer.Default)
            ? Enumerable.Empty<ValueUse>()
            : LocalValues.Root(value).Descendants().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(local) && !IsTarget(r)).SelectMany(r => Of(r, seen.Add(local)));

    private static bool IsTarget(ILocalReferenceOperation reference) => reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;

    private static ValueEnd EndOf(IOperation value, ref IOperation by)
    {
        switch (by)
        {
            case IInvocationOperation call when call.Instance == value:
                return ValueEnd.Call;
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } extension } when extension.Receiver()?.Syntax == value.Syntax:
                by = extension;
                return ValueEnd.Call;
            case IPropertyReferenceOperation property when property.Instance == value:
                return ValueEnd.Read;
            case ISimpleAssignmentOperation assignment when assignment.Target == value:
                return ValueEnd.Replaced;
            case ISimpleAssignmentOperation { Target: IMemberReferenceOperation }:
                return ValueEnd.Kept;
            case IReturnOperation:
                return ValueEnd.Returned;
            case IForEachLoopOperation or IBinaryOperation or IIsPatternOperation or ILockOperation or INameOfOperation or IInterpolationOperation or IExpressionStatementOperation or IUsingOperation:
                return ValueEnd.Looked;
            default:
                return ValueEnd.HandedOn;
        }
    }
}
