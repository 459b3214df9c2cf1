namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// Switches on rules that are off by default, unless a configuration file says something about them. (The options of
/// the compilation could say it too, but Roslyn 4.5 does not listen to them in a project.)
/// </summary>
internal sealed class RulesSwitchedOn(SyntaxTreeOptionsProvider? files, ImmutableDictionary<string, ReportDiagnostic> rules) : SyntaxTreeOptionsProvider
{
    public static Compilation In(Compilation compilation, IEnumerable<DiagnosticDescriptor> descriptors)
    {
        var off = descriptors.Where(d => !d.IsEnabledByDefault).DistinctBy(d => d.Id).ToImmutableDictionary(d => d.Id, d => AsReported(d.DefaultSeverity));
        return off.IsEmpty
            ? compilation
            : compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new RulesSwitchedOn(compilation.Options.SyntaxTreeOptionsProvider, off)));
    }

    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) =>
        files?.IsGenerated(tree, cancellationToken) ?? GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
    {
        severity = ReportDiagnostic.Default;
        return files is not null && files.TryGetDiagnosticValue(tree, diagnosticId, cancellationToken, out severity);
    }

    public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
    {
        severity = ReportDiagnostic.Default;
        return (files is not null && files.TryGetGlobalDiagnosticValue(diagnosticId, cancellationToken, out severity))
            || rules.TryGetValue(diagnosticId, out severity);
    }

    private static ReportDiagnostic AsReported(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Hidden => ReportDiagnostic.Hidden,
        DiagnosticSeverity.Info => ReportDiagnostic.Info,
        DiagnosticSeverity.Warning => ReportDiagnostic.Warn,
        _ => ReportDiagnostic.Error,
    };
}
