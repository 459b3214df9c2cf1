using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Makes a local list a set where it is only asked whether it has a value, and added to: neither order nor duplicates are ever seen.</summary>
internal static class SetInsteadOfList
{
    /// <summary>The edits, or null when anything else is done with the list, or its elements are compared in a way of their own.</summary>
    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, IInvocationOperation contains, Iteration loop)
    {
        var listType = request.Compilation.Type(TypeNames.System.ListOfT);
        if (contains.TargetMethod is not { Name: "Contains", Parameters.Length: 1 } method
            || !method.IsMemberOf(listType)
            || contains.Instance is not { } searched
            || LocalList.Of(searched, request.CancellationToken) is not { } list
            || !list.Local.Type.IsConstructedFrom(listType)
            // Not every provider translates a question to a set.
            || list.IsMentionedInFunction()
            || !HashSafety.Holds(ElementKind.Of(list.Local.Type, request.Compilation), loop)
            || !list.References.All(IsAskedOrFilled))
        {
            return null;
        }

        var declaration = list.Declaration.Declaration;
        var made = declaration.Variables[0].Initializer?.Value;
        var names = new[] { declaration.Type, (made as ObjectCreationExpressionSyntax)?.Type }.OfType<GenericNameSyntax>().Where(n => n.Identifier.ValueText == "List").ToList();
        if (names.Count == 0 || !(made is ImplicitObjectCreationExpressionSyntax or ObjectCreationExpressionSyntax { Type: GenericNameSyntax } || list.StartsEmpty))
            return null;

        var usings = ImmutableArray.CreateBuilder<TextChange>();
        if (request.Compilation.Type(TypeNames.Collections.HashSetOfT) is not { } set || !Usings.TryAdd(usings, set, list.Declaration, request) || !CanBeMadeSo(set, made, request))
            return null;

        var edits = new EditList();
        edits.AddRange(usings);
        foreach (var name in names)
            edits.Replace(name.Identifier.Span, "HashSet");

        return edits.Build();
    }

    /// <summary>Whether a set can be made of what the list is made of: older frameworks have no set of a size.</summary>
    private static bool CanBeMadeSo(INamedTypeSymbol set, ExpressionSyntax? made, FixRequest request) =>
        made is not BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 }
        || (request.Model.GetOperation(made, request.CancellationToken) is IObjectCreationOperation { Constructor.Parameters: { Length: 1 } wanted }
            && set.InstanceConstructors.Any(c => c.Parameters.Length == 1 && c.Parameters[0].Type.OriginalDefinition.Is(wanted[0].Type.OriginalDefinition)));

    private static bool IsAskedOrFilled(ILocalReferenceOperation reference) =>
        reference.Parent is IInvocationOperation { TargetMethod: { Name: var name, Parameters.Length: 1 } } call
        && call.Instance == reference
        && (name == "Contains" || (name == "Add" && call.Parent is IExpressionStatementOperation && call.Syntax.Parent is ExpressionStatementSyntax));
}
