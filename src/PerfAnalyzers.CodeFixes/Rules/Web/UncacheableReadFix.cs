using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Web;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Web;

/// <summary>Keeps the answers of an endpoint for a minute, where the application has a store for them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UncacheableReadFix))]
public sealed class UncacheableReadFix : RuleCodeFix
{
    public const string Keep = "PERF6005.Keep";

    public UncacheableReadFix()
        : base(RuleIds.UncacheableRead)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Keep);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        var projects = SourceProjects.Of(request.Compilation);
        if (!projects.Any(p => FeatureMentions.IsMentioned("AddOutputCache", p)) || !projects.Any(p => FeatureMentions.IsMentioned("UseOutputCache", p)))
            return ImmutableArray<FixPlan>.Empty;

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var node = request.Root.FindNode(request.Span, getInnermostNodeForTie: true);
        if (!(node is MethodDeclarationSyntax action ? TryMark(changes, action, request) : TryExtend(changes, node, request)))
            return ImmutableArray<FixPlan>.Empty;

        var edits = changes.ToImmutable();
        return await StillCompiles.AfterAsync(edits, request.Root, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan("Keep answers for 60 seconds (they may be that old)", Keep, edits) { ChangesBehaviour = true })
            : ImmutableArray<FixPlan>.Empty;
    }

    private static bool TryMark(ImmutableArray<TextChange>.Builder changes, MethodDeclarationSyntax action, FixRequest request)
    {
        if (request.Compilation.Type(TypeNames.WebApplications.OutputCacheAttribute) is not { } attribute || !Usings.TryAdd(changes, attribute, action, request))
            return false;

        var start = (action.Modifiers.Count > 0 ? action.Modifiers[0] : action.ReturnType.GetFirstToken()).SpanStart;
        var end = TextShape.StartsLine(request.Text, start) ? TextShape.NewLine(request.Text) + TextShape.Indentation(request.Text, start) : " ";
        changes.Add(new TextChange(new TextSpan(start, 0), "[OutputCache(Duration = 60)]" + end));
        return true;
    }

    private static bool TryExtend(ImmutableArray<TextChange>.Builder changes, SyntaxNode name, FixRequest request)
    {
        if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } map
            || request.Compilation.Type(TypeNames.WebApplications.OutputCacheUse) is not { } extensions
            || request.Compilation.Type(TypeNames.System.TimeSpan) is not { } time
            || !Usings.TryAdd(changes, extensions, map, request)
            || !Usings.TryAdd(changes, time, map, request))
        {
            return false;
        }

        changes.Add(new TextChange(new TextSpan(map.Span.End, 0), ".CacheOutput(policy => policy.Expire(TimeSpan.FromSeconds(60)))"));
        return true;
    }
}
