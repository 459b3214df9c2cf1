using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Rules.Caching;

/// <summary>Finds bodies and files that are held in memory as a whole only to deserialize or copy them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BufferedPayloadAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.BufferedPayload,
        title: "Whole payload in memory only to deserialize or copy it",
        messageFormat: "'{0}' holds all of {1} in memory, and nothing but '{2}' is done with it; {3}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "A body that becomes one text or array first is in memory two or three times before the objects are made that are wanted of it. Large ones "
            + "go to the large object heap, which only a full collection frees. What deserializes or copies can work on the stream instead.");

    public BufferedPayloadAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        var places = ServingPlaces.For(rule.Compilation);
        if (rule.Type(TypeNames.Files.File) is not null && (places.IsServer || places.IsLibrary) && !places.RunsInBrowser)
            rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (BufferedPayload.Of(call, context.Compilation) is not { } found
            || found.Sureness(context.Compilation, context.CancellationToken) is not { } sure)
        {
            return;
        }

        context.Report(Rule, call.NameAndArguments(), sure, path: null, properties: null, call.TargetMethod.Name, NameOf(found.Source.Origin), found.Consumer.TargetMethod.Name, Instead(found.Use));
    }

    private static string NameOf(ReadOrigin origin) => origin switch
    {
        ReadOrigin.Upload => "a request",
        ReadOrigin.Answer => "an answer",
        _ => "a file",
    };

    private static string Instead(PayloadUse use) => use switch
    {
        PayloadUse.Json => "deserialize from the stream",
        PayloadUse.Copy => "copy from stream to stream",
        _ => "give it a reader over the stream",
    };
}
