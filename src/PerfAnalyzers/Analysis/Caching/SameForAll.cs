namespace PerfAnalyzers.Analysis.Caching;

/// <summary>Tells which values do not depend on the call in which they are made.</summary>
internal static class SameForAll
{
    /// <summary>Whether a value is made of constants and of what never changes, so that it can be made before any call.</summary>
    public static bool Is(IOperation value)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            switch (operation)
            {
                case ILocalReferenceOperation or IParameterReferenceOperation or IAwaitOperation or IAnonymousFunctionOperation or IMethodReferenceOperation:
                case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: false, IsConst: false } }:
                case ITypeOfOperation { TypeOperand: var asked } when IsOpen(asked):
                case IObjectCreationOperation { Type: { } made } when IsOpen(made):
                    return false;
                case IPropertyReferenceOperation { Property: { IsStatic: true, ContainingNamespace: var declared } } when !declared.IsFramework():
                case IPropertyReferenceOperation { Property: { IsStatic: true, ContainingType.Name: "DateTime" or "DateTimeOffset" } }:
                case IInvocationOperation { TargetMethod: { IsStatic: true, ContainingNamespace: var home } } when !home.IsFramework():
                    return false;
            }
        }

        return true;
    }

    /// <summary>Whether a type depends on what a generic type or method is given.</summary>
    private static bool IsOpen(ITypeSymbol type)
    {
        var open = new Stack<ITypeSymbol>();
        open.Push(type);
        while (open.Count > 0)
        {
            switch (open.Pop())
            {
                case ITypeParameterSymbol:
                    return true;
                case IArrayTypeSymbol array:
                    open.Push(array.ElementType);
                    break;
                case INamedTypeSymbol named:
                    foreach (var argument in named.TypeArguments)
                        open.Push(argument);

                    break;
            }
        }

        return false;
    }
}
