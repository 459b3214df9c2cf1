using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PerfAnalyzers.Tests.Verifier.Props;

/// <summary>A throw-away rule: reports the name in every call of a method named Bad.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public class BadCallAnalyzer : DiagnosticAnalyzer
{
    public const string Id = "TEST0001";

    public static readonly DiagnosticDescriptor Rule = NewRule();

    private readonly ImmutableArray<DiagnosticDescriptor> rules;
    private readonly GeneratedCodeAnalysisFlags generatedCode;

    public BadCallAnalyzer()
        : this(GeneratedCodeAnalysisFlags.None, Rule)
    {
    }

    protected BadCallAnalyzer(GeneratedCodeAnalysisFlags generatedCode, params DiagnosticDescriptor[] rules)
    {
        this.generatedCode = generatedCode;
        this.rules = [.. rules];
    }

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => rules;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(generatedCode);
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.InvocationExpression);
    }

    protected static DiagnosticDescriptor NewRule(string id = Id, bool isEnabled = true, params string[] tags) =>
        new(id, "Bad call", "'{0}' is bad", "Test", DiagnosticSeverity.Warning, isEnabled, customTags: tags);

    protected virtual void Report(SyntaxNodeAnalysisContext context, IdentifierNameSyntax name) =>
        context.ReportDiagnostic(Diagnostic.Create(rules[0], name.GetLocation(), name.Identifier.ValueText));

    private void Analyze(SyntaxNodeAnalysisContext context)
    {
        if (((InvocationExpressionSyntax)context.Node).Expression is IdentifierNameSyntax { Identifier.ValueText: "Bad" } name)
            Report(context, name);
    }
}
