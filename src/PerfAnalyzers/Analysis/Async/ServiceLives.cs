using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Declarations;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Tells how long the objects of a class live: as long as the process, or as long as what they were made for.</summary>
internal sealed class ServiceLives
{
    private readonly CompilationContext compilation;
    private readonly INamedTypeSymbol? hostedService;
    private readonly ConcurrentDictionary<INamedTypeSymbol, ServiceLife> known = new(SymbolEqualityComparer.Default);

    private ServiceLives(CompilationContext compilation)
    {
        this.compilation = compilation;
        hostedService = compilation.Type(TypeNames.Hosting.HostedService);
    }

    public static ServiceLives For(CompilationContext compilation) => compilation.Get(c => new ServiceLives(c));

    /// <summary>What is seen of a class: how it is registered, what a framework makes of it, and whether somebody makes one of his own.</summary>
    public ServiceLife Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(type, out var life))
            return life;

        life = Find(type, cancellationToken);
        known.TryAdd(type, life);
        return life;
    }

    /// <summary>Whether the host starts and stops the one object of a class.</summary>
    public bool IsHosted(INamedTypeSymbol type) => hostedService is not null && type.AllInterfaces.Any(i => i.Is(hostedService));

    /// <summary>How long an object lives that the class is registered for, as often as it is.</summary>
    public List<ServiceLife> Registered(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        Registered(Words(type, cancellationToken));

    private static List<ServiceLife> Registered(IEnumerable<SyntaxToken> words) =>
        words.Select(w => w.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>(i => Life(i) != ServiceLife.Unknown)).OfType<InvocationExpressionSyntax>().Select(Life).ToList();

    private ServiceLife Find(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (RequestEntries.For(compilation).Hosts(type))
            return ServiceLife.Anew;

        if (IsHosted(type))
            return ServiceLife.Once;

        var words = Words(type, cancellationToken).ToList();
        var lives = Registered(words);
        if (lives.Contains(ServiceLife.Anew))
            return ServiceLife.Anew;

        if (lives.Contains(ServiceLife.Once))
            return ServiceLife.Once;

        return words.Exists(IsMade) ? ServiceLife.Anew : ServiceLife.Unknown;
    }

    private IEnumerable<SyntaxToken> Words(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        SourceProjects.Of(compilation).SelectMany(p => MentionIndex.For(p).Of(type.Name)).SelectMany(place => Words(place, type.Name, cancellationToken));

    /// <summary>Looks for the name in the text: to go through all words of the body would take ten times as long.</summary>
    private static IEnumerable<SyntaxToken> Words(MentioningPlace place, string name, CancellationToken cancellationToken)
    {
        var root = place.Tree.GetRoot(cancellationToken);
        var text = place.Tree.GetText(cancellationToken).ToString(place.Span);
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            var position = place.Span.Start + at;
            var word = root.FindToken(position);
            if (word.Span.Contains(position) && word.ValueText == name && place.Span.Contains(word.Span))
                yield return word;
        }
    }

    /// <summary>Whether a word is the class in <c>new T(...)</c>, and what is made is kept for no longer than what makes it.</summary>
    private static bool IsMade(SyntaxToken word) =>
        word.Parent?.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>() is { } creation
        && creation.Type.Span.Contains(word.Span)
        && creation.FirstAncestorOrSelf<FieldDeclarationSyntax>()?.Modifiers.Any(m => m.ValueText == "static") != true;

    private static ServiceLife Life(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }
        ? ServiceRegistrations.LifeOf(name)
        : ServiceLife.Unknown;
}
