namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Names values in messages the way the code names them.</summary>
internal static class Naming
{
    private const int LongestName = 40;

    /// <summary>The text of a short expression; of a long chain what it starts from; otherwise the called method.</summary>
    public static string Describe(IOperation value)
    {
        var current = value.UnwrapAwait();
        while (true)
        {
            if (current is ITranslatedQueryOperation query)
                current = query.Operation.Unwrap();

            // How a stream is awaited says nothing of what it is.
            while (current is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WithCancellation" } awaited && awaited.Receiver() is { } stream)
                current = stream.UnwrapAwait();

            var text = current.Syntax.ToString().TrimStart('.');
            if (text.Length <= LongestName && text.IndexOf('\n') < 0)
                return text;

            if (current is IMemberReferenceOperation { Member: { } member } && member.Name.Length <= LongestName)
                return member.Name;

            if (current is not IInvocationOperation invocation)
                return "the sequence";

            // A repository is not what is gone through; what it answers is.
            if (invocation.Receiver() is not { } receiver || !IsSequence(receiver.Unwrap().Type))
                return invocation.TargetMethod.Name + "(...)";

            current = receiver.UnwrapAwait();
        }
    }

    private static bool IsSequence(ITypeSymbol? type) =>
        type is IArrayTypeSymbol || type is not null && type.AllInterfaces.Prepend(type).Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable);
}
