using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Rules.Asynchrony;

/// <summary>Finds operations on one context or connection that run at the same time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConcurrentDbContextAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.ConcurrentDbContext,
        title: "Two operations on one context at the same time",
        messageFormat: "'{0}' uses '{1}' {2}; it allows one operation at a time and throws, or mixes up answers",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "A DbContext and a database connection work on one operation at a time. A second one that starts before the first has ended "
            + "throws InvalidOperationException where it is noticed, and corrupts what the context tracks where it is not.");

    private const string WhilePending = "while another operation on it still runs";
    private const string InManyRounds = "in many rounds at once";

    public ConcurrentDbContextAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        var table = RoundTripTable.For(rule.Compilation);
        if (table.Has(RoundTripKind.Query) || table.Has(RoundTripKind.Command))
            rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (RoundTripReader.For(context.Compilation).Read(call) is { IsCertain: true, Row: { IsDatabase: true, Kind: not RoundTripKind.Connection } } direct)
            AnalyzeDirect(context, call, direct);
        else if (!CallTargets.MayRunSource(call))
            return;
        else if (Concurrency.FanOut(call, context.Compilation) is { } fanOut)
            AnalyzeBehindCall(context, call, fanOut);
        else if (AwaitableTypes.For(context.Compilation).IsTaskLike(call.TargetMethod.ReturnType))
            AnalyzeSideBySide(context, call);
    }

    private static void AnalyzeDirect(OperationRuleContext context, IInvocationOperation call, RoundTrip direct)
    {
        if (RoundTripOwner.Of(direct, context.Compilation) is not { } owner)
            return;

        if (Concurrency.FanOut(call, context.Compilation) is { } fanOut && !LoopFacts.OfBody(fanOut.Body).Declares(owner) && !fanOut.Variables.Any(v => v.Is(owner)))
            Report(context, call, direct.Name, owner, InManyRounds, fanOut.Operation, Confidence.High);
        else if (Concurrency.PendingBefore(call, other => WorksOn(other, owner, context.Compilation), context.Compilation) is { } pending)
            Report(context, call, direct.Name, owner, WhilePending, pending, Confidence.High);
    }

    private static bool WorksOn(IInvocationOperation call, ISymbol owner, CompilationContext compilation) =>
        RoundTripReader.For(compilation).Read(call) is { IsCertain: true, Row: { IsDatabase: true } } trip && RoundTripOwner.Of(trip, compilation).Is(owner);

    /// <summary>Two methods that are started together and use one context each ask it for itself.</summary>
    private static void AnalyzeSideBySide(OperationRuleContext context, IInvocationOperation call)
    {
        SharedOwner? shared = null;
        var pending = Concurrency.PendingBefore(
            call,
            other =>
            {
                var others = SharedOwner.Of(other, context.Compilation, context.CancellationToken).ToList();
                shared = others.Count == 0 ? null : SharedOwner.Of(call, context.Compilation, context.CancellationToken).FirstOrDefault(s => others.Any(s.Is));
                return shared is not null;
            },
            context.Compilation);
        if (pending is not null && shared is not null)
            Report(context, call, shared.Path.Text, shared.Owner, WhilePending, pending, Confidence.High);
    }

    /// <summary>A service that holds a context holds the same one in every round, if the service itself is the same.</summary>
    private static void AnalyzeBehindCall(OperationRuleContext context, IInvocationOperation call, Iteration fanOut)
    {
        if (call.Receiver() is { } receiver
            && LoopFacts.ReferencedSymbols(receiver).Any(s => LoopFacts.OfBody(fanOut.Body).Declares(s) || fanOut.Variables.Any(v => v.Is(s))))
        {
            return;
        }

        foreach (var path in RoundTripFacts.For(context.Compilation).Of(call, isAction: false, context.CancellationToken))
        {
            if (path is { Certainty: PathCertainty.Certain, End: { Row.IsDatabase: true } or { Query: not null } }
                && RoundTripOwner.Of(path.End, context.Compilation) is { IsStatic: false } and (IFieldSymbol or IPropertySymbol or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }) and var owner
                && path.Steps.All(s => !s.Method.IsStatic))
            {
                Report(context, call, path.Text, owner, InManyRounds, fanOut.Operation, Confidence.Medium);
                return;
            }
        }
    }

    private static void Report(OperationRuleContext context, IInvocationOperation call, string name, ISymbol owner, string when, IOperation other, Confidence confidence) =>
        context.Report(Rule, call.NameAndArguments(), confidence, path: new[] { RoundTrip.Shortest(other) }, properties: null, name, owner.Name, when);
}
