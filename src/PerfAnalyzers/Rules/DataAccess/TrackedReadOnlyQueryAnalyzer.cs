using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds entities that are tracked although they are only read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrackedReadOnlyQueryAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.TrackedReadOnlyQuery,
        title: "Rows are tracked and only read",
        messageFormat: "The rows of '{0}' are only read, so tracking them is for nothing; '{1}' leaves it out",
        category: Categories.Performance,
        ruleLevel: RuleLevel.Disabled,
        description: "For each tracked row the context keeps a copy of what was loaded, looks for other rows to connect it with, and compares it again at each save.");

    public TrackedReadOnlyQueryAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.EfCore.QueryableExtensions) is null)
            return;

        rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (TrackedRead.In(call, context.Compilation) is not { } found)
            return;

        context.Report(Rule, call.NameAndArguments(), Confidence.High, path: null, properties: null, Naming.Describe(found.Query.Root), found.Method);
    }
}
