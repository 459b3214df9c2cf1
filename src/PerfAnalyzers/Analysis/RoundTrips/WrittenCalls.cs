using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>
/// Tells which calls of a member are written the same way. Most are written once, so that everything dearer than a comparison of text is asked for the
/// others only; the text of a call is taken only where another one is as long and calls a member of the same name.
/// </summary>
internal static class WrittenCalls
{
    private static readonly ConditionalWeakTable<IOperation, Dictionary<(string Name, int Length), List<InvocationExpressionSyntax>>> Known = new();

    /// <summary>Whether a call that is written the same way begins before this one, in the same member.</summary>
    public static bool HaveBefore(IInvocationOperation call)
    {
        if (call.Syntax is not InvocationExpressionSyntax syntax
            || !Known.GetValue(LocalValues.Root(call), Read).TryGetValue(Key(syntax), out var alike)
            || alike[0].SpanStart >= syntax.SpanStart)
        {
            return false;
        }

        var text = syntax.ToString();
        return alike.Any(a => a.SpanStart < syntax.SpanStart && a.ToString() == text);
    }

    private static Dictionary<(string Name, int Length), List<InvocationExpressionSyntax>> Read(IOperation member)
    {
        var calls = new Dictionary<(string, int), List<InvocationExpressionSyntax>>();
        if (member is not IMethodBodyBaseOperation)
        {
            Add(calls, member);
            return calls;
        }

        foreach (var part in member.ChildOperations)
            Add(calls, part);

        return calls;
    }

    private static void Add(Dictionary<(string Name, int Length), List<InvocationExpressionSyntax>> calls, IOperation block)
    {
        foreach (var operation in BodyOperations.Of(block).OfKind(OperationKind.Invocation))
        {
            if (operation.Syntax is not InvocationExpressionSyntax call)
                continue;

            if (!calls.TryGetValue(Key(call), out var alike))
                calls.Add(Key(call), alike = new List<InvocationExpressionSyntax>(1));

            alike.Add(call);
        }
    }

    private static (string Name, int Length) Key(InvocationExpressionSyntax call) => (NameOf(call.Expression), call.Span.Length);

    private static string NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
