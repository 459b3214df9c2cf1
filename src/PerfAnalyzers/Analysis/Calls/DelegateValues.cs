namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Finds the one function that a delegate is known to hold.</summary>
internal static class DelegateValues
{
    /// <summary>
    /// The value of a delegate: a lambda, a method group, or the call that makes it. Looks through a local that is set once
    /// and a field or property that only its declaration or the constructor sets. Null when it cannot be known.
    /// </summary>
    public static IOperation? Of(IOperation target, CompilationContext compilation)
    {
        var value = Unwrap(target);
        switch (value)
        {
            case ILocalReferenceOperation local:
                return LocalValues.SetOnce(local) is { } set ? Unwrap(set) : null;
            case IFieldReferenceOperation or IPropertyReferenceOperation:
                return MemberValues.For(compilation).Of(((IMemberReferenceOperation)value).Member) is (var held, _) ? Unwrap(held) : null;
            case IAnonymousFunctionOperation or IMethodReferenceOperation:
                return value;
            default:
                return null;
        }
    }

    /// <summary>The method that a lambda or method group stands for.</summary>
    public static IMethodSymbol? Method(IOperation? function) => function switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        IMethodReferenceOperation group => group.Method,
        _ => null,
    };

    private static IOperation Unwrap(IOperation value)
    {
        while (true)
        {
            switch (value.Unwrap())
            {
                case IDelegateCreationOperation creation:
                    value = creation.Target;
                    break;
                case IVariableInitializerOperation initialiser:
                    value = initialiser.Value;
                    break;
                case var plain:
                    return plain;
            }
        }
    }
}
