using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Finds who hands a request to its handler over a mediator: the other end of <see cref="RequestHandlers"/>.</summary>
internal sealed class RequestSenders
{
    /// <summary>More bodies are not read for one request.</summary>
    private const int MostBodies = 20;

    private readonly CompilationContext compilation;
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<CallerSite>> known = new(SymbolEqualityComparer.Default);

    private RequestSenders(CompilationContext compilation) => this.compilation = compilation;

    public static RequestSenders For(CompilationContext compilation) => compilation.Get(c => new RequestSenders(c));

    /// <summary>The calls that hand on a request of the type; empty where a type has no handler, or where too many members mention it.</summary>
    public ImmutableArray<CallerSite> Of(INamedTypeSymbol request, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(request, out var sites))
            return sites;

        sites = RequestHandlers.For(compilation).Handles(request) ? Find(request, cancellationToken) : ImmutableArray<CallerSite>.Empty;
        known.TryAdd(request, sites);
        return sites;
    }

    private ImmutableArray<CallerSite> Find(INamedTypeSymbol request, CancellationToken cancellationToken)
    {
        var bodies = new Dictionary<MethodBody, ISymbol>();
        foreach (var place in RequestHandlers.NamesOfSenders.SelectMany(MentionIndex.For(compilation).Of))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((place.Form & MentionForm.Called) == 0 || !Mentions(place, request.Name, cancellationToken))
                continue;

            if (MethodBodies.For(compilation).At(place.Tree, place.Span, cancellationToken) is (var member, { } body))
                bodies[body] = member;

            if (bodies.Count > MostBodies)
                return ImmutableArray<CallerSite>.Empty;
        }

        var found = ImmutableArray.CreateBuilder<CallerSite>();
        foreach (var body in bodies)
        {
            foreach (var operation in body.Key.Root.DescendantsAndSelf())
            {
                if (operation is IInvocationOperation call && request.Is(RequestHandlers.RequestOf(call)))
                    found.Add(new CallerSite(body.Value, call));
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Whether the member that a body belongs to names a type, among its parameters or in its code.</summary>
    private static bool Mentions(MentioningPlace place, string name, CancellationToken cancellationToken)
    {
        var member = place.Tree.GetRoot(cancellationToken).FindNode(place.Span).FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member is not null && place.Tree.GetText(cancellationToken).ToString(member.Span).IndexOf(name, StringComparison.Ordinal) >= 0;
    }
}
