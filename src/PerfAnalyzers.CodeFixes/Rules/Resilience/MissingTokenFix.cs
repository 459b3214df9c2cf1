using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Resilience;

/// <summary>Adds a token to the methods on the way, and passes it from the call down to what waits.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingTokenFix))]
public sealed class MissingTokenFix : RuleCodeFix
{
    public const string ThreadKey = "PERF3002.thread";

    public MissingTokenFix()
        : base(RuleIds.MissingToken)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(ThreadKey);

    internal override bool ReachesOtherDocuments => true;

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (Call(request) is not { } call
            || !MissingTokenFacts.For(request.Compilation).IsLink(call)
            || TokensInReach.For(request.Compilation).Nearest(call, request.CancellationToken) is not { } token
            || await TokenThreading.FromCallAsync(call, token, request).ConfigureAwait(false) is not { } plan)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var others = plan.Methods == 1 ? "" : plan.Methods == 2 ? " and 1 other method" : $" and {plan.Methods - 1} other methods";
        return ImmutableArray.Create(new FixPlan(
            $"Add a token to '{call.TargetMethod.Name}'{others} and pass '{token.Text}'",
            ThreadKey,
            plan.Changes.TryGetValue(request.Document.Id, out var own) ? own : ImmutableArray<TextChange>.Empty)
        {
            OtherChanges = plan.Changes.Remove(request.Document.Id),
        });
    }

    /// <summary>The call that is marked, or the first one that has a token for the method that is.</summary>
    private static IInvocationOperation? Call(FixRequest request)
    {
        if (request.Node<MethodDeclarationSyntax>() is { } written && written.Identifier.Span == request.Span)
        {
            var scope = ProjectScope.For(request.Compilation, request.Document.Project.AnalyzerOptions);
            return request.Model.GetDeclaredSymbol(written, request.CancellationToken) is { } method
                && UntoldMethod.FirstIn(method, request.Root.SyntaxTree, s => !scope.Silences(s.Operation, s.Member, SilentCode.None), request.Compilation, request.CancellationToken) is { } first
                    ? request.Model.GetOperation(first.Call.Syntax, request.CancellationToken) as IInvocationOperation
                    : null;
        }

        return request.Node<InvocationExpressionSyntax>() is { } node
            && request.Model.GetOperation(node, request.CancellationToken) is IInvocationOperation call
            && call.NameAndArguments().SourceSpan == request.Span
                ? call
                : null;
    }
}
