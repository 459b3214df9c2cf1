using Microsoft.CodeAnalysis.Diagnostics;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Rules.Asynchrony;

namespace PerfAnalyzers.Tests.Rewriting;

/// <summary>Reports each blocking wait wherever it stands, so that fixes can be tried in places that the rule leaves alone.</summary>
#pragma warning disable RS1036 // A test of fixes, not an analyzer that is shipped.
[DiagnosticAnalyzer(Microsoft.CodeAnalysis.LanguageNames.CSharp)]
#pragma warning restore RS1036
public sealed class EveryWaitAnalyzer : DiagnosticAnalyzer
{
    public override System.Collections.Immutable.ImmutableArray<Microsoft.CodeAnalysis.DiagnosticDescriptor> SupportedDiagnostics { get; } = [BlockingOnTaskAnalyzer.Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(
            operation =>
            {
                var compilation = CompilationContext.For(operation.Compilation, operation.Options);
                if (BlockingWait.Find(operation.Operation, WaitPrimitives.For(compilation)) is { OnlyAsks: false } wait
                    && !(wait.Tasks.Any() && wait.Tasks.All(CompletedTasks.For(compilation).IsComplete)))
                {
                    operation.ReportDiagnostic(Microsoft.CodeAnalysis.Diagnostic.Create(
                        BlockingOnTaskAnalyzer.Rule, Microsoft.CodeAnalysis.Location.Create(wait.Operation.Syntax.SyntaxTree, wait.Span), wait.Name, "it", "await it"));
                }
            },
            Microsoft.CodeAnalysis.OperationKind.PropertyReference,
            Microsoft.CodeAnalysis.OperationKind.Invocation);
    }
}
