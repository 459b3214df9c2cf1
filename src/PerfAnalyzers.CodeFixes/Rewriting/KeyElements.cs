using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// The elements that keys are read from: those of the loop, those of lists that they hold, which a loop within it goes through, or those of
/// a list that has nothing to do with them.
/// </summary>
/// <param name="Element">The name of one of them.</param>
/// <param name="Within">What follows the elements of the loop to get to these: <c>.SelectMany(order =&gt; order.Lines)</c>.</param>
/// <param name="List">The list, where it is not that of the loop.</param>
/// <param name="Part">What of an element the variable stands for, where the loop takes elements apart.</param>
/// <param name="Row">A name for an element that has none; null where it is that of the variable.</param>
internal sealed record KeyElements(ISymbol Element, string Within = "", ExpressionSyntax? List = null, ISymbol? Part = null, string? Row = null)
{
    /// <summary>The elements that a variable is one of. Null when it is no element, or when the elements cannot be gone through before the loop.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="loop">The outer loop.</param>
    /// <param name="compilation">The compilation.</param>
    public static KeyElements? TryFind(IOperation variable, Iteration loop, CompilationContext compilation)
    {
        if (variable.ReferencedSymbol() is not { } element)
            return null;

        if (ElementParts.IsElement(variable, loop))
            return new KeyElements(loop.Variables[0], Row: RowOf(loop));

        if (loop.Variables.Any(element.Is))
        {
            return ElementParts.IsNamed(loop) ? new KeyElements(element)
                : ElementParts.PartOf(element, loop, compilation) is { } part ? new KeyElements(element, Part: part, Row: RowOf(loop))
                : null;
        }

        if (LoopWithin(element, loop) is not { } inner
            || !(Elements.IsList(inner.Collection.Unwrap().Type, compilation) || IsGroup(inner.Collection.Unwrap().Type, compilation))
            || MemberPath.Read(inner.Collection.Unwrap()) is not { } path)
        {
            return null;
        }

        var facts = LoopFacts.Of(loop);
        if (path.Root.ReferencedSymbol() is not { } owner || path.Members.Any(m => facts.Changes(m) || facts.Mutates(m)) || facts.Writes(element))
            return null;

        // A list that stays the same whichever element it is.
        if (!loop.Variables.Any(owner.Is) && !facts.Declares(owner))
            return facts.Writes(owner) || facts.Mutates(owner) ? null : new KeyElements(element, "", (ExpressionSyntax)inner.Collection.Unwrap().Syntax);

        // A list that is read for all elements must be there for each.
        return EachRound.Reaches(inner, loop, compilation)
            && TryFind(path.Root, loop, compilation) is { Row: null } outer
            && !KeySource.MayBeMissing(outer.Element, loop)
            ? outer with { Element = element, Within = outer.Within + ".SelectMany(" + outer.Element.Name + " => " + outer.Element.Name + string.Concat(path.Members.Select(m => "." + m.Name)) + ")" }
            : null;
    }

    /// <summary>The elements of one key, which were all read when the group was made.</summary>
    private static bool IsGroup(ITypeSymbol? type, CompilationContext compilation) => type.Implements(compilation.Type(TypeNames.System.GroupingOfT));

    private static string RowOf(Iteration loop) => Names.OfElement((ExpressionSyntax)loop.Source!.Syntax);

    private static IForEachLoopOperation? LoopWithin(ISymbol element, Iteration loop) =>
        loop.Body.DescendantsAndSelf().OfType<IForEachLoopOperation>().FirstOrDefault(l => l.Locals.Length == 1 && l.Locals[0].Is(element));
}
