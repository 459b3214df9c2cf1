using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Resilience;

/// <summary>Takes the client from the factory at hand, keeps one for all calls, or gives the connections of a kept one a lifetime.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HttpClientPerCallFix))]
public sealed class HttpClientPerCallFix : RuleCodeFix
{
    public const string Factory = "PERF3009.Factory";
    public const string Share = "PERF3009.Share";
    public const string ShareWithoutCookies = "PERF3009.ShareWithoutCookies";
    public const string Renew = "PERF3009.Renew";

    private const string Lifetime = "PooledConnectionLifetime = TimeSpan.FromMinutes(15)";

    public HttpClientPerCallFix()
        : base(RuleIds.HttpClientPerCall)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Factory, Share, ShareWithoutCookies, Renew);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        var clients = HttpClients.For(request.Compilation);
        if (request.Node<BaseObjectCreationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IObjectCreationOperation creation
            || !clients.Makes(creation)
            || clients.OriginOf(creation) is HandlerOrigin.Foreign)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var plans = ObjectLife.Of(creation, resultsKeepIt: false) switch
        {
            { End: ObjectEnd.WithCall } => new[] { await TakeAsync(creation, syntax, request).ConfigureAwait(false), await ShareAsync(creation, request).ConfigureAwait(false) },
            { Owner.IsStatic: true } when clients.CanRenew => new[] { await RenewAsync(creation, syntax, request).ConfigureAwait(false) },
            _ => Array.Empty<FixPlan?>(),
        };
        return plans.OfType<FixPlan>().ToImmutableArray();
    }

    /// <summary>A client of the factory may be set up like one of one's own; its handler comes from the factory.</summary>
    private static async Task<FixPlan?> TakeAsync(IObjectCreationOperation creation, BaseObjectCreationExpressionSyntax syntax, FixRequest request)
    {
        if (creation.Initializer is not null
            || !creation.Arguments.IsEmpty
            || request.Compilation.Type(TypeNames.Http.FactoryExtensions) is not { } extensions
            || FactoryInReach(syntax, request) is not { } factory)
        {
            return null;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(changes, extensions, syntax, request))
            return null;

        changes.Add(new TextChange(syntax.Span, factory + ".CreateClient()"));
        var edits = changes.ToImmutable();
        return await CompilesAsync(edits, syntax, request).ConfigureAwait(false)
            ? new FixPlan($"Take the client from '{factory}' (cookies are shared meanwhile)", Factory, edits) { ChangesBehaviour = true }
            : null;
    }

    private static string? FactoryInReach(SyntaxNode place, FixRequest request)
    {
        if (request.Compilation.Type(TypeNames.Http.Factory) is not { } factory)
            return null;

        return request.Model.LookupSymbols(place.SpanStart)
            .Where(s => s switch
            {
                IParameterSymbol parameter => parameter.Type.Is(factory),
                IFieldSymbol field => field.Type.Is(factory),
                IPropertySymbol property => property.Type.Is(factory) && property.GetMethod is not null,
                _ => false,
            })
            .OrderBy(s => s.Kind == SymbolKind.Parameter ? 0 : 1)
            .ThenBy(s => s.Name, StringComparer.Ordinal)
            .FirstOrDefault()?.Name;
    }

    private static async Task<FixPlan?> ShareAsync(IObjectCreationOperation creation, FixRequest request)
    {
        // What is set on the client or its headers belongs to one call; a shared one would mix them up.
        if (!creation.Arguments.IsEmpty
            || SharedInstance.Of(creation, request) is not { } instance
            || instance.Value is null
            || instance.Uses.Any(u => u.Parent is not IInvocationOperation and not IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } }
                || u.Parent is IInvocationOperation { TargetMethod.Name: "Dispose" or "CancelPendingRequests" })
            || request.Compilation.Type(TypeNames.Http.SocketsHandler) is not { } handler
            || request.Compilation.Type(TypeNames.System.TimeSpan) is not { } span)
        {
            return null;
        }

        var initializer = creation.Syntax is BaseObjectCreationExpressionSyntax { Initializer: { } set } ? " " + set : "";
        var value = $"new {creation.Type!.ToMinimalDisplayString(request.Model, request.Span.Start)}(new SocketsHttpHandler {{ {Lifetime}, UseCookies = false }}){initializer}";
        if (await instance.PlanAsync("SharedHttpClient", value, span, handler, (INamedTypeSymbol)creation.Type!).ConfigureAwait(false) is not { } edits)
            return null;

        return instance.IsUsedOnce
            ? new FixPlan("Use one client for all calls", Share, edits)
            : new FixPlan("Use one client for all calls (cookies are not kept between the requests)", ShareWithoutCookies, edits) { ChangesBehaviour = true };
    }

    private static async Task<FixPlan?> RenewAsync(IObjectCreationOperation creation, BaseObjectCreationExpressionSyntax syntax, FixRequest request)
    {
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (!AddTypes(changes, syntax, request))
            return null;

        if (creation.Arguments.IsEmpty)
        {
            var handler = $"new SocketsHttpHandler {{ {Lifetime} }}";
            changes.Add(syntax.ArgumentList is { } list
                ? new TextChange(list.Span, $"({handler})")
                : new TextChange(new TextSpan(((ObjectCreationExpressionSyntax)syntax).Type.Span.End, 0), $"({handler})"));
        }
        else if (creation.Arguments[0].Value.Unwrap().Syntax is ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "SocketsHttpHandler" } } made)
        {
            if (made.Initializer is { Expressions.Count: > 0 } set)
                changes.Add(new TextChange(new TextSpan(set.Expressions[0].SpanStart, 0), Lifetime + ", "));
            else if (made is { Initializer: null, ArgumentList: { } empty })
                changes.Add(new TextChange(TextSpan.FromBounds(made.Type.Span.End, empty.Span.End), $" {{ {Lifetime} }}"));
            else
                return null;
        }
        else
        {
            return null;
        }

        var edits = changes.ToImmutable();
        return await CompilesAsync(edits, syntax, request).ConfigureAwait(false) ? new FixPlan("Renew the connections every 15 minutes", Renew, edits) : null;
    }

    private static bool AddTypes(ImmutableArray<TextChange>.Builder changes, SyntaxNode place, FixRequest request) =>
        request.Compilation.Type(TypeNames.System.TimeSpan) is { } span
        && request.Compilation.Type(TypeNames.Http.SocketsHandler) is { } handler
        && Usings.TryAdd(changes, span, place, request)
        && Usings.TryAdd(changes, handler, place, request);

    private static Task<bool> CompilesAsync(ImmutableArray<TextChange> edits, SyntaxNode place, FixRequest request) =>
        StillCompiles.AfterAsync(edits, place.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? request.Root, request);
}
