namespace PerfAnalyzers.Benchmarks.Measuring;

/// <summary>Is called for every body and does nothing: what having any analyzer costs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class IdleAnalyzer : DiagnosticAnalyzer
{
#pragma warning disable RS2008 // Ships nowhere.
    private static readonly DiagnosticDescriptor Descriptor = new("IDLE", "Idle", "Idle", "Bench", DiagnosticSeverity.Info, isEnabledByDefault: true);
#pragma warning restore RS2008

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationBlockAction(_ => { });
    }
}
