using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Resilience;

/// <summary>Adds the standard handler at the end of the registration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnprotectedHttpClientFix))]
public sealed class UnprotectedHttpClientFix : RuleCodeFix
{
    public const string Guard = "PERF3010.Guard";

    public UnprotectedHttpClientFix()
        : base(RuleIds.UnprotectedHttpClient)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Guard);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || ClientRegistration.For(request.Compilation).Unguarded(call) is not { } registration
            || request.Compilation.Type(TypeNames.Http.ResilienceExtensions) is not { } extensions)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(changes, extensions, syntax, request))
            return ImmutableArray<FixPlan>.Empty;

        changes.Add(new TextChange(new TextSpan(registration.Span.End, 0), ".AddStandardResilienceHandler()"));
        var edits = changes.ToImmutable();
        return await StillCompiles.AfterAsync(edits, (SyntaxNode?)syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? request.Root, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan("Add the standard handler (gives up after 30 seconds, tries again up to 3 times)", Guard, edits) { ChangesBehaviour = true })
            : ImmutableArray<FixPlan>.Empty;
    }
}
