using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Why a waiting thread matters at a place, and so what could be done about it there.</summary>
internal enum BlockedPlace
{
    /// <summary>Nothing says that the thread is one of a pool that serves others, or that waiting is not meant.</summary>
    Unknown,

    /// <summary>An async function: <c>await</c> is at hand.</summary>
    Async,

    /// <summary>A function that returns a task and could be async.</summary>
    ReturnsTask,

    /// <summary>A synchronous function that the web framework calls for a request.</summary>
    Request,

    /// <summary>A synchronous member that is called, near or far, by what serves requests or messages.</summary>
    Server,

    /// <summary>A synchronous member that a library has for those who serve, of whom none can be seen.</summary>
    Offered,

    /// <summary>A synchronous callback that runs inside one of the others, as part of it.</summary>
    Callback,

    /// <summary>A constructor of an object that is made for requests.</summary>
    Constructor,
}

/// <summary>Tells which kind of place an operation stands in.</summary>
internal static class BlockedPlaces
{
    public static BlockedPlace Of(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (operation.SemanticModel is not { } model || AsyncMember.Around(operation.Syntax, model, cancellationToken) is not { } member)
            return BlockedPlace.Unknown;

        var place = Of(member, operation, model, compilation, cancellationToken);
        return place == BlockedPlace.Unknown || IsMeant(member, model, compilation, cancellationToken) || (place == BlockedPlace.ReturnsTask && LeavesAmbientValue(operation, compilation))
            ? BlockedPlace.Unknown
            : place;
    }

    /// <summary>
    /// The same for what the function around an operation says of itself: <see cref="BlockedPlace.Async"/>, <see cref="BlockedPlace.ReturnsTask"/>
    /// or <see cref="BlockedPlace.Request"/>. It looks at no other member, so that it may be asked about every call of a project.
    /// </summary>
    public static BlockedPlace OfFunction(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (operation.SemanticModel is not { } model || AsyncMember.Around(operation.Syntax, model, cancellationToken) is not { } member)
            return BlockedPlace.Unknown;

        var place = OfFunction(member, operation, compilation);
        return place == BlockedPlace.Unknown || IsMeant(member, model, compilation, cancellationToken) ? BlockedPlace.Unknown : place;
    }

    /// <summary>How sure a finding in a place is, and the way on which code comes there.</summary>
    public static (Confidence Confidence, IEnumerable<Location>? Path) Evidence(BlockedPlace place, IOperation operation, CompilationContext compilation, CancellationToken cancellationToken) =>
        place == BlockedPlace.Server && PathTo(operation, compilation, cancellationToken) is { } path
            ? (path.IsCertain && !IsLocked(operation) && !IsTrial(operation) ? Confidence.High : Confidence.Medium, path.Calls.Select(RoundTrips.RoundTrip.Shortest))
            : (place is BlockedPlace.Offered or BlockedPlace.Constructor || IsLocked(operation) || IsTrial(operation) || (place == BlockedPlace.Callback && CacheCallbacks.Surround(operation, compilation)) || ServingPlaces.For(compilation).IsTool ? Confidence.Medium : Confidence.High, null);

    /// <summary>Whether somebody tries out by hand, or once at the start, whether another machine answers.</summary>
    private static bool IsTrial(IOperation operation) =>
        operation.Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && PurposeWords.IsTrial(method.Identifier.ValueText);

    /// <summary>What to do in a place, given what to do where code can await.</summary>
    public static string Advice(BlockedPlace place, string instead) => place switch
    {
        BlockedPlace.Async => instead,
        BlockedPlace.Callback => instead + " outside of the synchronous callback",
        _ => "make the method async and " + instead,
    };

    /// <summary>How the member around an operation in a <see cref="BlockedPlace.Server"/> place is reached; null in other places.</summary>
    public static ServerPath? PathTo(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (operation.SemanticModel is not { } model)
            return null;

        var member = AsyncMember.Around(operation.Syntax, model, cancellationToken);
        while (member is not null && (member.IsLambda || member.IsLocalFunction))
            member = member.Outer(model, cancellationToken);

        return member is not null && MayServe(member.Symbol, compilation) ? ServerCode.For(compilation).Of(member.Symbol, cancellationToken) : null;
    }

    /// <summary>Whether a lock is held: it would have to become another one first, which is a decision.</summary>
    private static bool IsLocked(IOperation operation)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not (null or IAnonymousFunctionOperation { Symbol.IsAsync: true } or ILocalFunctionOperation { Symbol.IsAsync: true }); child = parent, parent = parent.Parent)
        {
            if (parent is ILockOperation held && held.Body == child)
                return true;
        }

        return false;
    }

    /// <summary>Whether a function that returns a task blocks so that what it sets flows to its caller, as it would not from an async one.</summary>
    private static bool LeavesAmbientValue(IOperation operation, CompilationContext compilation)
    {
        var function = operation;
        while (function.Parent is { } parent && function is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            function = parent;

        return function.Descendants().Any(AmbientWrites.For(compilation).IsSet);
    }

    private static BlockedPlace Of(AsyncMember member, IOperation operation, SemanticModel model, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var own = OfFunction(member, operation, compilation);
        if (own != BlockedPlace.Unknown)
            return own;

        if (member.IsLocalFunction)
            return member.Outer(model, cancellationToken) is { } around ? OfMember(around, compilation, cancellationToken) : BlockedPlace.Unknown;

        if (!member.IsLambda)
            return OfMember(member, compilation, cancellationToken);

        if (LambdaAround(operation, member) is not { } lambda)
            return BlockedPlace.Unknown;

        if (CacheCallbacks.CallOf(lambda, compilation) is { } asked)
            return OfCacheCallback(asked, model, compilation, cancellationToken);

        // LINQ, List.ForEach and the like call back before they return: the waiting is part of the function around.
        return Callbacks.Match(lambda, compilation) is ({ } call, { } iteration)
            && iteration.Form == IterationForm.Callback
            && AsyncMember.Around(call.Syntax, model, cancellationToken) is { } outer
            && Of(outer, call, model, compilation, cancellationToken) != BlockedPlace.Unknown
                ? BlockedPlace.Callback
                : BlockedPlace.Unknown;
    }

    /// <summary>Who asks a cache waits for what it runs, where there is nothing yet.</summary>
    private static BlockedPlace OfCacheCallback(IInvocationOperation asked, SemanticModel model, CompilationContext compilation, CancellationToken cancellationToken) =>
        AsyncMember.Around(asked.Syntax, model, cancellationToken) is not { } asking
            ? BlockedPlace.Unknown
            : Of(asking, asked, model, compilation, cancellationToken) switch
            {
                var place and (BlockedPlace.Unknown or BlockedPlace.Offered) => place,
                _ => BlockedPlace.Callback,
            };

    private static BlockedPlace OfFunction(AsyncMember member, IOperation operation, CompilationContext compilation)
    {
        if (member.IsAsync)
            return BlockedPlace.Async;

        if (member.ReturnsTask(AwaitableTypes.For(compilation)))
            return IsEnd(member.Symbol) ? BlockedPlace.Unknown : BlockedPlace.ReturnsTask;

        var isRequest = RequestEntries.For(compilation).Contains(member.Symbol)
            || (member.IsLambda && LambdaAround(operation, member) is { } lambda && RequestDelegates.IsHandedOver(lambda, compilation));
        return isRequest ? BlockedPlace.Request : BlockedPlace.Unknown;
    }

    private static BlockedPlace OfMember(AsyncMember member, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (!MayServe(member.Symbol, compilation))
            return BlockedPlace.Unknown;

        if (ServerCode.For(compilation).Of(member.Symbol, cancellationToken) is not null)
            return BlockedPlace.Server;

        return OfferedServices.For(compilation).Of(member.Symbol, isThreadKept: true, cancellationToken) is not null ? BlockedPlace.Offered : BlockedPlace.Unknown;
    }

    /// <summary>
    /// Whether anything could be done about a synchronous member: constructors and operators cannot await, what a foreign type dictates cannot
    /// change, who shuts down may wait, and beside a member that has an awaitable twin already it is the caller who should choose the other.
    /// </summary>
    private static bool MayServe(IMethodSymbol member, CompilationContext compilation)
    {
        if (member.MethodKind is not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.PropertyGet) || IsEnd(member))
            return false;

        if (RequestEntries.For(compilation).Serves(member))
            return RequestEntries.For(compilation).Contains(member) || DictatedSignature.Interface(member) is not { } dictating || HasAsyncForm(dictating);

        return !DictatedSignature.Is(member) && AsyncTwins.For(compilation).Find(member) is null && !IsSynchronousHalf(member, compilation);
    }

    /// <summary>Whether the name says that it blocks, beside one that does not: <c>GuardSync</c> beside <c>Guard</c>.</summary>
    private static bool IsSynchronousHalf(IMethodSymbol member, CompilationContext compilation) =>
        member.Name.IndexOf("Sync", StringComparison.Ordinal) is var at and > 0
        && member.ContainingType.GetMembers(member.Name.Remove(at, "Sync".Length)).Any(m => m is IMethodSymbol other && AwaitableTypes.For(compilation).IsTaskLike(other.ReturnType));

    /// <summary>Whether it is run once, when nobody has to be served any more.</summary>
    private static bool IsEnd(IMethodSymbol member) => member.Name is "Dispose" or "DisposeAsync" or "StopAsync" || member.Name.StartsWith("Shutdown", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a class can implement another interface instead: <c>IAsyncActionFilter</c> for <c>IActionFilter</c>.</summary>
    private static bool HasAsyncForm(INamedTypeSymbol type) =>
        type.Name.Length > 1 && !type.ContainingNamespace.GetTypeMembers("IAsync" + type.Name.Substring(1)).IsEmpty;

    private static IAnonymousFunctionOperation? LambdaAround(IOperation operation, AsyncMember member)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda && lambda.Syntax == member.Node)
                return lambda;
        }

        return null;
    }

    /// <summary>
    /// Whether one body serves both ways, told apart by a flag, so that its blocking half runs when the caller asked for it; or nobody is
    /// to call it any more.
    /// </summary>
    private static bool IsMeant(AsyncMember member, SemanticModel model, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var outermost = member;
        for (var outer = member; outer is not null; outer = outer.Outer(model, cancellationToken))
        {
            if (outer.Symbol.Parameters.Any(IsModeFlag))
                return true;

            outermost = outer;
        }

        var obsolete = compilation.Type(TypeNames.System.ObsoleteAttribute);
        return IsMarked(outermost.Symbol) || IsMarked(outermost.Symbol.ContainingType) || IsMarked(outermost.Symbol.OverriddenMethod) || Promised(outermost.Symbol).Any(IsMarked);

        static IEnumerable<ISymbol> Promised(IMethodSymbol method) => method.ContainingType is { } type
            ? type.AllInterfaces.SelectMany(i => i.GetMembers(method.Name)).Where(m => type.FindImplementationForInterfaceMember(m).Is(method))
            : Enumerable.Empty<ISymbol>();

        bool IsMarked(ISymbol? symbol) => symbol?.GetAttributes().Any(a => a.AttributeClass.Is(obsolete)) == true;
    }

    private static bool IsModeFlag(IParameterSymbol parameter) =>
        CompletedValues.IsAsyncSwitch(parameter)
        || (parameter.Type.SpecialType == SpecialType.System_Boolean && parameter.Name is "sync" or "isSync" or "synchronous" or "runSynchronously");
}
