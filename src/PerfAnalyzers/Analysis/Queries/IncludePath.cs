namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Reads what an Include or ThenInclude names.</summary>
internal static class IncludePath
{
    /// <summary>The navigations named by the lambda or the constant text of the call; null when they cannot be read.</summary>
    public static ImmutableArray<string>? Of(IInvocationOperation include)
    {
        var argument = include.Argument(1)?.Unwrap();
        if (argument is { ConstantValue: { HasValue: true, Value: string path } })
            return path.Split('.').Select(p => p.Trim()).ToImmutableArray();

        var lambda = argument is IDelegateCreationOperation { Target: IAnonymousFunctionOperation target } ? target : argument as IAnonymousFunctionOperation;
        if (lambda is not { Body.Operations: { Length: 1 } body } || body[0] is not IReturnOperation { ReturnedValue: { } value })
            return null;

        var names = ImmutableArray.CreateBuilder<string>();
        for (var current = value.Unwrap(); ;)
        {
            switch (current)
            {
                case IParameterReferenceOperation:
                    names.Reverse();
                    return names.ToImmutable();
                case IPropertyReferenceOperation { Instance: { } instance } property:
                    names.Add(property.Property.Name);
                    current = instance.Unwrap();
                    break;

                // A filtered include: o => o.Lines.Where(...).OrderBy(...).
                case IInvocationOperation { TargetMethod.Name: not "Select" } filter when filter.Receiver() is { } receiver:
                    current = receiver.Unwrap();
                    break;
                default:
                    return null;
            }
        }
    }
}
