using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Asynchrony;

/// <summary>Finds async functions that are handed over as delegates without an answer: nobody waits for what they do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AsyncVoidCallbackAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.AsyncVoidCallback,
        title: "Async function handed over as a delegate that returns nothing",
        messageFormat: "'{0}' takes an '{1}' and goes on at the first 'await' of the function, so nobody waits for its end, and an exception in it ends the process; {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "An async lambda or async void method behind a delegate without a result hands control back at its first await. A loop over it starts "
            + "everything at once, without a limit, and is over before the work is; the exceptions of the work cannot be caught.");

    public AsyncVoidCallbackAnalyzer()
        : base(Rule)
    {
    }

    internal override ImmutableArray<RuleOption> Options => AsyncNaming.Options;

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.Task) is null)
            return;

        rule.OnOperation(Analyze, OperationKind.DelegateCreation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var creation = (IDelegateCreationOperation)context.Operation;
        var isAsyncVoid = creation.Target switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol is { IsAsync: true, ReturnsVoid: true },
            IMethodReferenceOperation group => group.Method is { IsAsync: true, ReturnsVoid: true },
            _ => false,
        };
        if (!isAsyncVoid || creation.Type is not INamedTypeSymbol { DelegateInvokeMethod: { } invoke } type || IsEventHandler(invoke, context.Compilation) || creation.IsNotRun(context.Compilation))
            return;

        // Raised by whoever owns the event; a handler that is written so is meant so.
        var parent = creation.ParentValue();
        while (parent is IArrayInitializerOperation or IArrayCreationOperation)
            parent = parent.ParentValue();

        if (parent is not IArgumentOperation { Parent: { } taker, Parameter: var parameter })
            return;

        var (name, method) = taker switch
        {
            IInvocationOperation call => (call.TargetMethod.Name, call.TargetMethod),
            IObjectCreationOperation made => (made.Type?.Name, made.Constructor),
            _ => (null, null),
        };
        if (name is null || method is null)
            return;

        var own = parameter is null ? null : CalledCallbacks.For(context.Compilation).Of(parameter);
        var instead = AsyncVoidCallbacks.For(context.Compilation).Find(method) ?? own?.Instead;
        context.Report(
            Rule,
            Place(creation),
            Sureness(creation.Target, instead, own is { IsGuarded: true }, context.Compilation),
            messageArguments: new object[] { name, type.Name, instead ?? "give it something to wait for: a delegate that returns a task" });
    }

    /// <summary>A function that lets no exception out was written to run by itself; only a loop still has to wait for it.</summary>
    private static Confidence Sureness(IOperation function, string? instead, bool isGuarded, CompilationContext compilation)
    {
        if (instead is not (AsyncVoidCallbacks.Loop or AsyncVoidCallbacks.Parallel) && (AwaitedFailures.AreAllCaught(function, compilation) || CompletionSources.AreEndedIn(function, compilation)))
            return Confidence.Low;

        // Who writes the words "async void" for a timer has mostly thought of it.
        if (instead is not null)
            return instead == AsyncVoidCallbacks.Timer && function is IMethodReferenceOperation ? Confidence.Medium : Confidence.High;

        // A method in no table may know what it does, unless it means to catch what can no longer come to it.
        return isGuarded ? Confidence.Medium : Confidence.Low;
    }

    private static Location Place(IDelegateCreationOperation creation)
    {
        var syntax = creation.Target.Syntax;
        return syntax is AnonymousFunctionExpressionSyntax lambda && lambda.AsyncKeyword.Span.Length > 0 ? lambda.AsyncKeyword.GetLocation() : syntax.GetLocation();
    }

    /// <summary>A sender and what it tells: the one shape that async void is for.</summary>
    private static bool IsEventHandler(IMethodSymbol invoke, CompilationContext compilation) =>
        invoke.Parameters.Length == 2 && invoke.Parameters[1].Type.DerivesFrom(compilation.Type(TypeNames.System.EventArgs));
}
