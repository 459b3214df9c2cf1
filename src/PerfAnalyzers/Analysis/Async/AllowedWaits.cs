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
            || BodySettings.For(compilation).Find(setting) is not { } isOfServer
            || Tests(assignment).Any(IsOfDeveloper))
        {
            return null;
        }

        if (isOfServer)
            return (setting, Confidence.High);

        return (setting, Tests(assignment).All(IsForThere) && IsForAll(assignment, compilation) ? Confidence.Medium : Confidence.Low);
    }

    /// <summary>The conditions around a place.</summary>
    private static IEnumerable<IOperation> Tests(IOperation place)
    {
        for (IOperation child = place; child.Parent is { } parent; child = parent)
        {
            if (parent is IConditionalOperation test && test.Condition != child)
                yield return test.Condition;
        }
    }

    /// <summary>Whether a condition asks whether a developer runs the program.</summary>
    private static bool IsOfDeveloper(IOperation condition) =>
        condition.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod.Name: "IsDevelopment" });

    /// <summary>Whether a condition only asks whether something is there.</summary>
    private static bool IsForThere(IOperation condition) => condition.Unwrap() switch
    {
        IIsPatternOperation or IIsTypeOperation => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals, RightOperand.ConstantValue: { HasValue: true, Value: null } } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue: { HasValue: true, Value: null } } => true,
        _ => false,
    };

    /// <summary>Whether a place runs for each request: in a middleware, as a class or as a function.</summary>
    private static bool IsForAll(IOperation place, CompilationContext compilation)
    {
        var next = compilation.Type(TypeNames.Servers.RequestDelegate);
        for (var parent = place.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation function)
                return function.Symbol.Parameters.Length == 2 && (function.Symbol.Parameters[1].Type.Is(next) || function.Symbol.Parameters[1].Type is INamedTypeSymbol { Name: "Func", TypeArguments: { Length: 1 } given } && given[0].Is(compilation.Type(TypeNames.System.Task)));
        }

        return place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart) is IMethodSymbol { Name: "Invoke" or "InvokeAsync" } method
            && method.ContainingType.InstanceConstructors.SelectMany(c => c.Parameters).Concat(method.Parameters).Any(p => p.Type.Is(next));
    }
}
