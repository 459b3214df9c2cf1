using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Resilience;

/// <summary>Finds regular expressions that may search exponentially long and have no limit of time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegexWithoutTimeoutAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.RegexWithoutTimeout,
        title: "Regular expression without a limit of time",
        messageFormat: "The pattern '{0}' {1}; pass a 'matchTimeout'",
        category: Categories.Performance,
        ruleLevel: RuleLevel.Disabled,
        description: "A search by backtracking tries every way in which a text may fit. With repetitions inside of repetitions their number doubles with each "
            + "character, so that thirty characters that a caller sends keep a processor busy for hours.");

    private const string Explodes = "may be searched for exponentially long";

    public RegexWithoutTimeoutAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        var places = ServingPlaces.For(rule.Compilation);
        if (rule.Type(TypeNames.Texts.Regex) is null || !(places.IsServer || places.IsLibrary))
            return;

        rule.OnOperation(Analyze, OperationKind.ObjectCreation, OperationKind.Invocation);
        if (rule.Type(TypeNames.Texts.GeneratedRegex) is not null)
            rule.OnSymbol(AnalyzeGenerated, SymbolKind.Method, SymbolKind.Property);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (RegexSearch.Of(context.Operation, context.Compilation, context.CancellationToken) is not { } search)
            return;

        var what = search.IsGiven ? "comes from outside and may take any time to search" : Explodes;
        context.Report(Rule, search.Pattern.Value.Syntax.GetLocation(), Confidence.High, path: null, properties: null, search.Pattern.Value.ConstantValue.Value as string ?? search.Pattern.Value.Syntax.ToString(), what);
    }

    private static void AnalyzeGenerated(SymbolRuleContext context)
    {
        if (RegexSearch.OfGenerated(context.Symbol, context.Compilation, context.CancellationToken) is var (argument, pattern))
            context.Report(Rule, argument.Expression.GetLocation(), pattern, Explodes);
    }
}
