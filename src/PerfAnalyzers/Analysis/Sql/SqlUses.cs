namespace PerfAnalyzers.Analysis.Sql;

internal enum SqlUse
{
    /// <summary>What becomes of the rows cannot be seen, or they are gone through one by one.</summary>
    Unknown,

    /// <summary>All rows are kept.</summary>
    List,

    /// <summary>The first row is taken and the others are not.</summary>
    FirstRow,
}

/// <summary>What a program does with the rows that a statement gives.</summary>
internal static class SqlUses
{
    // What still gives all rows of the statement, in whatever form.
    private static readonly ImmutableHashSet<string> Neutral = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "AsNoTracking", "AsTracking", "TagWith", "Select", "Include", "ThenInclude", "IgnoreQueryFilters", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "AsQueryable", "AsEnumerable", "ConfigureAwait");

    private static readonly ImmutableHashSet<string> Lists = ImmutableHashSet.Create(StringComparer.Ordinal, "ToList", "ToListAsync", "ToArray", "ToArrayAsync", "AsList", "ToLookup", "ToDictionary", "ToDictionaryAsync", "ToHashSet", "ToHashSetAsync");

    public static SqlUse OfDapper(IInvocationOperation call)
    {
        if (call.TargetMethod.Name.StartsWith("QueryFirst", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("ExecuteScalar", StringComparison.Ordinal))
            return SqlUse.FirstRow;

        return call.TargetMethod.Name is "Query" or "QueryAsync" && !call.Arguments.Any(a => a is { Parameter.Name: "buffered", Value.ConstantValue: { HasValue: true, Value: false } })
            ? Follow(call, SqlUse.List)
            : SqlUse.Unknown;
    }

    public static SqlUse OfEntities(IInvocationOperation call) => Follow(call, SqlUse.Unknown);

    /// <summary>What becomes of the rows of a command: of a reader only what it does in plain sight is read.</summary>
    public static SqlUse OfCommand(IInvocationOperation call)
    {
        if (call.TargetMethod.Name.StartsWith("ExecuteScalar", StringComparison.Ordinal))
            return SqlUse.FirstRow;

        var value = Outer(call).Parent;
        if (!call.TargetMethod.Name.StartsWith("ExecuteReader", StringComparison.Ordinal) || value is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var reader } })
            return SqlUse.Unknown;

        IInvocationOperation? read = null;
        foreach (var operation in LocalValues.Root(call).DescendantsAndSelf())
        {
            if (operation is not ILocalReferenceOperation { IsDeclaration: false } reference || !reference.Local.Is(reader))
                continue;

            // Handed to other code, or asked twice: nobody knows how often.
            if (reference.ParentValue() is IArgumentOperation or IReturnOperation || reference.Parent is not IInvocationOperation step)
            {
                if (reference.Parent is not IPropertyReferenceOperation)
                    return SqlUse.Unknown;

                continue;
            }

            if (step.TargetMethod.Name.StartsWith("NextResult", StringComparison.Ordinal) || (IsRead(step) && read is not null))
                return SqlUse.Unknown;

            read = IsRead(step) ? step : read;
        }

        return read is null ? SqlUse.Unknown : OfRead(read);
    }

    private static bool IsRead(IInvocationOperation step) => step.TargetMethod.Name is "Read" or "ReadAsync";

    private static SqlUse OfRead(IInvocationOperation read)
    {
        for (var parent = read.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return SqlUse.Unknown;

            if (parent is not ILoopOperation loop)
                continue;

            return loop is IWhileLoopOperation { ConditionIsTop: true } && Outer(read).Parent == loop
                && loop.Body.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod.Name: "Add" })
                && !loop.Body.DescendantsAndSelf().Any(o => o is IBranchOperation { BranchKind: BranchKind.Break } or IReturnOperation)
                    ? SqlUse.List
                    : SqlUse.Unknown;
        }

        return SqlUse.FirstRow;
    }

    /// <summary>What the operators behind a call make of its rows.</summary>
    private static SqlUse Follow(IInvocationOperation call, SqlUse alone)
    {
        IOperation current = call;
        while (true)
        {
            current = Outer(current);
            if (OnlyUse(current) is { } use)
                current = Outer(use);

            if (current.Parent is not IInvocationOperation next || (next.Instance != current && !(current is IArgumentOperation { Parameter.Ordinal: 0 } && next.TargetMethod.IsExtensionMethod)))
                return alone;

            if (Lists.Contains(next.TargetMethod.Name))
                return SqlUse.List;

            if (!Neutral.Contains(next.TargetMethod.Name))
                return alone == SqlUse.List && next.TargetMethod.Name is "First" or "FirstOrDefault" && next.Arguments.Length == 1 ? SqlUse.FirstRow : SqlUse.Unknown;

            current = next;
        }
    }

    /// <summary>The only place that reads the local which a value goes to.</summary>
    private static ILocalReferenceOperation? OnlyUse(IOperation value)
    {
        if (value.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
            return null;

        ILocalReferenceOperation? only = null;
        foreach (var operation in LocalValues.Root(value).DescendantsAndSelf())
        {
            if (operation is not ILocalReferenceOperation { IsDeclaration: false } reference || !reference.Local.Is(local))
                continue;

            if (only is not null)
                return null;

            only = reference;
        }

        return only;
    }

    /// <summary>A value with the await, the conversions and the argument around it.</summary>
    private static IOperation Outer(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation or IAwaitOperation or IArgumentOperation { Parameter.Ordinal: 0 }
            || value.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
        {
            value = value.Parent;
        }

        return value;
    }
}
