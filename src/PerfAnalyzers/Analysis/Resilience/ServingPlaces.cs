using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>Whether code runs for requests or messages.</summary>
internal enum Serving
{
    /// <summary>Nothing says so: a tool that runs and ends.</summary>
    No,

    /// <summary>It is part of a server or of a library, and who calls it is not known for sure.</summary>
    Possible,

    /// <summary>A framework calls it for each request or message, or what a framework calls leads to it.</summary>
    Certain,
}

/// <summary>Tells whether a place runs again and again for requests and messages.</summary>
internal sealed class ServingPlaces
{
    private const int LongestWay = 3;

    private static readonly ImmutableArray<string> ToolWords = ImmutableArray.Create("Cli", "Console", "Tool", "Tools", "CommandLine");

    private readonly CompilationContext compilation;

    private ServingPlaces(CompilationContext compilation)
    {
        this.compilation = compilation;
        IsLibrary = compilation.Compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary;
        KnowsRequests = TypeNames.AspNetCore.RequestTypes.Any(t => compilation.Type(t) is not null);
        IsServer = (KnowsRequests || compilation.Type(TypeNames.Hosting.BackgroundService) is not null)
            && (IsLibrary || (compilation.Compilation.SyntaxTrees.Any(UsesHost) && !IdleHosts.AreAll(compilation)));
        IsTool = IsCommand();
        RunsInBrowser = compilation.Type(TypeNames.AspNetCore.WebAssemblyHost) is not null;
    }

    /// <summary>Whether the project knows a host that serves.</summary>
    public bool IsServer { get; }

    /// <summary>Whether the project knows a web framework, whose threads all requests share.</summary>
    public bool KnowsRequests { get; }

    public bool IsLibrary { get; }

    /// <summary>
    /// Whether the project is a program of the console that knows no host or lets none run, is named for its commands or packed as one, or a library that reads commands and knows
    /// no host: it runs and ends, and nobody else needs its threads.
    /// </summary>
    public bool IsTool { get; }

    /// <summary>In a browser there are no sockets, and the handlers are the browser's.</summary>
    public bool RunsInBrowser { get; }

    public static ServingPlaces For(CompilationContext compilation) => compilation.Get(c => new ServingPlaces(c));

    /// <summary>Whether a place serves, and the calls that lead to it where it is not in the entry itself.</summary>
    /// <param name="operation">The place.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <param name="alsoOnMiss">Whether it counts also where it runs only for what a cache does not hold yet.</param>
    public (Serving Serving, IEnumerable<Location>? Path) Of(IOperation operation, CancellationToken cancellationToken, bool alsoOnMiss = false)
    {
        if (RequestDelegates.Surround(operation, compilation))
            return (Serving.Certain, null);

        // Where the function keeps what it finds out, it runs once for each key.
        if (!alsoOnMiss && PlaceInLoop.RefineInMethod(LocalValues.Root(operation), operation) == IterationKind.CacheMiss)
            return (Serving.No, null);

        var otherwise = (IsServer || IsLibrary) && !IsTool ? Serving.Possible : Serving.No;
        if (operation.SemanticModel is not { } model || AsyncMember.Around(operation.Syntax, model, cancellationToken) is not { } member)
            return (otherwise, null);

        var isDirect = true;
        while (member.IsLambda || member.IsLocalFunction)
        {
            isDirect &= member.IsAsync || member.IsLocalFunction;
            if (member.Outer(model, cancellationToken) is not { } outer)
                return (otherwise, null);

            member = outer;
        }

        if (IsOneOff(member.Symbol))
            return (Serving.No, null);

        if (ServerCode.For(compilation).Of(member.Symbol, cancellationToken) is not { } path)
            return (IsOffered(member.Symbol, LongestWay, cancellationToken) && !OnceFilled.At(operation, compilation, cancellationToken) ? otherwise : Serving.No, null);

        if (IsOneOff(path.Entry))
            return (Serving.No, null);

        // What polls makes one now and then, however many requests there are.
        var isSure = path.IsCertain && isDirect && !IsTool && !Iterations.Around(operation, compilation).Any(i => i.Kind == IterationKind.Poll);
        return (isSure ? Serving.Certain : Serving.Possible, path.Calls.IsEmpty ? null : path.Calls.Select(RoundTrips.RoundTrip.Shortest));
    }

    private bool IsCommand() => compilation.Compilation.Options.OutputKind switch
    {
        OutputKind.ConsoleApplication => !IsServer || IsNamedTool(compilation.Compilation.AssemblyName) || IsPackedAsTool(compilation.Options),
        OutputKind.DynamicallyLinkedLibrary => !IsServer && compilation.Compilation.ReferencedAssemblyNames.Any(a => TypeNames.CommandLineAssemblies.Contains(a.Name)),
        _ => false,
    };

    private static bool IsPackedAsTool(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.PackAsTool", out var packed) && string.Equals(packed, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a program is named for its commands: <c>Shop.Cli</c>, <c>ReleaseTool</c>, which may use a host for its settings and services.</summary>
    private static bool IsNamedTool(string? assembly) => assembly is not null && ToolWords.Any(w => EndsWithWord(assembly, w));

    private static bool EndsWithWord(string name, string word) =>
        name.EndsWith(word, StringComparison.OrdinalIgnoreCase)
        && (name.Length == word.Length || !char.IsLetter(name[name.Length - word.Length - 1]) || (char.IsUpper(name[name.Length - word.Length]) && !char.IsUpper(name[name.Length - word.Length - 1])));

    /// <summary>Whether a file of a program uses a host: a library that the program uses for something else may bring the types of one along.</summary>
    private static bool UsesHost(SyntaxTree file) =>
        file.GetRoot() is CompilationUnitSyntax unit
        && unit.Usings.Concat(unit.Members.OfType<BaseNamespaceDeclarationSyntax>().SelectMany(n => n.Usings)).Any(u => u.Name?.ToString() is { } name && IsOfHost(name));

    private static bool IsOfHost(string used) => used.IndexOf("AspNetCore", StringComparison.Ordinal) >= 0 || used.IndexOf("Hosting", StringComparison.Ordinal) >= 0;

    /// <summary>Whether others can call the function, or what calls it; what runs in a function that is started elsewhere is run by nobody who waits.</summary>
    private bool IsOffered(IMethodSymbol member, int hops, CancellationToken cancellationToken)
    {
        if (member.DeclaredAccessibility is not (Accessibility.Private or Accessibility.NotApplicable) || !member.ExplicitInterfaceImplementations.IsEmpty)
            return IsLibrary || member.MethodKind != MethodKind.Ordinary || IsCalledUnseen(member) || !IsForNobody(member, cancellationToken);

        return hops > 0 && Callers.For(compilation).Of(member, cancellationToken).Any(site =>
            site is { Operation: IInvocationOperation or IPropertyReferenceOperation, Member: IMethodSymbol caller }
            && !site.Operation.IsInLambda()
            && !OnceFilled.At(site.Operation, compilation, cancellationToken)
            && IsOffered(caller, hops - 1, cancellationToken));
    }

    /// <summary>Whether all who call a method of a program can be seen, and each does so once, or nobody does.</summary>
    private bool IsForNobody(IMethodSymbol member, CancellationToken cancellationToken)
    {
        var callers = Callers.For(compilation);
        if (callers.HasNone(member, cancellationToken))
            return true;

        var scope = ProjectScope.For(compilation, compilation.Options);
        return callers.Of(member, cancellationToken) is { IsEmpty: false } sites
            && sites.All(s => s.Operation is IInvocationOperation && (OnceFilled.At(s.Operation, compilation, cancellationToken) || scope.Silences(s.Operation, s.Member, SilentCode.None)));
    }

    /// <summary>Whether somebody may call a method who is not seen in the code: a library by its interface, or whoever looks for its attribute.</summary>
    private static bool IsCalledUnseen(IMethodSymbol member) =>
        member.IsAbstract || DictatedSignature.Is(member) || !member.GetAttributes().IsEmpty || !member.ContainingType.GetAttributes().IsEmpty;

    /// <summary>What runs when an application is installed or brought up to date, if by a request or not, and what helps to test.</summary>
    public static bool IsOneOff(ISymbol member) =>
        PurposeWords.IsOneOff(member.Name) || (member.ContainingType is { } type && (PurposeWords.IsOneOff(type.Name) || type.Name.IndexOf("TestHarness", StringComparison.Ordinal) >= 0 || type.ContainingNamespace?.Name == "Testing"));

    /// <summary>Whether a framework makes an object of the type for each request.</summary>
    public bool MakesPerRequest(INamedTypeSymbol type) =>
        type.GetMembers().Any(m => m is IMethodSymbol method && RequestEntries.For(compilation).Contains(method));
}
