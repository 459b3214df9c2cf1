using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Resilience;

/// <summary>Passes the token at hand, or gives up after half a minute.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnboundedWaitFix))]
public sealed class UnboundedWaitFix : RuleCodeFix
{
    public const string PassToken = "PERF3006.PassToken";
    public const string Limit = "PERF3006.Limit";

    private const string Seconds = "TimeSpan.FromSeconds(30)";

    public UnboundedWaitFix()
        : base(RuleIds.UnboundedWait)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(PassToken, Limit);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (Find(request) is not { } wait || Plan(wait, request) is not { } plan)
            return ImmutableArray<FixPlan>.Empty;

        var member = (SyntaxNode?)wait.Operation.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? request.Root;
        return await StillCompiles.AfterAsync(plan.Changes, member, request).ConfigureAwait(false) ? ImmutableArray.Create(plan) : ImmutableArray<FixPlan>.Empty;
    }

    private static UnboundedWait? Find(FixRequest request)
    {
        foreach (var node in new SyntaxNode?[] { request.Node<InvocationExpressionSyntax>(), request.Node<AwaitExpressionSyntax>() })
        {
            if (node is not null
                && request.Model.GetOperation(node, request.CancellationToken) is { } operation
                && UnboundedWait.Of(operation, request.Compilation, request.CancellationToken) is { } wait
                && (wait.Operation is IInvocationOperation call ? call.NameAndArguments().SourceSpan : wait.Operation.Syntax.Span) == request.Span)
            {
                return wait;
            }
        }

        return null;
    }

    private static FixPlan? Plan(UnboundedWait wait, FixRequest request)
    {
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (wait.Operation is not IInvocationOperation call)
        {
            var given = wait.Token ?? Seconds;
            if (wait.Token is null && !AddSpan(changes, wait.Operation.Syntax, request))
                return null;

            changes.Add(new TextChange(new TextSpan(wait.Operation.Syntax.Span.End, 0), $".WaitAsync({given})"));
            return Made(wait.Token, changes);
        }

        // What is given back in the finally would be given back although it was never taken.
        if (call.Syntax is not InvocationExpressionSyntax syntax || UnboundedWait.HeldByCallers(call, request.Compilation, request.CancellationToken).Prepend(call).Any(IsGivenBackAround))
            return null;

        if (wait.Token is { } token)
        {
            changes.Add(new TextChange(new TextSpan(syntax.ArgumentList.CloseParenToken.SpanStart, 0), (syntax.ArgumentList.Arguments.Count > 0 ? ", " : "") + token));
            return Made(token, changes);
        }

        if (call.TargetMethod.Name != "WaitAsync"
            || syntax.ArgumentList.Arguments.Count > 0
            || syntax.Parent is not AwaitExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax } statement }
            || request.Compilation.Type(TypeNames.System.TimeoutException) is not { } failure
            || !AddSpan(changes, syntax, request)
            || !Usings.TryAdd(changes, failure, syntax, request))
        {
            return null;
        }

        var indentation = TextShape.Indentation(request.Text, statement.SpanStart);
        changes.Add(new TextChange(new TextSpan(statement.SpanStart, 0), "if (!"));
        changes.Add(new TextChange(new TextSpan(syntax.ArgumentList.CloseParenToken.SpanStart, 0), Seconds));
        changes.Add(new TextChange(statement.SemicolonToken.Span, ")" + TextShape.NewLine(request.Text) + TextShape.Deeper(indentation) + "throw new TimeoutException();"));
        return Made(null, changes);
    }

    private static FixPlan Made(string? token, ImmutableArray<TextChange>.Builder changes) => token is null
        ? new FixPlan("Give up after 30 seconds", Limit, changes.ToImmutable()) { ChangesBehaviour = true }
        : new FixPlan($"Pass '{token}'", PassToken, changes.ToImmutable());

    private static bool AddSpan(ImmutableArray<TextChange>.Builder changes, SyntaxNode place, FixRequest request) =>
        request.Compilation.Type(TypeNames.System.TimeSpan) is { } span && Usings.TryAdd(changes, span, place, request);

    private static bool IsGivenBackAround(IOperation call)
    {
        IOperation child = call;
        for (var parent = call.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is ITryOperation { Finally: { } cleanup } attempt && attempt.Body == child && cleanup.Descendants().Any(o => o is IInvocationOperation { TargetMethod.Name: "Release" or "Set" or "ReleaseMutex" }))
                return true;
        }

        return false;
    }
}
