using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>The methods in source that one operation may run.</summary>
/// <param name="Methods">The candidates; empty when nothing in source is run, or nothing is known of it.</param>
/// <param name="Name">How the call is named to a reader.</param>
internal readonly record struct CallTargets(ImmutableArray<IMethodSymbol> Methods, string Name)
{
    private static readonly CallTargets None = new(ImmutableArray<IMethodSymbol>.Empty, string.Empty);

    private ImmutableArray<INamedTypeSymbol?> Objects { get; init; } = ImmutableArray<INamedTypeSymbol?>.Empty;

    /// <summary>
    /// What a call, an object creation, a read of a property or indexer, or a method group that is handed on runs. Calls of
    /// interfaces go to the classes behind them, mediator requests to their handlers, delegates to what they hold.
    /// </summary>
    /// <param name="operation">The operation.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="self">The class of the object whose code the operation stands in, where it is another one than declares the code.</param>
    public static CallTargets Of(IOperation operation, CompilationContext compilation, INamedTypeSymbol? self = null) => operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } instance } call => OfDelegate(call, instance, compilation),
        IInvocationOperation call => OfCall(call, compilation, self),
        IPropertyReferenceOperation { Property.GetMethod: { } getter } read when IsRead(read) && IsSource(getter) => OfMethod(getter, read.Instance, self, read.Property.Name, compilation),
        IObjectCreationOperation { Constructor: { } constructor } when IsSource(constructor) => OfMethod(constructor, null, null, constructor.ContainingType.Name, compilation),
        IMethodReferenceOperation group => OfMethod(group.Method, group.Instance, self, group.Method.Name, compilation),
        _ => None,
    };

    /// <summary>The class of the object that a method runs on, where that is known and the method is inherited.</summary>
    public INamedTypeSymbol? Object(int index) => Objects.IsDefaultOrEmpty ? null : Objects[index];

    /// <summary>Whether a call of the method may run code in source at all: everything else needs no further question.</summary>
    public static bool MayRunSource(IMethodSymbol method) =>
        method.MethodKind == MethodKind.DelegateInvoke || IsSource(method) || (Implementations.CanBeReplaced(method) && !IsFramework(method)) || RequestHandlers.MaySend(method);

    /// <summary>Whether an operation may run code in source.</summary>
    public static bool MayRunSource(IOperation operation) => operation switch
    {
        IInvocationOperation call => MayRunSource(call.TargetMethod),
        IPropertyReferenceOperation read => HasOwnCode(read.Property.GetMethod),
        IObjectCreationOperation creation => HasOwnCode(creation.Constructor),
        IMethodReferenceOperation group => MayRunSource(group.Method),
        _ => false,
    };

    /// <summary>Whether a getter or constructor is written out in source.</summary>
    public static bool HasOwnCode(IMethodSymbol? method) =>
        method is not null && IsSource(method) && method.OriginalDefinition.DeclaringSyntaxReferences[0].GetSyntax() is not AccessorDeclarationSyntax { Body: null, ExpressionBody: null };

    private static CallTargets OfCall(IInvocationOperation call, CompilationContext compilation, INamedTypeSymbol? self)
    {
        var handlers = RequestHandlers.For(compilation).Of(call);
        if (!handlers.IsEmpty)
            return new CallTargets(handlers, call.TargetMethod.Name);

        return OfMethod(call.TargetMethod, call.Instance, self, call.TargetMethod.Name, compilation);
    }

    private static CallTargets OfDelegate(IInvocationOperation call, IOperation instance, CompilationContext compilation) =>
        DelegateValues.Method(DelegateValues.Of(instance, compilation)) is { } method
            ? OfMethod(method, null, null, instance.ReferencedSymbol()?.Name ?? call.TargetMethod.Name, compilation)
            : None;

    private static CallTargets OfMethod(IMethodSymbol method, IOperation? instance, INamedTypeSymbol? self, string name, CompilationContext compilation)
    {
        if (!IsSource(method) && !Implementations.CanBeReplaced(method))
            return None;

        // base.Load() runs what stands there, whoever else has replaced it.
        var isItself = instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };
        if (isItself && instance!.Syntax is BaseExpressionSyntax)
            return new CallTargets(ImmutableArray.Create(method), name) { Objects = ImmutableArray.Create(self) };

        var candidates = Implementations.For(compilation).Of(method, isItself && self is not null ? self : instance?.Type as INamedTypeSymbol);
        return new CallTargets(candidates.Methods, name) { Objects = candidates.Objects };
    }

    private static bool IsSource(IMethodSymbol method) => !(method.ReducedFrom ?? method).OriginalDefinition.DeclaringSyntaxReferences.IsEmpty;

    private static bool IsFramework(IMethodSymbol method)
    {
        var space = method.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;

        return space?.Name == "System";
    }

    private static bool IsRead(IPropertyReferenceOperation reference) =>
        reference.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != reference;
}
