using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>One place where a method is called, or handed on to be called.</summary>
/// <param name="Member">The member whose code it stands in.</param>
/// <param name="Operation">The call, creation, read or method group.</param>
internal readonly record struct CallerSite(ISymbol Member, IOperation Operation);

/// <summary>
/// Finds who calls a method of this project. Names tell which bodies may; only those are bound. Calls of an interface or a base class count
/// as calls of what implements or overrides.
/// </summary>
internal sealed class Callers
{
    /// <summary>A name that more bodies mention says too little to read them all.</summary>
    private const int MostBodies = 40;

    /// <summary>How many bodies are read of those when some callers are as good as all.</summary>
    private const int SomeBodies = 16;

    private static readonly ConditionalWeakTable<MethodBody, Dictionary<ISymbol, List<IOperation>>> Calls = new();

    private readonly CompilationContext compilation;
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<CallerSite>> known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<CallerSite>> some = new(SymbolEqualityComparer.Default);

    private Callers(CompilationContext compilation) => this.compilation = compilation;

    public static Callers For(CompilationContext compilation) => compilation.Get(c => new Callers(c));

    /// <summary>The places that may run the method, in the order of the files; empty when there are none, or too many to tell.</summary>
    public ImmutableArray<CallerSite> Of(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var declared = MethodBodies.Declared(method);
        if (known.TryGetValue(declared, out var sites))
            return sites;

        var places = Mentions(declared);
        sites = places.Count > MostBodies ? ImmutableArray<CallerSite>.Empty : Find(declared, places, cancellationToken);
        known.TryAdd(declared, sites);
        return sites;
    }

    /// <summary>The same, or the first of them where there are too many to read them all.</summary>
    public ImmutableArray<CallerSite> Some(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var declared = MethodBodies.Declared(method);
        if (some.TryGetValue(declared, out var sites))
            return sites;

        var places = Mentions(declared);
        sites = places.Count > MostBodies ? Find(declared, places.Take(SomeBodies), cancellationToken) : Of(declared, cancellationToken);
        some.TryAdd(declared, sites);
        return sites;
    }

    /// <summary>The places in one file that may run the method, in their order.</summary>
    public ImmutableArray<CallerSite> In(SyntaxTree file, IMethodSymbol method, CancellationToken cancellationToken)
    {
        var declared = MethodBodies.Declared(method);
        return Find(declared, Mentioning(declared).Where(p => p.Tree == file), cancellationToken);
    }

    /// <summary>Whether nothing in the project calls the method or hands it on, for sure.</summary>
    public bool HasNone(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var declared = MethodBodies.Declared(method);
        var places = Mentions(declared);
        return places.Count == 0 || (places.Count <= MostBodies && Of(declared, cancellationToken).IsEmpty);
    }

    /// <summary>The places that hand the method on to be called. Few names are, so that little is read.</summary>
    public IEnumerable<CallerSite> HandingOn(IMethodSymbol method, CancellationToken cancellationToken) =>
        MentionIndex.For(compilation).Of(method.Name).Any(m => (m.Form & MentionForm.Handed) != 0)
            ? Of(method, cancellationToken).Where(s => s.Operation is IMethodReferenceOperation)
            : Enumerable.Empty<CallerSite>();

    private ImmutableArray<CallerSite> Find(IMethodSymbol method, IEnumerable<MentioningPlace> places, CancellationToken cancellationToken)
    {
        var targets = Targets(method, NameOf(method));
        var found = ImmutableArray.CreateBuilder<CallerSite>();
        var bodies = MethodBodies.For(compilation);
        var seen = new HashSet<MethodBody>();
        foreach (var (tree, span, _) in places)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (bodies.At(tree, span, cancellationToken) is not (var member, { } body) || !seen.Add(body))
                continue;

            var calls = Calls.GetValue(body, Collect);
            foreach (var target in targets)
            {
                if (calls.TryGetValue(target, out var operations))
                    found.AddRange(operations.Select(o => new CallerSite(member, o)));
            }
        }

        return found.ToImmutable();
    }

    private static string NameOf(IMethodSymbol method)
    {
        var name = (method.AssociatedSymbol ?? method).Name;
        return name.Substring(name.LastIndexOf('.') + 1);
    }

    /// <summary>Where the name of a method stands. A property is run by any mention, a method only where it is called or handed on.</summary>
    private IEnumerable<MentioningPlace> Mentioning(IMethodSymbol method) =>
        MentionIndex.For(compilation).Of(NameOf(method)).Where(m => method.AssociatedSymbol is not null || (m.Form & (MentionForm.Called | MentionForm.Handed)) != 0);

    /// <summary>Those places, and no more of them than tell that there are too many.</summary>
    private List<MentioningPlace> Mentions(IMethodSymbol method) => Mentioning(method).Take(MostBodies + 1).ToList();

    /// <summary>The method, and what it overrides or implements.</summary>
    private static IReadOnlyList<ISymbol> Targets(IMethodSymbol method, string name)
    {
        var targets = new List<ISymbol>();
        for (var current = method; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
            targets.Add(current);

        if (method.IsStatic || method.ContainingType is not { } type)
            return targets;

        foreach (var implemented in type.AllInterfaces)
        {
            foreach (var member in implemented.GetMembers(name).Concat(implemented.GetMembers(method.Name)).OfType<IMethodSymbol>())
            {
                if (MethodBodies.Declared(type.FindImplementationForInterfaceMember(member) as IMethodSymbol ?? member).Is(method))
                    targets.Add(member.OriginalDefinition);
            }
        }

        return targets;
    }

    private static Dictionary<ISymbol, List<IOperation>> Collect(MethodBody body)
    {
        var calls = new Dictionary<ISymbol, List<IOperation>>(SymbolEqualityComparer.Default);
        foreach (var operation in body.Root.DescendantsAndSelf())
        {
            var called = operation switch
            {
                IInvocationOperation call => call.TargetMethod,
                IMethodReferenceOperation group => group.Method,
                IPropertyReferenceOperation read => read.Property.GetMethod,
                _ => null,
            };
            if (called is null)
                continue;

            var declared = MethodBodies.Declared(called);
            if (declared.DeclaringSyntaxReferences.IsEmpty)
                continue;

            if (!calls.TryGetValue(declared, out var operations))
                calls.Add(declared, operations = new List<IOperation>());

            operations.Add(operation);
        }

        return calls;
    }
}
