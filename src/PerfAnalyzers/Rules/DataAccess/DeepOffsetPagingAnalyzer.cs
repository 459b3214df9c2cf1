using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds pages that are counted in a table that grows, although its key could say where they start.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeepOffsetPagingAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.DeepOffsetPaging,
        title: "Pages that are counted from the start",
        messageFormat: "'Skip' makes the database read all rows of '{0}' before the page, so that each page costs more than the one before; start behind the last '{1}' of that",
        category: Categories.Performance,
        ruleLevel: RuleLevel.Disabled,
        description: "To leave out a million rows a database reads a million rows. A condition on the key, such as Where(o => o.Id > last), starts where the page does, by the index of "
            + "the key, and costs the same for each page. Nor does a row that is added meanwhile shift the pages behind it.");

    public DeepOffsetPagingAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.EfCore.DbContext) is not null && rule.Type(TypeNames.System.Queryable) is { } queryable)
            rule.OnOperation(context => Analyze(context, queryable), OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context, INamedTypeSymbol queryable)
    {
        var skip = (IInvocationOperation)context.Operation;
        if (skip.TargetMethod.Name != "Skip"
            || !skip.TargetMethod.IsMemberOf(queryable)
            || skip.Argument(1) is not { ConstantValue.HasValue: false }
            || skip.Receiver() is not { } source
            || QueryTrail.Read(source, context.Compilation) is not { Entity: { } entity } trail
            || TableGrowth.For(context.Compilation).Of(entity) != Growth.Grows
            || QueryBounds.Of(trail, context.Compilation) != Bound.None

            // Where whoever asks chooses the order, no one key says where a page starts.
            || trail.Perhaps.Any(c => c.TargetMethod.Name is "OrderBy" or "OrderByDescending")
            || EntityKeys.For(context.Compilation).Single(entity) is not { } key)
        {
            return;
        }

        context.Report(Rule, skip.NameAndArguments(), Confidence.High, path: null, properties: null, entity.Name, key.Name);
    }
}
