using PerfAnalyzers.Analysis.Web;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Web;

/// <summary>Finds applications that answer with text and compress none of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingCompressionAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.MissingCompression,
        title: "Application that sends its text as it is",
        messageFormat: "'{0}' answers with text and compresses none of it; unless something in front of it does, add 'AddResponseCompression'",
        category: Categories.Performance,
        ruleLevel: RuleLevel.Disabled,
        description: "JSON and other text repeats itself, and takes a fraction of its length when it is compressed. Over a slow connection an answer takes as long as its bytes, and for "
            + "as long as that the client waits and the server keeps the connection.");

    public MissingCompressionAnalyzer()
        : base(Rule)
    {
    }

    /// <summary>Applications are put together at the start.</summary>
    private protected override SilentCode Includes => SilentCode.Startup;

    private protected override void Register(RuleContext rule)
    {
        if (ApplicationSetup.MayExist(rule.Compilation) && rule.Type(TypeNames.WebApplications.CompressionUse) is not null)
            rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var compilation = context.Compilation;
        if (ApplicationSetup.Of((IInvocationOperation)context.Operation, context.ContainingMember, compilation) is { } place
            && !compilation.MayHave(ServerFeature.Compression)
            && ServedEndpoints.For(compilation).HasText(context.CancellationToken))
        {
            context.Report(Rule, place, Confidence.High, path: null, properties: null, compilation.Compilation.AssemblyName ?? "The application");
        }
    }
}
