using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>
/// A token that a method takes and never looks at, while a loop of it waits again and again for something that takes none, or loops in loops
/// go through all combinations of elements.
/// </summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Loop">The innermost loop around the wait that may take many rounds.</param>
/// <param name="Waiting">What is waited for in it; null where it computes.</param>
/// <param name="IsPass">Whether it goes through the same elements again and again.</param>
/// <param name="Writes">Whether a round changes something, or may, so that to stop between two leaves half of it done.</param>
internal sealed record IgnoredToken(ParameterSyntax Parameter, ILoopOperation Loop, IInvocationOperation? Waiting, bool IsPass, bool Writes)
{
    /// <summary>Whether a handler around the loop would take the cancellation for a failure and go on with an answer like any other.</summary>
    public bool IsSwallowed { get; init; }

    /// <summary>Loops in loops that take long whatever a single round does.</summary>
    private const int DeepNesting = 3;

    public static IgnoredToken? Of(IMethodSymbol method, IOperation body, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (TokenSlots.For(compilation).Parameter(method) is not { } parameter
            || parameter.Name.All(c => c == '_')
            || parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not ParameterSyntax syntax
            || IsMentioned(parameter, syntax, body, compilation)
            || method.Parameters.Any(p => ContextTokens.For(compilation).OfParameter(p.Type) is not null))
        {
            return null;
        }

        var isWanted = !DictatedSignature.Is(method);
        IgnoredToken? found = null;
        var writes = false;
        foreach (var operation in body.Descendants())
        {
            if (operation is IForLoopOperation or IForEachLoopOperation && found is null && IsDeep((ILoopOperation)operation, compilation))
                found = new IgnoredToken(syntax, (ILoopOperation)operation, Waiting: null, IsPass: false, Writes: true);

            if (operation is ILoopOperation pass && found is null && isWanted && RepeatedPasses.Repeat(pass, compilation))
                found = new IgnoredToken(syntax, pass, Waiting: null, IsPass: true, Writes: true);

            if (operation is not IInvocationOperation call || call.IsNotRun(compilation))
                continue;

            // What can be given the token is a finding of its own.
            if (TakesToken(call, compilation, cancellationToken))
                return null;

            var trip = RoundTripReader.For(compilation).Read(call);
            var isOpening = trip is null && FileOpenings.For(compilation).Contains(call.TargetMethod);
            if (trip is null && isWanted && !isOpening)
                trip = SentFurtherDown(call, compilation, cancellationToken);

            if (trip is not { IsCertain: true } && !isOpening && !(isWanted && IsUnknownWork(call, compilation)))
                continue;

            if (trip?.Row?.Kind is Knowledge.RoundTrips.RoundTripKind.Transaction or Knowledge.RoundTrips.RoundTripKind.Connection)
                return null;

            writes |= (trip is null && !isOpening) || trip?.Row?.IsWrite == true;
            if (found?.Waiting is null
                && LoopAround(call, compilation) is { } loop
                && ForwardingHazards.For(compilation).At(call, cancellationToken) == ForwardingHazard.None)
            {
                found = new IgnoredToken(syntax, loop, call, IsPass: false, Writes: false);
            }
        }

        return found is null ? null : found with { Writes = writes || found.Writes, IsSwallowed = SwallowedCancellation.At(found.Loop, compilation) };
    }

    /// <summary>What an interface or a base class in source promises to do while somebody waits, and nobody in the project does: whatever it is, it takes its time.</summary>
    private static bool IsUnknownWork(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod is { IsAbstract: true } method
        && !method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty
        && WaitedFor.IsAtOnce(call)
        && UnseenCode.IsBehind(call, compilation);

    /// <summary>
    /// What each call of a method of the project sends to others: mails, messages, requests. Rows that are written one by one are better all written, and who
    /// only reads is told of by the method that takes no token.
    /// </summary>
    private static RoundTrip? SentFurtherDown(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken) =>
        WaitedFor.IsAtOnce(call) && Iterations.PerElement(call, compilation) is not null
            ? RoundTripFacts.For(compilation).Of(call, isAction: false, cancellationToken)
                .FirstOrDefault(p => p.Certainty == PathCertainty.Certain && p.End is { Row: { IsWrite: true, IsDatabase: false }, LeavesMachine: true })?.End
            : null;

    /// <summary>Whether a loop stands in so many others that their rounds multiply beyond what is done in a moment.</summary>
    private static bool IsDeep(ILoopOperation loop, CompilationContext compilation) =>
        loop.Body is { } inside && Iterations.Around(inside.ChildOperations.FirstOrDefault() ?? inside, compilation).Count(i => i.Kind == IterationKind.PerElement) >= DeepNesting;

    /// <summary>Whether the code of a method has a token, or something that does not bind and goes by its name.</summary>
    private static bool IsMentioned(IParameterSymbol token, ParameterSyntax parameter, IOperation body, CompilationContext compilation)
    {
        foreach (var block in body.ChildOperations)
        {
            foreach (var reference in BodyOperations.Of(block, compilation).OfKind(OperationKind.ParameterReference))
            {
                if (((IParameterReferenceOperation)reference).Parameter.Is(token))
                    return true;
            }
        }

        return IsMentioned(token.Name, parameter, body);
    }

    private static bool IsMentioned(string name, ParameterSyntax parameter, IOperation body)
    {
        var text = body.Syntax.ToString();
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            var token = body.Syntax.FindToken(body.Syntax.SpanStart + at);
            if (token.ValueText == name && token != parameter.Identifier)
                return true;
        }

        return false;
    }

    private static bool TakesToken(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken)
    {
        // To hand it to Task.Run only keeps work from being started.
        if (TokenSlots.For(compilation).Of(call) is not null)
            return call.TargetMethod.Name != "Run" || !call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Task));

        var facts = MissingTokenFacts.For(compilation);
        return facts.IsLink(call)
            && facts.May(call.TargetMethod)
            && facts.Of(call, cancellationToken) is not null
            && (SentFurtherDown(call, compilation, cancellationToken) is null || StoppableWork.For(compilation).Behind(call, cancellationToken) is not null);
    }

    /// <summary>The loop that repeats a place; null where its rounds are few, where each is a unit of work that is told to stop elsewhere, or where another function runs it.</summary>
    private static ILoopOperation? LoopAround(IOperation place, CompilationContext compilation)
    {
        foreach (var iteration in Iterations.Around(place, compilation))
        {
            if (iteration.Kind is IterationKind.FewElements or IterationKind.Once or IterationKind.Retry)
                continue;

            return iteration.Kind is IterationKind.Consumer or IterationKind.CacheMiss or IterationKind.Failure or IterationKind.Twin ? null : iteration.Operation as ILoopOperation;
        }

        return null;
    }
}
