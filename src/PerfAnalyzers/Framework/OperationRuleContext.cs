namespace PerfAnalyzers.Framework;

/// <summary>One operation that a rule looks at, with the way to report it.</summary>
internal readonly struct OperationRuleContext
{
    private readonly OperationBlockAnalysisContext context;

    public OperationRuleContext(OperationBlockAnalysisContext context, IOperation operation, RuleContext rule)
    {
        this.context = context;
        Operation = operation;
        Rule = rule;
    }

    public RuleContext Rule { get; }

    public CompilationContext Compilation => Rule.Compilation;

    public IOperation Operation { get; }

    /// <summary>The member whose body holds the operation.</summary>
    public ISymbol ContainingMember => context.OwningSymbol;

    public CancellationToken CancellationToken => context.CancellationToken;

    /// <summary>The value of an option for the file of this operation.</summary>
    public T Option<T>(RuleOption<T> option, string ruleId) =>
        option.Value(context.Options, Operation.Syntax.SyntaxTree, ruleId);

    /// <summary>Whether a finding would be shown at all, where it is dear to complete.</summary>
    public bool Wants(Confidence confidence, DiagnosticDescriptor rule) =>
        confidence >= Option(CommonOptions.Confidence, rule.Id);

    /// <summary>
    /// Reports one finding, unless the place is one that no rule speaks about (migrations, seeding, start-up) or the
    /// user wants surer findings only. A finding of medium confidence is never more than a suggestion.
    /// </summary>
    /// <param name="rule">The descriptor of the rule.</param>
    /// <param name="location">The smallest piece of text that the reader must look at.</param>
    /// <param name="confidence">How much of it is proven.</param>
    /// <param name="path">The places that explain the finding, from the loop or entry point to the cost.</param>
    /// <param name="properties">What the fix needs and cannot read from the code.</param>
    /// <param name="messageArguments">What fills the holes of the message.</param>
    public void Report(
        DiagnosticDescriptor rule,
        Location location,
        Confidence confidence,
        IEnumerable<Location>? path = null,
        ImmutableDictionary<string, string?>? properties = null,
        params object[] messageArguments)
    {
        if (confidence < Option(CommonOptions.Confidence, rule.Id) || IsSilent(Operation, ContainingMember, rule))
            return;

        var severity = confidence < Confidence.High && rule.DefaultSeverity > DiagnosticSeverity.Info
            ? DiagnosticSeverity.Info
            : rule.DefaultSeverity;
        context.ReportDiagnostic(Diagnostic.Create(rule, location, severity, path?.Select(Within), properties, messageArguments));
    }

    /// <summary>Whether a place is one that the rule does not speak about.</summary>
    /// <param name="place">The place.</param>
    /// <param name="member">The member whose body it stands in.</param>
    /// <param name="rule">The descriptor of the rule.</param>
    public bool IsSilent(IOperation place, ISymbol member, DiagnosticDescriptor rule) =>
        Rule.Project.Silences(place, member, Rule.Includes | Option(CommonOptions.Include, rule.Id));

    /// <summary>
    /// A place of a path may be in another project, whose files the compiler does not take for places of this one.
    /// </summary>
    private Location Within(Location place) =>
        place.SourceTree is { } tree && !Operation.SemanticModel!.Compilation.ContainsSyntaxTree(tree)
            ? Location.Create(tree.FilePath, place.SourceSpan, place.GetLineSpan().Span)
            : place;
}
