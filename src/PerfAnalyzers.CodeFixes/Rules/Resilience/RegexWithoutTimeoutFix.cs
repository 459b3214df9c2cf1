using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Resilience;

/// <summary>Gives a search a limit of one second.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RegexWithoutTimeoutFix))]
public sealed class RegexWithoutTimeoutFix : RuleCodeFix
{
    public const string Limit = "PERF3011.Limit";

    public RegexWithoutTimeoutFix()
        : base(RuleIds.RegexWithoutTimeout)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Limit);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<AttributeArgumentSyntax>() is { Parent: AttributeArgumentListSyntax written } stated && stated.Expression.Span == request.Span)
            return await OfAttributeAsync(written, request).ConfigureAwait(false);

        if (request.Node<ArgumentSyntax>() is not { Parent: ArgumentListSyntax { Parent: { } call } list }
            || request.Model.GetOperation(call, request.CancellationToken) is not { } operation
            || RegexSearch.Of(operation, request.Compilation, request.CancellationToken) is not { } search
            || search.Pattern.Value.Syntax.Span != request.Span
            || request.Compilation.Type(TypeNames.Texts.RegexOptions) is not { } options
            || request.Compilation.Type(TypeNames.System.TimeSpan) is not { } span)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var text = "matchTimeout: TimeSpan.FromSeconds(1)";
        if (!Usings.TryAdd(changes, span, call, request))
            return ImmutableArray<FixPlan>.Empty;

        if (!HasOptions(operation))
        {
            if (!Usings.TryAdd(changes, options, call, request))
                return ImmutableArray<FixPlan>.Empty;

            text = "options: RegexOptions.None, " + text;
        }

        // Without names where all before it have none, as people write it.
        if (list.Arguments.All(a => a.NameColon is null))
            text = text.Replace("options: ", "").Replace("matchTimeout: ", "");

        changes.Add(new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), ", " + text));
        return await PlanAsync(changes.ToImmutable(), call, request).ConfigureAwait(false);
    }

    /// <summary>For a search that the compiler writes, the attribute takes the limit.</summary>
    private static async Task<ImmutableArray<FixPlan>> OfAttributeAsync(AttributeArgumentListSyntax list, FixRequest request)
    {
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (request.Compilation.Type(TypeNames.Texts.RegexOptions) is not { } options
            || request.Model.GetSymbolInfo(list.Parent!, request.CancellationToken).Symbol is not IMethodSymbol { Parameters: var parameters }
            || parameters.Any(p => p.Name == "matchTimeoutMilliseconds"))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var text = ", matchTimeoutMilliseconds: 1000";
        if (parameters.Length == 1)
        {
            if (!Usings.TryAdd(changes, options, list, request))
                return ImmutableArray<FixPlan>.Empty;

            text = ", " + (list.Arguments[0].NameColon is null ? "" : "options: ") + "RegexOptions.None" + text;
        }

        changes.Add(new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), text));
        return await PlanAsync(changes.ToImmutable(), list, request).ConfigureAwait(false);
    }

    private static async Task<ImmutableArray<FixPlan>> PlanAsync(ImmutableArray<TextChange> edits, SyntaxNode place, FixRequest request) =>
        await StillCompiles.AfterAsync(edits, place.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? request.Root, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan("Give up after a second", Limit, edits) { ChangesBehaviour = true })
            : ImmutableArray<FixPlan>.Empty;

    private static bool HasOptions(IOperation call)
    {
        var method = call switch
        {
            IObjectCreationOperation creation => creation.Constructor,
            IInvocationOperation invocation => invocation.TargetMethod,
            _ => null,
        };
        return method is not null && method.Parameters.Any(p => p.Name == "options");
    }
}
