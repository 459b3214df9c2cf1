using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Rules.Caching;

/// <summary>Finds objects that are dear to make, always the same, and made again for each call or element.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExpensiveObjectPerCallAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.ExpensiveObjectPerCall,
        title: "Object that is dear to make is made again for each call",
        messageFormat: "'{0}' {1} {2}, although it is always the same: {3}; keep one in a static field",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Options of a serializer learn the types they meet, patterns are parsed and compiled, serializers of XML write code while the program runs. "
            + "Each of them is meant to be made once and used by all threads. Made again for each call, it costs more than what it is used for.");

    public ExpensiveObjectPerCallAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        var places = ServingPlaces.For(rule.Compilation);
        if ((places.IsServer || places.IsLibrary) && !ExpensiveObjects.For(rule.Compilation).IsEmpty)
            rule.OnOperation(Analyze, OperationKind.ObjectCreation, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (RemadeObject.Of(context.Operation, context.Compilation) is not { } found
            || found.Sureness(context.Compilation, context.CancellationToken) is not var (sure, path))
        {
            return;
        }

        var loop = found.Loop(context.Compilation);
        context.Report(
            Rule,
            found.Made is IObjectCreationOperation creation ? creation.WithoutInitializer() : ((IInvocationOperation)found.Made).NameAndArguments(),
            sure,
            loop is null ? path : new[] { loop.Operation.Syntax.GetLocation() },
            properties: null,
            found.Made is IInvocationOperation search ? "Regex." + search.TargetMethod.Name : found.Made.Type!.Name,
            found.IsStaticSearch ? "may compile its pattern again" : "is made anew",
            loop is null ? $"for each call of '{context.ContainingMember.Name}'" : $"for each element of '{loop.SourceName}'",
            Cost(found));
    }

    private static string Cost(RemadeObject found) => found.Kind switch
    {
        ExpensiveKind.SerializerOptions => "it has to learn each type again",
        ExpensiveKind.XmlSerializer => "each one leaves code in memory for good",
        _ when found.IsStaticSearch => "only the last 15 patterns are kept",
        _ => "its pattern is read each time",
    };
}
