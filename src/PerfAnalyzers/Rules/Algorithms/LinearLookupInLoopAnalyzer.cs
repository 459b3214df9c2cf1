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
    }

    private static void Analyze(OperationRuleContext context, LinearOperations operations)
    {
        var call = (IInvocationOperation)context.Operation;
        if (operations.Find(call.TargetMethod) is null
            || Iterations.Around(call, context.Compilation).IsEmpty
            || LinearLookup.Read(call, context.Compilation) is not { } lookup
            || DeferredQuery.Of(lookup.Collection, context.Compilation) is not null
            || lookup.Loop(context.Compilation) is not { } loop
            || Judge(lookup, loop, context.Compilation) is not { } confidence)
        {
            return;
        }

        context.Report(
            Rule,
            call.NameAndArguments(),
            confidence,
            path: new[] { loop.Operation.Syntax.GetLocation() },
            properties: null,
            call.TargetMethod.Name,
            Naming.Describe(lookup.Collection),
            loop.SourceName,
            Advice(lookup, context.Compilation));
    }

    /// <summary>How sure it is that both sizes grow; null when one of them surely does not.</summary>
    private static Confidence? Judge(LinearLookup lookup, Iteration loop, CompilationContext compilation)
    {
        var scanned = Provenance.Of(lookup.Collection, compilation).Size;
        var rounds = LoopRounds.Of(lookup.Call, loop, i => ScannedCollection.StaysSame(lookup.Collection, i, compilation), compilation);
        if (scanned == Magnitude.Small || rounds == Magnitude.Small || AsksForFewValues(lookup, compilation))
            return null;

        if (lookup.Cost == ScanCost.Unknown)
            return Confidence.Low;

        if (scanned == Magnitude.Data && rounds == Magnitude.Data)
            return Confidence.High;

        // What belongs to one object, looked up for what belongs to another, is as small as their relation.
        if (scanned != Magnitude.Data && CollectionOrigins.IsChild(lookup.Collection) && loop.Source is { } source && CollectionOrigins.IsChild(source))
            return Confidence.Low;

        // Numbers are compared many at a time, so only a list that surely grows is worth an index.
        return ElementKind.IsVectorised(lookup.ScannedType(compilation)) && scanned != Magnitude.Data ? Confidence.Low : Confidence.Medium;
    }

    /// <summary>A list that is asked for enum values, types or flags holds about one element for each of them.</summary>
    private static bool AsksForFewValues(LinearLookup lookup, CompilationContext compilation) =>
        lookup.Predicate is { } predicate
        && predicate.Tests.All(t => t.Sought.Unwrap().Type is { } type && (ElementKind.IsCountable(type) || CollectionOrigins.For(compilation).IsPartOfProgram(type)));

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
