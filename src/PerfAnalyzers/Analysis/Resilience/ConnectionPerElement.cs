using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Writes;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>A connection to a database that a loop opens anew for each element, although one serves them all.</summary>
/// <param name="Opened">The call that opens it; the expression that makes it where a library opens it.</param>
/// <param name="Loop">The loop.</param>
internal sealed record ConnectionPerElement(IOperation Opened, Iteration.Iteration Loop)
{
    /// <summary>What opens it, as a reader calls it.</summary>
    public string Name => Opened is IInvocationOperation call ? call.TargetMethod.Name : Opened.Type!.Name;

    /// <summary>Null where an operation makes no connection, where it is another one for each element, and where a round is a piece of work of its own.</summary>
    public static ConnectionPerElement? Of(IOperation made, CompilationContext compilation)
    {
        if (!MayMake(made)
            || Local(made) is not { } local
            || !local.Type.Implements(compilation.Type(TypeNames.Data.Connection))
            || Iterations.PerElement(made, compilation) is not { Form: IterationForm.ForEach or IterationForm.For or IterationForm.While } loop
            || !PooledClientUse.IsTheSameInEachRound(made, loop)
            || UnitOfWork.SurvivesFailure(made, loop)
            || DoesOtherWork(made, loop, compilation)
            || ChangesSchema(made))
        {
            return null;
        }

        return new ConnectionPerElement(loop.Body.DescendantsAndSelf().FirstOrDefault(o => IsOpening(o, local)) ?? made, loop);
    }

    /// <summary>Whether it stands where an application is installed or brought up to date.</summary>
    private static bool ChangesSchema(IOperation made) =>
        MembersAround.AreNamed(made, PurposeWords.ChangesSchema) || MembersAround.Of(made).Any(ServingPlaces.IsOneOff);

    private static bool MayMake(IOperation made) => made switch
    {
        IObjectCreationOperation { Type.Name: { } name } => name.EndsWith("Connection", StringComparison.Ordinal),
        IInvocationOperation { TargetMethod.Name: { } name } => name is "CreateConnection" or "CreateConnectionAsync" or "OpenConnection" or "OpenConnectionAsync" or "GetConnection" or "GetConnectionAsync",
        _ => false,
    };

    /// <summary>The local of the round that is given the connection.</summary>
    private static ILocalSymbol? Local(IOperation made)
    {
        var value = made;
        while (value.Parent is IAwaitOperation or IConversionOperation or IParenthesizedOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
            value = value.Parent;

        return value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } ? local : null;
    }

    private static bool IsOpening(IOperation operation, ILocalSymbol connection) =>
        operation is IInvocationOperation { TargetMethod.Name: "Open" or "OpenAsync", Instance: { } instance } && instance.ReferencedSymbol().Is(connection);

    /// <summary>Whether a round waits for anything but the database: nobody keeps a connection from others meanwhile.</summary>
    private static bool DoesOtherWork(IOperation made, Iteration.Iteration loop, CompilationContext compilation) =>
        UnitOfWork.ActsElsewhere(made, loop, RoundTripTable.For(compilation))
        || loop.Body.DescendantsAndSelf().Any(o => o is IAwaitOperation awaited && awaited.UnwrapAwait() is IInvocationOperation call && call != made && !IsOfDatabase(call, compilation));

    private static bool IsOfDatabase(IInvocationOperation call, CompilationContext compilation) =>
        RoundTripTable.For(compilation).Find(call) is { IsDatabase: true }
        || (call.Receiver()?.Unwrap().Type is { } type
            && (new[] { TypeNames.Data.Connection, TypeNames.Data.Command, TypeNames.Data.Transaction }.Any(t => type.Implements(compilation.Type(t))) || type.DerivesFrom(compilation.Type(TypeNames.Data.DbDataReader))));
}
