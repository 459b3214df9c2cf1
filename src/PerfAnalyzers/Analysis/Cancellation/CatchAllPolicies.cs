using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>
/// Knows the policies that take every exception for a failure, and so a cancellation too: <c>Policy.Handle&lt;Exception&gt;().WaitAndRetryAsync(...)</c>. Libraries
/// that offer such things are built alike, so the shape is looked for.
/// </summary>
internal static class CatchAllPolicies
{
    /// <summary>Whether a function is handed to such a policy to be run.</summary>
    public static bool Run(IAnonymousFunctionOperation function, CompilationContext compilation)
    {
        IOperation value = function;
        while (value.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            value = value.Parent;

        return value.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } call }
            && name.StartsWith("Execute", StringComparison.Ordinal)
            && call.Receiver() is { } policy
            && Origin(policy, compilation)?.DescendantsAndSelf().Any(o => HandlesAll(o, compilation)) == true;
    }

    private static IOperation? Origin(IOperation policy, CompilationContext compilation) => policy.Unwrap() switch
    {
        ILocalReferenceOperation local => LocalValues.SetOnce(local),
        IFieldReferenceOperation field => MemberValues.For(compilation).Of(field.Field)?.Value,
        IPropertyReferenceOperation property => MemberValues.For(compilation).Of(property.Property)?.Value,
        var other => other,
    };

    /// <summary><c>Handle&lt;Exception&gt;()</c>, without a condition.</summary>
    private static bool HandlesAll(IOperation operation, CompilationContext compilation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Handle" or "Or", TypeArguments: { Length: 1 } handled, ContainingType.Name: var owner }, Arguments: var given }
        && owner.IndexOf("Policy", StringComparison.Ordinal) >= 0
        && given.All(a => a.Parameter?.Ordinal == 0 && operation is IInvocationOperation { TargetMethod.IsExtensionMethod: true })
        && handled[0].Is(compilation.Type(TypeNames.System.Exception));
}
