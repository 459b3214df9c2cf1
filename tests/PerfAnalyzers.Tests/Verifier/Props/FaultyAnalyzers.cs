using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PerfAnalyzers.Tests.Verifier.Props;

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThrowingAnalyzer : BadCallAnalyzer
{
    protected override void Report(SyntaxNodeAnalysisContext context, IdentifierNameSyntax name) => throw new NotSupportedException("I cannot bear it");
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReportsInGeneratedCodeAnalyzer() : BadCallAnalyzer(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics, Rule);

/// <summary>Names a place by file and line instead of by tree, which no pragma reaches.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeafToPragmasAnalyzer : BadCallAnalyzer
{
    protected override void Report(SyntaxNodeAnalysisContext context, IdentifierNameSyntax name) => context.ReportDiagnostic(Diagnostic.Create(
        Rule, Location.Create(name.SyntaxTree.FilePath, name.Span, name.GetLocation().GetLineSpan().Span), name.Identifier.ValueText));
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotConfigurableAnalyzer() : BadCallAnalyzer(GeneratedCodeAnalysisFlags.None, NewRule(tags: WellKnownDiagnosticTags.NotConfigurable));

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OffByDefaultAnalyzer() : BadCallAnalyzer(GeneratedCodeAnalysisFlags.None, NewRule(isEnabled: false));

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TwoDescriptorsAnalyzer() : BadCallAnalyzer(GeneratedCodeAnalysisFlags.None, NewRule(), NewRule("TEST0002"));

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OneIdTwiceAnalyzer() : BadCallAnalyzer(GeneratedCodeAnalysisFlags.None, NewRule(), NewRule());

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MereSuggestionAnalyzer : BadCallAnalyzer
{
    protected override void Report(SyntaxNodeAnalysisContext context, IdentifierNameSyntax name) => context.ReportDiagnostic(Diagnostic.Create(
        Rule, name.GetLocation(), DiagnosticSeverity.Info, additionalLocations: null, properties: null, name.Identifier.ValueText));
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TwoPlacesAnalyzer : BadCallAnalyzer
{
    protected override void Report(SyntaxNodeAnalysisContext context, IdentifierNameSyntax name) => context.ReportDiagnostic(Diagnostic.Create(
        Rule, name.GetLocation(), [name.Parent!.GetLocation()], name.Identifier.ValueText));
}

/// <summary>Reports in declarations only once the whole compilation has been seen.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AtTheEndAnalyzer : BadCallAnalyzer
{
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(c =>
        {
            foreach (var tree in c.Compilation.SyntaxTrees)
            {
                foreach (var name in tree.GetRoot(c.CancellationToken).DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == "Bad"))
                    c.ReportDiagnostic(Diagnostic.Create(Rule, name.GetLocation(), "Bad"));
            }
        });
    }
}
