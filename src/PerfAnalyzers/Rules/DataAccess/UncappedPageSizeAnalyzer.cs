using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds queries that give as many rows as a request asks for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncappedPageSizeAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.UncappedPageSize,
        title: "Page as large as the request says",
        messageFormat: "'Take' gives as many rows as '{0}' of a request says, which may be all there are; hold it at a largest page",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "Whoever sends a request decides how many rows are read, sent and kept in memory for it. One request for a million rows costs as much as ten thousand "
            + "pages, and a few of them at once stop the process.");

    public UncappedPageSizeAnalyzer()
        : base(Rule)
    {
    }

    internal override ImmutableArray<RuleOption> Options => ImmutableArray.Create<RuleOption>(PageSizeOptions.LargestPage);

    private protected override void Register(RuleContext rule)
    {
        var hasStore = rule.Type(TypeNames.EfCore.DbContext) is not null || rule.Type(TypeNames.Ef6.DbSetInterface) is not null;
        if (hasStore && rule.Type(TypeNames.System.Queryable) is { } queryable)
            rule.OnOperation(context => Analyze(context, queryable), OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context, INamedTypeSymbol queryable)
    {
        var take = (IInvocationOperation)context.Operation;
        if (take.TargetMethod.Name != "Take"
            || !take.TargetMethod.IsMemberOf(queryable)
            || take.Argument(1) is not { ConstantValue.HasValue: false } count
            || take.IsInExpressionTree(context.Compilation)
            || QueryReader.For(context.Compilation).ReadSequence(take) is not { Origin: not QueryOrigin.Memory }
            || RequestedSize.Of(count, context.Compilation, context.CancellationToken) is not { } size)
        {
            return;
        }

        context.Report(
            Rule,
            take.NameAndArguments(),
            size.IsCertain && !(size.Source.ContainingSymbol is IMethodSymbol endpoint && EndpointTraits.IsRarelyRun(endpoint)) ? Confidence.High : Confidence.Medium,
            path: size.Calls.Select(c => c.Syntax.GetLocation()).Concat(size.Source.Locations.Take(1)),
            properties: null,
            size.Source.Name);
    }
}
