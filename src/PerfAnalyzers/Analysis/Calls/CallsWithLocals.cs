using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>The calls that get an object which a local holds, or are made on it or a part of it: what else they are given may end up in the object.</summary>
internal sealed class CallsWithLocals
{
    private static readonly ConditionalWeakTable<IOperation, CallsWithLocals> Known = new();

    private readonly Dictionary<ILocalSymbol, List<IInvocationOperation>> calls = new(SymbolEqualityComparer.Default);

    private CallsWithLocals(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation call && !LeavesArgumentsAsTheyAre(call.TargetMethod))
            {
                Add(call.Instance, call);
                foreach (var argument in call.Arguments)
                    Add(argument.Value, call);
            }
        }
    }

    /// <summary>The calls before a place that reads the local, in the order of the code.</summary>
    public static IEnumerable<IInvocationOperation> Before(ILocalReferenceOperation use) =>
        MayChange(use.Type) && Known.GetValue(LocalValues.Root(use), b => new CallsWithLocals(b)).calls.TryGetValue(use.Local, out var found)
            ? found.Where(c => c.Syntax.Span.End <= use.Syntax.SpanStart)
            : Enumerable.Empty<IInvocationOperation>();

    private void Add(IOperation? value, IInvocationOperation call)
    {
        var root = value?.Unwrap();
        while (root is IMemberReferenceOperation { Instance: { } owner })
            root = owner.Unwrap();

        if (root is not ILocalReferenceOperation { Local: var local } || !MayChange(local.Type))
            return;

        if (!calls.TryGetValue(local, out var found))
            calls.Add(local, found = new List<IInvocationOperation>());

        found.Add(call);
    }

    private static bool MayChange(ITypeSymbol? type) => type is { IsReferenceType: true, SpecialType: SpecialType.None, TypeKind: not TypeKind.Delegate };

    /// <summary>The operators of LINQ make new sequences.</summary>
    private static bool LeavesArgumentsAsTheyAre(IMethodSymbol method) => method is { IsExtensionMethod: true, ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } };
}
