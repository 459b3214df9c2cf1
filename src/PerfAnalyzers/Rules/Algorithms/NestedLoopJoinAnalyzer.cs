using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Algorithms;

/// <summary>Finds nested loops that compare each element of one collection with each of another, to pair those that are equal.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NestedLoopJoinAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.NestedLoopJoin,
        title: "Nested loops pair elements by equality",
        messageFormat: "Each element of '{0}' is compared with each of '{1}', '{0}' × '{1}' steps in all; build a lookup of '{1}' by '{2}' before the loop",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Two nested loops look at every pair of elements, although only those count that are equal in something. A lookup of the inner collection "
            + "by that gives each round its own elements at once, in the same order.");

    public NestedLoopJoinAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.Enumerable) is null)
            return;

        rule.OnOperation(Analyze, OperationKind.Loop);
        rule.OnOperation(AnalyzeQuery, OperationKind.Invocation);
    }

    private static void AnalyzeQuery(OperationRuleContext context)
    {
        if (QueryJoin.Read((IInvocationOperation)context.Operation, context.Compilation) is not { } join
            || ScanCosts.For(context.Compilation).Of(join.Inner, ScanSubject.Predicate) is not (ScanCost.Linear or ScanCost.Deferred)
            || join.Worth(context.Compilation) is not { } confidence)
        {
            return;
        }

        Report(context, join.Key, confidence, Naming.Describe(join.Outer), join.Inner, join.Place, join.Outer.Syntax.GetLocation());
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (context.Operation is not (IForEachLoopOperation or IForLoopOperation or IWhileLoopOperation)
            || NestedJoin.Read((ILoopOperation)context.Operation, context.Compilation) is not { } join
            || ScanCosts.For(context.Compilation).Of(join.Collection, ScanSubject.Predicate) is not (ScanCost.Linear or ScanCost.Deferred)
            || Judge(join, context.Compilation) is not { } confidence)
        {
            return;
        }

        Report(context, join.Key, confidence, join.Outer.SourceName, join.Collection, LoopSyntax.Head(join.Inner.Syntax), join.Outer.Operation.Syntax.GetLocation());
    }

    private static void Report(OperationRuleContext context, EqualityTest key, Confidence confidence, string outer, IOperation inner, Location place, Location around) => context.Report(
        Rule,
        place,
        confidence,
        new[] { key.Operation.Syntax.GetLocation(), around },
        properties: null,
        outer,
        Naming.Describe(inner),
        key.Key.Unwrap() is IMemberReferenceOperation { Member.Name: { } name } ? name : Naming.Describe(key.Key));

    private static Confidence? Judge(NestedJoin join, CompilationContext compilation)
    {
        var sizes = SizeProduct.Of(join.Collection, join.Inner, join.Outer, i => ScannedCollection.StaysSame(join.Collection, i, compilation), compilation);
        return ElementKind.IsCountable(join.Key.Sought.Unwrap().Type) ? null : sizes.Worth;
    }
}
