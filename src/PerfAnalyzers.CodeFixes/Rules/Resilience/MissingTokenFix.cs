using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Calls;
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
        var calls = Calls(request);
        if (calls.Count == 0 || await TokenThreading.FromCallsAsync(calls, request).ConfigureAwait(false) is not { } plan)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var (call, token) = calls[0];
        var others = plan.Methods == 1 ? "" : plan.Methods == 2 ? " and 1 other method" : $" and {plan.Methods - 1} other methods";
        return ImmutableArray.Create(new FixPlan(
            $"Add a token to '{call.TargetMethod.Name}'{others} and pass '{token.Text}'",
            ThreadKey,
            plan.Changes.TryGetValue(request.Document.Id, out var own) ? own : ImmutableArray<TextChange>.Empty)
        {
            OtherChanges = plan.Changes.Remove(request.Document.Id),
        });
    }

    /// <summary>The call that is marked, or those that have a token for the method that is; with their tokens.</summary>
    private static List<(IInvocationOperation Call, ReachableToken Token)> Calls(FixRequest request)
    {
        var found = new List<(IInvocationOperation, ReachableToken)>();
        if (request.Node<MethodDeclarationSyntax>() is { } written && written.Identifier.Span == request.Span)
        {
            var scope = ProjectScope.For(request.Compilation, request.Document.Project.AnalyzerOptions);
            if (request.Model.GetDeclaredSymbol(written, request.CancellationToken) is { } method)
            {
                foreach (var site in UntoldMethod.In(MethodBodies.Declared(method), request.Root.SyntaxTree, s => !scope.Silences(s.Operation, s.Member, SilentCode.None), request.Compilation, request.CancellationToken))
                    Add(site.Call.Syntax);
            }
        }
        else if (request.Node<InvocationExpressionSyntax>() is { } node)
        {
            Add(node);
            if (found.Count > 0 && found[0].Item1.NameAndArguments().SourceSpan != request.Span)
                found.Clear();
        }

        return found;

        void Add(SyntaxNode node)
        {
            if (request.Model.GetOperation(node, request.CancellationToken) is IInvocationOperation call
                && MissingTokenFacts.For(request.Compilation).IsLink(call)
                && TokensInReach.For(request.Compilation).Nearest(call, request.CancellationToken) is { } token)
            {
                found.Add((call, token));
            }
        }
    }
}
