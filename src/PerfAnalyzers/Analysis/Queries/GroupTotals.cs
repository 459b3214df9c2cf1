using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Recognises rows that are put into groups in memory only to be counted or summed up, which a database does with GROUP BY.</summary>
internal static class GroupTotals
{
    private static readonly ImmutableHashSet<string> Totals = ImmutableHashSet.Create(StringComparer.Ordinal, "Count", "LongCount", "Sum", "Min", "Max", "Average");

    private static readonly ImmutableHashSet<string> Arranging = ImmutableHashSet.Create(StringComparer.Ordinal, "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending");

    /// <summary>The call behind a GroupBy that keeps of each group its key and totals; null where it keeps rows, or where a database cannot tell.</summary>
    public static IInvocationOperation? Of(IOperation grouping, CompilationContext compilation)
    {
        if (grouping is not IInvocationOperation { TargetMethod: { Name: "GroupBy", Parameters.Length: 2 } } group
            || !EntityEscape.IsInMemory(group, compilation)
            || Translations.Lambda(group.Argument(1)) is not { } key
            || Translations.Body(key) is not { Type: { } type }
            || !(Columns.IsScalar(type) || type.IsAnonymousType)
            || Translations.Of(key, compilation) == Translation.None
            || Behind(group, compilation) is not { TargetMethod.Name: "Select" or "ToDictionary" } next
            || !EntityEscape.IsInMemory(next, compilation))
        {
            return null;
        }

        var lambdas = next.Arguments.Where(a => a.Parameter?.Ordinal > 0 && a.ArgumentKind == ArgumentKind.Explicit).Select(a => Translations.Lambda(a.Value)).ToArray();
        return lambdas.All(l => l is not null && IsOfTotals(l, compilation)) && lambdas.Any(l => HasTotal(l!)) && lambdas.Length == (next.TargetMethod.Name == "Select" ? 1 : 2) ? next : null;
    }

    /// <summary>What is done with the groups once those are left out, and put into an order, that their totals decide.</summary>
    private static IInvocationOperation? Behind(IInvocationOperation group, CompilationContext compilation)
    {
        IOperation current = group;
        while (current.ParentValue() is IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation next })
        {
            if (!Arranging.Contains(next.TargetMethod.Name) || next.TargetMethod.Parameters.Length != 2 || !EntityEscape.IsInMemory(next, compilation) || Translations.Lambda(next.Argument(1)) is not { } lambda || !IsOfTotals(lambda, compilation))
                return next;

            current = next;
        }

        return null;
    }

    /// <summary>Whether a function of a group looks at nothing but its key and at totals of its rows.</summary>
    private static bool IsOfTotals(IAnonymousFunctionOperation lambda, CompilationContext compilation)
    {
        var group = lambda.Symbol.Parameters[0];
        return Translations.Body(lambda) is { } body && body.DescendantsAndSelf().All(o =>
            o is not IParameterReferenceOperation reference
            || !reference.Parameter.Is(group)
            || (reference.ParentValue() switch
            {
                IPropertyReferenceOperation { Property.Name: "Key" } => true,
                IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation total } => IsTotal(total, compilation),
                _ => false,
            }));
    }

    private static bool IsTotal(IInvocationOperation call, CompilationContext compilation)
    {
        if (!Totals.Contains(call.TargetMethod.Name) || !EntityEscape.IsInMemory(call, compilation) || call.TargetMethod.IsStatic && call.Arguments.Length > 2)
            return false;

        if (call.Argument(1) is not { } argument)
            return call.TargetMethod.Name is "Count" or "LongCount";

        return Translations.Lambda(argument) is { } lambda
            && Translations.Of(lambda, compilation) != Translation.None
            && Translations.Body(lambda) is { Type: { } type }
            && Columns.IsScalar(type)
            && (call.TargetMethod.Name is "Count" or "LongCount" || Columns.For(compilation).CanOrder(type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type));
    }

    private static bool HasTotal(IAnonymousFunctionOperation lambda) =>
        lambda.Body.DescendantsAndSelf().Any(o => o is IInvocationOperation call && Totals.Contains(call.TargetMethod.Name) && call.Receiver()?.ReferencedSymbol().Is(lambda.Symbol.Parameters[0]) == true);
}
