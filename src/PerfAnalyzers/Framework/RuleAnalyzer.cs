namespace PerfAnalyzers.Framework;

/// <summary>
/// Base of every rule. It owns how a rule is hooked into the compiler, so that a rule states only what it looks
/// for: callbacks run concurrently, generated code is never reported, and the facts about the compilation are shared.
/// </summary>
public abstract class RuleAnalyzer : DiagnosticAnalyzer
{
    private protected RuleAnalyzer(params DiagnosticDescriptor[] rules) => SupportedDiagnostics = rules.ToImmutableArray();

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <summary>The options this rule reads beside the common ones.</summary>
    internal virtual ImmutableArray<RuleOption> Options => ImmutableArray<RuleOption>.Empty;

    /// <summary>Whether the rule speaks even where code is silent, because it is not about code that runs.</summary>
    private protected virtual bool RunsInSilentProjects => false;

    /// <summary>Silent code that the rule speaks about all the same, because what is set up there decides what requests cost later.</summary>
    private protected virtual SilentCode Includes => SilentCode.None;

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var rule = new RuleContext(start, CompilationContext.For(start.Compilation, start.Options), Includes);
            if (!RunsInSilentProjects && rule.Project.IsSilent)
                return;

            Register(rule);
            rule.Start();
        });
    }

    /// <summary>
    /// Registers the callbacks of the rule for one compilation. Returns without registering when the library the
    /// rule is about, or the API it would recommend, is not referenced: an absent library costs nothing.
    /// </summary>
    private protected abstract void Register(RuleContext rule);
}
