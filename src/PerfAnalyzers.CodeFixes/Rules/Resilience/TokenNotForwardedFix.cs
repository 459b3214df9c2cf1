using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Resilience;

/// <summary>Passes the nearest token to the call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TokenNotForwardedFix))]
public sealed class TokenNotForwardedFix : RuleCodeFix
{
    public const string PassKey = "PERF3001.pass";

    public TokenNotForwardedFix()
        : base(RuleIds.TokenNotForwarded)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(PassKey);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } node
            || request.Model.GetOperation(node, request.CancellationToken) is not IInvocationOperation call
            || call.NameAndArguments().SourceSpan != request.Span
            || UnforwardedToken.Of(call, request.Compilation, request.CancellationToken) is not { } found)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var edits = new EditList();
        return TokenArgument.TryWrite(edits, call, found.Cancellable.Slot, found.Token.Text, request)
            && edits.Build() is { } changes
            && await StillCompiles.AfterAsync(changes, AsyncAwait.OwnerOf(node), request, withoutNullDoubts: true).ConfigureAwait(false)
                ? ImmutableArray.Create(new FixPlan($"Pass '{found.Token.Text}' to '{call.TargetMethod.Name}'", PassKey, changes))
                : ImmutableArray<FixPlan>.Empty;
    }
}
