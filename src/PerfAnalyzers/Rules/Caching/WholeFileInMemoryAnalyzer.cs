using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Rules.Caching;

/// <summary>Finds files that are read into memory as a whole only to go through their lines once.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WholeFileInMemoryAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.WholeFileInMemory,
        title: "Whole file in memory for one pass through its lines",
        messageFormat: "'{0}' keeps all of it in memory although '{1}' goes through the lines once; read it line by line with '{2}'",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Who reads a file as a whole holds all its lines in memory at once, and a large one makes arrays that only a full collection frees. "
            + "Where the lines are gone through once, one at a time is enough, however long the file becomes.");

    public WholeFileInMemoryAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        var places = ServingPlaces.For(rule.Compilation);
        if (rule.Type(TypeNames.Files.File) is { } file && (places.IsServer || places.IsLibrary))
        {
            var hasLinesAsync = !file.GetMembers("ReadLinesAsync").IsEmpty;
            rule.OnOperation(context => Analyze(context, hasLinesAsync), OperationKind.Invocation);
        }
    }

    private static void Analyze(OperationRuleContext context, bool hasLinesAsync)
    {
        var call = (IInvocationOperation)context.Operation;
        if (WholeFile.Of(call, context.Compilation) is not { } found
            || found.Sureness(context.Compilation, context.CancellationToken) is not { } sure)
        {
            return;
        }

        context.Report(Rule, call.NameAndArguments(), sure, path: null, properties: null, call.TargetMethod.Name, NameOf(found.Pass.Consumer), Instead(call, found.Gives, hasLinesAsync));
    }

    private static string NameOf(IOperation consumer) => consumer is IInvocationOperation call ? call.TargetMethod.Name : "foreach";

    private static string Instead(IInvocationOperation call, WholeRead gives, bool hasLinesAsync)
    {
        var isAwaited = call.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal);
        if (gives == WholeRead.Text && call.Instance is not null)
            return isAwaited ? "ReadLineAsync" : "ReadLine";

        return !isAwaited ? "File.ReadLines" : hasLinesAsync ? "File.ReadLinesAsync" : "StreamReader.ReadLineAsync";
    }
}
