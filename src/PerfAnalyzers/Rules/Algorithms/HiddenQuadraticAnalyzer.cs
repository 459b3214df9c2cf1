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
        messageFormat: "'{0}' searches '{1}' in each call, here for each element of '{2}', '{2}' × '{1}' steps in all ({3}); build an index once",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "The search does not show where the loop is, and the loop does not show where the search is. Together they take as many steps as the product of "
            + "both sizes. A set or dictionary that is built once answers each call in one step.");

    public HiddenQuadraticAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule) => rule.OnOperation(Analyze, OperationKind.Invocation);

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (HiddenScanInLoop.Read(call, context.Compilation) is not { } hidden || Judge(hidden, context.Compilation) is not { } confidence)
            return;

        context.Report(
            Rule,
            call.NameAndArguments(),
            confidence,
            path: hidden.Scan.Steps.Append(hidden.Scan.Lookup.Call).Select(c => c.Syntax.GetLocation()).Prepend(hidden.Loop.Operation.Syntax.GetLocation()),
            properties: null,
            call.TargetMethod.Name,
            hidden.Collection is { } collection ? Naming.Describe(collection) : hidden.Scan.Member!.Name,
            hidden.Loop.SourceName,
            call.TargetMethod.Name + " → " + hidden.Scan.Text);
    }

    private static Confidence? Judge(HiddenScanInLoop hidden, CompilationContext compilation)
    {
        var scanned = hidden.Collection is { } collection ? Provenance.Of(collection, compilation).Size : Magnitude.Unknown;
        var handed = hidden.Scan.Origin == ScanOrigin.Parameter ? hidden.Call.Argument(hidden.Scan.Parameter) : null;
        var rounds = LoopRounds.Of(hidden.Call, hidden.Loop, i => HiddenScanInLoop.StaysSame(hidden.Call, hidden.Scan, handed, i, compilation), compilation);
        if (scanned == Magnitude.Small || rounds == Magnitude.Small)
            return null;

        if (scanned == Magnitude.Data && rounds == Magnitude.Data)
            return Confidence.High;

        // The children of one object are few, and numbers are compared many at a time.
        return scanned != Magnitude.Data && (IsChild(hidden, handed) || ElementKind.IsVectorised(hidden.Scan.Lookup.ScannedType(compilation)))
            ? Confidence.Low
            : Confidence.Medium;
    }

    private static bool IsChild(HiddenScanInLoop hidden, IOperation? handed) => hidden.Scan switch
    {
        { Member: null } => CollectionOrigins.IsChild(hidden.Collection!) && hidden.Loop.Source is { } source && CollectionOrigins.IsChild(source),
        { Origin: ScanOrigin.Parameter } => handed is not null,
        _ => false,
    };
}
