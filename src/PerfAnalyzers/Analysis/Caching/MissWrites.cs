using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>
/// Tells a cache, which is given what it was asked for and did not have, from what the application works with: there entries are replaced that are known, and what
/// is put in came from outside and can be had nowhere else.
/// </summary>
internal static class MissWrites
{
    /// <summary>Whether a place puts in an entry because somebody asked for it and it was not there.</summary>
    public static bool IsOne(DictionaryAccess write, DictionaryUses uses)
    {
        if (write.Use == DictionaryUse.AskAndWrite || Remembers(write))
            return true;

        if (write.Use != DictionaryUse.Write || IsGiven(write.Value))
            return false;

        return Outcome(write, uses) is { } outcome ? outcome is { Hit: false, IsFailure: false } : IsFallback(write.Place, uses) || FollowsAnswer(write, Asked(write, uses));
    }

    /// <summary>Whether a place puts in another entry where there was one.</summary>
    public static bool IsUpdate(DictionaryAccess write, DictionaryUses uses) => write.Use is DictionaryUse.Write or DictionaryUse.Replace && Outcome(write, uses) is { Hit: true };

    /// <summary>How the nearest question to the dictionary came out on the way to a place, and whether the other way ends with an exception; null where none is asked.</summary>
    private static (bool Hit, bool IsFailure)? Outcome(DictionaryAccess write, DictionaryUses uses)
    {
        var asked = Asked(write, uses);
        foreach (var condition in PathCondition.Of(write.Place))
        {
            if (condition.MayMean((test, holds) => IsHit(test, asked) == !holds))
                return (false, condition.Exit is { } exit && PathCondition.Throws(exit));

            if (condition.MayMean((test, holds) => IsHit(test, asked) == holds))
                return (true, false);
        }

        return null;
    }

    private static List<DictionaryAccess> Asked(DictionaryAccess write, DictionaryUses uses) => uses.Accesses.Where(a => a.Use == DictionaryUse.Ask && a.Within.Is(write.Within)).ToList();

    /// <summary>Whether an entry that was found may have been given back before: <c>if (known.TryGetValue(key, out var entry)) { if (entry.IsFresh) return entry; }</c></summary>
    private static bool FollowsAnswer(DictionaryAccess write, List<DictionaryAccess> asked) => asked.Count > 0 && LocalValues.Root(write.Place).Descendants().Any(o =>
        o is IReturnOperation && o.Syntax.Span.End <= write.Place.Syntax.SpanStart && PathCondition.Of(o).Any(c => c.MayMean((test, holds) => IsHit(test, asked) == holds)));

    /// <summary>Whether a test that holds says that there is an entry, or that there is none; null for another test.</summary>
    private static bool? IsHit(IOperation test, List<DictionaryAccess> asked) => test switch
    {
        IInvocationOperation { TargetMethod.Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" } call when call.Argument(0) is { } text && IsAnswer(text, asked) => false,
        IInvocationOperation or IPropertyReferenceOperation when asked.Any(a => a.Place.Syntax == test.Syntax) => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } same when IsNull(same.RightOperand) && IsAnswer(same.LeftOperand, asked) => same.OperatorKind == BinaryOperatorKind.NotEquals,
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: { } nothing } } match when IsNull(nothing) && IsAnswer(match.Value, asked) => false,
        IIsPatternOperation match when IsAnswer(match.Value, asked) => true,
        _ => null,
    };

    /// <summary>Whether a value is what the dictionary answered, there or in a local.</summary>
    private static bool IsAnswer(IOperation value, List<DictionaryAccess> asked) =>
        asked.Any(a => value.Syntax.Span.Contains(a.Place.Syntax.Span) && value.Syntax.SyntaxTree == a.Place.Syntax.SyntaxTree)
        || (value.Unwrap() is ILocalReferenceOperation { Local: var local } read && (asked.Any(a => IsOut(a, local)) || (LocalValues.FirstPresent(read) is { } first && first.Unwrap() is not ILocalReferenceOperation && IsAnswer(first, asked))));

    private static bool IsOut(DictionaryAccess ask, ILocalSymbol local) =>
        ask.Place is IInvocationOperation call && call.Arguments.Any(a => a.Parameter?.RefKind == RefKind.Out && a.Value.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation named && named.Local.Is(local)));

    private static bool IsNull(IOperation value) => value.Unwrap() is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation;

    /// <summary>The right side of <c>known.GetValueOrDefault(key) ?? (known[key] = Load(key))</c>.</summary>
    private static bool IsFallback(IOperation place, DictionaryUses uses)
    {
        IOperation child = place;
        for (var parent = place.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is ICoalesceOperation either && either.WhenNull == child)
                return uses.Accesses.Any(a => a.Use == DictionaryUse.Ask && either.Value.Syntax.Span.Contains(a.Place.Syntax.Span));
        }

        return false;
    }

    /// <summary>Whether a value came from the caller as it is: then this is the place where it is kept, and no copy.</summary>
    private static bool IsGiven(IOperation? value)
    {
        var current = value?.UnwrapAwait();
        while (current is IPropertyReferenceOperation { Property.IsIndexer: false, Instance: { } owner })
            current = owner.Unwrap();

        return current is IParameterReferenceOperation || (current is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set && IsGiven(set));
    }

    /// <summary>Whether the only thing that is kept is that there was one: <c>if (!seen.TryAdd(id, true)) return;</c></summary>
    private static bool Remembers(DictionaryAccess write) =>
        write is { Place: IInvocationOperation { TargetMethod.Name: "TryAdd" } call, Value: { } value }
        && (value.Unwrap().ConstantValue.HasValue || value.Unwrap() is IDefaultValueOperation || value.Type?.Name is "DateTime" or "DateTimeOffset")
        && IsCondition(call);

    private static bool IsCondition(IOperation value) => value.ParentValue() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => IsCondition(not),
        IConditionalOperation choice => choice.Condition.Syntax.Span.Contains(value.Syntax.Span),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } joined => IsCondition(joined),
        _ => false,
    };
}
