using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Algorithms;

/// <summary>Runs the query once: as a set or list where it is declared, or as an index before the loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeferredQueryInLoopFix))]
public sealed class DeferredQueryInLoopFix : RuleCodeFix
{
    public const string RunOnce = "PERF4010.RunOnce";
    public const string RunOnceAssumingSame = "PERF4010.RunOnceAssumingSame";

    public DeferredQueryInLoopFix()
        : base(RuleIds.DeferredQueryInLoop)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(RunOnce, RunOnceAssumingSame);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        foreach (var plan in Plans(request))
        {
            var member = request.Node<MemberDeclarationSyntax>() is { } declared and not GlobalStatementSyntax ? declared : request.Root;
            if (await StillCompiles.AfterAsync(plan.Changes, member, request, withoutNullDoubts: true).ConfigureAwait(false))
                return ImmutableArray.Create(plan);
        }

        return ImmutableArray<FixPlan>.Empty;
    }

    private static IEnumerable<FixPlan> Plans(FixRequest request)
    {
        // A call is reported without what it is called on; a loop by its source.
        var place = request.Node<ExpressionSyntax>() is { } expression ? request.Model.GetOperation(expression, request.CancellationToken) : null;
        var call = place as IInvocationOperation;
        var sequence = call is null ? place : call.Argument(0);
        if (sequence is null || DeferredQuery.Of(sequence, request.Compilation) is not { } query)
            yield break;

        var early = EarlyQuery.TryRead(query, request.Compilation);
        var isProven = early?.IsProven == true;
        if (early is not null && isProven && early.IsOnlyAskedForPresence && AtDeclaration(request, query, "ToHashSet", isProven) is { } set)
            yield return set;

        if (call is not null && Index(request, call, query) is { } index)
            yield return index;

        if (early is not null && AtDeclaration(request, query, early.IsOnlyAskedForPresence ? "ToHashSet" : "ToList", isProven) is { } list)
            yield return list;
    }

    private static FixPlan? Index(FixRequest request, IInvocationOperation call, DeferredQuery query)
    {
        if (LinearLookup.Read(call, request.Compilation) is not { } lookup
            || lookup.Loop(request.Compilation) is not { } loop
            || IndexRewrite.TryWrite(request, (InvocationExpressionSyntax)call.Syntax, lookup, loop) is not { IsSurelyNotNull: true, StaysSurelySame: true } rewrite)
        {
            return null;
        }

        return new FixPlan($"Build {rewrite.KindText} of '{query.Holder.Name}' before the loop", RunOnce, rewrite.Changes);
    }

    private static FixPlan? AtDeclaration(FixRequest request, DeferredQuery query, string method, bool isProven)
    {
        if (request.Compilation.Type(TypeNames.System.Enumerable) is not { } enumerable
            || query.Value.Syntax is not ExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax } } value)
        {
            return null;
        }

        var edits = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(edits, enumerable, value, request))
            return null;

        if (enumerable.GetMembers(method).IsEmpty)
        {
            // Before .NET Standard 2.1 a set is constructed.
            if (request.Compilation.Type(TypeNames.Collections.HashSetOfT) is not { } set
                || ElementKind.Of(((ILocalSymbol)query.Holder).Type, request.Compilation) is not { } element
                || !Usings.TryAdd(edits, set, value, request))
            {
                return null;
            }

            edits.Add(new TextChange(new TextSpan(value.SpanStart, 0), "new HashSet<" + element.ToMinimalDisplayString(request.Model, value.SpanStart) + ">("));
            edits.Add(new TextChange(new TextSpan(value.Span.End, 0), ")"));
        }
        else
        {
            if (value is not (InvocationExpressionSyntax or ParenthesizedExpressionSyntax))
            {
                edits.Add(new TextChange(new TextSpan(value.SpanStart, 0), "("));
                edits.Add(new TextChange(new TextSpan(value.Span.End, 0), ")"));
            }

            edits.Add(new TextChange(new TextSpan(value.Span.End, 0), LineOfNextCall(value, request.Text) + "." + method + "()"));
        }

        var all = new EditList();
        all.AddRange(edits);
        if (all.Build() is not { } changes)
            return null;

        var title = $"Run '{query.Holder.Name}' once, with {method} where it is declared";
        return isProven
            ? new FixPlan(title, RunOnce, changes)
            : new FixPlan(title + " (sees no later changes)", RunOnceAssumingSame, changes) { ChangesBehaviour = true };
    }

    /// <summary>Where each call of the chain has a line of its own, the new one gets one too.</summary>
    private static string LineOfNextCall(ExpressionSyntax value, SourceText text) =>
        value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax last } && TextShape.StartsLine(text, last.OperatorToken.SpanStart)
            ? TextShape.NewLine(text) + TextShape.Indentation(text, last.OperatorToken.SpanStart)
            : "";
}
