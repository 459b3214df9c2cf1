using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>
/// Tells which calls do nothing but read from something that serves many at once, so that several can be under way together in any order:
/// an HTTP client, a cache, a blob store. Databases, sessions and whatever may write are none.
/// </summary>
internal sealed class ConcurrentReads
{
    private const int Deepest = 2;

    private readonly CompilationContext compilation;
    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Depth), bool> known = new();

    private ConcurrentReads(CompilationContext compilation) => this.compilation = compilation;

    public static ConcurrentReads For(CompilationContext compilation) => compilation.Get(c => new ConcurrentReads(c));

    /// <summary>Whether anything that is referenced can be read so.</summary>
    public static bool MayExist(CompilationContext compilation) =>
        RoundTripTable.For(compilation) is var table && (table.Has(RoundTripKind.Http) || table.Has(RoundTripKind.Cache) || table.Has(RoundTripKind.Blob));

    /// <summary>Whether a call is such a read, by itself or in all that the method does which it calls.</summary>
    public bool Contains(IInvocationOperation call) => call.Descendants().All(o => o is not IAwaitOperation && IsPlain(o)) && Contains(call, Deepest);

    /// <summary>What the call reads by itself: null where it calls a method that reads.</summary>
    public RoundTripRow? Direct(IInvocationOperation call) =>
        RoundTripReader.For(compilation).Read(call) is { IsCertain: true, Row: { IsWrite: false, Scope: RoundTripScope.Members, NamesMember: true, Kind: RoundTripKind.Http or RoundTripKind.Cache or RoundTripKind.Blob } row }

            // A message that is sent says by itself whether it asks or tells.
            && row.Member is not ("Send" or "SendAsync")
                ? row
                : null;

    private bool Contains(IInvocationOperation call, int depth)
    {
        if (Direct(call) is not null)
            return true;

        if (depth == 0 || !AwaitableTypes.For(compilation).IsTaskLike(call.TargetMethod.ReturnType) || !CallTargets.MayRunSource(call.TargetMethod))
            return false;

        // What leads to no round trip at all is found out once for all rules, and mostly by names alone.
        if (RoundTripFacts.For(compilation).Of(call, isAction: false, CancellationToken.None).IsEmpty)
            return false;

        var targets = CallTargets.Of(call, compilation).Methods;
        return targets.Length == 1 && OnlyReads(MethodBodies.Declared(targets[0]), depth - 1);
    }

    private bool OnlyReads(IMethodSymbol method, int depth)
    {
        if (known.TryGetValue((method, depth), out var answer))
            return answer;

        answer = MethodBodies.For(compilation).Of(method) is { } body && OnlyReads(body, depth);
        known.TryAdd((method, depth), answer);
        return answer;
    }

    private static bool OnlyReads(MethodBody body, int depth)
    {
        var reads = For(body.Compilation);
        var any = false;
        foreach (var operation in body.Root.Descendants())
        {
            if (operation is IInvocationOperation call && reads.Contains(call, depth))
                any = true;
            else if (!reads.IsPlain(operation))
                return false;
        }

        return any;
    }

    /// <summary>Whether an operation changes nothing that anybody else could see, and runs no code that might.</summary>
    private bool IsPlain(IOperation operation) => operation switch
    {
        IInvocationOperation call => PureMembers.For(compilation).Contains(call.TargetMethod),
        IObjectCreationOperation creation => creation.Constructor is { } constructor && !CallTargets.HasOwnCode(constructor),
        IPropertyReferenceOperation read => !CallTargets.HasOwnCode(read.Property.GetMethod),
        ISimpleAssignmentOperation assignment => assignment.Target is ILocalReferenceOperation || assignment.Parent is IObjectOrCollectionInitializerOperation,
        IAssignmentOperation or IIncrementOrDecrementOperation or IAnonymousFunctionOperation or ILocalFunctionOperation or IDelegateCreationOperation => false,
        IEventReferenceOperation or IEventAssignmentOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicObjectCreationOperation => false,
        IFunctionPointerInvocationOperation or ILockOperation or ILoopOperation or ITryOperation or IInvalidOperation => false,
        IArgumentOperation argument => argument.Parameter is not { RefKind: RefKind.Ref or RefKind.Out },
        _ => operation.Kind != OperationKind.None,
    };
}
