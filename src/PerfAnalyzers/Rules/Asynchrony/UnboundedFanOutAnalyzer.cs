using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Rules.Asynchrony;

/// <summary>Finds round trips that are started for all elements at once, however many there are.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedFanOutAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.UnboundedFanOut,
        title: "As many round trips at once as there are elements",
        messageFormat: "'{0}' is started for every element of '{1}' at once, however many there are; limit it with 'Parallel.ForEachAsync' or go through chunks",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Task.WhenAll sets no limit. With a thousand elements a thousand requests leave at the same moment: connections run out, the other "
            + "side answers with errors or slows down, and timeouts make the work start anew. A degree of parallelism keeps both sides at work.");

    /// <summary>What lets only so many go on at a time.</summary>
    private static readonly ImmutableHashSet<string> Gates = ImmutableHashSet.Create(
        StringComparer.Ordinal, "WaitAsync", "AcquireAsync", "LockAsync", "EnterAsync", "AttemptAcquire", "ThrottleAsync", "WaitToReadAsync");

    public UnboundedFanOutAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (!RoundTripTable.For(rule.Compilation).IsEmpty)
            rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var gather = (IInvocationOperation)context.Operation;
        if (gather.TargetMethod.Name != "WhenAll" || !gather.TargetMethod.IsMemberOf(context.Compilation.Type(TypeNames.System.Task)) || gather.Arguments.Length != 1)
            return;

        foreach (var (function, source, started) in Started(gather.Arguments[0].Value, context.Compilation))
        {
            if (started.Any(IsGate) || IsSlice(source, context.Compilation) || started.Select(o => Path(o, context)).FirstOrDefault(p => p is not null) is not { } path)
                continue;

            context.Report(
                Rule,
                Location(function),
                path.Certainty == PathCertainty.Certain ? Confidence.High : Confidence.Medium,
                path.Steps.IsEmpty ? null : path.Locations,
                properties: null,
                path.Text,
                source.Syntax.ToString());
            return;
        }
    }

    /// <summary>What is started per element of a source whose size nobody knows: by a projection, or by a loop that collects tasks.</summary>
    private static IEnumerable<(IOperation Function, IOperation Source, IReadOnlyList<IOperation> Started)> Started(IOperation tasks, CompilationContext compilation)
    {
        var value = tasks.Unwrap();
        for (var hop = 0; hop < 4; hop++)
        {
            if (value is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set)
                value = set.Unwrap();
            else if (value is IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" or "AsEnumerable" } call && call.Receiver() is { } receiver)
                value = receiver.Unwrap();
            else
                break;
        }

        if (value is IInvocationOperation { TargetMethod.Name: "Select" } select && select.Arguments.Length == 2 && select.Arguments[1].Value.Unwrap() is IDelegateCreationOperation creation)
        {
            if (Callbacks.Match(creation.Target, compilation).Iteration is { Kind: IterationKind.PerElement, Source: { } source })
                yield return (select, source, creation.Target is IAnonymousFunctionOperation lambda ? lambda.Body.Descendants().ToList() : new[] { creation.Target });

            yield break;
        }

        if (value is not IObjectCreationOperation || tasks.Unwrap() is not ILocalReferenceOperation list)
            yield break;

        var uses = LocalValues.Root(tasks).Descendants().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(list.Local)).ToList();

        // Emptied or looked at on the way: somebody limits how many there are.
        if (uses.Any(u => u.Parent is IInvocationOperation { TargetMethod.Name: "Clear" or "Remove" or "RemoveAt" or "RemoveAll" } || u.Parent is IPropertyReferenceOperation { Property.Name: "Count" }))
            yield break;

        foreach (var use in uses)
        {
            if (use.Parent is IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 1 } added } add
                && Iterations.PerElement(add, compilation) is { Form: IterationForm.ForEach, Source: { } source } loop
                && !loop.Body.Descendants().Contains(tasks))
            {
                yield return (add, source, added[0].Descendants().Concat(loop.Body.Descendants().Where(IsGate)).ToList());
            }
        }
    }

    /// <summary>What a loop over chunks or pages has in hand is as long as somebody said.</summary>
    private static bool IsSlice(IOperation source, CompilationContext compilation) =>
        source.ReferencedSymbol() is { } symbol
        && Iterations.Around(source, compilation).Any(i => i.Kind is IterationKind.Chunk or IterationKind.Page && i.Variables.Any(v => v.Is(symbol)));

    private static bool IsGate(IOperation operation) => operation is IInvocationOperation { TargetMethod.Name: var name } && Gates.Contains(name);

    /// <summary>What belongs to one context or connection is another question: more than one at a time is wrong there.</summary>
    private static RoundTripPath? Path(IOperation operation, OperationRuleContext context)
    {
        if (operation is not (IInvocationOperation or IMethodReferenceOperation))
            return null;

        if (operation is IMethodReferenceOperation group && RoundTripTable.For(context.Compilation).Find(group.Method) is { IsDatabase: false } row)
            return RoundTripPath.To(new RoundTrip(group, group.Method.Name, row, query: null));

        return RoundTripFacts.For(context.Compilation).Of(operation, isAction: false, context.CancellationToken)
            .FirstOrDefault(p => p.End is { Query: null, Row: not { IsDatabase: true } } && p.Certainty != PathCertainty.Guess);
    }

    private static Location Location(IOperation function) => function is IInvocationOperation call ? call.NameAndArguments() : function.Syntax.GetLocation();
}
