using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>One operation that keeps its thread while something outside answers, although it could be awaited.</summary>
/// <param name="Operation">The call, the read of a property, or the loop over a query.</param>
/// <param name="Twin">What to await instead.</param>
/// <param name="Confidence">How sure it is that anything is waited for.</param>
internal sealed record SynchronousIo(IOperation Operation, AsyncTwin Twin, Confidence Confidence)
{
    /// <summary>How a reader knows it.</summary>
    public string Name => Operation switch
    {
        IInvocationOperation call => call.TargetMethod.Name,
        IPropertyReferenceOperation property => property.Property.Name,
        _ => "foreach",
    };

    public Location Location => RoundTrip.Shortest(Operation);

    /// <summary>Whether an operation may be one at all: what is asked of every operation has to be cheap.</summary>
    public static SynchronousIo? Of(IOperation operation, CompilationContext compilation)
    {
        switch (operation)
        {
            case IInvocationOperation call when SynchronousCalls.For(compilation).Find(call.TargetMethod) is { } subject && RoundTripTable.For(compilation) is var table:
                if (table.Find(call.TargetMethod) is not null)
                    return OfRoundTrip(call, compilation);

                return !IsAddress(call) && !NeverBlocks(call) && Sureness(call, subject, compilation) is { } sure && AsyncTwins.For(compilation).Find(call) is { } twin && (!twin.IsSequence || IsGoneThrough(call))
                    ? new SynchronousIo(call, twin, sure)
                    : null;

            case IInvocationOperation column when SequentialColumns.IsRead(column, compilation):
                return AsyncTwins.For(compilation).FindUsuallyWorse(column) is { } fetched ? new SynchronousIo(column, fetched, Confidence.Medium) : null;

            case IPropertyReferenceOperation { Property: { } property } read when SynchronousCalls.For(compilation).Find(property) is not null && !IsReadBefore(read):
                return AsyncTwins.For(compilation).Find(read) is { } replacement ? new SynchronousIo(read, replacement, IsBeforeBinding(read, compilation) ? Confidence.Medium : Confidence.Low) : null;

            case IForEachLoopOperation { IsAsynchronous: false } loop when AsyncTwins.For(compilation).Find(loop) is { } stream:
                return RoundTripReader.For(compilation).Read(loop) is { } trip && !GainsNothing(trip, compilation) ? new SynchronousIo(loop, stream, SurenessOf(trip)) : null;

            default:
                return null;
        }
    }

    /// <summary>Whether it is the half for what cannot be awaited: <c>query is IAsyncEnumerable ? await query.CountAsync() : query.Count()</c>.</summary>
    public bool IsOtherHalf
    {
        get
        {
            var child = Operation;
            for (var parent = child.Parent; parent is not null; child = parent, parent = parent.Parent)
            {
                if (parent is IConditionalOperation test && child != test.Condition
                    && (child == test.WhenTrue ? test.WhenFalse : test.WhenTrue)?.DescendantsAndSelf().Any(o => o is IInvocationOperation call && call.TargetMethod.Name == Twin.Name) == true)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether the addresses of an address are asked for: nobody has to be asked.</summary>
    private static bool IsAddress(IInvocationOperation call) =>
        call.TargetMethod.Name == "GetHostAddresses" && call.Argument(0)?.ConstantValue is { HasValue: true, Value: string host } && System.Net.IPAddress.TryParse(host, out _);

    /// <summary>Whether it is a call of a socket in a type that tells sockets not to block.</summary>
    private static bool NeverBlocks(IInvocationOperation call) =>
        call.TargetMethod.ContainingType is { Name: "Socket", ContainingNamespace.Name: "Sockets" }
        && call.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a =>
            a.Right.IsKind(SyntaxKind.FalseLiteralExpression)
            && (a.Left as MemberAccessExpressionSyntax)?.Name is var name
            && (name ?? a.Left) is IdentifierNameSyntax { Identifier.ValueText: "Blocking" }) == true;

    /// <summary>Whether the function has read the same before, or waited for it: the object keeps it.</summary>
    private static bool IsReadBefore(IPropertyReferenceOperation read)
    {
        var form = read.Property;
        return LocalValues.Root(read).Descendants().Any(o => o.Syntax.SpanStart < read.Syntax.SpanStart
            && (o is IPropertyReferenceOperation { Property: var other } ? other.Is(form) : o is IInvocationOperation { TargetMethod.Name: var name } && name == "Read" + form.Name + "Async"));
    }

    /// <summary>Controllers and pages have read the form, asynchronously, when their code begins; middleware and endpoints have not.</summary>
    private static bool IsBeforeBinding(IOperation read, CompilationContext compilation)
    {
        if (read.SemanticModel?.GetEnclosingSymbol(read.Syntax.SpanStart) is not IMethodSymbol function)
            return false;

        if (RequestDelegates.Surround(read, compilation) || Endpoints.For(compilation).IsHandedOver(function, CancellationToken.None))
            return !function.Parameters.Any(p => TypeNames.AspNetCore.FormTypes.Any(name => p.Type.Is(compilation.Type(name))) || p.GetAttributes().Any(a => a.AttributeClass.Is(compilation.Type(TypeNames.AspNetCore.FromFormAttribute))));

        return function is { Name: "Invoke" or "InvokeAsync", Parameters: { Length: > 0 } parameters } && parameters[0].Type.Name == "HttpContext";
    }

    private static SynchronousIo? OfRoundTrip(IInvocationOperation call, CompilationContext compilation) =>
        AsyncTwins.For(compilation).MayHaveTwin(call) && RoundTripReader.For(compilation).Read(call) is { } trip && !GainsNothing(trip, compilation) && AsyncTwins.For(compilation).Find(call, trip.Query?.Provider) is { IsSequence: false } twin
            && !(trip.Query is { Provider: not null } && IsAmbiguous(call, twin))
            ? new SynchronousIo(call, twin, SurenessOf(trip))
            : null;

    /// <summary>Whether the file imports an operator of that name of another library too, so that the call would mean neither.</summary>
    private static bool IsAmbiguous(IInvocationOperation call, AsyncTwin twin) =>
        call.SemanticModel is { } model
        && call.Receiver()?.Unwrap().Type is { } receiver
        && model.LookupSymbols(call.Syntax.SpanStart, receiver, twin.Name, includeReducedExtensionMethods: true)
            .Any(s => s is IMethodSymbol { MethodKind: MethodKind.ReducedExtension } && !s.ContainingType.Is(twin.Method.ContainingType));

    /// <summary>Whether the awaitable form would be of no use: of another library, or with nothing to wait for.</summary>
    private static bool GainsNothing(RoundTrip trip, CompilationContext compilation) =>
        IsOfAnotherProvider(trip, compilation) || ((trip.Query is { Provider: null } || trip.Kind == RoundTripKind.Save) && QuerySettings.For(compilation).IsInMemory);

    /// <summary>
    /// Whether a query is handed out by a library that is neither Microsoft's nor known here: the driver of MongoDB has awaitable
    /// operators of its own, and those of EF Core throw on its queries. A loop over a query is awaited by EF Core only.
    /// </summary>
    private static bool IsOfAnotherProvider(RoundTrip trip, CompilationContext compilation)
    {
        if (trip.Query is { Provider: not null } foreign)
            return foreign.Origin == QueryOrigin.Unknown || trip.Operation is IForEachLoopOperation;

        if (trip.Query is not { Origin: QueryOrigin.Unknown } query)
            return false;

        var source = query.Operators.Prepend(query.Root).FirstOrDefault(o => QueryReader.For(compilation).IsQueryable(o.Type));
        ISymbol? member = source switch
        {
            IInvocationOperation call => call.TargetMethod,
            IPropertyReferenceOperation property => property.Property,
            _ => null,
        };
        return member is { DeclaringSyntaxReferences.IsEmpty: true } && !member.ContainingNamespace.IsFramework();
    }

    private static Confidence SurenessOf(RoundTrip trip) => trip.IsCertain ? Confidence.High : Confidence.Medium;

    /// <summary>How sure it is that a call waits for something outside; null when it stays in memory.</summary>
    public static Confidence? Sureness(IInvocationOperation call, IoSubject subject, CompilationContext compilation)
    {
        var places = IoPlaces.For(compilation);
        switch (subject)
        {
            case IoSubject.Itself:
                return Confidence.High;
            case IoSubject.MayBeBuffered:
                return StreamedAnswers.AreInMemory(call, compilation) ? null : Confidence.Medium;
            case IoSubject.Receiver:
                return call.Receiver() is { } receiver ? Sureness(places.Of(receiver)) : null;
            case IoSubject.BufferedReceiver:
                return call.Receiver() is { } writer ? Less(Sureness(places.Of(writer))) : null;
            default:
                // A method that is given text and no stream has nothing to wait for.
                var channels = call.Arguments.Select(a => a.Value.Unwrap()).Where(v => places.IsChannel(v.Type)).ToList();
                if (channels.Count == 0)
                    return null;

                if (subject == IoSubject.ReceiverAndArguments && call.Receiver() is { } from)
                    channels.Add(from);

                return channels.Select(c => Sureness(places.Of(c))).Max();
        }
    }

    private static Confidence? Sureness(IoPlace place) => place switch
    {
        IoPlace.Outside => Confidence.High,
        IoPlace.Unknown => Confidence.Medium,
        IoPlace.SynchronousFile => Confidence.Low,
        _ => null,
    };

    private static Confidence? Less(Confidence? sure) => sure is Confidence.High ? Confidence.Medium : sure is null ? null : Confidence.Low;

    /// <summary>Whether a loop goes through the sequence as it is: only then can it be awaited.</summary>
    private static bool IsGoneThrough(IOperation sequence) => sequence.ParentValue() is IForEachLoopOperation { IsAsynchronous: false };
}
