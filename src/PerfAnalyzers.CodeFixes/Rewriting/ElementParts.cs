using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// The elements of a loop that gives them no name: one that takes them apart, <c>foreach (var (id, count) in lines)</c>, or that counts through a
/// list, <c>lines[i].Id</c>.
/// </summary>
internal static class ElementParts
{
    /// <summary>Whether one variable of the loop is the element.</summary>
    public static bool IsNamed(Iteration loop) => loop.Operation is not IForEachLoopOperation { Syntax: ForEachVariableStatementSyntax } && !Counts(loop);

    /// <summary>The member of the element that a variable was given; null when the loop does not say which one that is.</summary>
    public static ISymbol? PartOf(ISymbol variable, Iteration loop, CompilationContext compilation)
    {
        if (loop.Operation is not IForEachLoopOperation { IsAsynchronous: false, Syntax: ForEachVariableStatementSyntax syntax, SemanticModel: { } model }
            || Position(syntax.Variable, variable, model) is not { } position
            || model.GetForEachStatementInfo(syntax).ElementType is not INamedTypeSymbol element
            || Member(element, model.GetDeconstructionInfo(syntax).Method, position, compilation) is not { } member)
        {
            return null;
        }

        // A variable of another type holds something that was made of the member.
        return TypeOf(member).Is((variable as ILocalSymbol)?.Type) ? member : null;
    }

    /// <summary>Whether a value is the element of the round of a loop that counts through a list.</summary>
    public static bool IsElement(IOperation value, Iteration loop) =>
        Counts(loop) && loop.Source?.ReferencedSymbol() is { } list && ElementView.IsElement(value, (ILocalSymbol)loop.Variables[0], list);

    private static bool Counts(Iteration loop) => loop.Operation is IForLoopOperation statement && loop.Variables.Any(v => statement.Locals.Any(v.Is));

    /// <summary>How many variables stand before one; null when it is not among the outermost ones.</summary>
    private static int? Position(ExpressionSyntax variables, ISymbol variable, SemanticModel model)
    {
        var names = variables switch
        {
            DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax several } => several.Variables.ToArray(),
            TupleExpressionSyntax tuple => tuple.Arguments.Select(a => (a.Expression as DeclarationExpressionSyntax)?.Designation).ToArray(),
            _ => Array.Empty<VariableDesignationSyntax?>(),
        };
        var position = Array.FindIndex(names, n => n is SingleVariableDesignationSyntax single && model.GetDeclaredSymbol(single) is { } declared && declared.Is(variable));
        return position < 0 ? null : position;
    }

    /// <summary>A field of a tuple, the property that a parameter of a record has become, the key or value of a pair.</summary>
    private static ISymbol? Member(INamedTypeSymbol element, IMethodSymbol? method, int position, CompilationContext compilation)
    {
        if (element.IsTupleType)
            return position < element.TupleElements.Length ? element.TupleElements[position] : null;

        if (method is null || method.IsStatic || position >= method.Parameters.Length)
            return null;

        var isMade = element.IsRecord && (method.IsImplicitlyDeclared || method.DeclaringSyntaxReferences.IsEmpty);
        return !isMade && !element.IsConstructedFrom(compilation.Type(TypeNames.System.KeyValuePair))
            ? null
            : element.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(p => p.Name.Equals(method.Parameters[position].Name, StringComparison.OrdinalIgnoreCase));
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : (member as IPropertySymbol)?.Type;
}
