using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>What a piece of code writes, changes and declares; computed once for each loop that is asked about.</summary>
internal sealed class LoopFacts
{
    private static readonly ConditionalWeakTable<IOperation, LoopFacts> Known = new();

    private static readonly ImmutableHashSet<string> Mutators = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Add", "AddRange", "Insert", "InsertRange", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "Clear", "Push", "Pop", "Enqueue",
        "Dequeue", "TryAdd", "TryRemove", "TryDequeue", "TryPop", "Sort", "Reverse", "UnionWith", "ExceptWith", "IntersectWith", "AddOrUpdate",
        "AddFirst", "AddLast", "RemoveFirst", "RemoveLast", "TryTake", "SetItem", "Fill");

    private static readonly ImmutableHashSet<string> Additions = ImmutableHashSet.Create(StringComparer.Ordinal, "Add", "AddRange", "Insert", "InsertRange");

    private readonly HashSet<ISymbol> written = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> changed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> mutated = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> shrunk = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> moved = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> declared = new(SymbolEqualityComparer.Default);
    private bool givesParameters;

    private LoopFacts(IOperation code)
    {
        foreach (var operation in code.DescendantsAndSelf())
            Collect(operation);
    }

    /// <summary>The symbols that get a new value.</summary>
    public IReadOnlyCollection<ISymbol> Written => written;

    public static LoopFacts Of(ILoopOperation loop) => Known.GetValue(loop, l => new LoopFacts(l));

    public static LoopFacts OfBody(IOperation body) => Known.GetValue(body, b => new LoopFacts(b));

    /// <summary>The facts about everything that an iteration runs again in each round.</summary>
    public static LoopFacts Of(Iteration iteration) =>
        iteration.Operation is ILoopOperation loop ? Of(loop) : OfBody(iteration.Body);

    public bool Writes(ISymbol symbol) => written.Contains(symbol);

    /// <summary>Whether a symbol gets a new value in what is there already: to make an object with a value of its own changes no other object.</summary>
    public bool Changes(ISymbol symbol) => changed.Contains(symbol);

    /// <summary>Whether the elements of a collection may change: it is added to, removed from, or set by index.</summary>
    public bool Mutates(ISymbol symbol) => mutated.Contains(symbol);

    /// <summary>Whether a collection may lose elements, or change in another way than by getting more of them.</summary>
    public bool Shrinks(ISymbol symbol) => shrunk.Contains(symbol);

    /// <summary>Whether elements of a collection may get another place in it than they had.</summary>
    public bool Moves(ISymbol symbol) => moved.Contains(symbol);

    /// <summary>Whether what a variable holds may change although the variable does not: elements come and go, or a member of such an object is set.</summary>
    public bool ChangesState(ISymbol variable)
    {
        if (mutated.Contains(variable))
            return true;

        var type = variable switch
        {
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        return type is { IsReferenceType: true, SpecialType: SpecialType.None }
            && (written.Any(w => w is IPropertySymbol or IFieldSymbol && type.DerivesFrom(w.ContainingType.OriginalDefinition)) || (givesParameters && IsDatabase(type, "IDbCommand")));
    }

    /// <summary>Whether the symbol is a local made anew in each round.</summary>
    public bool Declares(ISymbol symbol) => declared.Contains(symbol);

    /// <summary>The locals, parameters, fields and properties that an expression reads, in lambdas too.</summary>
    public static IEnumerable<ISymbol> ReferencedSymbols(IOperation expression)
    {
        foreach (var operation in expression.DescendantsAndSelf())
        {
            if (operation is not (IConversionOperation or IParenthesizedOperation) && operation.ReferencedSymbol() is { } symbol)
                yield return symbol;
        }
    }

    private void Collect(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator:
                declared.Add(declarator.Symbol);
                break;
            // A member of an object without setters is given once, with the object.
            case ISimpleAssignmentOperation { Parent: IAnonymousObjectCreationOperation }:
                break;
            case ISimpleAssignmentOperation or ICompoundAssignmentOperation or ICoalesceAssignmentOperation or IDeconstructionAssignmentOperation:
                Write(((IAssignmentOperation)operation).Target);
                break;
            case IIncrementOrDecrementOperation increment:
                Write(increment.Target);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                Write(argument.Value);
                break;
            case IArgumentOperation { Value.Type: { } given } when given.Name.EndsWith("Command", StringComparison.Ordinal) && IsDatabase(given, "IDbCommand"):
            case IPropertyReferenceOperation { Property.Name: "Parameters", Instance.Type: { } command } when IsDatabase(command, "IDbCommand"):
                givesParameters = true;
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } matched }:
                declared.Add(matched);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: { } taken }:
                declared.Add(taken);
                break;
            case ILocalReferenceOperation { IsDeclaration: true } local:
                declared.Add(local.Local);
                break;
            case ILoopOperation loop:
                foreach (var variable in loop.Locals)
                    declared.Add(variable);

                break;
            case IAnonymousFunctionOperation lambda:
                foreach (var parameter in lambda.Symbol.Parameters)
                    declared.Add(parameter);

                break;
            case IInvocationOperation call when Mutators.Contains(call.TargetMethod.Name):
                Mutate(call);
                break;
            case IInvocationOperation { TargetMethod.Name: "CopyTo" or "Copy" } call:
                // What is copied stays; where it goes to changes.
                foreach (var argument in call.Arguments.Skip(call.Instance is null ? 1 : 0))
                    MutateElements(argument.Value);

                break;
        }
    }

    private void Mutate(IInvocationOperation call)
    {
        // Reverse of LINQ gives a new sequence.
        if (call.TargetMethod is { IsExtensionMethod: true, ContainingNamespace.Name: "Linq" })
            return;

        // Array.Sort(items)
        if (call.Receiver() is not { } receiver)
        {
            foreach (var argument in call.Arguments)
                MutateElements(argument.Value);
        }
        else if (receiver.ReferencedSymbol() is { } collection)
        {
            mutated.Add(collection);
            if (!Additions.Contains(call.TargetMethod.Name))
                shrunk.Add(collection);

            if (call.TargetMethod.Name is not ("Add" or "AddRange"))
                moved.Add(collection);
        }
    }

    /// <summary>Whether a type is an interface of System.Data, or implements it.</summary>
    private static bool IsDatabase(ITypeSymbol type, string name) =>
        type.TypeKind is TypeKind.Class or TypeKind.Interface && (IsNamed(type, name) || type.AllInterfaces.Any(i => IsNamed(i, name)));

    private static bool IsNamed(ITypeSymbol type, string name) =>
        type.Name == name && type is { ContainingNamespace: { Name: "Data", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    private void MutateElements(IOperation argument)
    {
        if (argument.Unwrap() is { Type: IArrayTypeSymbol } array && array.ReferencedSymbol() is { } symbol)
            mutated.Add(symbol);
    }

    private void Write(IOperation target)
    {
        switch (target.Unwrap())
        {
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                    Write(element);

                break;
            case IDeclarationExpressionOperation declaration:
                Write(declaration.Expression);
                break;
            case IArrayElementReferenceOperation element:
                if (element.ArrayReference.ReferencedSymbol() is { } array)
                    mutated.Add(array);

                break;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed }:
                if (indexed.ReferencedSymbol() is { } collection)
                    mutated.Add(collection);

                break;
            case IPropertyReferenceOperation { Property.Name: "Value" or "TypedValue", Instance.Type: { } parameter } when IsDatabase(parameter, "IDataParameter"):
                givesParameters = true;
                break;
            default:
                if (target.ReferencedSymbol() is { } symbol)
                {
                    written.Add(symbol);
                    if (target.Unwrap() is not IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } })
                        changed.Add(symbol);
                }

                break;
        }
    }
}
