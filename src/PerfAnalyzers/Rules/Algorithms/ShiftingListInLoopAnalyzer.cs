using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Rules.Algorithms;

/// <summary>Finds lists that move their elements up or down once per element.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShiftingListInLoopAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.ShiftingListInLoop,
        title: "List that moves its elements in each round of a loop",
        messageFormat: "'{0}' moves the elements of '{1}' for each element of '{2}', '{2}' × '{1}' moves in all; {3}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "A list keeps its elements side by side. To put one in or take one out it moves all that stand behind. Done once per element, the work grows "
            + "with the product of both sizes.");

    public ShiftingListInLoopAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule) => rule.OnOperation(Analyze, OperationKind.Invocation);

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is not ("RemoveAt" or "Insert" or "Remove")
            || ListShift.Read(call, context.Compilation) is not { } shift
            || Judge(shift, context.Compilation) is not { } confidence)
        {
            return;
        }

        context.Report(
            Rule,
            call.NameAndArguments(),
            confidence,
            path: new[] { shift.Loop.Operation.Syntax.GetLocation() },
            properties: null,
            call.TargetMethod.Name,
            Naming.Describe(shift.List),
            shift.Loop.Source is null ? Naming.Describe(shift.List) : shift.Loop.SourceName,
            shift.Kind switch
            {
                ShiftKind.TakesFirst => "use a Queue",
                ShiftKind.InsertsFirst => "add at the end, and reverse once after the loop",
                ShiftKind.RemovesInPlace => "remove all at once with RemoveAll",
                ShiftKind.RemovesChosen => "keep what is left in a PriorityQueue, or sort once",
                _ => "collect what goes in a HashSet, and remove it at once with RemoveAll",
            });
    }

    /// <summary>How sure it is that many elements move many times; null when they surely do not.</summary>
    private static Confidence? Judge(ListShift shift, CompilationContext compilation) =>
        Sizes(shift, compilation) is { } worth ? (shift.IsBesideWaiting ? Lowered(shift, worth) : worth) : null;

    /// <summary>Whoever waits in each round does not notice moves; a queue in a list is one all the same.</summary>
    private static Confidence Lowered(ListShift shift, Confidence worth) =>
        worth == Confidence.High ? Confidence.Medium : shift.Kind is ShiftKind.TakesFirst or ShiftKind.InsertsFirst ? worth : Confidence.Low;

    private static Confidence? Sizes(ListShift shift, CompilationContext compilation)
    {
        // What an object holds is often tracked by who stores it, and as small as their relation.
        if (Holdings.AreOfOther(shift.List))
            return null;

        if (GrownVariable.IsFirstRoundOnly(shift.Call, shift.List, shift.Loop))
            return null;

        var held = Provenance.Of(shift.List, compilation);
        var list = held.Size;
        var rounds = shift.Kind is ShiftKind.TakesFirst or ShiftKind.RemovesChosen && shift.Loop.Source is null ? list : LoopRounds.Of(shift.Loop, compilation);
        if (list == Magnitude.Small && shift.Kind != ShiftKind.InsertsFirst || rounds == Magnitude.Small)
            return null;

        if (shift.Kind is ShiftKind.RemovesInPlace or ShiftKind.RemovesValue or ShiftKind.RemovesChosen && shift.IsOfAttempt)
            return Confidence.Low;

        switch (shift.Kind)
        {
            case ShiftKind.TakesFirst:
                // What comes in again at the end turns around, or waits for its turn.
                if (shift.PutsTakenBack)
                    return Confidence.Low;

                return list == Magnitude.Data && !shift.HasOther("Add", "Insert", "AddRange", "InsertRange") && !GrownVariable.IsConditional(shift.Call, shift.List, shift.Loop) ? Confidence.High : Confidence.Medium;
            case ShiftKind.InsertsFirst:
                // A window that keeps the latest.
                if (shift.HasOther("RemoveAt", "RemoveRange", "Clear", "Remove"))
                    return null;

                return rounds == Magnitude.Data && !GrownVariable.IsConditional(shift.Call, shift.List, shift.Loop) ? Confidence.High : Confidence.Medium;
            case ShiftKind.RemovesInPlace:
                // What comes in where something went takes its place.
                return shift.HasOther("Insert", "InsertRange", "Add") || (list < Magnitude.Open && held != Provenance.OfOwner) ? Confidence.Low : Confidence.Medium;
            case ShiftKind.RemovesChosen:
                return GrownVariable.IsConditional(shift.Call, shift.List, shift.Loop) || list < Magnitude.Open ? Confidence.Low : Confidence.Medium;
            default:
                // What is taken out where some test holds is often the exception.
                if (GrownVariable.IsConditional(shift.Call, shift.List, shift.Loop))
                    return Confidence.Low;

                return new SizeProduct(list, rounds).Worth;
        }
    }
}
