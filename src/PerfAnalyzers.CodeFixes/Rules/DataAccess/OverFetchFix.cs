using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Selects the columns that are read.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OverFetchFix))]
public sealed class OverFetchFix : RuleCodeFix
{
    public const string SelectColumns = "PERF2011.SelectColumns";
    public const string SelectStoredColumns = "PERF2011.SelectStoredColumns";

    public OverFetchFix()
        : base(RuleIds.OverFetch)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(SelectColumns, SelectStoredColumns);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (BeforeExecution.Call(request) is not { } call
            || OverFetch.In(call, request.Compilation) is not { } found
            || request.Node<MemberDeclarationSyntax>() is not { } member)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var row = Names.OfParameter(char.ToLowerInvariant(found.Query.Entity.Name[0]).ToString(), call.Syntax, request.Model);
        var select = $"Select({row} => new {{ {string.Join(", ", found.Read.Select(c => row + "." + c))} }})";
        var changes = ImmutableArray.Create(BeforeExecution.Insert(call, select, request));
        if (!await StillCompiles.AfterAsync(changes, member, request, withoutNullDoubts: true).ConfigureAwait(false))
            return ImmutableArray<FixPlan>.Empty;

        // What the context tracks already would be given as it is there, and not as it is stored.
        var title = "Select the columns that are read";
        return ImmutableArray.Create(found.Query.IsTracked
            ? new FixPlan(title + " (as they are stored, not as the context may have changed them)", SelectStoredColumns, changes) { ChangesBehaviour = true }
            : new FixPlan(title, SelectColumns, changes));
    }
}
