using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Algorithms;

/// <summary>Builds a set or lookup before the loop and hands it to the method in place of the list.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HiddenQuadraticFix))]
public sealed class HiddenQuadraticFix : RuleCodeFix
{
    public const string HandSet = "PERF4008.HandSet";
    public const string HandSetAssumingNotNull = "PERF4008.HandSetAssumingNotNull";

    public const string HandIndex = "PERF4008.HandIndex";
    public const string HandIndexAssumingSame = "PERF4008.HandIndexAssumingSame";

    public HiddenQuadraticFix()
        : base(RuleIds.HiddenQuadratic)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(HandSet, HandSetAssumingNotNull, HandIndex, HandIndexAssumingSame);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || HiddenScanInLoop.Read(call, request.Compilation) is not { } hidden
            || hidden.Collection is not { } collection)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        if (!OnlyAsksForPresence(hidden, collection, request.Compilation))
            return await PlanIndexAsync(request, hidden, collection).ConfigureAwait(false);

        if (SetBeforeLoop.TryWrite(request, collection, call, hidden.Loop) is not { } set)
            return ImmutableArray<FixPlan>.Empty;

        var member = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? request.Root;
        if (!await StillCompiles.AfterAsync(set.Changes, member, request, withoutNullDoubts: true).ConfigureAwait(false))
            return ImmutableArray<FixPlan>.Empty;

        var title = $"Build a HashSet of '{Naming.Describe(collection)}' before the loop and hand it to '{call.TargetMethod.Name}'";
        return ImmutableArray.Create(set.IsSurelyNotNull
            ? new FixPlan(title, HandSet, set.Changes)
            : new FixPlan(title + " (fails earlier where it is null)", HandSetAssumingNotNull, set.Changes) { ChangesBehaviour = true });
    }

    /// <summary>The method takes an index from now on.</summary>
    private static async Task<ImmutableArray<FixPlan>> PlanIndexAsync(FixRequest request, HiddenScanInLoop hidden, IOperation collection)
    {
        if (HandedIndex.TryWrite(request, hidden) is not { } index || !await StillCompiles.AfterAsync(index.Changes, request.Root, request, withoutNullDoubts: true).ConfigureAwait(false))
            return ImmutableArray<FixPlan>.Empty;

        var title = $"Build {index.KindText} of '{Naming.Describe(collection)}' before the loop and let '{hidden.Call.TargetMethod.Name}' take that";
        return ImmutableArray.Create(index.IsProven
            ? new FixPlan(title, HandIndex, index.Changes)
            : new FixPlan(title + " (assumes that it is not null and no key is set meanwhile)", HandIndexAssumingSame, index.Changes) { ChangesBehaviour = true });
    }

    /// <summary>Whether the one method that is called takes any collection and does nothing with it but ask for values.</summary>
    private static bool OnlyAsksForPresence(HiddenScanInLoop hidden, IOperation collection, CompilationContext compilation)
    {
        var called = hidden.Call.TargetMethod;
        var targets = CallTargets.Of(hidden.Call, compilation).Methods;
        if (targets.Length != 1
            || !hidden.Scan.Steps.IsEmpty
            || Implementations.CanBeReplaced(called)
            || called.Parameters[hidden.Scan.Parameter].Type is not INamedTypeSymbol { Name: "IEnumerable" or "ICollection" or "IReadOnlyCollection", TypeArguments: { Length: 1 } asked }
            || !asked[0].Is(ElementKind.Of(collection.Unwrap().Type, compilation))
            || MethodBodies.For(compilation).Of(targets[0]) is not { } body)
        {
            return false;
        }

        var declared = MethodBodies.Declared(targets[0]);
        return body.Root.DescendantsAndSelf()
            .OfType<IParameterReferenceOperation>()
            .Where(p => p.Parameter.Ordinal == hidden.Scan.Parameter && p.Parameter.ContainingSymbol.Is(declared))
            .All(p => IsAsked(p, body.Compilation));
    }

    private static bool IsAsked(IParameterReferenceOperation parameter, CompilationContext compilation) => parameter.ParentValue() switch
    {
        IInvocationOperation { TargetMethod: { Name: "Contains", Parameters.Length: 1 } } call => call.Instance?.Unwrap() == parameter,
        IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod: { Name: "Contains", Parameters.Length: 2 } method } } =>
            method.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)),
        _ => false,
    };
}
