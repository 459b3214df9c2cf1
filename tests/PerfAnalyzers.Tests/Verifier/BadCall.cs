using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Tests.Verifier;

/// <summary>A throw-away rule: reports the name in every call of a method named Bad.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public class BadCallAnalyzer : DiagnosticAnalyzer
{
    public const string Id = "TEST0001";

    public static readonly DiagnosticDescriptor Rule = new(Id, "Bad call", "'{0}' is bad", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.InvocationExpression);
    }

    protected virtual void Report(SyntaxNodeAnalysisContext context, IdentifierNameSyntax name) =>
        context.ReportDiagnostic(Diagnostic.Create(Rule, name.GetLocation(), name.Identifier.ValueText));

    private void Analyze(SyntaxNodeAnalysisContext context)
    {
        if (((InvocationExpressionSyntax)context.Node).Expression is IdentifierNameSyntax { Identifier.ValueText: "Bad" } name)
            Report(context, name);
    }
}

/// <summary>Calls Good instead, by changing the text.</summary>
public class BadCallFix : CodeFixProvider
{
    public const string Key = "TEST0001.CallGood";

    public override ImmutableArray<string> FixableDiagnosticIds => [BadCallAnalyzer.Id];

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(
            CodeAction.Create("Call 'Good'", token => ReplaceAsync(context.Document, context.Span, "Good", token), Key), context.Diagnostics);
        return Task.CompletedTask;
    }

    internal static async Task<Document> ReplaceAsync(Document document, TextSpan span, string text, CancellationToken cancellationToken) =>
        document.WithText((await document.GetTextAsync(cancellationToken)).WithChanges(new TextChange(span, text)));
}
