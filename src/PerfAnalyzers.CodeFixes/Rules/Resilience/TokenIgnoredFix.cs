using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Resilience;

/// <summary>Asks the token at the start of every round of the loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TokenIgnoredFix))]
public sealed class TokenIgnoredFix : RuleCodeFix
{
    public const string AskKey = "PERF3007.ask";

    public TokenIgnoredFix()
        : base(RuleIds.TokenIgnored)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(AskKey);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<MethodDeclarationSyntax>() is not { } node
            || request.Model.GetDeclaredSymbol(node, request.CancellationToken) is not { } method
            || request.Model.GetOperation(node, request.CancellationToken) is not { } body
            || IgnoredToken.Of(method, body, request.Compilation, request.CancellationToken) is not { Writes: false, IsSwallowed: false } found
            || Body(found.Loop.Syntax) is not BlockSyntax { Statements: { Count: > 0 } statements } block
            || block.ContainsDirectives)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var name = found.Parameter.Identifier.Text;
        var first = statements[0];
        var separator = TextShape.StartsLine(request.Text, first.SpanStart) ? TextShape.NewLine(request.Text) + TextShape.Indentation(request.Text, first.SpanStart) : " ";
        var changes = ImmutableArray.Create(new TextChange(new TextSpan(first.SpanStart, 0), $"{name}.ThrowIfCancellationRequested();{separator}"));
        return await StillCompiles.AfterAsync(changes, node, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan($"Ask '{name}' in every round", AskKey, changes))
            : ImmutableArray<FixPlan>.Empty;
    }

    private static StatementSyntax? Body(SyntaxNode loop) => loop switch
    {
        CommonForEachStatementSyntax each => each.Statement,
        ForStatementSyntax counted => counted.Statement,
        WhileStatementSyntax tested => tested.Statement,
        DoStatementSyntax tested => tested.Statement,
        _ => null,
    };
}
