using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Keeps one client for all calls, makes it before the loop, or lets connections be pooled.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConnectionPerCallFix))]
public sealed class ConnectionPerCallFix : RuleCodeFix
{
    public const string Share = "PERF2019.Share";
    public const string Hoist = "PERF2019.Hoist";
    public const string Open = "PERF2019.Open";
    public const string Pool = "PERF2019.Pool";

    public ConnectionPerCallFix()
        : base(RuleIds.ConnectionPerCall)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Share, Hoist, Open, Pool);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request) =>
        await PlanOneAsync(request).ConfigureAwait(false) is { } plan ? ImmutableArray.Create(plan) : ImmutableArray<FixPlan>.Empty;

    private static async Task<FixPlan?> PlanOneAsync(FixRequest request)
    {
        if (request.Node<LiteralExpressionSyntax>() is { } text && text.IsKind(SyntaxKind.StringLiteralExpression))
            return PlanPool(text, request);

        var node = request.Node<ExpressionSyntax>();
        if (node is not BaseObjectCreationExpressionSyntax)
            node = request.Node<InvocationExpressionSyntax>();

        if (node is null
            || request.Model.GetOperation(node, request.CancellationToken) is not { } made)
        {
            return null;
        }

        if (PooledClientUse.Of(made, request.Compilation, request.CancellationToken) is not { } use)
            return await PlanOpenAsync(made, request).ConfigureAwait(false);

        return use.Loop is { } loop ? await PlanHoistAsync(made, loop, request).ConfigureAwait(false) : await PlanShareAsync(use, request).ConfigureAwait(false);
    }

    private static async Task<FixPlan?> PlanShareAsync(PooledClientUse use, FixRequest request)
    {
        // A field whose value cannot be made is broken for good, so what connects at once stays where it is.
        if (use.Row.ConnectsAtOnce
            || SharedInstance.Of(use.Made, request) is not { Value: { } value } instance
            || instance.Uses.Any(u => u.Parent is IArgumentOperation or IInvocationOperation { TargetMethod.Name: "Dispose" or "DisposeAsync" or "Close" or "CloseAsync" or "ShutdownAsync" }))
        {
            return null;
        }

        return await instance.PlanAsync("Shared" + use.Made.Type!.Name, value).ConfigureAwait(false) is { } edits
            ? new FixPlan($"Use one '{use.Made.Type.Name}' for all calls", Share, edits)
            : null;
    }

    /// <summary>Moves the declaration as it stands: a client that is disposed at the end of a round is then disposed after the last one.</summary>
    private static async Task<FixPlan?> PlanHoistAsync(IOperation made, Iteration loop, FixRequest request)
    {
        if (made.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not LocalDeclarationStatementSyntax { Parent: BlockSyntax body, Declaration.Variables.Count: 1 } declaration
            || loop.Operation is not ILoopOperation { Body.Syntax: var inner }
            || inner != body
            || declaration.GetLeadingTrivia().Concat(declaration.GetTrailingTrivia()).Any(t => t.IsDirective)
            || LoopHoist.Before(loop.Operation.Syntax, request.Model) is not { } hoist
            || !StaysUsable(declaration, made, request))
        {
            return null;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        hoist.Insert(changes, request.Text, declaration.ToFullString().Trim());
        changes.Add(new TextChange(declaration.FullSpan, ""));
        var edits = changes.ToImmutable();
        return await StillCompiles.AfterAsync(edits, declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>()!, request).ConfigureAwait(false)
            ? new FixPlan($"Make the '{made.Type?.Name}' once before the loop", Hoist, edits)
            : null;
    }

    /// <summary>Opens a connection once: it is then open although there may be no element to use it for.</summary>
    private static async Task<FixPlan?> PlanOpenAsync(IOperation opened, FixRequest request) =>
        OpenedConnection.TryRead(opened, request) is { } connection
            && connection.TryWrite(request) is { } edits
            && await StillCompiles.AfterAsync(edits, request.Node<MemberDeclarationSyntax>() ?? request.Root, request).ConfigureAwait(false)
            ? new FixPlan($"Open the connection once before the loop (also when '{connection.Loop.SourceName}' has no elements)", Open, edits) { ChangesBehaviour = true }
            : null;

    /// <summary>Whether no round closes the object for the next one, and none keeps it.</summary>
    private static bool StaysUsable(LocalDeclarationStatementSyntax declaration, IOperation made, FixRequest request)
    {
        var local = request.Model.GetDeclaredSymbol(declaration.Declaration.Variables[0], request.CancellationToken);
        return local is ILocalSymbol && LocalValues.Root(made).Descendants().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(local))
            .All(r => r.Parent is not IInvocationOperation { TargetMethod.Name: "Dispose" or "DisposeAsync" or "Close" or "CloseAsync" } && r.Parent is not IAssignmentOperation);
    }

    private static FixPlan? PlanPool(LiteralExpressionSyntax text, FixRequest request)
    {
        if (request.Model.GetOperation(text, request.CancellationToken) is not ILiteralOperation literal
            || literal.ParentValue() is not IArgumentOperation argument
            || !ConnectionText.Settings(argument).Any(s => s.Span == request.Span && s.SwitchesPoolingOff))
        {
            return null;
        }

        // With the semicolon after it, or before it where it is the last.
        var span = request.Span;
        if (request.Text[span.End] == ';')
            span = TextSpan.FromBounds(span.Start, span.End + 1);
        else if (request.Text[span.Start - 1] == ';')
            span = TextSpan.FromBounds(span.Start - 1, span.End);

        return new FixPlan("Let connections be pooled", Pool, ImmutableArray.Create(new TextChange(span, "")));
    }
}
