using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Resilience;

/// <summary>Passes the nearest token to what makes the stream, or to the stream; marks the token of an iterator.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StreamWithoutTokenFix))]
public sealed class StreamWithoutTokenFix : RuleCodeFix
{
    public const string PassKey = "PERF3004.pass";
    public const string MarkKey = "PERF3004.mark";

    public StreamWithoutTokenFix()
        : base(RuleIds.StreamWithoutToken)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(PassKey, MarkKey);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<ParameterSyntax>() is { } token && token.Identifier.Span == request.Span)
            return await PlanMarkAsync(token, request).ConfigureAwait(false);

        if (request.Node<CommonForEachStatementSyntax>() is not { } node
            || request.Model.GetOperation(node, request.CancellationToken) is not IForEachLoopOperation loop
            || UntoldStream.Of(loop, request.Compilation, request.CancellationToken) is not { Sequence: { Syntax: ExpressionSyntax expression } sequence } found
            || expression.Span != request.Span)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var edits = new EditList();
        if (found.Slot is { } slot)
        {
            if (!TokenArgument.TryWrite(edits, (IInvocationOperation)sequence, slot, found.Token.Text, request))
                return ImmutableArray<FixPlan>.Empty;
        }
        else
        {
            edits.Insert(expression.Span.End, $".WithCancellation({found.Token.Text})");
        }

        return edits.Build() is { } changes && await StillCompiles.AfterAsync(changes, AsyncAwait.OwnerOf(node), request, withoutNullDoubts: true).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan($"Pass '{found.Token.Text}' to '{found.Name}'", PassKey, changes))
            : ImmutableArray<FixPlan>.Empty;
    }

    private static async Task<ImmutableArray<FixPlan>> PlanMarkAsync(ParameterSyntax token, FixRequest request)
    {
        if (request.Model.GetDeclaredSymbol(token, request.CancellationToken) is not { ContainingSymbol: IMethodSymbol iterator } parameter
            || !parameter.Is(UnmarkedToken.Of(iterator, request.Compilation))
            || TokenParameter.Mark(request, token.SpanStart) is not { } mark)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var edits = new EditList();
        edits.Insert(token.SpanStart, mark);
        return edits.Build() is { } changes && await StillCompiles.AfterAsync(changes, AsyncAwait.OwnerOf(token), request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan($"Mark '{token.Identifier.ValueText}' with '[EnumeratorCancellation]'", MarkKey, changes))
            : ImmutableArray<FixPlan>.Empty;
    }
}
