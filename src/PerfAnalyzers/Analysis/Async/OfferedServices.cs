using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>
/// Tells which members of a library are there for what serves requests elsewhere: repositories, services and handlers that are given what
/// they work with. Nobody in the project calls them, no framework does as far as it is known, and others can.
/// </summary>
internal sealed class OfferedServices
{
    private const int LongestPath = 4;

    /// <summary>How many members one question may look at.</summary>
    private const int MostMembers = 24;

    private readonly CompilationContext compilation;
    private readonly bool mayExist;
    private readonly INamedTypeSymbol? backgroundService;
    private readonly INamedTypeSymbol? hostedService;
    private readonly ConcurrentDictionary<(IMethodSymbol Member, bool IsThreadKept), IMethodSymbol?> known = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> services = new(SymbolEqualityComparer.Default);

    private OfferedServices(CompilationContext compilation)
    {
        this.compilation = compilation;
        backgroundService = compilation.Type(TypeNames.Hosting.BackgroundService);
        hostedService = compilation.Type(TypeNames.Hosting.HostedService);
        mayExist = compilation.Compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary;
    }

    public static OfferedServices For(CompilationContext compilation) => compilation.Get(c => new OfferedServices(c));

    /// <summary>The member, or the nearest of those that lead to it, that others may call; null where there is none.</summary>
    /// <param name="member">The member in question.</param>
    /// <param name="isThreadKept">Whether it is about the thread: then only callers count that wait on theirs. Otherwise the member has to answer something.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public IMethodSymbol? Of(IMethodSymbol member, bool isThreadKept, CancellationToken cancellationToken)
    {
        if (!mayExist)
            return null;

        var declared = MethodBodies.Declared(member);
        if (known.TryGetValue((declared, isThreadKept), out var offered))
            return offered;

        offered = Find(declared, isThreadKept, cancellationToken);
        known.TryAdd((declared, isThreadKept), offered);
        return offered;
    }

    private IMethodSymbol? Find(IMethodSymbol member, bool isThreadKept, CancellationToken cancellationToken)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { member };
        var open = new Queue<(IMethodSymbol Method, int Calls)>();
        open.Enqueue((member, 0));
        while (open.Count > 0 && seen.Count <= MostMembers)
        {
            var (method, calls) = open.Dequeue();
            var callers = Callers.For(compilation);
            if (callers.HasNone(method, cancellationToken))
            {
                if ((isThreadKept ? !IsMeant(method) : GivesSomething(method.ReturnType)) && IsOffered(method))
                    return method;

                continue;
            }

            if (calls == LongestPath)
                continue;

            foreach (var site in callers.Of(method, cancellationToken))
            {
                if (site.Member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } caller
                    && !(isThreadKept && AwaitableTypes.For(compilation).IsAsyncReturn(caller.ReturnType))
                    && ServerCode.RunsWithin(site.Operation, compilation)
                    && seen.Add(caller))
                {
                    open.Enqueue((caller, calls + 1));
                }
            }
        }

        return null;
    }

    /// <summary>Whether a method blocks because that is what it is for: an awaitable one stands beside it, or it begins or ends a whole.</summary>
    private bool IsMeant(IMethodSymbol method) =>
        AsyncTwins.For(compilation).Find(method) is not null || Collections.Words.Split(method.Name) is { Count: > 0 } words && words[0] is "Start" or "Init" or "Initialize" or "Initialise" or "Stop" or "Close";

    /// <summary>Whether others can call a method of an object that is made for them; of an abstract class, one that derives from it.</summary>
    private bool IsOffered(IMethodSymbol method)
    {
        if (method is not { IsStatic: false, IsAbstract: false, ContainingType: { TypeKind: TypeKind.Class } type }
            || (type.IsAbstract && !Implementations.For(compilation).Subtypes(type).Any(t => !t.IsAbstract))
            || !(method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal || !method.ExplicitInterfaceImplementations.IsEmpty))
        {
            return false;
        }

        return services.GetOrAdd(type, t => IsService(t) || (t.IsAbstract && Implementations.For(compilation).Subtypes(t).Any(s => !s.IsAbstract && IsService(s))));
    }

    /// <summary>Whether a method answers somebody: what gives nothing goes through everything because that is what it is for.</summary>
    private bool GivesSomething(ITypeSymbol type) =>
        type.SpecialType != SpecialType.System_Void
        && (!AwaitableTypes.For(compilation).IsAsyncReturn(type) || type is INamedTypeSymbol { TypeArguments: { Length: 1 } result } && result[0].Name != "Unit");

    /// <summary>Whether objects of a class are given what they work with, and do not run by themselves.</summary>
    private bool IsService(INamedTypeSymbol type) =>
        !type.DerivesFrom(backgroundService)
        && !RequestEntries.For(compilation).Hosts(type)
        && !(hostedService is not null && type.AllInterfaces.Any(i => i.Is(hostedService)))
        && !PurposeWords.IsOwnRun(Collections.Words.Split(type.Name))
        && type.InstanceConstructors.Any(c => c.Parameters.Any(p => IsCollaborator(p.Type)));

    private bool IsCollaborator(ITypeSymbol type) =>
        IsGiven(type) || (type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsRecord: false } named && named.InstanceConstructors.Any(c => c.Parameters.Any(p => IsGiven(p.Type))));

    private bool IsGiven(ITypeSymbol type) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None, IsReferenceType: true, TypeKind: TypeKind.Interface or TypeKind.Class } named
        && !named.Implements(compilation.Type(TypeNames.System.EnumerableOfT))
        && (named.TypeKind == TypeKind.Interface || named.DeclaringSyntaxReferences.IsEmpty || named.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)));
}
