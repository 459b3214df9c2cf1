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

        rule.OnOperation(context => AnalyzeCall(context, enumerable), OperationKind.Invocation);
        rule.OnOperation(AnalyzeLoop, OperationKind.Loop);
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
        if (loop is not null && Judge(query, call, loop, context.Compilation) is { } confidence)
            Report(context, query, loop, call.NameAndArguments(), confidence, Advice(call, context.Compilation));
    }

    private static void AnalyzeLoop(OperationRuleContext context)
    {
        if (context.Operation is not IForEachLoopOperation { IsAsynchronous: false } inner || DeferredQuery.Of(inner.Collection, context.Compilation) is not { } query)
            return;

        if (Iterations.PerElement(inner, context.Compilation, i => query.StaysSameIn(i) ? true : null) is not { } loop
            || Judge(query, inner, loop, context.Compilation) is null
            || NestedJoin.Read(inner, context.Compilation) is not null)
        {
            return;
        }

        // The loop takes its steps either way; what a list saves is what the query does beside handing elements on.
        Report(context, query, loop, inner.Collection.Syntax.GetLocation(), Works(query) ? Confidence.Medium : Confidence.Low, "add ToList where it is declared");
    }

    private static void Report(OperationRuleContext context, DeferredQuery query, Iteration loop, Location location, Confidence confidence, string advice) => context.Report(
        Rule,
        location,
        confidence,
        path: new[] { loop.Operation.Syntax.GetLocation(), query.Value.Syntax.GetLocation() },
        properties: null,
        query.Local.Name,
        loop.SourceName,
        Naming.Describe(query.Root),
        advice);

    /// <summary>How sure it is that both sizes grow; null when one of them surely does not.</summary>
    private static Confidence? Judge(DeferredQuery query, IOperation place, Iteration loop, CompilationContext compilation)
    {
        var scanned = Provenance.Of(query.Value, compilation).Size;
        var rounds = LoopRounds.Of(place, loop, query.StaysSameIn, compilation);
        if (scanned == Magnitude.Small || rounds == Magnitude.Small || Provenance.Of(query.Root, compilation).Size == Magnitude.Small)
            return null;

        // What belongs to one object, looked up for what belongs to another, is as small as their relation.
        return scanned != Magnitude.Data && CollectionOrigins.IsChild(query.Root) && loop.Source is { } source && CollectionOrigins.IsChild(source)
            ? Confidence.Medium
            : Confidence.High;
    }

    /// <summary>Whether the query leaves elements out, sorts, or makes something of each, so that a list of its answers is less work.</summary>
    private static bool Works(DeferredQuery query) => query.Operators.Any(step =>
        step.TargetMethod.Name is not ("Select" or "Cast" or "Concat" or "Append" or "Prepend")
        || step.Arguments.Any(a => a.Parameter?.Ordinal > 0 && a.Value.DescendantsAndSelf().Any(o => o is IInvocationOperation or IObjectCreationOperation)));

    private static string Advice(IInvocationOperation call, CompilationContext compilation)
    {
        if (call.TargetMethod.Name == "Contains")
            return "add ToHashSet where it is declared";

        return LinearLookup.Read(call, compilation) is null ? "add ToList where it is declared" : "build an index of it before the loop";
    }
}
