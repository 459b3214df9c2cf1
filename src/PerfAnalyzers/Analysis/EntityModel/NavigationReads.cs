using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>
/// What code does with one entity: the navigations it reads from it, directly, over locals, in inner loops and in methods in
/// source that it hands the entity to; and where it gives the entity away.
/// </summary>
internal sealed class NavigationReads
{
    private const int DeepestCall = 4;
    private const int LongestPath = 6;

    private static readonly ImmutableHashSet<string> KeepOrPick = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Skip", "Take", "Reverse", "Distinct", "ToList", "ToArray", "AsEnumerable",
        "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "ElementAt", "MinBy", "MaxBy", "Find", "FindAll");

    private readonly CompilationContext compilation;
    private readonly Entities entities;
    private readonly Dictionary<ISymbol, NavigationPath> aliases = new(SymbolEqualityComparer.Default);
    private readonly List<NavigationRead> reads = new();
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> tested = new(StringComparer.Ordinal);
    private readonly ImmutableHashSet<ISymbol> callers;
    private NavigationPath? self;
    private ILocalSymbol? list;

    private NavigationReads(CompilationContext compilation, ImmutableHashSet<ISymbol> callers)
    {
        this.compilation = compilation;
        this.callers = callers;
        entities = Entities.For(compilation);
    }

    /// <summary>Everything read, in the order of the text.</summary>
    public IReadOnlyList<NavigationRead> All => reads;

    /// <summary>Paths whose navigation the code itself sets or fills.</summary>
    public IReadOnlyCollection<string> Changed => changed;

    /// <summary>Paths whose navigation the code compares with null.</summary>
    public IReadOnlyCollection<string> Tested => tested;

    /// <summary>The first place at which the entity is handed to code that cannot be seen, or is loaded explicitly.</summary>
    public IOperation? Escape { get; private set; }

    /// <summary>What one round of a loop reads from its element.</summary>
    public static NavigationReads In(Iteration.Iteration loop, INamedTypeSymbol entity, ImmutableArray<ILocalSymbol> lists, CompilationContext compilation)
    {
        var reads = new NavigationReads(compilation, ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default));
        if (loop.Form == IterationForm.For)
            reads.list = lists.FirstOrDefault();
        else if (loop.Variables.Length > 0)
            reads.aliases[loop.Variables[0]] = NavigationPath.Of(entity);

        if (loop.Body is IMethodReferenceOperation { Method.Parameters.Length: 1 } group)
            reads.Follow(group.Method, MethodBodies.Declared(group.Method).Parameters[0], NavigationPath.Of(entity), group);
        else
            reads.Collect(loop.Body);

        return reads;
    }

    /// <summary>What a method reads from the entity that it is handed, or that it is a member of.</summary>
    private static NavigationReads In(IMethodSymbol method, IParameterSymbol? parameter, INamedTypeSymbol entity, CompilationContext compilation, ImmutableHashSet<ISymbol> callers)
    {
        var key = (ISymbol?)parameter ?? method;
        if (FunctionCode.Of(method, compilation) is not { Count: > 0 } bodies || callers.Count >= DeepestCall || callers.Contains(key))
            return new NavigationReads(compilation, callers);

        var memory = compilation.Get(_ => new NavigationMemory());
        if (memory.Known.TryGetValue((key, entity), out var known))
            return known;

        var reads = new NavigationReads(bodies[0].Compilation, callers.Add(key));
        if (parameter is null)
            reads.self = NavigationPath.Of(entity);
        else
            reads.aliases[parameter] = NavigationPath.Of(entity);

        foreach (var body in bodies)
            reads.Collect(body.Root);

        // Deeper down, less is looked at; only the full answer is kept.
        if (callers.IsEmpty)
            memory.Known.TryAdd((key, entity), reads);

        return reads;
    }

    private void Collect(IOperation code)
    {
        foreach (var operation in code.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initialiser:
                    Alias(declarator.Symbol, initialiser.Value);
                    break;
                case IForEachLoopOperation { Locals.Length: > 0 } loop:
                    Alias(loop.Locals[0], loop.Collection);
                    break;
                case IAnonymousFunctionOperation { Symbol.Parameters.Length: > 0 } lambda when Callbacks.Match(lambda, compilation).Iteration is { Source: { } source, Variables.Length: > 0 } callback && IsElementFirst(callback):
                    Alias(callback.Variables[0], source);
                    break;
                case IDeclarationPatternOperation { DeclaredSymbol: { } matched, Parent: IIsPatternOperation test }:
                    Alias(matched, test.Value);
                    break;
                case IPropertyReferenceOperation property:
                    ReadProperty(property);
                    break;
                case IInvocationOperation call:
                    FollowCall(call);
                    break;
                case IObjectCreationOperation { Constructor: { } constructor } creation:
                    FollowArguments(constructor, creation.Arguments, creation);
                    break;
            }
        }
    }

    /// <summary>The path from the entity that an expression leads to; null when it leads elsewhere.</summary>
    private NavigationPath? Resolve(IOperation expression)
    {
        // Each step goes one link down the chain, so the way is as long as the chain.
        var steps = new Stack<IPropertySymbol>();
        var current = expression.UnwrapAwait().ThroughConditionalAccess().Unwrap();
        NavigationPath? path = null;
        while (path is null)
        {
            switch (current)
            {
                case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed } when list is not null && indexed.ReferencedSymbol().Is(list):
                    path = NavigationPath.Of((INamedTypeSymbol)((IPropertyReferenceOperation)current).Property.Type);
                    break;
                case IArrayElementReferenceOperation { ArrayReference: var array } when list is not null && array.ReferencedSymbol().Is(list) && current.Type is INamedTypeSymbol element:
                    path = NavigationPath.Of(element);
                    break;
                case ILocalReferenceOperation or IParameterReferenceOperation:
                    if (!aliases.TryGetValue(current.ReferencedSymbol()!, out path))
                        return null;

                    break;
                case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } when self is not null:
                    path = self;
                    break;
                case IPropertyReferenceOperation { Instance: { } instance, Property: { IsIndexer: false } member }:
                    steps.Push(member);
                    current = instance.ThroughConditionalAccess().Unwrap();
                    break;
                case IConditionalAccessOperation { WhenNotNull: { } rest }:
                    current = rest.Unwrap();
                    break;
                case ICoalesceOperation coalesce:
                    current = coalesce.Value.ThroughConditionalAccess().Unwrap();
                    break;
                case IInvocationOperation call when KeepOrPick.Contains(call.TargetMethod.Name) && EntityEscape.IsInMemory(call, compilation) && call.Receiver() is { } receiver:
                    current = receiver.ThroughConditionalAccess().Unwrap();
                    break;
                default:
                    return null;
            }
        }

        while (steps.Count > 0 && path is not null)
        {
            var navigation = path.Steps.Length < LongestPath ? entities.Navigation(path.Entity, steps.Pop()) : null;
            path = navigation is null ? null : path.Then(navigation);
        }

        return path;
    }

    private void Alias(ISymbol symbol, IOperation value)
    {
        if (Resolve(value) is { } path)
            aliases[symbol] = path;
    }

    private void ReadProperty(IPropertyReferenceOperation reference)
    {
        if (reference.Instance is not { } instance || Resolve(instance) is not { } owner)
            return;

        if (entities.Navigation(owner.Entity, reference.Property) is not { } navigation)
        {
            // A computed property is code of the entity like any other.
            if (!ReadPlace.IsWritten(reference) && reference.Property.GetMethod is { } getter)
                Follow(getter, null, owner, reference);

            return;
        }

        var path = owner.Then(navigation);
        if (ReadPlace.IsWritten(reference) || ReadPlace.IsChange(reference))
        {
            changed.Add(path.Text);
        }
        else if (!reference.IsInExpressionTree(compilation) && !ReadPlace.IsNameOf(reference))
        {
            // A mapper that many queries share copes with what some of them leave out; in the loop itself it is the type that asks for it.
            if (ReadPlace.IsNullTest(reference) || (!callers.IsEmpty && reference.ParentValue() is IConditionalAccessOperation))
                tested.Add(path.Text);

            reads.Add(new NavigationRead(path, reference, reference, IsConditional(reference)));
        }
    }

    private void FollowCall(IInvocationOperation call)
    {
        if (call.Instance is { } instance && Resolve(instance) is { Entity: var entity } owner && entities.Contains(instance.Type) && entities.Contains(entity))
            Follow(call.TargetMethod, null, owner, call);

        FollowArguments(call.TargetMethod, call.Arguments, call);
    }

    private void FollowArguments(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, IOperation call)
    {
        foreach (var argument in arguments)
        {
            if (argument.Value.Unwrap() is IDelegateCreationOperation { Target: IMethodReferenceOperation group })
            {
                FollowGroup(group, call);
                continue;
            }

            if (argument.ArgumentKind == ArgumentKind.ParamArray && argument.Value is IArrayCreationOperation { Initializer: { } several })
            {
                if (several.ElementValues.Any(e => Resolve(e) is not null) && !EntityEscape.IsHarmless(method))
                    Escape ??= call;

                continue;
            }

            if (argument.Parameter is not { } parameter || Resolve(argument.Value) is not { } handed)
                continue;

            if (Implementations.For(compilation).Of(method) is { Length: 1 } only
                && MethodBodies.Declared(only[0]) is var declared
                && parameter.Ordinal < declared.Parameters.Length
                && FunctionCode.Of(declared, compilation).Count > 0)
            {
                Follow(declared, declared.Parameters[parameter.Ordinal], handed, call);
            }
            else if (!EntityEscape.IsHarmless(method))
                Escape ??= call;
        }
    }

    /// <summary>A method that a sequence operator runs for each element: <c>order.Lines.Select(Describe)</c>.</summary>
    private void FollowGroup(IMethodReferenceOperation group, IOperation call)
    {
        if (call is IInvocationOperation invocation && EntityEscape.IsInMemory(invocation, compilation) && group.Method.Parameters.Length == 1
            && invocation.Receiver() is { } source && Resolve(source) is { } path)
        {
            var declared = MethodBodies.Declared(group.Method);
            Follow(declared, declared.Parameters[0], path, call);
        }
    }

    private void Follow(IMethodSymbol method, IParameterSymbol? parameter, NavigationPath handed, IOperation place)
    {
        if (place.IsInExpressionTree(compilation))
            return;

        var declared = MethodBodies.Declared(method);
        if (declared.DeclaringSyntaxReferences.IsEmpty)
            return;

        var inner = In(declared, parameter, handed.Entity, compilation, callers);
        foreach (var read in inner.reads)
        {
            if (read.IsConditional || read.IsAfter(inner.Escape))
                continue;

            var path = read.Path.Steps.Aggregate(handed, (p, s) => p.Then(s));
            if (path.Steps.Length <= LongestPath)
                reads.Add(new NavigationRead(path, place, read.Origin, IsConditional(place)));
        }

        foreach (var text in inner.changed)
            changed.Add(handed.Steps.IsEmpty ? text : handed.Text + "." + text);

        foreach (var text in inner.tested)
            tested.Add(handed.Steps.IsEmpty ? text : handed.Text + "." + text);

        if (inner.Escape is not null)
            Escape ??= place;
    }

    /// <summary>Whether another argument decides if a method reads; the loop itself has none.</summary>
    private bool IsConditional(IOperation place) => !callers.IsEmpty && ReadPlace.DependsOnArgument(place, aliases.ContainsKey);

    /// <summary>Callbacks whose first parameter is not the element: the accumulator of Aggregate.</summary>
    private static bool IsElementFirst(Iteration.Iteration callback) =>
        callback.Operation is IInvocationOperation { TargetMethod.Name: not ("Aggregate" or "Join" or "GroupJoin" or "Zip") };
}
