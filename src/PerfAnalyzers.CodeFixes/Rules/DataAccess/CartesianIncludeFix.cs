using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Loads each collection with a statement of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CartesianIncludeFix))]
public sealed class CartesianIncludeFix : RuleCodeFix
{
    public const string SplitQuery = "PERF2013.SplitQuery";

    public CartesianIncludeFix()
        : base(RuleIds.CartesianInclude)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(SplitQuery);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (BeforeExecution.Call(request) is not { } place
            || request.Compilation.Type(TypeNames.EfCore.RelationalQueryableExtensions) is not { } extensions
            || request.Node<MemberDeclarationSyntax>() is not { } member)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var runs = SiblingCollections.Sharing(place, LocalValues.Root(place), request.Compilation).ToArray();
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (runs.Length == 0 || !runs.All(r => GivesSameRows(SiblingCollections.In(r, request.Compilation)!.Query, request.Compilation)) || !Usings.TryAdd(changes, extensions, place.Syntax, request))
            return ImmutableArray<FixPlan>.Empty;

        foreach (var run in runs)
        {
            if (run.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } || access.Expression.Span != run.Receiver()?.Syntax.Span)
                return ImmutableArray<FixPlan>.Empty;

            changes.Add(BeforeExecution.Insert(run, "AsSplitQuery()", request));
        }

        var plan = changes.ToImmutable();
        return await StillCompiles.AfterAsync(plan, member, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan("Load each collection with a statement of its own (one may see changes that the other does not)", SplitQuery, plan) { ChangesBehaviour = true })
            : ImmutableArray<FixPlan>.Empty;
    }

    /// <summary>Each statement finds the rows anew: which ones make a page must not be left to chance.</summary>
    private static bool GivesSameRows(EntityQuery query, CompilationContext compilation)
    {
        if (!query.Operators.Any(o => o.TargetMethod.Name is "Skip" or "Take"))
            return true;

        var key = EntityKeys.For(compilation).Single(query.Entity);
        return key is not null && query.Operators.Any(o => o.TargetMethod.Name is "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending"
            && Translations.Lambda(o.Argument(1)) is { } lambda
            && Translations.Body(lambda) is IPropertyReferenceOperation { Property.Name: var name } && name == key.Name);
    }
}
