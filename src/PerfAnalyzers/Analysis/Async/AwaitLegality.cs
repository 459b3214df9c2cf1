using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>What forbids an <c>await</c> at a place.</summary>
internal enum AwaitObstacle
{
    None,
    Lock,
    CatchFilter,
    QueryClause,
    Unsafe,
    ExpressionTree,
    RefStruct,
    ByReference,
    InterpolationHandler,
    NotRun,

    /// <summary>The member cannot be async at all.</summary>
    Member,
}

/// <summary>
/// Tells whether the language allows <c>await</c> at a place. Conservative: where the compiler would decide by flow
/// (values of ref struct types living across the await), any doubt counts as forbidden.
/// </summary>
internal static class AwaitLegality
{
    public static AwaitObstacle At(SyntaxNode place, AsyncMember member, SemanticModel model, CompilationContext compilation, CancellationToken cancellationToken)
    {
        for (SyntaxNode child = place, node = place.Parent!; node is not null && child != member.Node; child = node, node = node.Parent!)
        {
            var obstacle = Between(node, child, model);
            if (obstacle != AwaitObstacle.None)
                return obstacle;
        }

        if (IsUnsafe(member.Node))
            return AwaitObstacle.Unsafe;

        if (model.GetOperation(place, cancellationToken) is not { } operation || operation.IsInExpressionTree(compilation))
            return AwaitObstacle.ExpressionTree;

        var inStatement = RefTemporaries.Find(place, model, cancellationToken);
        if (inStatement != AwaitObstacle.None)
            return inStatement;

        return RefLocals.LiveAcross(place, member, model, cancellationToken) ? AwaitObstacle.RefStruct : AwaitObstacle.None;
    }

    /// <summary>Whether a function that is not async may carry the modifier without other changes than to its returns.</summary>
    public static AwaitObstacle OfMember(AsyncMember member, CompilationContext compilation)
    {
        if (member.Body is null || member.Node is not (MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            return AwaitObstacle.Member;

        var symbol = member.Symbol;
        if (symbol.ReturnsByRef || symbol.ReturnsByRefReadonly || symbol.IsVararg || symbol.IsExtern || symbol.IsAbstract)
            return AwaitObstacle.Member;

        if (symbol.Parameters.Any(p => p.RefKind != RefKind.None || p.Type.IsRefLikeType || p.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol))
            return AwaitObstacle.ByReference;

        // An async method of a struct works on a copy of it.
        if (symbol is { IsStatic: false, ContainingType.IsValueType: true })
            return AwaitObstacle.ByReference;

        if (HasForbiddingAttribute(symbol, compilation) || member.IsIterator)
            return AwaitObstacle.Member;

        // In an async function the name becomes a keyword.
        return member.Node.DescendantTokens().Any(t => t.ValueText == "await" && t.IsKind(SyntaxKind.IdentifierToken))
            ? AwaitObstacle.Member
            : AwaitObstacle.None;
    }

    private static AwaitObstacle Between(SyntaxNode node, SyntaxNode child, SemanticModel model) => node switch
    {
        LockStatementSyntax held when held.Statement == child => AwaitObstacle.Lock,
        CatchFilterClauseSyntax => AwaitObstacle.CatchFilter,
        FromClauseSyntax { Parent: QueryExpressionSyntax } first when first.Expression == child => AwaitObstacle.None,
        JoinClauseSyntax join when join.InExpression == child => AwaitObstacle.None,
        QueryClauseSyntax or SelectOrGroupClauseSyntax or OrderingSyntax => AwaitObstacle.QueryClause,
        UnsafeStatementSyntax or FixedStatementSyntax => AwaitObstacle.Unsafe,
        AttributeSyntax or ConstructorInitializerSyntax => AwaitObstacle.NotRun,
        ParameterSyntax => AwaitObstacle.NotRun,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } call when model.GetSymbolInfo(call).Symbol is null => AwaitObstacle.NotRun,
        CommonForEachStatementSyntax loop when loop.Statement == child && model.GetForEachStatementInfo(loop).GetEnumeratorMethod?.ReturnType.IsRefLikeType == true => AwaitObstacle.RefStruct,
        UsingStatementSyntax { Expression: { } resource } scope when scope.Statement == child && model.GetTypeInfo(resource).Type?.IsRefLikeType == true => AwaitObstacle.RefStruct,
        _ => AwaitObstacle.None,
    };

    private static bool IsUnsafe(SyntaxNode member)
    {
        for (var node = member; node is not null; node = node.Parent)
        {
            var modifiers = node switch
            {
                MemberDeclarationSyntax declaration => declaration.Modifiers,
                LocalFunctionStatementSyntax local => local.Modifiers,
                _ => default,
            };
            if (modifiers.Any(SyntaxKind.UnsafeKeyword) || node is UnsafeStatementSyntax)
                return true;
        }

        return false;
    }

    private static bool HasForbiddingAttribute(IMethodSymbol symbol, CompilationContext compilation)
    {
        const int Synchronized = 32;
        if (((int)symbol.MethodImplementationFlags & Synchronized) != 0)
            return true;

        return symbol.GetAttributes().Any(a =>
            a.AttributeClass.Is(compilation.Type(TypeNames.Tasks.UnmanagedCallersOnlyAttribute))
            || a.AttributeClass is { Name: "SecurityCriticalAttribute" or "ComVisibleAttribute" or "STAThreadAttribute" });
    }
}
