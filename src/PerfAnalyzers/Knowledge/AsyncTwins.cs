using System.Collections.Concurrent;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Knowledge;

/// <summary>
/// Finds what to await instead of a call. The twin is looked for among symbols: a member that is named alike, takes the same, and gives the
/// same once awaited. Tables name the pairs that no search finds, and the twins that are worse than what they replace.
/// </summary>
internal sealed class AsyncTwins
{
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<AsyncTwin>> known = new(SymbolEqualityComparer.Default);
    private readonly AsyncTwinTable table;
    private readonly ImmutableArray<INamedTypeSymbol> queries;
    private readonly INamedTypeSymbol? queryable;
    private readonly INamedTypeSymbol? enumerable;
    private readonly INamedTypeSymbol? queryableOfT;
    private readonly CompilationContext compilation;
    private readonly AwaitableTypes awaitables;
    private readonly AsyncTwinMatch match;

    private AsyncTwins(CompilationContext compilation)
    {
        this.compilation = compilation;
        awaitables = AwaitableTypes.For(compilation);
        match = new AsyncTwinMatch(compilation);
        queryable = compilation.Type(TypeNames.System.Queryable);
        enumerable = compilation.Type(TypeNames.System.Enumerable);
        queryableOfT = compilation.Type(TypeNames.System.QueryableOfT);
        queries = AsyncTwinRows.QueryExtensions.Select(compilation.Type).OfType<INamedTypeSymbol>().ToImmutableArray();
        table = AsyncTwinTable.For(compilation);
    }

    public static AsyncTwins For(CompilationContext compilation) => compilation.Get(c => new AsyncTwins(c));

    /// <summary>The twin of a method, as far as its declaration tells; null when there is none, or it is worse.</summary>
    public AsyncTwin? Find(IMethodSymbol method) => Candidates(method).FirstOrDefault(IsVisible);

    /// <summary>What to await instead of this very call; null when there is nothing, or not here.</summary>
    /// <param name="call">The call.</param>
    /// <param name="provider">The library that runs the query which the call runs, where that is none of Entity Framework's.</param>
    public AsyncTwin? Find(IInvocationOperation call, RoundTripLibrary? provider = null)
    {
        if (call.Instance?.Type is { } receiver && table.IsOnlySynchronous(receiver))
            return null;

        var within = call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart);
        var candidates = provider is not null && IsOfLinq(call.TargetMethod)
            ? OfQuery(Declared(call.TargetMethod), Same(call.TargetMethod.ContainingType, enumerable), QueryProviders.For(compilation).OperatorsOf(provider))
            : Candidates(call);
        foreach (var twin in candidates)
        {
            if (Fits(twin, call) && IsVisible(twin, within) && !IsOwn(twin.Method, within))
                return twin;
        }

        return InScope(call, within);
    }

    /// <summary>What to await instead of a call that mostly is better left as it is, for a place where it is not.</summary>
    public AsyncTwin? FindUsuallyWorse(IInvocationOperation call) =>
        call.Instance?.Type is { } receiver && !table.IsOnlySynchronous(receiver) ? Search(call.TargetMethod, call.TargetMethod.ContainingType).FirstOrDefault(IsVisible) : null;

    /// <summary>False for what is cheaply known to have no twin: operators of LINQ on what is no query.</summary>
    public bool MayHaveTwin(IInvocationOperation call) =>
        !IsOfLinq(call.TargetMethod)
        || (call.Arguments.Length > 0 && IsQuery(Plain(call.Arguments[0].Value).Type));

    /// <summary>What to await instead of reading a property; null when there is nothing.</summary>
    public AsyncTwin? Find(IPropertyReferenceOperation read) =>
        table.Named(read.Property)
            .Select(t => new AsyncTwin(t) { WithToken = AsyncTwin.TokenParameter(t) is null ? null : t, ReplacesProperty = true })
            .FirstOrDefault(IsVisible);

    /// <summary>What makes a query one that a loop can await; null when the loop goes through something else, or its provider cannot be awaited.</summary>
    public AsyncTwin? Find(IForEachLoopOperation loop)
    {
        if (loop.IsAsynchronous || !IsQuery(Plain(loop.Collection).Type))
            return null;

        var method = queries.SelectMany(q => q.GetMembers("AsAsyncEnumerable")).OfType<IMethodSymbol>().FirstOrDefault();
        return method is null ? null : new AsyncTwin(method) { IsSequence = true, Import = method.ContainingNamespace.ToDisplayString() };
    }

    private ImmutableArray<AsyncTwin> Candidates(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (call.Arguments.Length > 0 && Same(method.ContainingType, enumerable) && IsQuery(Plain(call.Arguments[0].Value).Type))
            return OfQuery(method, skipsFirst: true, queries);

        var found = Candidates(method);

        // A member that is declared far up may have its twin in the type at hand: IDatabase.StringGet, whose twin another interface declares.
        return found.IsEmpty && call.Instance?.Type is { } receiver && !Same(receiver, method.ContainingType) && MayHaveTwin(method)
            ? Search(method, receiver)
            : found;
    }

    private ImmutableArray<AsyncTwin> Candidates(IMethodSymbol method)
    {
        var called = Declared(method);
        return known.GetOrAdd(called, _ => Collect(called));
    }

    private static IMethodSymbol Declared(IMethodSymbol method) =>
        method.ReducedFrom is { } extension ? extension.Arity > 0 ? extension.Construct(method.TypeArguments.ToArray()) : extension : method;

    private bool IsOfLinq(IMethodSymbol method) => Same(method.ContainingType, enumerable) || Same(method.ContainingType, queryable);

    private ImmutableArray<AsyncTwin> Collect(IMethodSymbol method)
    {
        if (!MayHaveTwin(method))
            return ImmutableArray<AsyncTwin>.Empty;

        if (Same(method.ContainingType, queryable))
            return OfQuery(method, skipsFirst: false, queries);

        return Same(method.ContainingType, enumerable) ? ImmutableArray<AsyncTwin>.Empty : Search(method, method.ContainingType);
    }

    private bool MayHaveTwin(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, RefKind: RefKind.None, IsAsync: false, ContainingType: not null }
        && !awaitables.IsTaskLike(method.ReturnType)
        && !method.Name.EndsWith("Async", StringComparison.Ordinal)
        && !awaitables.Declares(method)
        && !table.IsOnlySynchronous(method.ContainingType)
        && !table.IsWorse(method);

    private ImmutableArray<AsyncTwin> OfQuery(IMethodSymbol method, bool skipsFirst, ImmutableArray<INamedTypeSymbol> classes)
    {
        var found = new List<(AsyncTwin Twin, int Cost)>();
        foreach (var library in classes)
            Add(found, method, library.GetMembers(method.Name + "Async"), skipsFirst, t => t with { Import = library.ContainingNamespace.ToDisplayString() });

        return Ordered(found, method);
    }

    private ImmutableArray<AsyncTwin> Search(IMethodSymbol method, ITypeSymbol receiver)
    {
        var found = new List<(AsyncTwin Twin, int Cost)>();
        var named = table.Named(method);
        if (!named.IsEmpty)
        {
            Add(found, method, named, skipsFirst: false, t => t.Method.IsStatic && !Same(t.Method.ContainingType, method.ContainingType) ? t with { OtherType = t.Method.ContainingType } : t);
            return Ordered(found, method);
        }

        foreach (var suffix in AsyncTwinRows.Suffixes)
        {
            foreach (var type in Declaring(receiver))
                Add(found, method, type.GetMembers(method.Name + suffix), skipsFirst: false, t => t);

            if (found.Count > 0)
                break;
        }

        return Ordered(found, method);
    }

    /// <summary>
    /// A twin that another class declares: an extension method which the place has imported already or, of an extension method, also a member of
    /// what it is called on.
    /// </summary>
    private AsyncTwin? InScope(IInvocationOperation call, ISymbol? within)
    {
        if (call.SemanticModel is not { } model || !MayHaveTwin(call.TargetMethod) || IsOfLinq(call.TargetMethod))
            return null;

        // As it is written, without the parameter for what it is called on.
        var method = call.TargetMethod.IsExtensionMethod ? model.GetSymbolInfo(call.Syntax).Symbol as IMethodSymbol : call.TargetMethod;
        var receiver = call.Instance?.Type ?? (method is { MethodKind: MethodKind.ReducedExtension } && call.Arguments.Length > 0 ? Plain(call.Arguments[0].Value).Type : null);
        if (method is null || receiver is null)
            return null;

        var found = new List<(AsyncTwin Twin, int Cost)>();
        var candidates = model.LookupSymbols(call.Syntax.SpanStart, receiver, call.TargetMethod.Name + "Async", includeReducedExtensionMethods: true);
        foreach (var candidate in candidates.OfType<IMethodSymbol>())
        {
            if ((candidate.MethodKind == MethodKind.ReducedExtension || call.Instance is null)
                && match.Compare(method, candidate, skipsFirst: false, out var cost) is { } twin
                && (call.Instance is null ? twin.DroppedParameters.IsEmpty && twin.MemoryParameters.IsEmpty : Fits(twin, call))
                && !IsOwn(candidate, within))
            {
                found.Add((twin, cost));
            }
        }

        return Ordered(found, method).FirstOrDefault();
    }

    private void Add(List<(AsyncTwin Twin, int Cost)> found, IMethodSymbol method, IEnumerable<ISymbol> candidates, bool skipsFirst, Func<AsyncTwin, AsyncTwin> complete)
    {
        foreach (var candidate in candidates.OfType<IMethodSymbol>())
        {
            if (match.Compare(method, candidate, skipsFirst, out var cost) is { } twin)
                found.Add((complete(twin), cost));
        }
    }

    /// <summary>The nearest first, each with the overload that takes a token beside what it takes itself.</summary>
    private static ImmutableArray<AsyncTwin> Ordered(List<(AsyncTwin Twin, int Cost)> found, IMethodSymbol method)
    {
        var twins = found.OrderBy(f => f.Cost).Select(f => f.Twin).ToList();
        var withToken = twins.FirstOrDefault(t => AsyncTwinMatch.AddsToken(t.Method, method));
        return twins
            .Select(t => t with { WithToken = AsyncTwinMatch.AddsToken(t.Method, method) ? t.Method : SameShape(t, withToken) ? withToken!.Method : null })
            .ToImmutableArray();
    }

    private static bool SameShape(AsyncTwin first, AsyncTwin? second) =>
        second is not null && first.MemoryParameters.SequenceEqual(second.MemoryParameters) && first.DroppedParameters.SequenceEqual(second.DroppedParameters);

    /// <summary>The types that may declare a member of a value of this type.</summary>
    private static IEnumerable<ITypeSymbol> Declaring(ITypeSymbol receiver)
    {
        if (receiver is ITypeParameterSymbol parameter)
        {
            foreach (var type in parameter.ConstraintTypes.SelectMany(Declaring))
                yield return type;

            yield break;
        }

        for (ITypeSymbol? current = receiver; current is not null; current = current.BaseType)
            yield return current;

        if (receiver.TypeKind == TypeKind.Interface)
        {
            foreach (var implemented in receiver.AllInterfaces)
                yield return implemented;
        }
    }

    private static bool Fits(AsyncTwin twin, IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && twin.DroppedParameters.Contains(parameter.Ordinal) && argument.ArgumentKind != ArgumentKind.DefaultValue)
                return false;

            if (argument.Parameter is { } span && twin.MemoryParameters.Contains(span.Ordinal) && !MayBeMemory(argument.Value))
                return false;
        }

        return true;
    }

    /// <summary>An array, or a span over one: what lies on the stack cannot wait.</summary>
    private static bool MayBeMemory(IOperation value) => Plain(value) switch
    {
        { Type: IArrayTypeSymbol } => true,

        // To older compilers an array becomes a span by an operator of the span.
        IConversionOperation { Operand.Type: IArrayTypeSymbol } => true,
        IInvocationOperation { TargetMethod.Name: "AsSpan", Arguments: { Length: > 0 } arguments } => Plain(arguments[0].Value).Type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String },
        IPropertyReferenceOperation { Property.Name: "Span", Instance.Type.Name: "Memory" or "ReadOnlyMemory" } => true,
        _ => false,
    };

    /// <summary>Whether a twin is, or shares its name with, the member that the call stands in: FooAsync is often written by means of Foo.</summary>
    private static bool IsOwn(IMethodSymbol twin, ISymbol? within)
    {
        for (var symbol = within; symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
        {
            if (method.Name != twin.Name && !method.Name.EndsWith("." + twin.Name, StringComparison.Ordinal))
                continue;

            var declaring = (twin.ReducedFrom ?? twin).ContainingType.OriginalDefinition;
            for (var type = method.ContainingType; type is not null; type = type.BaseType)
            {
                if (Same(type.OriginalDefinition, declaring) || type.AllInterfaces.Any(i => Same(i.OriginalDefinition, declaring)))
                    return true;
            }
        }

        return false;
    }

    private bool IsVisible(AsyncTwin twin) => IsVisible(twin, compilation.Compilation.Assembly);

    private bool IsVisible(AsyncTwin twin, ISymbol? within)
    {
        ISymbol? place = within as IAssemblySymbol ?? (ISymbol?)within?.ContainingType ?? within as INamedTypeSymbol;
        return compilation.Compilation.IsSymbolAccessibleWithin(twin.Method.ReducedFrom ?? twin.Method, place ?? compilation.Compilation.Assembly);
    }

    private bool IsQuery(ITypeSymbol? type) =>
        queryableOfT is not null && type?.OriginalDefinition is { } definition && (Same(definition, queryableOfT) || definition.AllInterfaces.Any(i => i.Name == queryableOfT.Name && Same(i.OriginalDefinition, queryableOfT)));

    private static bool Same(ISymbol? first, ISymbol? second) => SymbolEqualityComparer.Default.Equals(first, second);

    private static IOperation Plain(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
            value = conversion.Operand;

        return value;
    }
}
