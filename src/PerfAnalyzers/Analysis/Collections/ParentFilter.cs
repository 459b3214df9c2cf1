using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>Recognises filters that leave what belongs to one thing: the lines of an order.</summary>
internal static class ParentFilter
{
    /// <summary>Whether a filter asks for the rows of one parent.</summary>
    public static bool Is(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod.Name == "Where"
        && call.Argument(1) is { } predicate
        && (EqualityPredicate.Read(predicate, negated: false) is { } equality && equality.Tests.Any(t => IsKey(KeyName(t.Key)))
            || CollectionFilter.Parts(predicate).Any(part => AsksForParent(part, compilation)));

    /// <summary>
    /// An element that belongs to several parents and is asked for one, <c>l.OrderIds.Contains(orderId)</c> or <c>l.Parents.Any(p =&gt; p.OrderId == order.Id)</c>, or one that belongs
    /// to one of the few that are listed: <c>new[] { orderId }.Contains(l.OrderId)</c>.
    /// </summary>
    private static bool AsksForParent(IOperation test, CompilationContext compilation) =>
        (test is IInvocationOperation { TargetMethod: { Name: "Any", IsExtensionMethod: true } } any
            && any.Receiver()?.Unwrap() is IMemberReferenceOperation { Instance: IParameterReferenceOperation }
            && any.Argument(1) is { } parents
            && EqualityPredicate.Read(parents, negated: false) is { } equality
            && equality.Tests.Any(t => IsKey(KeyName(t.Key))))
        || (test is IInvocationOperation { TargetMethod.Name: "Contains" } listed
            && listed.Receiver() is { } keysListed
            && SequenceSize.IsFew(SequenceSize.Origin(keysListed, compilation), compilation)
            && listed.Argument(listed.TargetMethod.IsExtensionMethod ? 1 : 0) is { } asked
            && IsKey(KeyName(asked)))
        || IsAmongParents(test);

    private static bool IsAmongParents(IOperation test) =>
        test is IInvocationOperation { TargetMethod.Name: "Contains" } contains
        && contains.Receiver()?.Unwrap() is IMemberReferenceOperation { Instance: IParameterReferenceOperation, Member: { } keys }
        && IsKey(Words.Singular(keys.Name))
        && contains.Argument(contains.TargetMethod.IsExtensionMethod ? 1 : 0)?.Unwrap() is not IMemberReferenceOperation { Instance: IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } };

    /// <summary>The <c>OrderId</c> of <c>l.OrderId</c> and of <c>l.Order.Id</c>.</summary>
    private static string KeyName(IOperation key) => key.Unwrap() switch
    {
        IMemberReferenceOperation { Member.Name: "Id", Instance: IMemberReferenceOperation { Member: { } parent } } => parent.Name + "Id",
        IMemberReferenceOperation { Member: { } member } => member.Name,
        _ => "",
    };

    /// <summary>Whether a name is that of a key of another thing, other than of a tenant, who has much.</summary>
    public static bool IsKey(string name)
    {
        var words = Words.Split(name);
        return words.Count >= 2
            && string.Equals(words[words.Count - 1], "id", StringComparison.OrdinalIgnoreCase)
            && !CollectionSizes.TenantWords.Contains(words[words.Count - 2]);
    }
}
