using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Resilience;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>A client with connections of its own that is made too often.</summary>
/// <param name="Made">The expression that makes it.</param>
/// <param name="Row">What is known of it.</param>
/// <param name="Confidence">Whether it is surely made for each request or element, and costs connections.</param>
/// <param name="Path">How requests come there.</param>
internal sealed record PooledClientUse(IOperation Made, PooledClient Row, Confidence Confidence, IEnumerable<Location>? Path)
{
    /// <summary>Options that hold what connections are made through.</summary>
    private static readonly ImmutableHashSet<string> Transports = ImmutableHashSet.Create(StringComparer.Ordinal, "HttpClient", "HttpHandler", "HttpMessageHandler", "Transport", "HttpClientFactory");

    /// <summary>The loop that makes one per element; null where one is made per call.</summary>
    public Iteration.Iteration? Loop { get; private init; }

    /// <summary>The client as a reader calls it.</summary>
    public string Name => Made switch
    {
        IObjectCreationOperation { Type: { } type } => type.Name,
        IInvocationOperation { TargetMethod: { IsStatic: true } method } => method.ContainingType.Name,
        IInvocationOperation { TargetMethod: var method } => method.Name,
        _ => "client",
    };

    public static PooledClientUse? Of(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var method = operation switch
        {
            IObjectCreationOperation creation => creation.Constructor,
            IInvocationOperation call => call.TargetMethod,
            _ => null,
        };
        if (PooledClients.For(compilation).Find(method) is not { } row || ObjectLife.Of(operation, resultsKeepIt: true).End != ObjectEnd.WithCall || IsGivenConnections(operation))
            return null;

        if (Iterations.PerElement(operation, compilation) is { } loop && IsTheSameInEachRound(operation, loop))
            return new PooledClientUse(operation, row, row.SharesByItself || row.IsForOneCaller ? Confidence.Medium : Confidence.High, Path: null) { Loop = loop };

        if (row.IsForOneCaller || IsCheck(operation, compilation) || IsAfterFailure(operation) || (row.PaysForTokens && !TakesTokens(method!)))
            return null;

        var (serving, path) = ServingPlaces.For(compilation).Of(operation, cancellationToken);
        if (serving == Serving.No)
            return null;

        return new PooledClientUse(operation, row, serving == Serving.Certain && !row.SharesByItself ? Confidence.High : Confidence.Medium, path);
    }

    /// <summary>Whether its connections are those of a client or handler that is made elsewhere: <c>new GrpcChannelOptions { HttpClient = this.client }</c>.</summary>
    private static bool IsGivenConnections(IOperation made)
    {
        var arguments = (made as IObjectCreationOperation)?.Arguments ?? (made as IInvocationOperation)?.Arguments ?? ImmutableArray<IArgumentOperation>.Empty;
        return arguments.Any(a => LocalValues.Made(a.Value) is IObjectCreationOperation { Initializer: { } given }
            && given.Initializers.Any(i => i is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name }, Value: { } value }
                && Transports.Contains(name)
                && value.Unwrap() is IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation));
    }

    /// <summary>Whether it is made to try again what has just failed: in a catch clause, in <c>RetryAsync</c>, or where an answer says that nobody is logged in any more.</summary>
    private static bool IsAfterFailure(IOperation made) =>
        PlaceInLoop.RefineInMethod(LocalValues.Root(made), made) == IterationKind.Failure
        || MembersAround.AreNamed(made, PurposeWords.Recovers)
        || PathCondition.Of(made).Any(c => c.Means((test, holds) => holds && test is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal && (TellsRefusal(equal.LeftOperand) || TellsRefusal(equal.RightOperand))));

    private static bool TellsRefusal(IOperation value) => value.Unwrap() is IFieldReferenceOperation { Field: { IsStatic: true, Name: "Unauthenticated" or "Unauthorized" or "Forbidden" or "Unavailable" } };

    private static bool TakesTokens(IMethodSymbol constructor) => constructor.Parameters.Any(p => p.Type.Name == "TokenCredential");

    /// <summary>Whether a connection is made to see that one can be made, now and then.</summary>
    private static bool IsCheck(IOperation made, CompilationContext compilation) =>
        compilation.Type(TypeNames.Hosting.HealthCheck) is { } check
        && made.SemanticModel?.GetEnclosingSymbol(made.Syntax.SpanStart)?.ContainingType is { } type
        && type.AllInterfaces.Any(i => i.Is(check));

    /// <summary>Whether each round makes one of the same kind: no other address or account per element.</summary>
    public static bool IsTheSameInEachRound(IOperation made, Iteration.Iteration loop)
    {
        var arguments = made switch
        {
            IObjectCreationOperation creation => creation.Arguments.Select(a => a.Value).Concat(creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty),
            IInvocationOperation call => call.Arguments.Select(a => a.Value).Concat(call.Instance is { } instance ? new[] { instance } : Array.Empty<IOperation>()),
            _ => Enumerable.Empty<IOperation>(),
        };
        return arguments.All(a => !Variance.VariesIn(a, loop));
    }
}
