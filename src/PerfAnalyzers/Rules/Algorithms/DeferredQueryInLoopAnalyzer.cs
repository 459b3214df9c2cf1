using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Algorithms;

/// <summary>Finds LINQ queries that were never turned into a list and run again for each element of a loop.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeferredQueryInLoopAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.DeferredQueryInLoop,
        title: "Deferred query runs again for each element of a loop",
        messageFormat: "The query '{0}' runs again for each element of '{1}', '{1}' × '{2}' steps in all; {3}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "A LINQ query holds no elements: each question to it goes through its source again, with all filters and projections. Asked once per element of "
            + "another collection, the work grows with the product of both sizes. ToHashSet, ToLookup or ToList runs the query once.");

    public DeferredQueryInLoopAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.Enumerable) is not { } enumerable)
            return;

        rule.OnRepeatedOperation(context => AnalyzeCall(context, enumerable), OperationKind.Invocation);
        rule.OnRepeatedOperation(AnalyzeLoop, OperationKind.Loop);
    }

    private static void AnalyzeCall(OperationRuleContext context, INamedTypeSymbol enumerable)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        if (method.Parameters.Length < 2
            || !SequenceScans.Operators.Contains(method.Name)
            || !method.IsMemberOf(enumerable)
            || call.Argument(0) is not { } sequence
            || DeferredQuery.Of(sequence, context.Compilation) is not { } query)
        {
            return;
        }

        // What has the same answer in every round needs no list, only to be asked once.
        var loop = Iterations.PerElement(call, context.Compilation, i => query.StaysSameIn(i) ? call.Arguments.Any(a => a.Parameter?.Ordinal > 0 && Variance.VariesIn(a.Value, i)) : null);
        if (loop is not null && query.Worth(call, loop, context.Compilation) is { } confidence)
            Report(context, query, loop, call.NameAndArguments(), confidence, Advice(call, context.Compilation));
    }

    private static void AnalyzeLoop(OperationRuleContext context)
    {
        if (context.Operation is not IForEachLoopOperation { IsAsynchronous: false } inner || DeferredQuery.Of(inner.Collection, context.Compilation) is not { } query)
            return;

        if (Iterations.PerElement(inner, context.Compilation, i => query.StaysSameIn(i) ? true : null) is not { } loop
            || query.Worth(inner, loop, context.Compilation) is null
            || NestedJoin.Read(inner, context.Compilation) is not null)
        {
            return;
        }

        // The loop takes its steps either way; what a list saves is what the query does beside handing elements on.
        Report(context, query, loop, inner.Collection.Syntax.GetLocation(), query.DoesWork ? Confidence.Medium : Confidence.Low, "add ToList where it is declared");
    }

    private static void Report(OperationRuleContext context, DeferredQuery query, Iteration loop, Location location, Confidence confidence, string advice) => context.Report(
        Rule,
        location,
        confidence,
        path: new[] { loop.Operation.Syntax.GetLocation(), query.Value.Syntax.GetLocation() },
        properties: null,
        query.Holder.Name,
        loop.SourceName,
        Naming.Describe(query.Root),
        advice);

    private static string Advice(IInvocationOperation call, CompilationContext compilation)
    {
        if (call.TargetMethod.Name == "Contains")
            return "add ToHashSet where it is declared";

        return LinearLookup.Read(call, compilation) is null ? "add ToList where it is declared" : "build an index of it before the loop";
    }
}
