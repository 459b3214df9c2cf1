using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Knows which methods others call by name or by contract, and what an awaitable method is called.</summary>
internal static class AsyncNames
{
    public const string Suffix = "Async";

    private static readonly ImmutableHashSet<string> TestNamespaces = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Xunit", "NUnit", "TUnit", "Microsoft.VisualStudio.TestTools");

    /// <summary>Attributes that tell the compiler, the debugger or an analyzer something, and make nobody call the method.</summary>
    private static readonly ImmutableHashSet<string> SilentNamespaces = ImmutableHashSet.Create(
        StringComparer.Ordinal, "System.Diagnostics", "System.Diagnostics.CodeAnalysis", "System.Runtime.CompilerServices", "System.ComponentModel", "JetBrains.Annotations");

    /// <summary>Methods that the runtime and start-up code find by name and call without awaiting.</summary>
    private static readonly ImmutableHashSet<string> ByConvention = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Configure", "ConfigureServices", "ConfigureContainer", "Finalize", "Dispose", "Deconstruct", "GetEnumerator", "MoveNext", "GetAwaiter", "GetResult", "GetPinnableReference", "Add", "PrintMembers");

    /// <summary>Whether a framework calls the method, and takes a task from it as well.</summary>
    public static bool IsAwaitedByFramework(IMethodSymbol method, CompilationContext compilation) =>
        RequestEntries.For(compilation).Contains(method) || IsEntryPoint(method, compilation) || IsTest(method);

    /// <summary>Whether callers hardly ever write the call themselves, so that a method beside it would not be found.</summary>
    public static bool IsCalledByLanguage(IMethodSymbol method) => ByConvention.Contains(method.Name) || method.Name is "ToString" or "Equals" or "GetHashCode" or "CompareTo";

    public static bool IsEntryPoint(IMethodSymbol method, CompilationContext compilation) =>
        method is { IsStatic: true, Name: WellKnownMemberNames.EntryPointMethodName }
        && method.Is(compilation.Compilation.GetEntryPoint(CancellationToken.None));

    /// <summary>
    /// Whether a method is the entry point only as long as it is synchronous: one of those goes before all that return a task, but two that
    /// return one are an error.
    /// </summary>
    public static bool IsEntryPointOfSeveral(IMethodSymbol method, CompilationContext compilation) =>
        IsEntryPoint(method, compilation)
        && compilation.Compilation.Options.MainTypeName is null
        && compilation.Compilation.GetSymbolsWithName(WellKnownMemberNames.EntryPointMethodName, SymbolFilter.Member).Any(other =>
            other is IMethodSymbol { IsStatic: true, Arity: 0, Parameters: { Length: <= 1 } parameters, ReturnType: { } returned }
            && parameters.All(p => p.Type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_String })
            && !other.Is(method)
            && AwaitableTypes.For(compilation).IsAsyncReturn(returned));

    /// <summary>Whether someone who is not seen may call the method and expects it as it is.</summary>
    public static bool IsCalledByOthers(IMethodSymbol method, CompilationContext compilation)
    {
        if (IsAwaitedByFramework(method, compilation))
            return false;

        return ByConvention.Contains(method.Name)
            || method.GetAttributes().Any(a => !IsSilent(a.AttributeClass))
            || IsPublicApi(method, compilation);
    }

    /// <summary>Whether all attributes can be repeated on another method without making it known to anybody.</summary>
    public static bool HasOnlySilentAttributes(IMethodSymbol method) => method.GetAttributes().All(a => IsSilent(a.AttributeClass));

    /// <summary>A query or a stream is run after the method has returned; a task around it would not make that awaited.</summary>
    public static bool IsDeferred(ITypeSymbol type, CompilationContext compilation) =>
        type.OriginalDefinition.Name is "IQueryable" or "IOrderedQueryable" or "IAsyncEnumerable" or "ChannelReader"
        || AwaitableTypes.For(compilation).IsTaskLike(type);

    public static bool IsEventHandler(IMethodSymbol method, CompilationContext compilation) =>
        method is { ReturnsVoid: true, Parameters: { Length: 2 } parameters }
        && parameters[1].Type.DerivesFrom(compilation.Type(TypeNames.System.EventArgs));

    /// <summary>What the methods of a family are called once they can be awaited.</summary>
    public static string Of(AsyncFamily family, AsyncSuffix suffix)
    {
        var name = Simple(family.Symbol.Name);
        return suffix == AsyncSuffix.Keep || name.EndsWith(Suffix, StringComparison.Ordinal) || family.Declarations.Any(d => IsAwaitedByFramework(d.Symbol, d.Request.Compilation))
            ? name
            : name + Suffix;
    }

    /// <summary>The name without the interface of an explicit implementation.</summary>
    public static string Simple(string name) => name.Substring(name.LastIndexOf('.') + 1);

    /// <summary>The members of a type and its bases that new calls under a name could be mistaken for.</summary>
    public static IEnumerable<ISymbol> Visible(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
                yield return member;
        }

        foreach (var implemented in type.TypeKind == TypeKind.Interface ? type.AllInterfaces : ImmutableArray<INamedTypeSymbol>.Empty)
        {
            foreach (var member in implemented.GetMembers(name))
                yield return member;
        }
    }

    public static bool IsTest(IMethodSymbol method) => method.GetAttributes().Any(a =>
    {
        for (var type = a.AttributeClass; type is not null; type = type.BaseType)
        {
            var name = type.ContainingNamespace.ToDisplayString();
            if (TestNamespaces.Any(n => name == n || name.StartsWith(n + ".", StringComparison.Ordinal)))
                return true;
        }

        return false;
    });

    private static bool IsSilent(INamedTypeSymbol? attribute) =>
        attribute is null
        || attribute is { Name: "ObsoleteAttribute", ContainingNamespace.Name: "System" } or { Name: "NonActionAttribute", ContainingNamespace.Name: "Mvc" }
        || SilentNamespaces.Contains(attribute.ContainingNamespace.ToDisplayString());

    /// <summary>A project that keeps a list of its public API does not want it changed by the way.</summary>
    public static bool IsPublicApi(IMethodSymbol method, CompilationContext compilation)
    {
        for (ISymbol? symbol = method; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                return false;
        }

        return compilation.Options.AdditionalFiles.Any(f => Path.GetFileName(f.Path) is "PublicAPI.Shipped.txt" or "PublicAPI.Unshipped.txt")
            || IsPacked(compilation.Options);
    }

    private static bool IsPacked(Microsoft.CodeAnalysis.Diagnostics.AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.GeneratePackageOnBuild", out var packs)
        && string.Equals(packs, "true", StringComparison.OrdinalIgnoreCase);
}
