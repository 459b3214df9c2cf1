using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>Reads which members a call of the model builder names: by a lambda, by constants, or by an array of them.</summary>
internal static class BuilderNames
{
    /// <summary>The members named by the arguments; null when they cannot be read.</summary>
    public static ImmutableArray<string>? Of(IInvocationOperation call)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { Name: "builder" or "buildAction" or "name" } || (call.TargetMethod.IsExtensionMethod && argument.Parameter?.Ordinal == 0))
                continue;

            if (!Add(names, argument.Value.Unwrap()))
                return null;
        }

        return names.ToImmutable();
    }

    /// <summary>The one member that is named; null when there is none or it cannot be read.</summary>
    public static string? Single(IInvocationOperation call) => Of(call) is { Length: 1 } names ? names[0] : null;

    /// <summary>The first member that one argument names; null when it cannot be read.</summary>
    public static string? First(IOperation argument)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        return Add(names, argument.Unwrap()) && names.Count > 0 ? names[0] : null;
    }

    private static bool Add(ImmutableArray<string>.Builder names, IOperation value)
    {
        switch (value)
        {
            case { ConstantValue: { HasValue: true, Value: string name } }:
                names.Add(name);
                return true;
            case { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation:
                return true;
            case IArrayCreationOperation { Initializer: { } initializer }:
                return initializer.ElementValues.All(e => Add(names, e.Unwrap()));
            case IArrayCreationOperation { DimensionSizes: { Length: 1 } sizes } when sizes[0].ConstantValue is { HasValue: true, Value: 0 }:
                return true;
            case IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }:
                return AddMembers(names, lambda);
            case IAnonymousFunctionOperation lambda:
                return AddMembers(names, lambda);
            default:
                return false;
        }
    }

    /// <summary>The members of <c>o =&gt; o.Id</c> and <c>o =&gt; new { o.Id, o.Name }</c>.</summary>
    private static bool AddMembers(ImmutableArray<string>.Builder names, IAnonymousFunctionOperation lambda)
    {
        if (lambda.Body.Operations.Length != 1 || lambda.Body.Operations[0] is not IReturnOperation { ReturnedValue: { } value })
            return false;

        var values = value.Unwrap() is IAnonymousObjectCreationOperation several
            ? several.Initializers.OfType<IAssignmentOperation>().Select(i => i.Value.Unwrap())
            : new[] { value.Unwrap() };
        foreach (var member in values)
        {
            switch (member)
            {
                case IPropertyReferenceOperation { Instance: { } instance } property when instance.Unwrap() is IParameterReferenceOperation:
                    names.Add(property.Property.Name);
                    break;
                case IInvocationOperation { TargetMethod.Name: "Property", Arguments.Length: 2 } shadow when shadow.Argument(1)?.ConstantValue is { HasValue: true, Value: string name }:
                    names.Add(name);
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
