using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Tells which token of an asynchronous iterator never gets what <c>WithCancellation</c> is given, because nothing says that it should.</summary>
internal static class UnmarkedToken
{
    /// <summary>The only token that the iterator takes; null where it is marked, is one of several, or nothing is iterated.</summary>
    public static IParameterSymbol? Of(IMethodSymbol iterator, CompilationContext compilation)
    {
        // A method that hands out a stream is async only where it yields.
        if (!iterator.IsAsync
            || compilation.Type(TypeNames.Cancellation.EnumeratorCancellation) is not { } mark
            || !iterator.ReturnType.OriginalDefinition.Is(compilation.Type(TypeNames.System.AsyncEnumerableOfT)))
        {
            return null;
        }

        IParameterSymbol? found = null;
        foreach (var parameter in iterator.Parameters)
        {
            if (!parameter.Type.Is(compilation.Type(TypeNames.System.CancellationToken)))
                continue;

            if (found is not null || parameter.GetAttributes().Any(a => a.AttributeClass.Is(mark)))
                return null;

            found = parameter;
        }

        return found;
    }

    /// <summary>Where it is declared, in the part that has the body.</summary>
    public static ParameterSyntax? Syntax(IParameterSymbol token, CancellationToken cancellationToken) =>
        token.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as ParameterSyntax;
}
