using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>
/// Tells which calls of a member are written the same way. Most are written once, so that everything dearer than a comparison of text is asked for the
/// others only; the text of a call is taken only where another one is as long and calls a member of the same name, and once.
/// </summary>
internal sealed class WrittenCalls
{
    /// <summary>So many calls back are looked at: of hundreds that are written alike, as generated code has them, the nearest tell enough.</summary>
    private const int Nearest = 8;

    private static readonly ConditionalWeakTable<IOperation, WrittenCalls> Known = new();

    private readonly Dictionary<(string Name, int Length), List<IInvocationOperation>> calls = new();
    private readonly Dictionary<(string Name, int Length), Dictionary<string, List<IInvocationOperation>>> texts = new();

    private WrittenCalls(IOperation member, CompilationContext compilation)
    {
        if (member is IMethodBodyBaseOperation)
        {
            foreach (var part in member.ChildOperations)
                Add(part, compilation);
        }
        else
        {
            Add(member, compilation);
        }
    }

    /// <summary>The nearest calls that are written the same way and begin before this one, in the same member, in the order of the code.</summary>
    public static IReadOnlyList<IInvocationOperation> Before(IInvocationOperation call, CompilationContext compilation)
    {
        if (call.Syntax is not InvocationExpressionSyntax syntax)
            return Array.Empty<IInvocationOperation>();

        var member = LocalValues.Root(call);
        return (Known.TryGetValue(member, out var known) ? known : Of(member, compilation)).Before(syntax);
    }

    private static WrittenCalls Of(IOperation member, CompilationContext compilation) => Known.GetValue(member, m => new WrittenCalls(m, compilation));

    private IReadOnlyList<IInvocationOperation> Before(InvocationExpressionSyntax syntax)
    {
        var key = Key(syntax);
        if (!calls.TryGetValue(key, out var alike) || alike[0].Syntax.SpanStart >= syntax.SpanStart)
            return Array.Empty<IInvocationOperation>();

        if (!Same(key, alike).TryGetValue(syntax.ToString(), out var same))
            return Array.Empty<IInvocationOperation>();

        var at = same.FindIndex(c => c.Syntax.SpanStart >= syntax.SpanStart);
        var end = at < 0 ? same.Count : at;
        return same.GetRange(Math.Max(0, end - Nearest), Math.Min(end, Nearest));
    }

    private Dictionary<string, List<IInvocationOperation>> Same((string Name, int Length) key, List<IInvocationOperation> alike)
    {
        // Several rules may ask at a time.
        lock (texts)
        {
            if (!texts.TryGetValue(key, out var same))
                texts.Add(key, same = alike.GroupBy(c => c.Syntax.ToString(), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal));

            return same;
        }
    }

    private void Add(IOperation block, CompilationContext compilation)
    {
        foreach (var operation in BodyOperations.Of(block, compilation).OfKind(OperationKind.Invocation))
        {
            if (operation.Syntax is not InvocationExpressionSyntax call)
                continue;

            if (!calls.TryGetValue(Key(call), out var alike))
                calls.Add(Key(call), alike = new List<IInvocationOperation>(1));

            alike.Add((IInvocationOperation)operation);
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
