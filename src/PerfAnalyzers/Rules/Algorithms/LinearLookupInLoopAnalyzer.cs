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
        rule.OnRepeatedOperation(context => Analyze(context, operations), OperationKind.Invocation);
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
            || lookup.AsksForFewKinds(loop, context.Compilation)
            || LookupWorth.Of(call, lookup.Collection, lookup.Cost, lookup.Predicate is null, loop, context.Compilation) is not { } confidence)
        {
            return;
        }

        Report(context, call.NameAndArguments(), call.TargetMethod.Name, lookup.Collection, loop, confidence, Advice(lookup, context.Compilation));
    }

    private static void AnalyzeFunction(OperationRuleContext context)
    {
        var reference = (IMethodReferenceOperation)context.Operation;
        if (!LinearOperations.Names.Contains(reference.Method.Name)
            || LookupFunction.Read(reference, context.Compilation) is not { } lookup
            || DeferredQuery.Of(lookup.Collection, context.Compilation) is not null
            || lookup.Loop(context.Compilation) is not { } loop
            || LookupWorth.Of(reference, lookup.Collection, lookup.Cost, comparesElements: true, loop, context.Compilation) is not { } confidence)
        {
            return;
        }

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

    private static string Advice(LinearLookup lookup, CompilationContext compilation) => lookup.Cure(compilation) switch
    {
        LookupCure.AskDictionary => "look the key up in the dictionary",
        LookupCure.AskSet => "ask the set itself",
        LookupCure.Set => "build a HashSet before the loop",
        LookupCure.Lookup => "build a lookup with ToLookup before the loop",
        _ => "build a dictionary before the loop",
    };
}
