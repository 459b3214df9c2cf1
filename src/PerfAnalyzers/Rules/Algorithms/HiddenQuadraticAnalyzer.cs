using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Rules.Algorithms;

/// <summary>Finds methods that search a collection and are called for each element of another.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HiddenQuadraticAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.HiddenQuadratic,
        title: "Method that searches a collection, called for each element of another",
        messageFormat: "'{0}' searches '{1}' in each call, here for each element of '{2}', '{2}' × '{1}' steps in all ({3}); {4}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "The search does not show where the loop is, and the loop does not show where the search is. Together they take as many steps as the product of "
            + "both sizes. A set or dictionary that is built once answers each call in one step.");

    public HiddenQuadraticAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule) => rule.OnRepeatedOperation(Analyze, OperationKind.Invocation);

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (HiddenScanInLoop.Read(call, context.Compilation) is not { } hidden || Judge(hidden, context.Compilation) is not { } confidence)
            return;

        context.Report(
            Rule,
            call.NameAndArguments(),
            confidence,
            path: hidden.Scan.Steps.Append(hidden.Scan.Pass.Operation).Select(c => c.Syntax.GetLocation()).Prepend(hidden.Loop.Operation.Syntax.GetLocation()),
            properties: null,
            call.TargetMethod.Name,
            hidden.Collection is { } collection ? Naming.Describe(collection) : hidden.Scan.Member!.Name,
            hidden.Loop.SourceName,
            call.TargetMethod.Name + " → " + hidden.Scan.Text,
            hidden.Scan.Pass.IsWhole ? "work the answer out once" : "build an index once");
    }

    private static Confidence? Judge(HiddenScanInLoop hidden, CompilationContext compilation)
    {
        var sizes = SizeProduct.Of(hidden.Collection, hidden.Call, hidden.Loop, i => hidden.StaysSameIn(i, compilation), compilation);
        // What another object holds is few, and numbers are compared many at a time.
        return !sizes.IsLinear && sizes.Scanned != Magnitude.Data && (hidden.IsHeldByOther || ElementKind.IsVectorised(hidden.Scan.Pass.Compared))
            ? Confidence.Low
            : sizes.Worth;
    }
}
