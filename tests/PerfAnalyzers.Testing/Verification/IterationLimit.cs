namespace Microsoft.CodeAnalysis.Testing;

/// <summary>How many times a run may, or must, apply an action.</summary>
/// <param name="Number">The number.</param>
/// <param name="IsExact">Whether fewer are a failure.</param>
/// <param name="IsStated">Whether the test gave it.</param>
internal readonly record struct IterationLimit(int Number, bool IsExact, bool IsStated)
{
    /// <summary>A negative number is an upper limit, a positive one is exact. One or none needs no limit: it is exact.</summary>
    public static IterationLimit From(int? stated, int atMost) => stated is { } number
        ? new IterationLimit(Math.Abs(number), number >= -1, IsStated: true)
        : new IterationLimit(atMost, atMost <= 1, IsStated: false);

    public string? Failure(int iterations) =>
        iterations == Number || (!IsExact && iterations < Number) ? null
        : Number == 0 ? "No fix was expected, but one is offered."
        : $"Expected {(IsExact ? "" : "at most ")}{Number} iterations, found {(iterations > Number ? "more" : iterations)}.";
}
