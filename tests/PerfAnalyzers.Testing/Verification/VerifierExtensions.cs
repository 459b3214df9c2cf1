namespace Microsoft.CodeAnalysis.Testing;

public static class IVerifierExtensions
{
    /// <summary>Fails with a line diff when two texts differ.</summary>
    public static void EqualOrDiff(this IVerifier verifier, string expected, string actual, string? message = null)
    {
        if (LineDiff.Between(expected, actual) is { } diff)
            verifier.Fail($"{message ?? "The texts differ."} Lines with '-' are expected, lines with '+' are actual:\n{diff}");
    }
}
