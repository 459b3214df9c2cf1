using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Resilience;

/// <summary>Finds streams that are gone through without the token which is at hand.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StreamWithoutTokenAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.StreamWithoutToken,
        title: "Stream gone through without a token",
        messageFormat: "'{0}' goes on after {1} is cancelled, for nobody; {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "A loop over an asynchronous stream waits for each element. Without the token it waits on, and keeps the query or the connection behind the stream, "
            + "after the client has given up.");

    public StreamWithoutTokenAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.CancellationToken) is not null && rule.Type(TypeNames.Cancellation.StreamExtensions) is not null)
        {
            rule.OnOperation(Analyze, OperationKind.Loop);
            rule.OnOperation(AnalyzeIterator, OperationKind.MethodBody, OperationKind.LocalFunction);
        }
    }

    private static void AnalyzeIterator(OperationRuleContext context)
    {
        var iterator = context.Operation is ILocalFunctionOperation local ? local.Symbol : context.ContainingMember as IMethodSymbol;
        if (iterator is null || UnmarkedToken.Of(iterator, context.Compilation) is not { } token || UnmarkedToken.Syntax(token, context.CancellationToken) is not { } syntax)
            return;

        context.Report(
            Rule,
            syntax.Identifier.GetLocation(),
            Confidence.High,
            path: null,
            properties: null,
            iterator.Name,
            "a token that comes by 'WithCancellation'",
            $"mark '{token.Name}' with '[EnumeratorCancellation]'");
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (context.Operation is not IForEachLoopOperation { IsAsynchronous: true } loop || UntoldStream.Of(loop, context.Compilation, context.CancellationToken) is not { } found)
            return;

        context.Report(
            Rule,
            found.Sequence.Syntax.GetLocation(),
            found.Token.Origin == TokenOrigin.Explicit && found.IsCertain ? Confidence.High : Confidence.Medium,
            path: null,
            properties: null,
            found.Name,
            "'" + found.Token.Text + "'",
            found.Slot is null ? "add 'WithCancellation'" : "pass the token to it");
    }
}
