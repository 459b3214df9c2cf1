using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// The elements that keys are read from: those of the loop, those of lists that they hold, which a loop within it goes through, or those of
/// a list that has nothing to do with them.
/// </summary>
/// <param name="Element">The name of one of them.</param>
/// <param name="Within">What follows the elements of the loop to get to these: <c>.SelectMany(order =&gt; order.Lines)</c>.</param>
/// <param name="List">The list, where it is not that of the loop.</param>
internal sealed record KeyElements(ISymbol Element, string Within = "", ExpressionSyntax? List = null)
{
    /// <summary>The elements that a variable is one of. Null when it is no element, or when the elements cannot be gone through before the loop.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="loop">The outer loop.</param>
    /// <param name="compilation">The compilation.</param>
    public static KeyElements? TryFind(IOperation variable, Iteration loop, CompilationContext compilation)
    {
        if (variable.ReferencedSymbol() is not { } element)
            return null;

        if (element.Is(loop.Variables[0]))
            return new KeyElements(element);

        if (LoopWithin(element, loop) is not { } inner
            || !Elements.IsList(inner.Collection.Unwrap().Type, compilation)
            || MemberPath.Read(inner.Collection.Unwrap()) is not { } path)
        {
            return null;
        }

        var facts = LoopFacts.Of(loop);
        if (path.Root.ReferencedSymbol() is not { } owner || path.Members.Any(m => facts.Changes(m) || facts.Mutates(m)) || facts.Writes(element))
            return null;

        // A list that stays the same whichever element it is.
        if (!owner.Is(loop.Variables[0]) && !facts.Declares(owner))
            return facts.Writes(owner) || facts.Mutates(owner) ? null : new KeyElements(element, "", (ExpressionSyntax)inner.Collection.Unwrap().Syntax);

        // A list that is read for all elements must be there for each.
        return !path.Members.IsEmpty
            && EachRound.Reaches(inner, loop, compilation)
            && TryFind(path.Root, loop, compilation) is { } outer
            && !KeySource.MayBeMissing(outer.Element, loop)
            ? outer with { Element = element, Within = outer.Within + ".SelectMany(" + outer.Element.Name + " => " + outer.Element.Name + "." + string.Join(".", path.Members.Select(m => m.Name)) + ")" }
            : null;
    }

    private static IForEachLoopOperation? LoopWithin(ISymbol element, Iteration loop) =>
        loop.Body.DescendantsAndSelf().OfType<IForEachLoopOperation>().FirstOrDefault(l => l.Locals.Length == 1 && l.Locals[0].Is(element));
}
