using System.Text.RegularExpressions;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>An object that is dear to make, the same each time, and gone with each call.</summary>
/// <param name="Made">The expression that makes it, or the static search.</param>
/// <param name="Kind">What it is.</param>
internal sealed record RemadeObject(IOperation Made, ExpensiveKind Kind)
{
    public static RemadeObject? Of(IOperation operation, CompilationContext compilation)
    {
        var objects = ExpensiveObjects.For(compilation);
        var kind = operation switch
        {
            IObjectCreationOperation creation when objects.MadeBy(creation) is { } made && (made != ExpensiveKind.Pattern || IsCompiled(creation.Arguments) || IsInLoop(creation, compilation)) => made,
            IInvocationOperation call when objects.IsStaticSearch(call.TargetMethod) && IsCompiled(call.Arguments) => ExpensiveKind.Pattern,
            _ => (ExpensiveKind?)null,
        };
        if (kind is null || !IsTheSame(operation) || !IsGoneWithCall(operation, compilation) || IsRare(operation, compilation))
            return null;

        return new RemadeObject(operation, kind.Value);
    }

    /// <summary>Whether it is a search that keeps the few patterns it has last been given.</summary>
    public bool IsStaticSearch => Made is IInvocationOperation;

    /// <summary>The loop that makes one for each element; null where none does.</summary>
    public Iteration.Iteration? Loop(CompilationContext compilation) => Iterations.PerElement(Made, compilation);

    /// <summary>How sure it is that it is made often, and where that is for requests the way there; null in what runs and ends.</summary>
    public (Confidence Sure, IEnumerable<Location>? Path)? Sureness(CompilationContext compilation, CancellationToken cancellationToken)
    {
        var (serving, path) = ServingPlaces.For(compilation).Of(Made, cancellationToken);
        if (serving == Serving.No)
            return null;

        if (Kind == ExpensiveKind.SerializerOptions && SharesWhatItLearns)
            return (Confidence.Low, path);

        if (IsStaticSearch)
            return (serving == Serving.Certain ? Confidence.Medium : Confidence.Low, path);

        if (serving == Serving.Certain)
            return (Confidence.High, path);

        // To write code takes milliseconds wherever it is done, and that of XML stays in memory for good.
        return (Kind == ExpensiveKind.XmlSerializer || (Made is IObjectCreationOperation { Arguments: var given } && IsCompiled(given)) || Loop(compilation) is not null ? Confidence.Medium : Confidence.Low, path);
    }

    /// <summary>
    /// Whether options find what equal ones have learned, which versions do that have a <c>Default</c>; with a converter of its own, each is another.
    /// </summary>
    private bool SharesWhatItLearns =>
        !Made.Type!.GetMembers("Default").IsEmpty && !Made.Descendants().Any(o => o is IObjectCreationOperation);

    private static bool IsInLoop(IOperation creation, CompilationContext compilation) => Iterations.PerElement(creation, compilation) is not null;

    private static bool IsCompiled(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Any(a => a is { Parameter.Type.Name: "RegexOptions", Value.ConstantValue: { HasValue: true, Value: int options } } && (options & (int)RegexOptions.Compiled) != 0);

    /// <summary>Whether each call would make the same: of a search, all but the text it goes through and what it puts in.</summary>
    private static bool IsTheSame(IOperation operation) => operation switch
    {
        IInvocationOperation search => search.Arguments.All(a => a.Parameter?.Name is "input" or "replacement" or "evaluator" or "count" || SameForAll.Is(a.Value)),
        IObjectCreationOperation creation => SameForAll.Is(creation) && creation.Descendants().OfType<IObjectCreationOperation>().All(HasNoState),
        _ => false,
    };

    /// <summary>Whether an object of the project's own, such as a converter, can be shared: it has nothing that could change.</summary>
    private static bool HasNoState(IObjectCreationOperation part) =>
        part.Type is { } type && (type.DeclaringSyntaxReferences.IsEmpty || type.GetMembers().All(m => m is not IFieldSymbol { IsStatic: false, IsReadOnly: false }));

    /// <summary>Whether an object is used by calls only that do not keep it.</summary>
    private static bool IsGoneWithCall(IOperation operation, CompilationContext compilation)
    {
        if (operation is IInvocationOperation || IsPassing(operation) || IsGivenToPassing(operation, compilation))
            return true;

        return operation.ParentValue() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
            && LocalValues.SetOnce(local, operation) is not null
            && LocalValues.Root(operation).Descendants().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(local)).ToList() is { Count: > 0 } uses
            && uses.All(IsPassing);
    }

    /// <summary>
    /// Whether a private method or property gives nothing but the object, <c>private static Regex Pattern() =&gt; new(...)</c>, and whoever asks for it only works with it at once.
    /// </summary>
    private static bool IsGivenToPassing(IOperation operation, CompilationContext compilation)
    {
        if (operation.ParentValue() is not IReturnOperation { Kind: OperationKind.Return, Parent: IBlockOperation { Operations.Length: 1, Parent: null or IMethodBodyOperation } }
            || operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is not IMethodSymbol { DeclaredAccessibility: Accessibility.Private } method)
        {
            return false;
        }

        var name = (method.AssociatedSymbol ?? method).Name;
        var sites = Callers.For(compilation).Of(method, CancellationToken.None);
        var mentions = method.ContainingType.DeclaringSyntaxReferences.SelectMany(r => r.GetSyntax().DescendantTokens()).Count(t => t.ValueText == name);

        // What initialises a field mentions it as well; the declaration is one of the mentions.
        return !sites.IsEmpty && mentions == sites.Length + 1 && sites.All(s => IsPassing(s.Operation));
    }

    /// <summary>Whether a value is only called, or handed to a method of a library that works with it at once.</summary>
    private static bool IsPassing(IOperation value)
    {
        var outermost = value;
        while (outermost.Parent is IConversionOperation or IParenthesizedOperation)
            outermost = outermost.Parent;

        return outermost.Parent switch
        {
            IInvocationOperation call => call.Instance == outermost,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } => Works(method),
            _ => false,
        };
    }

    private static bool Works(IMethodSymbol method) =>
        method.ContainingNamespace.IsFramework() && method.ContainingType.Name is "JsonSerializer" or "JsonContent" or "HttpClientJsonExtensions" or "HttpContentJsonExtensions" or "HttpResponseJsonExtensions" or "HttpRequestJsonExtensions" or "Results" or "TypedResults";

    /// <summary>Whether it is made for what a cache does not hold yet, or where something has failed.</summary>
    public static bool IsRare(IOperation operation, CompilationContext compilation) =>
        CacheMisses.IsInFactory(operation)
        || CacheCallbacks.Surround(operation, compilation)
        || PlaceInLoop.RefineInMethod(LocalValues.Root(operation), operation) is IterationKind.CacheMiss or IterationKind.Failure;
}
