using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Finds where threads are allowed to wait for the bodies of requests and answers.</summary>
internal static class AllowedWaits
{
    /// <summary>What an assignment switches on, and how many requests it is for: all of a server, all that come through a middleware, or those that ask for it.</summary>
    public static (IPropertySymbol Setting, Confidence Confidence)? Of(ISimpleAssignmentOperation assignment, CompilationContext compilation)
    {
        if (assignment is not { Target: IPropertyReferenceOperation { Property: var setting }, Value.ConstantValue: { HasValue: true, Value: true } }
            || BodySettings.For(compilation).Find(setting) is not { } isOfServer)
        {
            return null;
        }

        var conditions = PathCondition.Of(assignment).ToList();
        if (conditions.Any(c => c.Means(IsNotInProduction)))
            return null;

        if (isOfServer)
            return (setting, Confidence.High);

        return (setting, conditions.All(c => IsForThere(c, setting)) && IsForAll(assignment, compilation) ? Confidence.Medium : Confidence.Low);
    }

    /// <summary>Whether a test that came out in one way says that a developer or a test runs the program.</summary>
    private static bool IsNotInProduction(IOperation test, bool holds) => test switch
    {
        IInvocationOperation { TargetMethod.Name: "IsDevelopment" or "IsStaging" } => holds,
        IInvocationOperation { TargetMethod.Name: "IsProduction" } => !holds,
        IInvocationOperation { TargetMethod.Name: "IsEnvironment" } call => call.Arguments.Select(a => a.Value.ConstantValue.Value).OfType<string>().FirstOrDefault() is { } name && holds != NamesProduction(name),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, LeftOperand: IPropertyReferenceOperation { Property.Name: "EnvironmentName" }, RightOperand.ConstantValue: { HasValue: true, Value: string name } } same =>
            (holds == (same.OperatorKind == BinaryOperatorKind.Equals)) != NamesProduction(name),
        _ => false,
    };

    private static bool NamesProduction(string name) => name.StartsWith("prod", StringComparison.OrdinalIgnoreCase) || name.Equals("live", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a condition only asks whether the setting can be set, or says that all else is a mistake.</summary>
    private static bool IsForThere(PathCondition condition, IPropertySymbol setting) =>
        (condition.Exit is { } exit && PathCondition.Throws(exit)) || !condition.MayMean((test, _) => !IsForThere(test, setting));

    private static bool IsForThere(IOperation test, IPropertySymbol setting) => test switch
    {
        IIsPatternOperation match => setting.ContainingType.Is(match.Value.Type),
        IIsTypeOperation match => setting.ContainingType.Is(match.ValueOperand.Type),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, RightOperand.ConstantValue: { HasValue: true, Value: null } } same => setting.ContainingType.Is(same.LeftOperand.Unwrap().Type),
        _ => false,
    };

    /// <summary>Whether a place runs for each request: in a middleware, as a class or as a function, that is not only for some paths.</summary>
    private static bool IsForAll(IOperation place, CompilationContext compilation)
    {
        var next = compilation.Type(TypeNames.Servers.RequestDelegate);
        IAnonymousFunctionOperation? innermost = null;
        for (var parent = place.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation function)
            {
                innermost ??= function;
                if (IsBranch(function))
                    return false;
            }
        }

        if (innermost is not null)
            return innermost.Symbol.Parameters.Length == 2 && (innermost.Symbol.Parameters[1].Type.Is(next) || innermost.Symbol.Parameters[1].Type is INamedTypeSymbol { Name: "Func", TypeArguments: { Length: 1 } given } && given[0].Is(compilation.Type(TypeNames.System.Task)));

        return place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart) is IMethodSymbol { Name: "Invoke" or "InvokeAsync" } method
            && method.ContainingType.InstanceConstructors.SelectMany(c => c.Parameters).Concat(method.Parameters).Any(p => p.Type.Is(next));
    }

    /// <summary>Whether a function sets up what only some requests go through: <c>app.Map("/soap", branch => ...)</c>.</summary>
    private static bool IsBranch(IAnonymousFunctionOperation function) =>
        (function.Parent as IDelegateCreationOperation ?? (IOperation)function).ParentValue() is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Map" or "MapWhen" or "UseWhen" } };
}
