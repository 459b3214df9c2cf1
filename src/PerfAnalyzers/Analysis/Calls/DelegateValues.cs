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
            case IFieldReferenceOperation { Field.IsReadOnly: true } field:
                return FromDeclaration(field.Field, compilation);
            case IPropertyReferenceOperation { Property: { SetMethod: null, GetMethod: { } } } property:
                return FromDeclaration(property.Property, compilation);
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

    private static IOperation? FromDeclaration(ISymbol member, CompilationContext compilation)
    {
        if (MethodBodies.For(compilation).Initialiser(member) is { } initialiser)
            return Unwrap(initialiser.Root);

        IOperation? found = null;
        foreach (var constructor in member.ContainingType.Constructors)
        {
            if (MethodBodies.For(compilation).Of(constructor) is not { } body)
                continue;

            foreach (var assignment in body.Root.Descendants().OfType<ISimpleAssignmentOperation>())
            {
                if (!assignment.Target.ReferencedSymbol().Is(member))
                    continue;

                if (found is not null)
                    return null;

                found = Unwrap(assignment.Value);
            }
        }

        return found;
    }

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
                case ISymbolInitializerOperation initialiser:
                    value = initialiser.Value;
                    break;
                case var plain:
                    return plain;
            }
        }
    }
}
