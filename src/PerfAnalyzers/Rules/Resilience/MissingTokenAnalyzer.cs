using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Resilience;

/// <summary>Finds calls, with a token at hand, of methods that could be stopped but take no token.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingTokenAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.MissingToken,
        title: "Method without a token on the way to I/O",
        messageFormat: "'{0}' takes no token, so '{1}' cannot stop what it waits for ({2}); add one and pass it on",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "A token stops nothing that it does not reach. One method in between that does not take it is enough for the query at the end to go on "
            + "after the client has given up.");

    public MissingTokenAnalyzer()
        : base(Rule)
    {
    }

    internal override ImmutableArray<RuleOption> Options => TokenParameters.Options;

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.CancellationToken) is not null && rule.Type(TypeNames.System.Task) is not null)
            rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        var facts = MissingTokenFacts.For(context.Compilation);
        if (!facts.IsLink(call)
            || !facts.May(call.TargetMethod)
            || IsStart(context.ContainingMember, context.Compilation)
            || IsStart(call.TargetMethod, context.Compilation)
            || TokensInReach.For(context.Compilation).Nearest(call, context.CancellationToken) is not { } token
            || !UnforwardedToken.IsUsed(token, call)
            || IsDictated(call.TargetMethod)
            || ForwardingHazards.For(context.Compilation).IsAfterthought(call)
            || facts.Of(call, context.CancellationToken) is not { } path
            || !MissingTokenFacts.IsStoppable(call, context.Compilation, context.CancellationToken)
            || IsRepeated(call, context))
        {
            return;
        }

        context.Report(
            Rule,
            call.NameAndArguments(),
            Sureness(call, path, token, context),
            path.Locations.Skip(1),
            properties: null,
            call.TargetMethod.Name,
            token.Text,
            path.Text);
    }

    /// <summary>A row by its key is there before anybody gives up, and what writes is better finished.</summary>
    private static Confidence Sureness(IInvocationOperation call, MissingTokenPath path, ReachableToken token, OperationRuleContext context)
    {
        var isPause = path.End.Call.TargetMethod is { Name: "Delay" } end && end.IsMemberOf(context.Compilation.Type(TypeNames.System.Task));
        var worth = isPause ? Confidence.High : StoppableWork.For(context.Compilation).Behind(call, context.CancellationToken) ?? Confidence.Low;
        return path.End.Confidence.AtMost(worth).AtMost(token.Origin == TokenOrigin.Member ? Confidence.Medium : Confidence.High);
    }

    /// <summary>The token of a start is cancelled when the start is given up, and all that was to be started with it.</summary>
    private static bool IsStart(ISymbol member, CompilationContext compilation) =>
        member.Name.StartsWith("Initializ", StringComparison.Ordinal)
        || member is IMethodSymbol { Name: "StartAsync" or "StopAsync", ContainingType: { } type }
        && compilation.Type(TypeNames.Hosting.HostedService) is { } hosted
        && type.AllInterfaces.Any(i => i.Is(hosted));

    /// <summary>Whether a library decides about the parameters.</summary>
    private static bool IsDictated(IMethodSymbol method)
    {
        var declared = MethodBodies.Declared(method);
        for (var current = declared.OverriddenMethod; current is not null; current = current.OverriddenMethod)
        {
            if (current.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty)
                return true;
        }

        return !declared.IsStatic && declared.ContainingType.AllInterfaces
            .Where(i => i.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty)
            .SelectMany(i => i.GetMembers(declared.Name))
            .Any(m => declared.ContainingType.FindImplementationForInterfaceMember(m).Is(declared));
    }

    /// <summary>One finding in each member for one method that lacks the token.</summary>
    private static bool IsRepeated(IInvocationOperation call, OperationRuleContext context)
    {
        foreach (var operation in LocalValues.Root(call).Descendants())
        {
            if (operation is IInvocationOperation other && other.TargetMethod.OriginalDefinition.Is(call.TargetMethod.OriginalDefinition) && other.Syntax is InvocationExpressionSyntax)
                return other.Syntax.SpanStart < call.Syntax.SpanStart && MissingTokenFacts.IsStoppable(other, context.Compilation, context.CancellationToken);
        }

        return false;
    }
}
