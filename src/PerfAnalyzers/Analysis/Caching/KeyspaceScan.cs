using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>A call that makes a server of Redis go through all of its keys.</summary>
/// <param name="What">What does it, as a reader calls it.</param>
/// <param name="Blocks">Whether all others wait meanwhile.</param>
internal sealed record KeyspaceScan(string What, bool Blocks)
{
    /// <summary>Whether the keys of one thing are sought among all, as the pattern has a value in it: then it is no operator who empties the cache.</summary>
    public bool IsOfOne { get; private init; }

    /// <summary>Null for a call that does something else, or that stops before it has all keys.</summary>
    public static KeyspaceScan? Of(IInvocationOperation call, CompilationContext compilation)
    {
        switch (KeyspaceScans.For(compilation).Find(call.TargetMethod))
        {
            case KeyspaceScanKind.Command:
                return string.Equals(Text(call, compilation), "KEYS", StringComparison.OrdinalIgnoreCase) ? new KeyspaceScan("KEYS", Blocks: true) { IsOfOne = call.Arguments.Any(a => a.Parameter?.Ordinal > 0 && IsPutTogether(a.Value)) } : null;
            case KeyspaceScanKind.Script:
                return Text(call, compilation) is { } script && KeyspaceScans.AsksForKeys(script) ? new KeyspaceScan("KEYS", Blocks: true) : null;
            case KeyspaceScanKind.Keys:
                return TakesAll(call) ? new KeyspaceScan(call.TargetMethod.Name, Blocks: false) { IsOfOne = call.Arguments.Any(a => a.Parameter?.Name == "pattern" && IsPutTogether(a.Value)) } : null;
            default:
                return null;
        }
    }

    /// <summary>Whether a pattern has a value in it: <c>$"price:{shop}:*"</c>.</summary>
    private static bool IsPutTogether(IOperation pattern) =>
        pattern.DescendantsAndSelf().Any(o => o is IInterpolationOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, ConstantValue.HasValue: false });

    /// <summary>The command or script, if it is a constant, or a field that is given one and never another.</summary>
    private static string? Text(IInvocationOperation call, CompilationContext compilation)
    {
        var value = call.Argument(0)?.Unwrap();
        if (value is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set)
            value = set.Unwrap();

        if (value is { ConstantValue: { HasValue: true, Value: string constant } })
            return constant;

        return value is IFieldReferenceOperation field && MemberValues.For(compilation).Of(field.Field)?.Value.ConstantValue is { HasValue: true, Value: string kept } ? kept : null;
    }

    /// <summary>Whether the keys are put into a list, or deleted one after another; who looks for one, or takes some, stops when he has them.</summary>
    private static bool TakesAll(IInvocationOperation keys)
    {
        for (IOperation? value = keys; value is not null;)
        {
            var parent = value.ParentValue();
            switch (parent)
            {
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true, Name: var name } } next }:
                    if (name is "ToArray" or "ToList" or "ToHashSet" or "Count" or "LongCount" or "ToListAsync" or "ToArrayAsync" or "CountAsync" or "Order" or "OrderBy" or "ToDictionary")
                        return true;

                    if (name is not ("Select" or "Where" or "Distinct" or "Cast" or "AsEnumerable" or "ConfigureAwait" or "WithCancellation"))
                        return false;

                    value = next;
                    continue;
                case IForEachLoopOperation loop:
                    return loop.Body.Descendants().Any(o => o is IInvocationOperation { TargetMethod.Name: "KeyDelete" or "KeyDeleteAsync" or "KeyUnlink" or "KeyUnlinkAsync" })
                        && !loop.Body.Descendants().Any(o => o is IBranchOperation { BranchKind: BranchKind.Break } or IReturnOperation);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declared }:
                    value = OnlyUse(declared);
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }

    private static IOperation? OnlyUse(IVariableDeclaratorOperation declared)
    {
        var uses = LocalValues.Root(declared).Descendants().Where(o => o is ILocalReferenceOperation use && use.Local.Is(declared.Symbol)).Take(2).ToList();
        return uses.Count == 1 ? uses[0] : null;
    }
}
