using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Asynchrony;

/// <summary>Finds calls in async code of methods that look harmless and block further down.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HiddenBlockingAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.HiddenBlocking,
        title: "Call that blocks further down",
        messageFormat: "'{0}' holds its thread further down ({1}); {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "A synchronous method that waits for a task, a file or a database keeps the thread of whoever calls it, async code included. Nothing at the "
            + "call shows it, and tools that look at one method at a time do not see it.");

    public HiddenBlockingAnalyzer()
        : base(Rule)
    {
    }

    internal override ImmutableArray<RuleOption> Options => AsyncNaming.Options;

    /// <summary>Where more calls than this lead to what is reported itself, they are not told one by one.</summary>
    private const int MostTold = 10;

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.Task) is null)
            return;

        rule.OnOperation(Analyze, OperationKind.Invocation);
        rule.OnOperation(AnalyzeGetter, OperationKind.PropertyReference);
        rule.OnOperation(AnalyzeCreation, OperationKind.ObjectCreation);
    }

    private static void AnalyzeCreation(OperationRuleContext context)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        var facts = BlockingFacts.For(context.Compilation);
        if (creation.Constructor is not { } constructor
            || !CallTargets.HasOwnCode(constructor)
            || !MayMatter(creation, context)
            || !facts.MayBlock(constructor)
            || !MattersAt(creation, context)
            || creation.IsNotRun(context.Compilation)
            || context.IsSilent(creation, constructor, Rule)
            || facts.Of(creation, context.CancellationToken) is not { } path
            || path.MayBeLight(context.CancellationToken) // Settings, as a rule.
            || IsReportedItself(creation, path, context))
        {
            return;
        }

        context.Report(Rule, creation.WithoutInitializer(), Sureness(context), path.Locations.Skip(1), properties: null, constructor.ContainingType.Name, path.Text, "load what it needs in an async method and hand it over");
    }

    private static void AnalyzeGetter(OperationRuleContext context)
    {
        var read = (IPropertyReferenceOperation)context.Operation;
        var facts = BlockingFacts.For(context.Compilation);
        if (read.Property is not { IsIndexer: false, GetMethod: { } getter }
            || getter.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty
            || AwaitableTypes.For(context.Compilation).IsTaskLike(getter.ReturnType)
            || !MayMatter(read, context)
            || !facts.MayBlock(getter)
            || !CallTargets.HasOwnCode(getter)
            || !MattersAt(read, context)
            || read.IsNotRun(context.Compilation)
            || facts.Of(read, context.CancellationToken) is not { } path
            || !path.End.WaitsForOthers // What getters read of files are settings and certificates, when a program starts.
            || IsReportedItself(read, path, context))
        {
            return;
        }

        var name = read.Syntax is MemberAccessExpressionSyntax access ? access.Name : read.Syntax;
        context.Report(Rule, name.GetLocation(), Sureness(context), path.Locations.Skip(1), properties: null, read.Property.Name, path.Text, "make it an async method");
    }

    /// <summary>A program that runs and ends has threads to spare.</summary>
    private static Confidence Sureness(OperationRuleContext context) => ServingPlaces.For(context.Compilation).IsTool ? Confidence.Low : Confidence.High;

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        var facts = BlockingFacts.For(context.Compilation);
        if (!MayMatter(call, context) || !IsCandidate(call, context.Compilation) || !facts.MayBlock(call.TargetMethod))
            return;

        // What sets a program up may wait, whoever calls it.
        if (!MattersAt(call, context) || call.IsNotRun(context.Compilation) || context.IsSilent(call, call.TargetMethod, Rule))
            return;

        if (facts.Of(call, context.CancellationToken) is not { } path || IsReportedItself(call, path, context))
            return;

        // The asynchronous half of a pair is often written by means of the other one.
        var twin = AsyncTwins.For(context.Compilation).Find(call);
        if ((twin is null && AsyncTwins.For(context.Compilation).Find(call.TargetMethod) is not null) || IsOtherHalf(call, context.ContainingMember))
            return;

        context.Report(
            Rule,
            call.NameAndArguments(),
            twin is null && !ServingPlaces.For(context.Compilation).KnowsRequests && path.MayBeLight(context.CancellationToken) ? Confidence.Low : Sureness(context),
            path.Locations.Skip(1),
            properties: null,
            call.TargetMethod.Name,
            path.Text,
            twin is null ? path is { Given: not null, Steps.Length: 1 } ? "await the task" : "make the methods on the way async" : $"await '{twin.Name}'");
    }

    /// <summary>
    /// Whether the function around a call may be one whose thread matters, as far as it says itself: most code that is synchronous through and
    /// through needs no further question.
    /// </summary>
    private static bool MayMatter(IOperation call, OperationRuleContext context)
    {
        if (context.ContainingMember is not IMethodSymbol { IsAsync: false } method
            || AwaitableTypes.For(context.Compilation).IsAsyncReturn(method.ReturnType)
            || RequestEntries.For(context.Compilation).MayExist)
        {
            return true;
        }

        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    /// <summary>Whether the function around a call is asynchronous or serves a request, or calls back, before it returns, a lambda that the call is in.</summary>
    private static bool MattersAt(IOperation call, OperationRuleContext context)
    {
        if (BlockedPlaces.OfFunction(call, context.Compilation, context.CancellationToken) != BlockedPlace.Unknown)
            return true;

        var parent = call.Parent;
        while (parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
            parent = parent.Parent;

        return parent is IAnonymousFunctionOperation && BlockedPlaces.Of(call, context.Compilation, context.CancellationToken) == BlockedPlace.Callback;
    }

    /// <summary>The same pair where the object is called through an interface that has only the one half.</summary>
    private static bool IsOtherHalf(IInvocationOperation call, ISymbol member) =>
        member.Name == call.TargetMethod.Name + "Async" && call.Instance?.Unwrap() is IInstanceReferenceOperation;

    private static bool IsCandidate(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod is { IsAsync: false, MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension or MethodKind.LocalFunction } method
        && CallTargets.MayRunSource(method)
        && !AwaitableTypes.For(compilation).IsTaskLike(method.ReturnType)
        && SynchronousCalls.For(compilation).Find(method) is null;

    /// <summary>
    /// What is known to serve requests is reported where it blocks, and synchronous code on the way there adds nothing to that. Async code does: it is what
    /// was written not to block, and its author does not see that it does; unless so many call it that one would read the same on every page.
    /// </summary>
    private static bool IsReportedItself(IOperation call, BlockingPath path, OperationRuleContext context)
    {
        var leaf = path.End.Operation;
        var home = leaf.SemanticModel is { } model ? CompilationContext.For(model.Compilation) : context.Compilation;
        return BlockedPlaces.Of(leaf, home, context.CancellationToken) switch
        {
            BlockedPlace.Unknown => false,
            BlockedPlace.Server or BlockedPlace.Offered =>
                BlockedPlaces.OfFunction(call, context.Compilation, context.CancellationToken) is not (BlockedPlace.Async or BlockedPlace.ReturnsTask) || IsCalledWidely(path, context),
            _ => true,
        };
    }

    private static bool IsCalledWidely(BlockingPath path, OperationRuleContext context) =>
        path.Steps.Any(s => Callers.For(context.Compilation).Some(s.Method, context.CancellationToken).Length > MostTold);
}
