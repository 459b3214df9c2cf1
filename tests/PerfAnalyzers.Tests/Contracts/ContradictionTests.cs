using PerfAnalyzers.Tests.Docs;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>
/// Who follows one rule must not be told off by another: the fixed examples of a page have no finding, of any rule, those included that are off by
/// default, that the examples did not have before the fix.
/// </summary>
public sealed class ContradictionTests
{
    /// <summary>Advice that goes a step further in the same direction: what has become async can be cancelled, and pages that are counted can start behind a key.</summary>
    private static readonly ImmutableHashSet<(string Fixed, string Then)> Further = [("PERF1001", "PERF3003"), ("PERF1006", "PERF3002"), ("PERF6001", "PERF2008")];

    public static TheoryData<string> Rules => ShippedRule.FixableIds;

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_fixed_example_has_no_finding_that_it_did_not_have_before(string id)
    {
        Requires.CSharp(14);
        var references = await RuleRun.ServerReferencesAsync();
        var before = ImmutableDictionary<string, int>.Empty;
        foreach (var block in RulePage.Find(id)!.Blocks)
        {
            var found = await CountAsync(references, block);
            if (block.Kind == BlockKind.Fixed)
                Assert.All(found, f => Assert.True(Further.Contains((id, f.Key)) || f.Value <= before.GetValueOrDefault(f.Key), $"{f.Key} reports what {id} makes of block {block.Index - 1}."));

            before = found;
        }
    }

    private static async Task<ImmutableDictionary<string, int>> CountAsync(IEnumerable<MetadataReference> references, PageBlock block)
    {
        var findings = await RuleRun.RunAsync(RuleRun.Compile(references, BlockContext.WithoutMarkup(block.Source)));
        return findings.Where(f => !f.IsSuppressed).GroupBy(f => f.Id).ToImmutableDictionary(g => g.Key, g => g.Count());
    }
}
