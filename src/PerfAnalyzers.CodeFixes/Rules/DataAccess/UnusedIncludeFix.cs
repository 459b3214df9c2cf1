using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Takes the include away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnusedIncludeFix))]
public sealed class UnusedIncludeFix : RuleCodeFix
{
    public const string RemoveInclude = "PERF2017.RemoveInclude";

    public UnusedIncludeFix()
        : base(RuleIds.UnusedInclude)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(RemoveInclude);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (Find(request) is not { } unused
            || unused.Calls[0].Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax first }
            || unused.Calls[unused.Calls.Length - 1].Syntax is not InvocationExpressionSyntax last
            || request.Node<MemberDeclarationSyntax>() is not { } member)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var removed = TextSpan.FromBounds(first.Expression.Span.End, last.Span.End);
        if (last.DescendantTrivia().Any(t => removed.Contains(t.Span) && !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia)))
            return ImmutableArray<FixPlan>.Empty;

        var changes = ImmutableArray.Create(new TextChange(removed, ""));
        return await StillCompiles.AfterAsync(changes, member, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan($"Do not load '{unused.Name}'", RemoveInclude, changes))
            : ImmutableArray<FixPlan>.Empty;
    }

    /// <summary>The call that runs the query stands further up in the chain, or where the local is used that holds it.</summary>
    private static UnusedInclude? Find(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } include || request.Model.GetOperation(include, request.CancellationToken) is not { } operation)
            return null;

        foreach (var call in LocalValues.Root(operation).DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            if (UnusedInclude.In(call, request.Compilation).FirstOrDefault(u => u.Calls[0].NameAndArguments().SourceSpan == request.Span) is { } unused)
                return unused;
        }

        return null;
    }
}
