using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Caching;

/// <summary>Lets one request load what a cache does not have, and the others ask the cache again when it has done so.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CacheStampedeFix))]
public sealed class CacheStampedeFix : RuleCodeFix
{
    public const string Wait = "PERF5010.Wait";

    public CacheStampedeFix()
        : base(RuleIds.CacheStampede)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Wait);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation write
            || CacheMissLoad.Of(write, request.Compilation, request.CancellationToken) is not { } miss
            || syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Body: not null } method
            || !method.Modifiers.Any(SyntaxKind.AsyncKeyword)
            || CallsItself(method)
            || GuardedMiss.Of(miss.Read, syntax, method, request) is not { } guarded
            || NewField.Home(syntax) is not { } home
            || request.Compilation.Type(TypeNames.Tasks.SemaphoreSlim) is not { } semaphore)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(changes, semaphore, syntax, request))
            return ImmutableArray<FixPlan>.Empty;

        // Each method has one of its own: what it calls on the way may wait at another.
        var stem = method.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal) ? method.Identifier.ValueText.Substring(0, method.Identifier.ValueText.Length - 5) : method.Identifier.ValueText;
        var gate = NewField.Declare(changes, "private static readonly SemaphoreSlim", Names.Unique(stem + "Gate", home, request.Model), "new SemaphoreSlim(1, 1)", isConstant: true, home, request);
        changes.AddRange(guarded.Edits(gate, Token(method, request)));
        var edits = changes.ToImmutable();
        return await StillCompiles.AfterAsync(edits, home, request, withoutNullDoubts: true).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan("Let one request load at a time, and the others wait for it", Wait, edits) { ChangesBehaviour = true })
            : ImmutableArray<FixPlan>.Empty;
    }

    /// <summary>Whoever waits for a gate that he holds himself waits for ever.</summary>
    private static bool CallsItself(MethodDeclarationSyntax method) =>
        method.DescendantNodes().OfType<SimpleNameSyntax>().Any(n =>
            n.Identifier.ValueText == method.Identifier.ValueText && n.Parent is not MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } and not MemberBindingExpressionSyntax);

    /// <summary>The token by which the method is told to give up.</summary>
    private static string Token(MethodDeclarationSyntax method, FixRequest request) =>
        request.Model.GetDeclaredSymbol(method, request.CancellationToken)?.Parameters.FirstOrDefault(p => p.Type.Is(request.Compilation.Type(TypeNames.System.CancellationToken)))?.Name ?? "";
}
