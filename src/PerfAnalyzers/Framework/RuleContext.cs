namespace PerfAnalyzers.Framework;

/// <summary>One rule at work on one compilation: where it registers callbacks and finds shared facts.</summary>
internal sealed class RuleContext
{
    private readonly CompilationStartAnalysisContext start;
    private readonly List<(Action<OperationRuleContext> Analyze, OperationKind[] Kinds, bool MayRepeat)> callbacks = new();

#pragma warning disable RS1012 // The rule registers through OnOperation, which the meta-analyzer cannot see from here.
    public RuleContext(CompilationStartAnalysisContext start, CompilationContext compilation, SilentCode includes)
#pragma warning restore RS1012
    {
        this.start = start;
        Compilation = compilation;
        Includes = includes;
        Project = ProjectScope.For(compilation, start.Options);
    }

    public CompilationContext Compilation { get; }

    public ProjectScope Project { get; }

    /// <summary>Silent code that the rule speaks about whatever the user says.</summary>
    public SilentCode Includes { get; }

    public AnalyzerOptions Options => start.Options;

    /// <inheritdoc cref="CompilationContext.Type"/>
    public INamedTypeSymbol? Type(string metadataName) => Compilation.Type(metadataName);

    /// <summary>Calls the rule for every operation of these kinds, body by body.</summary>
    public void OnOperation(Action<OperationRuleContext> analyze, params OperationKind[] kinds) => callbacks.Add((analyze, kinds, MayRepeat: false));

    /// <summary>
    /// The same for operations that a loop or a lambda stands around, and for method groups: for rules that say nothing of a place that is in no iteration.
    /// </summary>
    public void OnRepeatedOperation(Action<OperationRuleContext> analyze, params OperationKind[] kinds) => callbacks.Add((analyze, kinds, MayRepeat: true));

    /// <summary>Calls the rule for every declaration of these kinds: what is said beside the code, in attributes, is no operation.</summary>
    public void OnSymbol(Action<SymbolRuleContext> analyze, params SymbolKind[] kinds) =>
        start.RegisterSymbolAction(context => analyze(new SymbolRuleContext(context, this)), kinds);

    public void OnAdditionalFile(Action<AdditionalFileAnalysisContext> analyze) => start.RegisterAdditionalFileAction(analyze);

    /// <summary>Registers what is asked once, after all code. Editors never get there; a build does.</summary>
    public void OnEnd(Action<CompilationAnalysisContext> analyze) => start.RegisterCompilationEndAction(analyze);

    /// <summary>Registers one callback for all that <see cref="OnOperation"/> was told: what the compiler does around a callback costs more than most of them.</summary>
    public void Start()
    {
        if (callbacks.Count == 0)
            return;

        var all = callbacks.ToArray();
        var bodies = BodyOperations.Latest.For(Compilation);
        start.RegisterOperationBlockAction(context =>
        {
            foreach (var block in context.OperationBlocks)
            {
                var operations = bodies.Of(block);
                foreach (var (analyze, kinds, mayRepeat) in all)
                {
                    foreach (var kind in kinds)
                    {
                        foreach (var operation in mayRepeat ? operations.MayRepeat(kind) : operations.OfKind(kind))
                        {
                            context.CancellationToken.ThrowIfCancellationRequested();
                            analyze(new OperationRuleContext(context, operation, this));
                        }
                    }
                }
            }
        });
    }
}
