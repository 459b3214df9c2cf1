using PerfAnalyzers.Analysis.Iteration;
namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A list in a local variable: where it is made and every place that mentions it.</summary>
internal sealed class LocalList
{
    private LocalList(ILocalSymbol local, LocalDeclarationStatementSyntax declaration, IOperation made, ImmutableArray<ILocalReferenceOperation> references)
    {
        Local = local;
        Declaration = declaration;
        Made = made;
        References = references;
    }

    public ILocalSymbol Local { get; }

    /// <summary>The statement that declares this local alone.</summary>
    public LocalDeclarationStatementSyntax Declaration { get; }

    /// <summary>What the local is declared with.</summary>
    public IOperation Made { get; }

    public ImmutableArray<ILocalReferenceOperation> References { get; }

    /// <summary>Whether the list starts without elements.</summary>
    public bool StartsEmpty => Made is IObjectCreationOperation { Initializer: null, Arguments: var arguments } && arguments.All(a => a.Value.Type?.SpecialType == SpecialType.System_Int32)
        || (LiteralSyntax.IsCollection(Made.Syntax) && !Made.Syntax.ChildNodes().Any());

    /// <summary>The local that a list is held in; null when it is something else, or gets another list later.</summary>
    public static LocalList? Of(IOperation list, CancellationToken cancellationToken)
    {
        if (list.Unwrap() is not ILocalReferenceOperation { Local: { IsRef: false, DeclaringSyntaxReferences: { Length: 1 } declarations } local } reference
            || LocalValues.SetOnce(reference) is not { } made
            || declarations[0].GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } declaration } })
        {
            return null;
        }

        var references = LocalValues.Root(list).DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(local)).ToImmutableArray();
        return references.Any(r => r.Syntax.Parent is RefExpressionSyntax) ? null : new LocalList(local, declaration, made.Unwrap(), references);
    }

    /// <summary>Whether nothing mentions the list between its declaration and a position.</summary>
    public bool IsUntouchedBefore(int position) => References.All(r => r.Syntax.SpanStart >= position);

    public bool IsMentionedInFunction() => References.Any(r =>
    {
        for (var parent = r.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILocalFunctionOperation or IAnonymousFunctionOperation && !parent.Syntax.Span.Contains(Declaration.Span))
                return true;
        }

        return false;
    });

    /// <summary>Whether the code after a jump or a caught failure would find the list as a loop left it half way.</summary>
    public bool IsSeenAfterFailure(SyntaxNode loop) =>
        loop.DescendantNodes().Any(n => n is GotoStatementSyntax || n.IsKind(SyntaxKind.YieldReturnStatement))
        || loop.Ancestors().TakeWhile(a => !a.Span.Contains(Declaration.Span)).Any(a => a is TryStatementSyntax);
}
