using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>
/// Tells which collections a method searches in each call, those that are handed to it and those that its object holds. Each method is read
/// once; what it does is remembered for the life of the compilation.
/// </summary>
internal sealed class HiddenScanFacts
{
    /// <summary>A way through more methods than this is no longer followed: nobody would recognise the cause.</summary>
    public const int LongestPath = 2;

    private static readonly ImmutableArray<HiddenScan> Nothing = ImmutableArray<HiddenScan>.Empty;

    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Depth), ImmutableArray<HiddenScan>> known = new(new ByMethod());
    private readonly ConcurrentDictionary<ISymbol, bool> searching = new(SymbolEqualityComparer.Default);
    private readonly CompilationContext compilation;
    private readonly Lazy<NameReach> names;

    private HiddenScanFacts(CompilationContext compilation)
    {
        this.compilation = compilation;
        names = new(() => new NameReach(compilation, LinearOperations.Names.Concat(WholeScans.Always).Select(name => (name, (string?)null)), Array.Empty<string>()));
    }

    public static HiddenScanFacts For(CompilationContext compilation) => compilation.Get(c => new HiddenScanFacts(c));

    /// <summary>
    /// Whether a call could be one that searches: it hands a collection over, or stays in its class. What other classes hold is theirs to keep
    /// in order, and nothing at the call tells how much it is.
    /// </summary>
    public bool MayHide(IInvocationOperation call) =>
        CallTargets.MayRunSource(call.TargetMethod)
        && (StaysInClass(call) || HandsCollection(call))
        && (names.Value.May(call.TargetMethod, LongestPath) || MayLoop(call))
        && LinearOperations.For(compilation).Find(call.TargetMethod) is null;

    /// <summary>Whether a call is one of the same object or class, or of a local function.</summary>
    public static bool StaysInClass(IInvocationOperation call) =>
        call.Instance is IInstanceReferenceOperation
        || call.TargetMethod.MethodKind == MethodKind.LocalFunction
        || (call.TargetMethod.IsStatic && call.Syntax is InvocationExpressionSyntax { Expression: SimpleNameSyntax });

    /// <summary>What a call searches in the end; nothing where several methods may run and one of them does not.</summary>
    public ImmutableArray<HiddenScan> Of(IInvocationOperation call, int depth = LongestPath)
    {
        if (depth == 0 || !MayHide(call))
            return Nothing;

        var targets = CallTargets.Of(call, compilation).Methods;
        var scans = Nothing;
        foreach (var target in targets)
        {
            var own = Of(target, depth);
            if (own.IsEmpty)
                return Nothing;

            if (scans.IsEmpty)
                scans = own;
        }

        return scans;
    }

    private ImmutableArray<HiddenScan> Of(IMethodSymbol method, int depth)
    {
        var declared = MethodBodies.Declared(method);
        return known.TryGetValue((declared, depth), out var scans) ? scans : known.GetOrAdd((declared, depth), Read(declared, depth));
    }

    private ImmutableArray<HiddenScan> Read(IMethodSymbol method, int depth)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty
            || (!MayScan(method.DeclaringSyntaxReferences[0].GetSyntax(), depth) && !SearchLoop.IsIn(method) && !AggregateLoop.IsIn(method))
            || MethodBodies.For(compilation).Of(method) is not { } body)
        {
            return Nothing;
        }

        var scans = ImmutableArray.CreateBuilder<HiddenScan>();
        var operations = LinearOperations.For(body.Compilation);
        foreach (var operation in RunningCode.Of(body))
        {
            if (operation is ILoopOperation loop && ReadLoop(loop, method, body) is { } searched)
                scans.Add(searched);

            if (operation is not IInvocationOperation call)
                continue;

            if (operations.Find(call.TargetMethod) is not null)
            {
                if (ReadScan(call, method, body) is { } scan)
                    scans.Add(scan);
            }
            else if (WholeScans.Always.Contains(call.TargetMethod.Name))
            {
                if (ReadWhole(call, method, body) is { } whole)
                    scans.Add(whole);
            }
            else if (depth > 1 && RunsInEachCall(call, body))
            {
                // The facts of the project that declares the body: its symbols are at home there.
                foreach (var further in For(body.Compilation).Of(call, depth - 1))
                {
                    if (Lift(further, call, method, body) is { } lifted)
                        scans.Add(lifted);
                }
            }
        }

        return scans.ToImmutable();
    }

    /// <summary>Whether a method that a call may run searches in a loop, which has no name.</summary>
    private bool MayLoop(IInvocationOperation call) => Implementations.CanBeReplaced(call.TargetMethod)
        ? CallTargets.Of(call, compilation).Methods.Any(m => IsSearching(MethodBodies.Declared(m)))
        : IsSearching(MethodBodies.Declared(call.TargetMethod));

    private bool IsSearching(IMethodSymbol method) => searching.TryGetValue(method, out var known) ? known : searching.GetOrAdd(method, m => SearchLoop.IsIn((IMethodSymbol)m) || AggregateLoop.IsIn((IMethodSymbol)m));

    private bool HandsCollection(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (IsCollection(argument.Value.Unwrap().Type))
                return true;
        }

        return false;
    }

    private bool IsCollection(ITypeSymbol? type) =>
        type is IArrayTypeSymbol || (type is { SpecialType: not SpecialType.System_String } && type.Implements(compilation.Type(TypeNames.System.EnumerableOfT)));

    /// <summary>Whether the text of a method has a name that scans, or calls another that has: most have none and need not be bound.</summary>
    private bool MayScan(SyntaxNode declaration, int depth)
    {
        foreach (var token in declaration.DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken))
                continue;

            if (LinearOperations.Names.Contains(token.ValueText) || WholeScans.Always.Contains(token.ValueText))
                return true;

            if (depth > 1 && token.GetNextToken().Kind() is SyntaxKind.OpenParenToken or SyntaxKind.LessThanToken && MayLead(token.ValueText))
                return true;
        }

        return false;

        // Local functions go by no name, but stand in the same text.
        bool MayLead(string name) => names.Value.May(name, depth - 1);
    }

    private static HiddenScan? ReadScan(IInvocationOperation call, IMethodSymbol method, MethodBody body)
    {
        if (!RunsInEachCall(call, body)
            || LinearLookup.Read(call, body.Compilation) is not { } lookup
            || lookup.AsksForFewValues(body.Compilation)
            || OriginOf(lookup.Collection, method, body) is not var (origin, parameter, member))
        {
            return null;
        }

        // What stands behind an interface is seen where it is handed in, and nowhere else.
        if (lookup.Cost != ScanCost.Linear && !(lookup.Cost == ScanCost.Unknown && origin == ScanOrigin.Parameter && member is null))
            return null;

        var sought = ParameterUse.Of(lookup.Sought);
        var pass = new CollectionPass(call, call.TargetMethod.Name, lookup.Operation.Subject, lookup.ScannedType(body.Compilation), IsWhole: false);
        return sought.IsNothing ? null : new HiddenScan(origin, parameter, member, sought, pass, ImmutableArray<IInvocationOperation>.Empty);
    }

    /// <summary>A search that is written as a loop.</summary>
    private static HiddenScan? ReadLoop(ILoopOperation loop, IMethodSymbol method, MethodBody body)
    {
        if (!RunsInEachCall(loop, body)
            || (SearchLoop.Read(loop) ?? AggregateLoop.Read(loop, IsGiven)) is not var (collection, tests)
            || (!tests.IsEmpty && LinearLookup.AskForFewValues(tests, body.Compilation))
            || ScanCosts.For(body.Compilation).Of(collection, ScanSubject.Predicate) != ScanCost.Linear
            || OriginOf(collection, method, body) is not var (origin, parameter, member))
        {
            return null;
        }

        var sought = ParameterUse.Of(tests.Select(t => t.Sought));
        var pass = new CollectionPass(loop, loop is IForEachLoopOperation ? "foreach" : "for", ScanSubject.Predicate, Compared: null, IsWhole: tests.IsEmpty);
        return sought.IsNothing && !tests.IsEmpty ? null : new HiddenScan(origin, parameter, member, sought, pass, ImmutableArray<IInvocationOperation>.Empty);
    }

    /// <summary>Whether an operation reads what a method is called with, or what its object holds.</summary>
    private static bool IsGiven(IOperation operation) => operation is IParameterReferenceOperation or IInstanceReferenceOperation or IFieldReferenceOperation { Instance: null, Field.IsReadOnly: false };

    /// <summary>A sum or an extreme of all elements, which no argument of the method has a part in.</summary>
    private static HiddenScan? ReadWhole(IInvocationOperation call, IMethodSymbol method, MethodBody body)
    {
        if (!call.TargetMethod.IsMemberOf(body.Compilation.Type(TypeNames.System.Enumerable))
            || !RunsInEachCall(call, body)
            || call.Argument(0) is not { } collection
            || ScanCosts.For(body.Compilation).Of(collection, ScanSubject.Predicate) != ScanCost.Linear
            || call.Arguments.Any(a => a.Parameter?.Ordinal > 0 && DependsOnCall(a))
            || OriginOf(collection, method, body) is not var (origin, parameter, member))
        {
            return null;
        }

        var pass = new CollectionPass(call, call.TargetMethod.Name, ScanSubject.Predicate, Compared: null, IsWhole: true);
        return new HiddenScan(origin, parameter, member, ParameterUse.None, pass, ImmutableArray<IInvocationOperation>.Empty);
    }

    /// <summary>Whether a function mentions anything but its own elements and constants.</summary>
    private static bool DependsOnCall(IOperation argument) => argument.Descendants().Any(o =>
        o is ILocalReferenceOperation or IInstanceReferenceOperation or IMethodReferenceOperation
        || (o is IParameterReferenceOperation { Parameter.ContainingSymbol: var owner } && owner is not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction }));

    private static HiddenScan? Lift(HiddenScan scan, IInvocationOperation call, IMethodSymbol method, MethodBody body)
    {
        var sought = ParameterUse.Of(scan.Sought.Of(call));
        if (sought.IsNothing && !scan.Pass.IsWhole)
            return null;

        var lifted = scan with { Sought = sought, Steps = scan.Steps.Insert(0, call) };
        if (scan.Origin != ScanOrigin.Parameter)
            return StaysInClass(call) && scan.Member is not (ILocalSymbol or IParameterSymbol) ? lifted : null;

        return call.Argument(scan.Parameter) is { } handed && OriginOf(handed, method, body) is var (origin, parameter, member)
            ? lifted with { Origin = origin, Parameter = parameter, Member = scan.Member ?? member }
            : null;
    }

    /// <summary>Whether a place runs in each call, once or for each of a few things that stand in the code: not only on a miss or failure.</summary>
    private static bool RunsInEachCall(IOperation place, MethodBody body) =>
        Iterations.Around(place, body.Compilation).All(i => i.Kind == IterationKind.FewElements) && PlaceInLoop.RefineInMethod(body.Root, place) == IterationKind.Unknown;

    /// <summary>Where a value comes from that the method neither replaces nor changes; null when it is made in the method or small by nature.</summary>
    private static (ScanOrigin Origin, int Parameter, ISymbol? Member)? OriginOf(IOperation value, IMethodSymbol method, MethodBody body)
    {
        var root = ScannedCollection.Root(value, body.Compilation);
        var facts = LoopFacts.OfBody(body.Root);
        if (root.ReferencedSymbol() is not { } symbol || facts.Writes(symbol) || facts.Mutates(symbol) || Provenance.Within(root, body.Compilation).Size == Magnitude.Small)
            return null;

        switch (root)
        {
            case IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter }:
                return parameter.ContainingSymbol.Is(method) ? (ScanOrigin.Parameter, parameter.Ordinal, null) : (ScanOrigin.Outside, -1, parameter);
            case ILocalReferenceOperation { Local: { } local }:
                return facts.Declares(local) ? null : (ScanOrigin.Outside, -1, local);
            case IMemberReferenceOperation { Instance: null, Member: { } shared } when IsStored(shared):
                return (ScanOrigin.Outside, -1, shared);
            case IMemberReferenceOperation { Instance: { } owner, Member: { } held } when IsStored(held):
                return owner.Unwrap() switch
                {
                    IInstanceReferenceOperation => (ScanOrigin.Instance, -1, held),
                    IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } when parameter.ContainingSymbol.Is(method) && !facts.Writes(parameter) =>
                        (ScanOrigin.Parameter, parameter.Ordinal, held),
                    IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: { } field } when !facts.Writes(field) => (ScanOrigin.Instance, -1, held),
                    _ => null,
                };
            default:
                return null;
        }
    }

    /// <summary>Whether reading a member gives what it holds, and does not make a collection anew.</summary>
    private static bool IsStored(ISymbol member) => member switch
    {
        IFieldSymbol => true,
        IPropertySymbol { IsIndexer: false } property => !CallTargets.HasOwnCode(property.GetMethod),
        _ => false,
    };

    private sealed class ByMethod : IEqualityComparer<(IMethodSymbol Method, int Depth)>
    {
        public bool Equals((IMethodSymbol Method, int Depth) x, (IMethodSymbol Method, int Depth) y) =>
            x.Depth == y.Depth && SymbolEqualityComparer.Default.Equals(x.Method, y.Method);

        public int GetHashCode((IMethodSymbol Method, int Depth) obj) => (SymbolEqualityComparer.Default.GetHashCode(obj.Method) * 31) + obj.Depth;
    }
}
