using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>The function whose thread an operation runs on: a method, accessor, local function, lambda, or the top-level program.</summary>
/// <param name="Node">Its declaration; the compilation unit for top-level statements.</param>
/// <param name="Symbol">Its symbol.</param>
internal sealed record AsyncMember(SyntaxNode Node, IMethodSymbol Symbol)
{
    public bool IsAsync => Symbol.IsAsync;

    public bool IsLambda => Node is AnonymousFunctionExpressionSyntax;

    public bool IsLocalFunction => Node is LocalFunctionStatementSyntax;

    /// <summary>The block or expression that is run, or null where there is neither.</summary>
    public SyntaxNode? Body => Node switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
        LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression,
        AnonymousFunctionExpressionSyntax lambda => lambda.Body,
        AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody?.Expression,
        CompilationUnitSyntax unit => unit,
        ArrowExpressionClauseSyntax arrow => arrow.Expression,
        _ => null,
    };

    /// <summary>The function around a place, or null in initializers and attributes.</summary>
    public static AsyncMember? Around(SyntaxNode place, SemanticModel model, CancellationToken cancellationToken)
    {
        for (var node = place; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax:
                    return model.GetSymbolInfo(node, cancellationToken).Symbol is IMethodSymbol lambda ? new AsyncMember(node, lambda) : null;

                case ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax property }:
                    return (model.GetDeclaredSymbol(property, cancellationToken) as IPropertySymbol)?.GetMethod is { } getter ? new AsyncMember(node, getter) : null;

                case LocalFunctionStatementSyntax:
                case BaseMethodDeclarationSyntax:
                case AccessorDeclarationSyntax:
                    return model.GetDeclaredSymbol(node, cancellationToken) is IMethodSymbol symbol ? new AsyncMember(node, symbol) : null;

                case GlobalStatementSyntax { Parent: CompilationUnitSyntax unit }:
                    return model.GetDeclaredSymbol(unit, cancellationToken) is IMethodSymbol program ? new AsyncMember(unit, program) : null;

                case MemberDeclarationSyntax or AttributeSyntax or ParameterSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The function that this lambda or local function is written in.</summary>
    public AsyncMember? Outer(SemanticModel model, CancellationToken cancellationToken) =>
        Node.Parent is { } parent && (IsLambda || IsLocalFunction) ? Around(parent, model, cancellationToken) : null;

    /// <summary>Whether it hands out a task although it is not async, so that it can become async without its callers noticing.</summary>
    public bool ReturnsTask(AwaitableTypes types) => !IsAsync && types.IsAsyncReturn(Symbol.ReturnType);

    /// <summary>The statements and expressions of this function without those of functions inside it.</summary>
    public IEnumerable<SyntaxNode> OwnNodes() => (Body ?? Node).DescendantNodesAndSelf(n => n == Body || n == Node || !IsFunction(n)).Where(n => n == Body || !IsFunction(n));

    public static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    public bool IsIterator => OwnNodes().Any(n => n.IsKind(SyntaxKind.YieldReturnStatement) || n.IsKind(SyntaxKind.YieldBreakStatement));
}
