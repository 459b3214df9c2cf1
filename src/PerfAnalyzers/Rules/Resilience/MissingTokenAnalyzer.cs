using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Resilience;

/// <summary>Finds methods that could be stopped and are called with a token at hand, but take none. Where the method stands in the file of the call it is marked itself, elsewhere the call is: an editor asks for the findings of one file.</summary>
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
            rule.OnOperation(Analyze, OperationKind.MethodBody, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        switch (context.Operation)
        {
            case IMethodBodyOperation { Syntax: MethodDeclarationSyntax written } when context.ContainingMember is IMethodSymbol method && MissingTokenFacts.For(context.Compilation).MayBeLink(method):
                if (UntoldMethod.In(MethodBodies.Declared(method), written.SyntaxTree, s => !context.IsSilent(s.Operation, s.Member, Rule), context.Compilation, context.CancellationToken).FirstOrDefault() is { } first)
                    Report(context, first, written.Identifier.GetLocation(), first.Path.Locations);

                break;
            case IInvocationOperation call when UntoldMethod.At(call, context.ContainingMember, context.Compilation, context.CancellationToken) is { } found:
                if (!found.IsIn(call.Syntax.SyntaxTree) && !IsRepeated(call, context))
                    Report(context, found, call.NameAndArguments(), found.Path.Locations.Skip(1));

                break;
        }
    }

    private static void Report(OperationRuleContext context, UntoldMethod found, Location place, IEnumerable<Location> path) =>
        context.Report(Rule, place, Sureness(found, context), path, properties: null, found.Call.TargetMethod.Name, found.Token.Text, found.Path.Text);

    /// <summary>A row by its key is there before anybody gives up, what writes is better finished, and a token that nobody fires stops nothing.</summary>
    private static Confidence Sureness(UntoldMethod found, OperationRuleContext context)
    {
        if (UnfiredTokens.Is(found.Token, context.Compilation, context.CancellationToken))
            return Confidence.Low;

        var isPause = found.Path.End.Call.TargetMethod is { Name: "Delay" } end && end.IsMemberOf(context.Compilation.Type(TypeNames.System.Task));
        var worth = isPause ? Confidence.High : StoppableWork.For(context.Compilation).Behind(found.Call, context.CancellationToken) ?? Confidence.Low;
        return found.Path.End.Confidence.AtMost(worth).AtMost(found.Token.Origin == TokenOrigin.Member ? Confidence.Medium : Confidence.High);
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
