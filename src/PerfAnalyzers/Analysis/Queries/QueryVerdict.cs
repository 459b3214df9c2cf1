
namespace PerfAnalyzers.Analysis.Queries;

/// <summary>What there is to say first about a list that a query loads: one finding for each, the most useful one.</summary>
internal enum QueryVerdict
{
    /// <summary>The rows are used where they are loaded.</summary>
    UsedHere,

    /// <summary>The member hands the rows on: who asks for them decides.</summary>
    HandedOut,

    /// <summary>The program does to the list what the database could have done: it need not be loaded.</summary>
    ClientSide,

    /// <summary>The rows are loaded to be written: a statement could do that.</summary>
    Written,
}

/// <summary>Judges the list that a query loads by what is done with it.</summary>
internal static class QueryVerdicts
{
    // What leaves fewer rows, or others, than were loaded.
    private static readonly ImmutableHashSet<string> Reducing = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "ElementAt", "ElementAtOrDefault", "Count", "LongCount", "Any", "All", "Contains", "Sum",
        "Min", "Max", "Average", "MinBy", "MaxBy", "Take", "TakeWhile", "Skip", "SkipWhile", "Distinct", "DistinctBy", "GroupBy", "Find", "FindAll", "Exists",
        "TrueForAll", "FindIndex", "OfType", "Except", "Intersect");

    /// <param name="execution">The call that loads the rows.</param>
    public static QueryVerdict Of(IInvocationOperation execution)
    {
        var (use, local) = Follow(execution);
        if (local is null)
            return Judge(use);

        var (verdict, isGoneThrough) = (QueryVerdict.UsedHere, false);
        foreach (var operation in LocalValues.Root(execution).DescendantsAndSelf())
        {
            if (operation is not ILocalReferenceOperation { IsDeclaration: false } reference || !reference.Local.Is(local) || IsTarget(reference))
                continue;

            var judged = reference.ParentValue() is IPropertyReferenceOperation { Property.Name: "Count" or "Length" } ? QueryVerdict.UsedHere : Judge(reference);
            isGoneThrough |= reference.ParentValue() is IForEachLoopOperation;
            if (judged > verdict || judged == QueryVerdict.HandedOut)
                verdict = judged;

            if (verdict == QueryVerdict.HandedOut)
                return verdict;
        }

        // What one loop goes through as it is has to be there, whatever else is asked of it.
        return verdict == QueryVerdict.ClientSide && isGoneThrough ? QueryVerdict.UsedHere : verdict;
    }

    /// <summary>The value of the query after await, and the local that it goes to, if it does.</summary>
    private static (IOperation Value, ILocalSymbol? Local) Follow(IOperation value)
    {
        var current = value;
        while (current.Parent is IAwaitOperation or IConversionOperation or IParenthesizedOperation
            || current.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
        {
            current = current.Parent!;
        }

        return current.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => (current, declarator.Symbol),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when assignment.Value == current => (current, target.Local),
            _ => (current, null),
        };
    }

    private static bool IsTarget(ILocalReferenceOperation reference) => reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;

    /// <summary>Judges one use of the list: the operators that it goes through, and where it ends.</summary>
    private static QueryVerdict Judge(IOperation use)
    {
        for (var parent = use.Parent; parent is not null; use = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IReturnOperation:
                    return QueryVerdict.HandedOut;
                case IInvocationOperation call when IsReceiver(use, call) && Reducing.Contains(call.TargetMethod.Name) && call.TargetMethod.ContainingNamespace.IsFramework():
                    return QueryVerdict.ClientSide;
                case IInvocationOperation { TargetMethod.Name: "RemoveRange" or "UpdateRange" or "AttachRange" }:
                    return QueryVerdict.Written;
                case IAnonymousFunctionOperation or ILocalFunctionOperation or ILoopOperation:
                    return QueryVerdict.UsedHere;
                case IVariableInitializerOperation or IAssignmentOperation when GoesOut(parent):
                    return QueryVerdict.HandedOut;
            }
        }

        return QueryVerdict.UsedHere;
    }

    private static bool IsReceiver(IOperation value, IInvocationOperation call) =>
        call.Instance == value || (call.TargetMethod.IsExtensionMethod && value is IArgumentOperation { Parameter.Ordinal: 0 });

    /// <summary>Whether what is made of the list goes to a local that the member returns.</summary>
    private static bool GoesOut(IOperation assignment)
    {
        var target = assignment switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local,
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation owner } } => owner.Local,
            _ => null,
        };
        return target is not null && LocalValues.Root(assignment).DescendantsAndSelf().Any(o => o is ILocalReferenceOperation reference && reference.Local.Is(target) && IsReturned(reference));
    }

    private static bool IsReturned(IOperation value)
    {
        for (var parent = value.Parent; parent is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation or ILoopOperation or IConditionalOperation { WhenFalse: null }); parent = parent.Parent)
        {
            if (parent is IReturnOperation)
                return true;
        }

        return false;
    }
}
