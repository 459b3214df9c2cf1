using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Rules.Caching;

/// <summary>Finds hashes that are another number in each process, and are left where other processes look for them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RandomizedHashKeyAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.RandomizedHashKey,
        title: "Randomized hash used as a key outside of the process",
        messageFormat: "'{0}' gives another number in each process, and it becomes {1}: after a restart, or on another server, the same value is not found and everything is made anew; use a stable hash such as SHA-256",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "The hash codes of strings, and all that HashCode combines, start with a number that each process draws by chance, so that nobody can choose texts "
            + "that collide. They are for dictionaries in memory. As the key of a shared cache, a file name, an entity tag or a column they miss whenever another process asks.");

    public RandomizedHashKeyAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (RandomHashes.For(rule.Compilation) is { AreRandom: true } hashes)
            rule.OnOperation(context => Analyze(context, hashes), OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context, RandomHashes hashes)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!hashes.Contain(call.TargetMethod)
            || IsForMemory(context.ContainingMember)
            || call.IsNotRun(context.Compilation)
            || SharedHash.Of(call, context.Compilation, context.CancellationToken) is not { } shared)
        {
            return;
        }

        context.Report(Rule, call.NameAndArguments(), shared.Confidence, new[] { shared.Place.Syntax.GetLocation() }, properties: null, call.TargetMethod.ContainingType.Name + "." + call.TargetMethod.Name, shared.What);
    }

    /// <summary>Whether a member is asked for hashes itself: GetHashCode, or that of a comparer.</summary>
    private static bool IsForMemory(ISymbol member) => member.Name.EndsWith("GetHashCode", StringComparison.Ordinal);
}
