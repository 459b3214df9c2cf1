using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Web;

/// <summary>Switches compression on with its usual settings.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingCompressionFix))]
public sealed class MissingCompressionFix : RuleCodeFix
{
    public const string Compress = "PERF6003.Compress";

    public MissingCompressionFix()
        : base(RuleIds.MissingCompression)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Compress);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (ApplicationBlock.Around(request) is not { } block
            || request.Compilation.Type(TypeNames.WebApplications.CompressionServices) is not { } services
            || request.Compilation.Type(TypeNames.WebApplications.CompressionUse) is not { } use)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var changes = block.With("AddResponseCompression()", "UseResponseCompression()", afterRouting: false, request.Text).ToBuilder();
        if (!Usings.TryAdd(changes, services, block.Build, request) || !Usings.TryAdd(changes, use, block.Build, request))
            return ImmutableArray<FixPlan>.Empty;

        var edits = changes.ToImmutable();
        return await StillCompiles.AfterAsync(edits, request.Root, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan("Compress answers (over HTTPS only once 'EnableForHttps' is set)", Compress, edits) { ChangesBehaviour = true })
            : ImmutableArray<FixPlan>.Empty;
    }
}
