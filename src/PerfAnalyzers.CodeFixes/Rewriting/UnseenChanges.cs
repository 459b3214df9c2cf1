namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Changes of objects that a fix cannot exclude.</summary>
internal static class UnseenChanges
{
    /// <summary>Whether code that is not seen here gets hold of an object and could set a member of it that was read.</summary>
    /// <param name="reads">What is read of objects.</param>
    /// <param name="code">The code that runs in between.</param>
    public static bool MayReach(IEnumerable<ISymbol> reads, IEnumerable<IOperation> code)
    {
        var owners = reads
            .Where(s => s is IPropertySymbol { SetMethod: { IsInitOnly: false } } or IFieldSymbol { IsReadOnly: false, IsConst: false })
            .Select(s => s.ContainingType.OriginalDefinition)
            .ToImmutableHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        return owners.Count > 0 && code.SelectMany(c => c.DescendantsAndSelf()).Any(o =>
            o is IInvocationOperation { TargetMethod: { } method } call
            && !method.ContainingNamespace.IsFramework()
            && (IsOwner(call.Instance?.Type) || call.Arguments.Any(a => IsOwner(a.Value.Unwrap().Type))));

        bool IsOwner(ITypeSymbol? type) => type is { IsReferenceType: true } && owners.Any(o => type.DerivesFrom(o) || o.DerivesFrom(type.OriginalDefinition as INamedTypeSymbol));
    }
}
