using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Algorithms;

/// <summary>Finds lists and sequences that are searched for a value once per element of another.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LinearLookupInLoopAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.LinearLookupInLoop,
        title: "Linear lookup for each element of a loop",
        messageFormat: "'{0}' searches '{1}' for each element of '{2}', '{2}' × '{1}' steps in all; {3}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "Searching a list takes a step for each of its elements. Done once per element of another collection, the work grows with the product of "
            + "both sizes. An index built once before the loop answers each question in one step.");

    public LinearLookupInLoopAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        var operations = LinearOperations.For(rule.Compilation);
        rule.OnOperation(context => Analyze(context, operations), OperationKind.Invocation);
        rule.OnOperation(AnalyzeFunction, OperationKind.MethodReference);
    }

    private static void Analyze(OperationRuleContext context, LinearOperations operations)
    {
        var call = (IInvocationOperation)context.Operation;
        if (operations.Find(call.TargetMethod) is null
            || Iterations.Around(call, context.Compilation).IsEmpty
            || LinearLookup.Read(call, context.Compilation) is not { } lookup
            || DeferredQuery.Of(lookup.Collection, context.Compilation) is not null
            || lookup.Loop(context.Compilation) is not { } loop
            || lookup.AsksForFewValues(context.Compilation)
            || Judge(call, lookup.Collection, lookup.Cost, loop, context.Compilation) is not { } confidence)
        {
            return;
        }

        // Numbers are compared many at a time, so only a list that surely grows is worth an index.
        if (confidence == Confidence.Medium && lookup.Predicate is null && IsListOfNumbers(lookup.Collection, context.Compilation))
            confidence = Confidence.Low;

        Report(context, call.NameAndArguments(), call.TargetMethod.Name, lookup.Collection, loop, confidence, Advice(lookup, context.Compilation));
    }

    private static void AnalyzeFunction(OperationRuleContext context)
    {
        var reference = (IMethodReferenceOperation)context.Operation;
        if (!LinearOperations.Names.Contains(reference.Method.Name)
            || LookupFunction.Read(reference, context.Compilation) is not { } lookup
            || DeferredQuery.Of(lookup.Collection, context.Compilation) is not null
            || lookup.Loop(context.Compilation) is not { } loop
            || Judge(reference, lookup.Collection, lookup.Cost, loop, context.Compilation) is not { } confidence)
        {
            return;
        }

        if (confidence == Confidence.Medium && IsListOfNumbers(lookup.Collection, context.Compilation))
            confidence = Confidence.Low;

        Report(context, reference.Syntax.GetLocation(), reference.Method.Name, lookup.Collection, loop, confidence, "build a HashSet before the loop");
    }

    private static void Report(OperationRuleContext context, Location location, string method, IOperation collection, Iteration loop, Confidence confidence, string advice) => context.Report(
        Rule,
        location,
        confidence,
        path: new[] { loop.Operation.Syntax.GetLocation() },
        properties: null,
        method,
        Naming.Describe(collection),
        loop.SourceName,
        advice);

    /// <summary>How sure it is that both sizes grow; null when one of them surely does not.</summary>
    private static Confidence? Judge(IOperation place, IOperation collection, ScanCost cost, Iteration loop, CompilationContext compilation)
    {
        var scanned = Provenance.Of(collection, compilation).Size;
        var rounds = LoopRounds.Of(place, loop, i => ScannedCollection.StaysSame(collection, i, compilation), compilation);
        if (scanned == Magnitude.Small || rounds == Magnitude.Small)
            return null;

        if (cost == ScanCost.Unknown)
            return Confidence.Low;

        if (scanned == Magnitude.Data && rounds == Magnitude.Data)
            return Confidence.High;

        // What belongs to one object, looked up for what belongs to another, is as small as their relation.
        return scanned != Magnitude.Data && CollectionOrigins.IsChild(collection) && loop.Source is { } source && CollectionOrigins.IsChild(source)
            ? Confidence.Low
            : Confidence.Medium;
    }

    private static bool IsListOfNumbers(IOperation collection, CompilationContext compilation) =>
        ElementKind.IsVectorised(ElementKind.Of(collection.UnwrapView().Type, compilation)) && Provenance.Of(collection, compilation).Size != Magnitude.Data;

    private static string Advice(LinearLookup lookup, CompilationContext compilation)
    {
        var costs = ScanCosts.For(compilation);
        var type = lookup.Collection.UnwrapView().Type;
        if (costs.IsDictionary(type))
            return "look the key up in the dictionary";

        return lookup.Operation.Answer switch
        {
            ScanAnswer.Presence or ScanAnswer.Absence => costs.IsSet(type) ? "ask the set itself" : "build a HashSet before the loop",
            ScanAnswer.Count or ScanAnswer.Matches or ScanAnswer.MatchList => "build a lookup with ToLookup before the loop",
            _ => "build a dictionary before the loop",
        };
    }
}
