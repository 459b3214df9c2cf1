using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Holds the size of a page at a largest one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UncappedPageSizeFix))]
public sealed class UncappedPageSizeFix : RuleCodeFix
{
    public const string Clamp = "PERF2006.Clamp";

    public UncappedPageSizeFix()
        : base(RuleIds.UncappedPageSize)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Clamp);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        var largest = PageSizeOptions.LargestPage.Value(request.Document.Project.AnalyzerOptions, request.Root.SyntaxTree, RuleIds.UncappedPageSize);
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation take
            || take.Argument(1) is not { } count
            || RequestedSize.Of(count, request.Compilation, request.CancellationToken) is not { } size
            || request.Node<MemberDeclarationSyntax>() is not { } member
            || PageClamp.Of(take, size, largest, request) is not { } changes
            || !await StillCompiles.AfterAsync(changes, member, request).ConfigureAwait(false))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        return ImmutableArray.Create(new FixPlan($"Hold '{size.Read.ReferencedSymbol()!.Name}' at {largest} (whoever asks for more gets that many)", Clamp, changes) { ChangesBehaviour = true });
    }
}
