using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PerfAnalyzers.Corpus.Running;

#pragma warning disable RS1036, RS1038, RS2008, RS1041 // These rules never leave the tests.

namespace PerfAnalyzers.Tests.Corpus;

/// <summary>Rules and fixes that do right or wrong on purpose.</summary>
internal static class ProbeRules
{
    /// <summary>Reports each call of a method whose name starts with Bad.</summary>
    public static RuleCatalog Calls(Func<string, string>? fix = null) => new([new BadCall()], fix is null ? [] : [new Replace(fix)]);

    /// <summary>Reports each method whose name starts with Bad, and renames only the declaration.</summary>
    public static RuleCatalog Declarations() => new([new BadMethod()], [new Replace(name => "Good" + name[3..])]);

    public static RuleCatalog Throwing() => new([new Thrower()], []);

    private static DiagnosticDescriptor Rule(DiagnosticSeverity severity = DiagnosticSeverity.Warning) =>
        new("PROBE1", "Bad name", "'{0}' is bad", "Performance", severity, isEnabledByDefault: true, helpLinkUri: "https://example.org/PROBE1");

    private abstract class Probe : DiagnosticAnalyzer
    {
        protected static readonly DiagnosticDescriptor Descriptor = Rule();

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

        public sealed override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.InvocationExpression, SyntaxKind.MethodDeclaration);
        }

        protected abstract void Analyze(SyntaxNodeAnalysisContext context);
    }

    private sealed class BadCall : Probe
    {
        protected override void Analyze(SyntaxNodeAnalysisContext context)
        {
            if (context.Node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } call && name.StartsWith("Bad", StringComparison.Ordinal))
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.GetLocation(), name));
        }
    }

    private sealed class BadMethod : Probe
    {
        protected override void Analyze(SyntaxNodeAnalysisContext context)
        {
            if (context.Node is MethodDeclarationSyntax method && method.Identifier.ValueText.StartsWith("Bad", StringComparison.Ordinal))
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, method.Identifier.GetLocation(), method.Identifier.ValueText));
        }
    }

    private sealed class Thrower : Probe
    {
        protected override void Analyze(SyntaxNodeAnalysisContext context) => throw new InvalidOperationException("probe failed");
    }

    private sealed class Replace(Func<string, string> replacement) : CodeFixProvider
    {
        public override ImmutableArray<string> FixableDiagnosticIds => ["PROBE1"];

        public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

        public override async Task RegisterCodeFixesAsync(CodeFixContext context)
        {
            var text = await context.Document.GetTextAsync(context.CancellationToken);
            foreach (var diagnostic in context.Diagnostics)
            {
                var span = diagnostic.Location.SourceSpan;
                var changed = context.Document.WithText(text.WithChanges(new TextChange(span, replacement(text.ToString(span)))));
                context.RegisterCodeFix(CodeAction.Create("Replace", _ => Task.FromResult(changed), "PROBE1.replace"), diagnostic);
            }
        }
    }
}
