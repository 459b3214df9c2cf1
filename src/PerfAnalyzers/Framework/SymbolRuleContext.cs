namespace PerfAnalyzers.Framework;

/// <summary>One declaration that a rule looks at, with the way to report it.</summary>
internal readonly struct SymbolRuleContext
{
    private readonly SymbolAnalysisContext context;
    private readonly RuleContext rule;

    public SymbolRuleContext(SymbolAnalysisContext context, RuleContext rule)
    {
        this.context = context;
        this.rule = rule;
    }

    public CompilationContext Compilation => rule.Compilation;

    public ISymbol Symbol => context.Symbol;

    public CancellationToken CancellationToken => context.CancellationToken;

    /// <summary>Reports what is proven, unless it stands where no rule speaks.</summary>
    /// <param name="descriptor">The descriptor of the rule.</param>
    /// <param name="location">The smallest piece of text that the reader must look at.</param>
    /// <param name="messageArguments">What fills the holes of the message.</param>
    public void Report(DiagnosticDescriptor descriptor, Location location, params object[] messageArguments)
    {
        if (!rule.Project.Silences(Symbol, rule.Includes | CommonOptions.Include.Value(context.Options, location.SourceTree!, descriptor.Id)))
            context.ReportDiagnostic(Diagnostic.Create(descriptor, location, messageArguments));
    }
}
