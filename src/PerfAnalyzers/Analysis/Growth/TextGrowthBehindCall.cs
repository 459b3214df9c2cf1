using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Growth;

/// <summary>
/// Recognises calls of methods of the same object that add to a text which stays from call to call: <c>private void Line(string line) => text += line + "\n";</c>
/// Each method is read once in a compilation.
/// </summary>
internal sealed class TextGrowthBehindCall
{
    private readonly CompilationContext compilation;
    private readonly ConcurrentDictionary<IMethodSymbol, StringGrowth?> known = new(SymbolEqualityComparer.Default);

    private TextGrowthBehindCall(CompilationContext compilation) => this.compilation = compilation;

    public static TextGrowthBehindCall For(CompilationContext compilation) => compilation.Get(c => new TextGrowthBehindCall(c));

    /// <summary>Whether a call could be one; asked first, as it looks at nothing else.</summary>
    public static bool MayBe(IInvocationOperation call) =>
        call.Instance is null or IInstanceReferenceOperation && call.TargetMethod is { ReturnsVoid: true, IsExtensionMethod: false } && CallTargets.MayRunSource(call.TargetMethod);

    /// <summary>The growth that a call leads to; null where the method does anything else with the text, or another one may run.</summary>
    public StringGrowth? Read(IInvocationOperation call) =>
        MayBe(call) && CallTargets.Of(call, compilation).Methods is { Length: 1 } targets ? OfMethod(targets[0]) : null;

    /// <summary>Whether a method that a loop calls begins the text anew.</summary>
    public bool IsBegunAnewIn(Iteration.Iteration loop, ISymbol text) => loop.Body.DescendantsAndSelf().Any(o =>
        o is IInvocationOperation { TargetMethod: { } method }
        && method.ContainingType.OriginalDefinition.Is(text.ContainingType?.OriginalDefinition)
        && OfMethod(method)?.Symbol.Is(text) != true
        && MethodBodies.For(compilation).Of(method) is { } body
        && LoopFacts.OfBody(body.Root).Writes(text));

    private StringGrowth? OfMethod(IMethodSymbol method) => known.GetOrAdd(MethodBodies.Declared(method), Find);

    private StringGrowth? Find(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty || !MayGrow(method.DeclaringSyntaxReferences[0].GetSyntax()) || MethodBodies.For(compilation).Of(method) is not { } body || body.Compilation != compilation)
            return null;

        StringGrowth? found = null;
        foreach (var assignment in RunningCode.Of(body).OfType<IAssignmentOperation>())
        {
            if (StringGrowth.Read(assignment) is { } growth && assignment.Target is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } && GrowthBehindCall.IsInEachCall(assignment, body))
                found ??= growth;
        }

        // A text that the method also begins anew is as long as one call makes it.
        return found is not null && RunningCode.Of(body).OfType<ISimpleAssignmentOperation>().Any(a => a.Target.ReferencedSymbol().Is(found.Symbol) && StringGrowth.Read(a) is null) ? null : found;
    }

    /// <summary>Whether anything is assigned in a method: most need not be bound.</summary>
    private static bool MayGrow(SyntaxNode declaration) => declaration.DescendantNodes().Any(n => n is AssignmentExpressionSyntax assignment && assignment.Kind() is SyntaxKind.AddAssignmentExpression or SyntaxKind.SimpleAssignmentExpression);
}
