using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>A query that tracks rows which are only read.</summary>
/// <param name="Query">The query.</param>
/// <param name="Method">What switches tracking off and gives the same objects.</param>
internal sealed record TrackedRead(EntityQuery Query, string Method)
{
    public static TrackedRead? In(IInvocationOperation execution, CompilationContext compilation)
    {
        if (ReadRows.By(execution, compilation, RowUses.Answer) is not { Query: { IsTracked: true } query } rows
            || query.Operators.Any(o => o.TargetMethod.Name == "AsTracking")
            || QuerySettings.For(compilation).StatesTracking

            // To track a few rows costs nothing that anybody notices.
            || (query.Included.Count == 0 && TableGrowth.For(compilation).StaysSmall(query.Entity))

            // What no include loads, the context connects, or a proxy loads that needs the context.
            || rows.Reads.Navigations.Any(n => !query.Includes(n))
            || rows.Reads.Navigations.Count > 0 && HandsOn(execution, rows.Reads.Navigations, query.Entity, compilation)
            || rows.Reads.AreAnswer && !IsWholeAnswer(execution, compilation)
            || (rows.Reads.AreAnswer || rows.Reads.Navigations.Count > 0) && Entities.For(compilation).Navigations(query.Entity).Any(n => n.LazyLoading == LazyLoading.Proven))
        {
            return null;
        }

        // Rows that several others lead to are one object only if somebody sees to it.
        return new TrackedRead(query, query.Included.Count > 0 ? "AsNoTrackingWithIdentityResolution" : "AsNoTracking");
    }

    /// <summary>Whether the rows are written into the answer to a request, and no other query of the endpoint may have connected them with others.</summary>
    private static bool IsWholeAnswer(IInvocationOperation execution, CompilationContext compilation)
    {
        var member = execution.SemanticModel?.GetEnclosingSymbol(execution.Syntax.SpanStart);
        while (member is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            member = member.ContainingSymbol;

        return member is not null
            && Endpoints.For(compilation).Around(execution, member, CancellationToken.None) is not null
            && !LocalValues.Root(execution).DescendantsAndSelf().Any(o => o is IInvocationOperation call && call != execution && RoundTripTable.For(compilation).Find(call)?.Kind == RoundTripKind.Query);
    }

    /// <summary>Whether the member gives the rows behind a navigation to others, who may change them.</summary>
    private static bool HandsOn(IOperation execution, HashSet<string> navigations, INamedTypeSymbol entity, CompilationContext compilation) => LocalValues.Root(execution).DescendantsAndSelf().Any(o =>
        o is IPropertyReferenceOperation { Property: { } property } read
        && navigations.Contains(property.Name)
        && entity.DerivesFrom(property.ContainingType)
        && read.ParentValue() is IReturnOperation or IArgumentOperation { Parent: IObjectCreationOperation or IInvocationOperation { TargetMethod.IsExtensionMethod: false } }
        && !read.IsInExpressionTree(compilation));
}
