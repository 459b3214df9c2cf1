using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Web;

/// <summary>Finds work for each request whose answer is the same as long as the process runs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingStartupPerRequestAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.BlockingStartupPerRequest,
        title: "Work of the start is done again for each request",
        messageFormat: "'{0}' {1} again for each request that comes to '{2}', although the answer is the same as long as the process runs; {3}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Settings, the files of an application and its types do not change while it runs. To read them again for each request takes time and memory "
            + "from all of them, and a thread that reads a file waits for the disk.");

    public BlockingStartupPerRequestAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        var places = ServingPlaces.For(rule.Compilation);
        if (places.IsServer && !places.IsTool)
            rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (PerProcessWork.Of(call, context.Compilation) is not { } work || work.Sureness(context.ContainingMember, context.Compilation, context.CancellationToken) is not var (sure, path))
            return;

        var (does, instead) = Words(work.Answer);
        context.Report(Rule, call.NameOnly(), sure, path, properties: null, call.TargetMethod.Name, does, Member(context.ContainingMember), instead);
    }

    private static (string Does, string Instead) Words(ProcessAnswer answer) => answer switch
    {
        ProcessAnswer.Settings => ("reads the configuration", "bind it at the start and take it as 'IOptions'"),
        ProcessAnswer.File => ("reads a file of the application", "read it once and keep what is in it"),
        _ => ("goes through all types", "find them once and keep them in a static field"),
    };

    private static string Member(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? member.ContainingType.Name : member.Name;
}
