using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Asynchrony;

/// <summary>Awaits the work itself, or its awaitable twin, in place of the thread that was sent for it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ThreadPoolDetourFix))]
public sealed class ThreadPoolDetourFix : RuleCodeFix
{
    /// <summary>Awaits the work.</summary>
    public const string AwaitDirectly = "PERF1005.await-directly";

    public ThreadPoolDetourFix()
        : base(RuleIds.ThreadPoolDetour)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(AwaitDirectly);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || AwaitedDetour.Of(call, request.Compilation) is not { Function.Symbol.Parameters.IsEmpty: true } detour
            || detour.Work is not IInvocationOperation { Syntax: InvocationExpressionSyntax work, Parent: not IConversionOperation { IsImplicit: false } } inner
            || Whole(syntax) is not { } whole
            || whole.ContainsDirectives
            || HasComments(whole, work)
            || Changes(detour, inner, work, whole, request) is not { } changes
            || !await StillCompiles.AfterAsync(changes.Edits, AsyncAwait.OwnerOf(syntax), request).ConfigureAwait(false))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        return ImmutableArray.Create(new FixPlan($"Await '{changes.Name}' directly", AwaitDirectly, changes.Edits));
    }

    /// <summary>The expression that is awaited, with the Unwrap of a factory; null where the task is handed on instead.</summary>
    private static ExpressionSyntax? Whole(InvocationExpressionSyntax call)
    {
        var whole = call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Unwrap", Parent: InvocationExpressionSyntax unwrapped } ? unwrapped : call;
        var awaited = whole.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured } ? configured : whole;
        return awaited.Parent is AwaitExpressionSyntax ? whole : null;
    }

    private static bool HasComments(SyntaxNode whole, SyntaxNode kept) =>
        whole.DescendantTrivia().Any(t => !kept.Span.Contains(t.Span) && whole.Span.Contains(t.Span) && t.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia));

    private static (ImmutableArray<TextChange> Edits, string Name)? Changes(AwaitedDetour detour, IInvocationOperation inner, InvocationExpressionSyntax work, ExpressionSyntax whole, FixRequest request)
    {
        var edits = new EditList();
        edits.Delete(TextSpan.FromBounds(whole.SpanStart, work.SpanStart));
        edits.Delete(TextSpan.FromBounds(work.Span.End, whole.Span.End));
        var name = inner.TargetMethod.Name;
        if (SynchronousIo.Of(inner, request.Compilation) is { } io)
        {
            if (!AsyncTwinCall.TryWriteCall(edits, io, work, request))
                return null;

            name = io.Twin.Name;
        }
        else if (inner.Type is not INamedTypeSymbol { } task || !AwaitableTypes.For(request.Compilation).IsAsyncReturn(task) || !AnswersAlike(whole, task, request))
        {
            return null;
        }

        // Work that must not begin once the token is cancelled has to be told of the token itself.
        var token = request.Compilation.Type(TypeNames.System.CancellationToken);
        return edits.Build() is { } changes
            && detour.Call.Arguments.Where(a => a.Value.Type.Is(token) && a.ArgumentKind == ArgumentKind.Explicit).All(a => IsGiven(a.Value.Syntax.ToString(), work, changes))
                ? (changes, name)
                : null;
    }

    private static bool IsGiven(string token, SyntaxNode work, ImmutableArray<TextChange> changes) =>
        work.DescendantNodes().OfType<ArgumentSyntax>().Any(a => a.Expression.ToString() == token) || changes.Any(c => c.NewText?.EndsWith(token, StringComparison.Ordinal) == true);

    /// <summary>Whether awaiting the work gives a value of the same type as awaiting the thread did; a factory answers with the task unless that is unwrapped.</summary>
    private static bool AnswersAlike(ExpressionSyntax whole, INamedTypeSymbol task, FixRequest request) =>
        request.Model.GetTypeInfo(whole, request.CancellationToken).Type is INamedTypeSymbol before
        && SymbolEqualityComparer.Default.Equals(before.TypeArguments.FirstOrDefault(), task.TypeArguments.FirstOrDefault());
}
