namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>A value that an object carries together with word of how it went: <c>Result&lt;List&lt;Order&gt;&gt;.Success(orders)</c>, and <c>result.Value</c>.</summary>
internal static class Wrapped
{
    /// <summary>Whether an expression takes the value out of an object of the user's own that is made for values of any type.</summary>
    public static bool Is(IOperation value) =>
        value is IPropertyReferenceOperation { Property: { IsIndexer: false, OriginalDefinition.Type: ITypeParameterSymbol { DeclaringType: { } generic } }, Instance: { } instance }
        && !generic.ContainingNamespace.IsFramework()
        && instance.UnwrapAwait() is ILocalReferenceOperation or IInvocationOperation;

    /// <summary>Whether a call makes such an object of what it is given, by a static method that is named for nothing but how it went.</summary>
    public static bool Makes(IInvocationOperation call) =>
        call.TargetMethod is { IsStatic: true, IsExtensionMethod: false, ReturnType: INamedTypeSymbol { IsGenericType: true } made, ContainingType: { } type }
        && made.Name == type.Name
        && made.ContainingNamespace.Is(type.ContainingNamespace)
        && !type.ContainingNamespace.IsFramework()
        && call.Arguments.Count(a => a.Parameter is { OriginalDefinition.Type: ITypeParameterSymbol }) == 1;
}
