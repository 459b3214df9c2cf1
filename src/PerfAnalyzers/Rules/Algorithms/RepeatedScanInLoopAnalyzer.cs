using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Algorithms;

/// <summary>Finds questions about a whole collection that are asked again in each round of a loop, with the same answer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RepeatedScanInLoopAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.RepeatedScanInLoop,
        title: "Same scan of a collection in each round of a loop",
        messageFormat: "'{0}' goes through '{1}' for each element of '{2}', '{2}' × '{1}' steps in all; {3}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "A maximum, a count or a sorted copy takes a step for each element of a collection. Asked again in each round of a loop that does not change "
            + "the collection, it gives the same answer at the price of the product of both sizes.");

    public RepeatedScanInLoopAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.Enumerable) is not null)
            rule.OnRepeatedOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        var name = call.TargetMethod.Name;
        if (!(WholeScans.Always.Contains(name) || WholeScans.WithFunction.Contains(name) || WholeScans.UnlessList.Contains(name) || WholeScans.Copies.Contains(name) || WholeScans.Sorts.Contains(name) || name == "Split")
            || RepeatedScan.Read(call, context.Compilation) is not { } scan
            || Judge(scan, context.Compilation) is not { } confidence)
        {
            return;
        }

        context.Report(
            Rule,
            call.NameAndArguments(),
            confidence,
            path: new[] { scan.Loop.Operation.Syntax.GetLocation() },
            properties: null,
            name,
            Naming.Describe(scan.Collection),
            scan.Reason == ScanReason.ExtremeOfRest ? Naming.Describe(scan.Collection) : scan.Loop.SourceName,
            Advice(scan));
    }

    private static string Advice(RepeatedScan scan) => scan.Reason switch
    {
        ScanReason.ExtremeOfRest => "keep what is left in a PriorityQueue, or sort once",
        ScanReason.SortForFew => "sort once before the loop",
        ScanReason.TextParts => "split once before the loop",
        _ => scan.IsByPosition ? "make a list before the loop, and index it" : "ask once before the loop",
    };

    /// <summary>How sure it is that both sizes grow; null when one of them surely does not.</summary>
    private static Confidence? Judge(RepeatedScan scan, CompilationContext compilation)
    {
        if (scan.Reason == ScanReason.TextParts)
            return JudgeParts(scan, compilation);

        var root = ScannedCollection.Root(scan.Collection, compilation);
        var size = Provenance.Of(root, compilation).Size;
        if (scan.Reason is ScanReason.ExtremeOfRest or ScanReason.Bound)
            return size == Magnitude.Small ? null : size < Magnitude.Open ? Confidence.Low : Confidence.Medium;

        var rounds = LoopRounds.Of(scan.Call, scan.Loop, i => scan.IsSameIn(i, compilation), compilation);

        // Who asks for one place after the other goes through all of it as often as it has places, whoever has collected it.
        var sizes = scan.IsByPosition ? new SizeProduct(size, rounds) : SizeProduct.Of(size, rounds, root, scan.Loop, compilation);
        // Numbers are added up and compared many at a time, unless a query gives them one by one.
        return !sizes.IsLinear && sizes.Scanned != Magnitude.Data && DeferredQuery.Operator(scan.Collection, compilation) is null && ElementKind.IsVectorised(ElementKind.Of(scan.Collection.UnwrapView().Type, compilation))
            ? Confidence.Low
            : sizes.Worth;
    }

    /// <summary>What commas and slashes separate is little; lines and words may be many.</summary>
    private static Confidence? JudgeParts(RepeatedScan scan, CompilationContext compilation)
    {
        if (!TextParts.AreMany(scan.Call))
            return null;

        var isCounted = scan.Loop.Kind != IterationKind.PerElement || scan.Loop.Source?.Unwrap() is IInvocationOperation { TargetMethod.Name: "Split" };
        return isCounted || LoopRounds.Of(scan.Loop, compilation) >= Magnitude.Open ? Confidence.Medium : Confidence.Low;
    }
}
