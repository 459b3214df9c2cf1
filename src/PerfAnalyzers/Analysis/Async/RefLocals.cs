using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Locals that cannot be kept while a method is suspended: of ref struct types, and references.</summary>
internal static class RefLocals
{
    // Since this version an async method may have such locals, as long as none lives across an await.
    private const int AllowedSince = 1300;

    /// <summary>Whether such a local is in scope at a place and may be used after it.</summary>
    public static bool LiveAcross(SyntaxNode place, AsyncMember member, SemanticModel model, CancellationToken cancellationToken)
    {
        var locals = Find(member, model, cancellationToken).ToList();
        if (locals.Count == 0)
            return false;

        if (place.SyntaxTree.Options is CSharpParseOptions options && (int)options.LanguageVersion < AllowedSince)
            return true;

        // Control can go anywhere: do not try to follow it.
        if (member.OwnNodes().Any(n => n is GotoStatementSyntax or LabeledStatementSyntax))
            return true;

        return locals.Any(local => MayLive(local, place, member, model, cancellationToken));
    }

    private static IEnumerable<ILocalSymbol> Find(AsyncMember member, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var node in member.OwnNodes())
        {
            if (node is VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax
                && model.GetDeclaredSymbol(node, cancellationToken) is ILocalSymbol local
                && (local.Type.IsRefLikeType || local.IsRef || local.Type is IPointerTypeSymbol))
            {
                yield return local;
            }
        }
    }

    private static bool MayLive(ILocalSymbol local, SyntaxNode place, AsyncMember member, SemanticModel model, CancellationToken cancellationToken)
    {
        var declaration = local.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken);
        if (Scope(declaration) is not { } scope || !scope.Span.Contains(place.Span) || declaration.SpanStart > place.SpanStart || declaration.Span.Contains(place.Span))
            return false;

        // It is disposed of at the end of its scope.
        if (declaration.Parent?.Parent is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } or UsingStatementSyntax)
            return true;

        var loop = place.Ancestors().TakeWhile(a => a != member.Node && a != scope).LastOrDefault(IsLoop);
        foreach (var node in member.OwnNodes())
        {
            if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != local.Name || place.Span.Contains(name.Span))
                continue;

            var later = name.SpanStart > place.Span.End && !InOtherBranch(place, name);
            var inNextRound = loop is not null && loop.Span.Contains(name.Span);
            if ((later || inNextRound) && model.GetSymbolInfo(name, cancellationToken).Symbol.Is(local))
                return true;
        }

        return false;
    }

    /// <summary>Whether two places are on branches of which only one is run.</summary>
    private static bool InOtherBranch(SyntaxNode place, SyntaxNode use)
    {
        for (SyntaxNode child = place, node = place.Parent!; node is not null; child = node, node = node.Parent!)
        {
            if (!node.Span.Contains(use.Span))
                continue;

            return node switch
            {
                IfStatementSyntax branch => branch.Statement == child && branch.Else?.Span.Contains(use.Span) == true,
                SwitchStatementSyntax => child is SwitchSectionSyntax,
                SwitchExpressionSyntax => child is SwitchExpressionArmSyntax,
                ConditionalExpressionSyntax choice => choice.WhenTrue == child && choice.WhenFalse.Span.Contains(use.Span),
                _ => false,
            };
        }

        return false;
    }

    private static SyntaxNode? Scope(SyntaxNode declaration) => declaration.Ancestors().FirstOrDefault(a =>
        a is BlockSyntax or SwitchSectionSyntax or ForStatementSyntax or UsingStatementSyntax or CommonForEachStatementSyntax or CompilationUnitSyntax
        || AsyncMember.IsFunction(a)
        || a is MemberDeclarationSyntax);

    private static bool IsLoop(SyntaxNode node) =>
        node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;
}
