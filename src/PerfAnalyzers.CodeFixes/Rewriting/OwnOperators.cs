using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Operators of somebody's own that only filter what they are given and load more of each row: <c>Includes(parts)</c>, <c>NotDeleted()</c>. They do the same to
/// the rows of one key and to those of many.
/// </summary>
internal static class OwnOperators
{
    private const int LongestWay = 3;

    // Neither an order nor tracking: who asks for one row of several, or for objects of its own, has to see those.
    private static readonly ImmutableHashSet<string> Applied = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Where", "Include", "ThenInclude", "AsSplitQuery", "AsSingleQuery", "IgnoreAutoIncludes", "TagWith");

    private static readonly ImmutableHashSet<OperationKind> Parts = ImmutableHashSet.Create(
        OperationKind.Block,
        OperationKind.Return,
        OperationKind.ExpressionStatement,
        OperationKind.Conditional,
        OperationKind.VariableDeclarationGroup,
        OperationKind.VariableDeclaration,
        OperationKind.VariableDeclarator,
        OperationKind.VariableInitializer,
        OperationKind.SimpleAssignment,
        OperationKind.Invocation,
        OperationKind.Argument,
        OperationKind.DelegateCreation,
        OperationKind.PropertyReference,
        OperationKind.ParameterReference,
        OperationKind.LocalReference,
        OperationKind.Binary,
        OperationKind.Unary,
        OperationKind.Conversion,
        OperationKind.Parenthesized,
        OperationKind.Literal);

    /// <summary>Whether an operator is an extension method in source that does nothing else, whatever it is told besides the query.</summary>
    public static bool IsNeutral(IInvocationOperation applied, CompilationContext compilation) => IsNeutral(applied, compilation, LongestWay);

    private static bool IsNeutral(IInvocationOperation applied, CompilationContext compilation, int steps)
    {
        var method = MethodBodies.Declared(applied.TargetMethod);
        return steps > 0
            && method is { IsExtensionMethod: true, IsAsync: false, Parameters: { Length: > 0 } parameters }
            && method.ReturnType.Is(parameters[0].Type)
            && parameters.All(p => p.RefKind == RefKind.None && (p.Ordinal == 0) == QueryReader.For(compilation).IsQueryable(p.Type))
            && MethodBodies.For(compilation).Of(method) is { } body
            && body.Root.ChildOperations.All(o => IsPlain(o, body.Compilation, steps));
    }

    /// <summary>Whether an operation, with all in it, only decides by the parameters what is put on the query. What an expression tree says, the database is asked for each row.</summary>
    private static bool IsPlain(IOperation operation, CompilationContext compilation, int steps)
    {
        switch (operation)
        {
            case IAnonymousFunctionOperation:
                return operation.IsInExpressionTree(compilation);
            case IFieldReferenceOperation field:
                return field.Field.IsConst;
            case IPropertyReferenceOperation { Instance: null }:
            case ISimpleAssignmentOperation { Target: not (ILocalReferenceOperation or IParameterReferenceOperation) }:
            case ISimpleAssignmentOperation { Target: var target } when !QueryReader.For(compilation).IsQueryable(target.Type):
            case IInvocationOperation call when !IsAllowed(call, compilation, steps):
                return false;
            default:
                return Parts.Contains(operation.Kind) && operation.ChildOperations.All(o => IsPlain(o, compilation, steps));
        }
    }

    private static bool IsAllowed(IInvocationOperation call, CompilationContext compilation, int steps) =>
        call.TargetMethod is { Name: "HasFlag", ContainingType.SpecialType: SpecialType.System_Enum }
        || (IsOfLibrary(call.TargetMethod, compilation) ? Applied.Contains(call.TargetMethod.Name) : IsNeutral(call, compilation, steps - 1));

    private static bool IsOfLibrary(IMethodSymbol method, CompilationContext compilation) =>
        method.IsMemberOf(compilation.Type(TypeNames.System.Queryable))
        || method.IsMemberOf(compilation.Type(TypeNames.EfCore.QueryableExtensions))
        || method.IsMemberOf(compilation.Type(TypeNames.EfCore.RelationalQueryableExtensions));
}
