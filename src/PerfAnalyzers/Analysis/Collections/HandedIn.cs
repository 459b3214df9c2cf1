using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.Operations;
using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>How big the collections are that callers hand in. Each parameter is asked about once in a compilation.</summary>
internal sealed class HandedIn
{
    /// <summary>What so many call is called with anything.</summary>
    private const int MostCallers = 12;

    private static readonly Provenance Anything = new(Magnitude.Open, "what callers hand in");

    private readonly ConcurrentDictionary<(IParameterSymbol Parameter, int Branches), Provenance> known = new(new ByParameter());
    private readonly CompilationContext compilation;

    private HandedIn(CompilationContext compilation) => this.compilation = compilation;

    public static HandedIn For(CompilationContext compilation) => compilation.Get(c => new HandedIn(c));

    /// <summary>The biggest size that is handed in anywhere; anything, where no call is seen or the code of one cannot tell.</summary>
    public Provenance Of(IParameterSymbol parameter, int branches)
    {
        // What a lambda is called with is no matter of its own.
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method)
            return Provenance.Unseen;

        if (RequestValues.Fill(parameter, compilation))
            return RequestValues.Ticked;

        if (branches <= 0 || method.MethodKind is not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation))
            return Anything;

        var key = (method.IsExtensionMethod && method.ReducedFrom is { } extension ? extension.Parameters[parameter.Ordinal + 1] : parameter.OriginalDefinition, branches);
        return known.TryGetValue(key, out var size) ? size : known.GetOrAdd(key, Find(MethodBodies.Declared(method), key.Item1.Ordinal, branches));
    }

    /// <summary>Everything that is handed in for a parameter of a method; nothing, where no call is seen or one is hidden.</summary>
    public ImmutableArray<IOperation> Values(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method)
            return ImmutableArray<IOperation>.Empty;

        return Values(MethodBodies.Declared(method), parameter.Ordinal);
    }

    private ImmutableArray<IOperation> Values(IMethodSymbol method, int ordinal)
    {
        var sites = Callers.For(compilation).Of(method, CancellationToken.None);
        if (sites.IsEmpty || sites.Length > MostCallers)
            return ImmutableArray<IOperation>.Empty;

        var values = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var site in sites)
        {
            // A method that calls itself hands on what it was given.
            if (site.Member is IMethodSymbol caller && MethodBodies.Declared(caller).Is(method))
                continue;

            if (site.Operation is not IInvocationOperation call || call.Argument(ordinal) is not { } handed)
                return ImmutableArray<IOperation>.Empty;

            values.Add(handed);
        }

        return values.ToImmutable();
    }

    private Provenance Find(IMethodSymbol method, int ordinal, int branches)
    {
        Provenance? biggest = null;
        foreach (var handed in Values(method, ordinal))
        {
            var size = Provenance.Of(handed, compilation, branches - 1);
            if (biggest is null || size.Size > biggest.Value.Size)
                biggest = size;
        }

        return biggest is not { } found ? Anything : found.Size == Magnitude.Data ? found with { Evidence = "handed in as " + found.Evidence } : found;
    }

    private sealed class ByParameter : IEqualityComparer<(IParameterSymbol Parameter, int Branches)>
    {
        public bool Equals((IParameterSymbol Parameter, int Branches) x, (IParameterSymbol Parameter, int Branches) y) =>
            x.Branches == y.Branches && SymbolEqualityComparer.Default.Equals(x.Parameter, y.Parameter);

        public int GetHashCode((IParameterSymbol Parameter, int Branches) obj) => (SymbolEqualityComparer.Default.GetHashCode(obj.Parameter) * 31) + obj.Branches;
    }
}
