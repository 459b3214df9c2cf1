using System.Runtime.CompilerServices;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>An operation that makes a round trip, once per element of a sequence.</summary>
internal sealed class RoundTripInLoop
{
    private static readonly ImmutableHashSet<string> Makers = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "GetRequiredService", "GetService", "GetRequiredKeyedService", "GetKeyedService", "CreateScope", "CreateAsyncScope", "CreateDbContext",
        "CreateDbContextAsync", "CreateInstance", "Create", "CreateAsync", "Resolve");

    /// <summary>What names of methods end in that give a way to one of several servers or databases.</summary>
    private static readonly ImmutableHashSet<string> Connections = ImmutableHashSet.Create(StringComparer.Ordinal, "Connection", "Connector", "Client", "Channel", "Context", "Database", "Shard", "Server");

    // Several rules ask about the same operation.
    private static readonly ConditionalWeakTable<IOperation, StrongBox<RoundTripInLoop?>> Known = new();

    private readonly INamedTypeSymbol? dbContext;

    private RoundTripInLoop(IOperation operation, Iteration.Iteration loop, ImmutableArray<RoundTripPath> paths, CompilationContext compilation)
    {
        Compilation = compilation;
        dbContext = compilation.Type(TypeNames.EfCore.DbContext);
        Operation = operation;
        Loop = loop;
        Paths = paths;
    }

    public IOperation Operation { get; }

    public CompilationContext Compilation { get; }

    public Iteration.Iteration Loop { get; }

    /// <summary>The best way to each kind of round trip that the operation makes.</summary>
    public ImmutableArray<RoundTripPath> Paths { get; }

    /// <summary>
    /// What an operation does per element of the loop around it; null when it stays in the process, or in no such loop. Cheap for
    /// everything that cannot be a round trip.
    /// </summary>
    public static RoundTripInLoop? Of(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (!IsInAnyLoop(operation) || !MayLeave(operation, compilation))
            return null;

        if (Known.TryGetValue(operation, out var known))
            return known.Value;

        var found = Find(operation, compilation, cancellationToken);
        Known.GetValue(operation, _ => new StrongBox<RoundTripInLoop?>(found));
        return found;
    }

    private static RoundTripInLoop? Find(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if ((Iterations.PerElement(operation, compilation) ?? Iterations.AskedInSteps(operation, compilation)) is not { } loop)
            return null;

        var paths = PathsOf(operation, compilation, cancellationToken);
        return paths.IsEmpty ? null : new RoundTripInLoop(operation, loop, paths, compilation) { GivesData = IsUsed(operation, compilation) };
    }

    /// <summary>The round trips of an operation, whether or not it makes them in each round: also where it runs for a few elements only.</summary>
    public static ImmutableArray<RoundTripPath> PathsOf(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken) =>
        MayLeave(operation, compilation) ? RoundTripFacts.For(compilation).Of(operation, !IsUsed(operation, compilation), cancellationToken) : ImmutableArray<RoundTripPath>.Empty;

    /// <summary>
    /// Whether each round works with a scope, context or service made for it, which says that each element is meant to be a unit of
    /// work.
    /// </summary>
    public bool HasOwnScope
    {
        get
        {
            var facts = LoopFacts.Of(Loop);
            return Receivers().Any(local => facts.Declares(local) && LocalValues.SetOnce(local, Operation) is { } value && IsMade(value));
        }
    }

    /// <summary>Whether each round has a connection, context or service made for it with something of its element: the database of a tenant, another server.</summary>
    public bool AsksElsewhere
    {
        get
        {
            var facts = LoopFacts.Of(Loop);
            return Receivers().Any(local => facts.Declares(local)
                && LocalValues.SetOnce(local, Operation)?.UnwrapAwait() is { } value
                && (IsMade(value) || value is IInvocationOperation { TargetMethod.Name: var maker } && Connections.Contains(Words.Split(maker).LastOrDefault(w => w != "Async") ?? ""))
                && ((value as IObjectCreationOperation)?.Arguments ?? (value as IInvocationOperation)?.Arguments ?? ImmutableArray<IArgumentOperation>.Empty).Any(a => a.Parameter?.Type.Name != "CancellationToken" && Variance.VariesIn(a.Value, Loop)));
        }
    }

    /// <summary>Whether what decides about the answer is the same in every round, so that it asks the same again and again.</summary>
    public bool IsInvariant(RoundTripPath path) => Operation is not IMethodReferenceOperation && (path.Steps.IsEmpty ? path.End.Asked : path.Inputs).All(input => Variance.StaysIn(input, Loop));

    /// <summary>Whether the first argument is the same in every round: all elements ask about one thing.</summary>
    public bool IsFirstArgumentInvariant => Operation is IInvocationOperation call && call.Argument(0) is { } first && Variance.StaysIn(first, Loop);

    /// <summary>Whether the elements are statements themselves, parts of a script, which are sent one by one whatever they say.</summary>
    public bool IsAskedByElement =>
        Operation is IInvocationOperation call
        && call.Arguments.FirstOrDefault(a => a.Parameter is { Type.SpecialType: SpecialType.System_String, Name: "sql" or "commandText" or "query" or "script" or "statement" }) is { } text
        && text.Value.Unwrap().ReferencedSymbol() is { } symbol
        && Loop.Variables.Any(v => v.Is(symbol));

    /// <summary>Whether each round has a statement made for it, by code that may ask another table each time; a value put into a text is no such thing.</summary>
    public bool HasOwnStatement =>
        Operation is IInvocationOperation call
        && call.Arguments.FirstOrDefault(a => a.Parameter is { Type.SpecialType: SpecialType.System_String, Name: "sql" or "commandText" or "query" }) is { } text
        && Variance.VariesIn(text.Value, Loop)
        && Written(text.Value) is IInvocationOperation { TargetMethod.ContainingType.SpecialType: not SpecialType.System_String } or IMemberReferenceOperation;

    private static IOperation Written(IOperation text) =>
        text.Unwrap() is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } value ? value.UnwrapAwait() : text.Unwrap();

    /// <summary>Whether the caller works with what comes back; else the call is a piece of work, and its answer only word that it is done.</summary>
    public bool GivesData { get; private set; }

    /// <summary>Whether a write behind a call answers only whether it has worked: a piece of work, whoever looks at the answer.</summary>
    public bool GivesWord(RoundTripPath path) => !path.Steps.IsEmpty && path.End.Row is { IsWrite: true } && AnswersYesOrNo;

    /// <summary>Whether all that comes back is yes or no, which is a question's answer or word that something has worked.</summary>
    public bool AnswersYesOrNo =>
        Operation.Type is { } type
        && (type is INamedTypeSymbol { TypeArguments: { Length: 1 } awaited, Name: "Task" or "ValueTask" } ? awaited[0] : type).SpecialType == SpecialType.System_Boolean;

    private static bool IsUsed(IOperation operation, CompilationContext compilation)
    {
        if (operation is IMethodReferenceOperation group)
            return !group.Method.ReturnsVoid && !IsPlainTask(group.Method.ReturnType, compilation);

        var value = operation;
        while (value.Parent is IAwaitOperation or IConversionOperation or IParenthesizedOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" })
            value = value.Parent;

        return value.Type is { SpecialType: not SpecialType.System_Void } type && !IsPlainTask(type, compilation) && value.Parent is not IExpressionStatementOperation && !IsDiscardedWord(value, operation);
    }

    /// <summary>Whether what a piece of work says of itself is thrown away: <c>_ = await nodes.StopAsync(node)</c>.</summary>
    private static bool IsDiscardedWord(IOperation value, IOperation operation) =>
        value.Parent is ISimpleAssignmentOperation { Target: IDiscardOperation }
        && operation is IInvocationOperation { TargetMethod.Name: var name }
        && (WorkVerbs.Begin(name) || WorkVerbs.Change(name));

    private static bool IsPlainTask(ITypeSymbol type, CompilationContext compilation) =>
        type.Is(compilation.Type(TypeNames.System.Task)) || type.Is(compilation.Type(TypeNames.System.ValueTask));

    /// <summary>Whether a call also writes: it does a piece of work for its element, of which reading is only a part.</summary>
    public bool AlsoWrites(RoundTripPath path) =>
        !path.Steps.IsEmpty
        && Paths.Any(p => p.End.Row is { IsWrite: true } || p.End.Kind is RoundTripKind.Save or RoundTripKind.Command or RoundTripKind.Message or RoundTripKind.Mail);

    /// <summary>
    /// Whether it is a piece of work that ends in a save or a transaction: then what it costs is that, whatever it loads on the way.
    /// </summary>
    public bool IsSavedWork => !GivesData && Paths.Any(p => p.End.BeginsTransaction || p.End is { Kind: RoundTripKind.Save, IsPending: false });

    /// <summary>
    /// Whether the round looks for its answer in several ways: another statement sets the same variable, or this one runs only where another one has
    /// not found anything. No one query does the same.
    /// </summary>
    public bool IsOneOfSeveralWays
    {
        get
        {
            var results = PlaceInLoop.Results(Operation, Loop.Operation);
            return results.Any(r => Values(r).Any(v => !v.ConstantValue.HasValue && v.Unwrap() is not IDefaultValueOperation && !v.Syntax.Span.Contains(Operation.Syntax.Span)))
                || Conditions().SelectMany(LoopFacts.ReferencedSymbols).Distinct(SymbolEqualityComparer.Default).Any(s =>
                    s is ILocalSymbol && Values(s).SelectMany(v => v.DescendantsAndSelf()).Any(o => o is IInvocationOperation && Of(o, Compilation, CancellationToken.None) is not null));
        }
    }

    /// <summary>What a round sets a variable to.</summary>
    private IEnumerable<IOperation> Values(ISymbol variable)
    {
        foreach (var operation in Loop.Body.DescendantsAndSelf())
        {
            if (operation is ISimpleAssignmentOperation assignment && assignment.Target.ReferencedSymbol().Is(variable))
                yield return assignment.Value;
            else if (operation is IVariableDeclaratorOperation declarator && declarator.Symbol.Is(variable) && declarator.GetVariableInitializer() is { } initializer)
                yield return initializer.Value;
        }
    }

    /// <summary>The tests for nothing that the operation stands behind.</summary>
    private IEnumerable<IOperation> Conditions()
    {
        IOperation child = Operation;
        for (var parent = Operation.Parent; parent is not null && parent != Loop.Operation; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalOperation test && test.Condition != child && PresenceTest.AsksForPresence(test.Condition) != (test.WhenTrue == child))
                yield return test.Condition;
        }
    }

    /// <summary>Whether something says that there are only a few elements whatever users do: sites of an installation, settings, parts of a text, tags, what one save is to write.</summary>
    public bool HasFewElements =>
        KindsOfThings.AreTenants(Loop)
        || KindsOfThings.AreSettings(Loop)
        || (Loop.Source is { } source
            && (SequenceSize.ArePartsOfText(source, Compilation) || SequenceSize.AreTracked(source, Compilation) || SequenceSize.AreBelowPrefix(source, Compilation) || CollectionOrigins.For(Compilation).IsSmallByNature(SequenceSize.Origin(source, Compilation)) is not null));

    /// <summary>Whether the loop takes out of a collection what it goes through in a copy: each element is asked for once, when it is due.</summary>
    public bool WorksOffSource =>
        Loop.Source?.Unwrap() is IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" } copy
        && copy.Receiver()?.ReferencedSymbol() is { } pending
        && LoopFacts.Of(Loop).Mutates(pending);

    /// <summary>
    /// Whether the elements are parts of the program that do the work (providers, handlers, tasks) or entries of its settings, of
    /// which there are few.
    /// </summary>
    public bool IsStrategy(RoundTripPath path)
    {
        if (Loop.Source is { } source && CollectionOrigins.For(Compilation).IsWrittenByHand(SequenceSize.Origin(source, Compilation)))
            return true;

        // Shards, collections of a document store, one client for each remote.
        if (path.End.Kind != RoundTripKind.Blob && Element() is { } element && ElementKind.IsService(element, Compilation) && !IsEntry(element))
            return true;

        if (path.Steps.IsEmpty)
            return false;

        return Loop.Variables
            .Select(v => v is ILocalSymbol local ? local.Type : (v as IParameterSymbol)?.Type)
            .Any(type => type is { IsAbstract: true } && path.Steps.Any(s => IsOrImplements(s.Method.ContainingType, type)));
    }

    /// <summary>The type of the element, or of the member of it, that the call is made on.</summary>
    private ITypeSymbol? Element()
    {
        if (Operation is not IInvocationOperation { Instance: { } instance })
            return null;

        var receiver = instance.Unwrap();
        var root = receiver;
        while (root is IMemberReferenceOperation { Instance: { } owner })
            root = owner.Unwrap();

        return root.ReferencedSymbol() is { } symbol && Loop.Variables.Any(v => v.Is(symbol)) ? receiver.Type : null;
    }

    /// <summary>Whether a type is what EF Core knows of one row: to load something through it is a query for the row.</summary>
    private static bool IsEntry(ITypeSymbol type) => type.ContainingNamespace is { Name: "ChangeTracking" };

    private static bool IsOrImplements(INamedTypeSymbol type, ITypeSymbol common) =>
        common.TypeKind == TypeKind.Interface
            ? type.AllInterfaces.Any(i => i.OriginalDefinition.Is(common.OriginalDefinition))
            : type.DerivesFrom(common.OriginalDefinition as INamedTypeSymbol);

    private static bool MayLeave(IOperation operation, CompilationContext compilation) => operation switch
    {
        IForEachLoopOperation => true,
        IInvocationOperation call when RoundTripReader.For(compilation).Knows(call.TargetMethod) => true,
        IMethodReferenceOperation group when RoundTripReader.For(compilation).Knows(group.Method) => true,
        _ => CallTargets.MayRunSource(operation),
    };

    private static bool IsInAnyLoop(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent.Kind is OperationKind.Loop or OperationKind.AnonymousFunction || (operation is IMethodReferenceOperation && parent is IInvocationOperation))
                return true;
        }

        return false;
    }

    private static bool IsMade(IOperation value) => value.UnwrapAwait() switch
    {
        IObjectCreationOperation => true,
        IInvocationOperation call => Makers.Contains(call.TargetMethod.Name),
        IPropertyReferenceOperation { Property.Name: "ServiceProvider" } => true,
        _ => false,
    };

    /// <summary>What the round trip is made through: the context of a query, the service that is called, or a context that is handed on.</summary>
    private IEnumerable<ILocalSymbol> Receivers()
    {
        if (Paths[0] is { Steps.IsEmpty: true, End.Query: { } query })
            return Locals(query.Root);

        if (Operation is not IInvocationOperation call)
            return Enumerable.Empty<ILocalSymbol>();

        var contexts = call.Arguments.Select(a => a.Value.ReferencedSymbol()).OfType<ILocalSymbol>().Where(l => l.Type.DerivesFrom(dbContext));
        return call.Receiver() is { } receiver ? contexts.Concat(Locals(receiver)) : contexts;
    }

    private static IEnumerable<ILocalSymbol> Locals(IOperation value) => LoopFacts.ReferencedSymbols(value).OfType<ILocalSymbol>();
}
