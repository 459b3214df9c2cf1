namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Reads the patterns of LIKE as far as they are written out.</summary>
internal static class LikePattern
{
    /// <summary>Whether a pattern begins with anything and says how the text ends; one that does not say that either is a search in the text, which has its price.</summary>
    public static bool IsOfEnd(IOperation pattern)
    {
        var value = LocalValues.Made(pattern);
        var (first, last) = value switch
        {
            { ConstantValue: { HasValue: true, Value: string text } } => (text, text),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => (Text(First(sum)), Text(sum.RightOperand)),
            IInterpolatedStringOperation { Parts: { Length: > 0 } parts } => (Text((parts[0] as IInterpolatedStringTextOperation)?.Text), Text((parts[parts.Length - 1] as IInterpolatedStringTextOperation)?.Text)),
            _ => (null, null),
        };
        return first?.StartsWith("%", StringComparison.Ordinal) == true && last?.EndsWith("%", StringComparison.Ordinal) != true;

        static string? Text(IOperation? part) => part?.Unwrap().ConstantValue is { HasValue: true, Value: string text } ? text : null;

        static IOperation First(IBinaryOperation sum)
        {
            var left = sum.LeftOperand.Unwrap();
            while (left is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } inner && inner.ConstantValue is not { HasValue: true })
                left = inner.LeftOperand.Unwrap();

            return left;
        }
    }
}
