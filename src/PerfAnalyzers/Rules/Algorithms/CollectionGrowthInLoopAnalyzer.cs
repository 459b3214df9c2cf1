using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Rules.Algorithms;

/// <summary>Finds collections that are copied whenever an element adds to them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CollectionGrowthInLoopAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.CollectionGrowthInLoop,
        title: "Collection that is copied with each element of a loop",
        messageFormat: "'{0}' is copied as a whole for each element of '{1}', so the work grows with the square of their number; {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "An array, an immutable array or the copy of a list has room for its elements only, so one more element means another copy of all. Done once per "
            + "element, the first is copied as often as there are elements. A list or builder has room to spare.");

    public CollectionGrowthInLoopAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule) => rule.OnRepeatedOperation(Analyze, OperationKind.SimpleAssignment, OperationKind.Invocation);

    private static void Analyze(OperationRuleContext context)
    {
        if ((CollectionGrowth.Read(context.Operation, context.Compilation) ?? Behind(context.Operation, context.Compilation)) is not { } growth
            || GrownVariable.Loop(growth.Operation, growth.Target, context.Compilation, byPages: true) is not { } loop
            || GrownVariable.IsKeptInEachRound(growth.Target, loop)
            || Judge(growth, loop, context.Compilation) is not { } confidence)
        {
            return;
        }

        context.Report(
            Rule,
            growth.Operation is IInvocationOperation call && !call.Syntax.Contains(growth.Target.Syntax) ? call.NameAndArguments() : growth.Target.Syntax.GetLocation(),
            confidence,
            path: new[] { loop.Operation.Syntax.GetLocation() },
            properties: null,
            Naming.Describe(growth.Target),
            loop.SourceName,
            growth.Kind == CopyKind.ImmutableArray ? "add to a builder" : "add to a List");
    }

    /// <summary>What a method does that is called in a loop.</summary>
    private static CollectionGrowth? Behind(IOperation operation, CompilationContext compilation) =>
        operation is IInvocationOperation call && GrowthBehindCall.MayBe(call) && Iterations.PerElement(call, compilation) is not null ? GrowthBehindCall.For(compilation).Read(call) : null;

    /// <summary>How sure it is that the collection gets big; null when it surely does not.</summary>
    private static Confidence? Judge(CollectionGrowth growth, Iteration loop, CompilationContext compilation)
    {
        var rounds = LoopRounds.Of(loop, compilation);
        // Where each element adds a thing of the project's own to it, its name cannot say that it stays small.
        var isConditional = growth.IsChosen || GrownVariable.IsConditional(growth.Operation, growth.Target, loop);
        if (rounds == Magnitude.Small || ((rounds != Magnitude.Data || isConditional || !ElementKind.IsOfProject(ElementKind.Of(growth.Target.Type, compilation))) && CollectionOrigins.For(compilation).IsSmallByNature(growth.Target) is not null))
            return null;

        // A sequence is cheap to make and may never be gone through; and what belongs to one object is as small as their relation.
        if (growth.Kind == CopyKind.Sequence || rounds < Magnitude.Unknown)
            return growth.Kind == CopyKind.Sequence && rounds == Magnitude.Data ? Confidence.Medium : Confidence.Low;

        // What only some rounds add, of which each waits, becomes little while it does.
        if (rounds != Magnitude.Data && LoopShape.AwaitsInEachRound(loop) && isConditional)
            return Confidence.Low;

        return rounds == Magnitude.Data && !isConditional ? Confidence.High : Confidence.Medium;
    }
}
