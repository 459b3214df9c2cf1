using System.Globalization;
using System.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Compares what was expected with what was reported.</summary>
internal static class DiagnosticComparison
{
    public static void Verify(
        IReadOnlyList<DiagnosticResult> expected,
        IReadOnlyList<Diagnostic> actual,
        Action<Diagnostic, DiagnosticResult, IVerifier>? custom,
        IVerifier verifier)
    {
        var pairs = Pair(expected, actual);
        if (expected.Count != actual.Count)
        {
            verifier.Fail(string.Create(CultureInfo.InvariantCulture, $"Expected {expected.Count} diagnostics, found {actual.Count}.") + Describe(
                expected.Where((_, i) => pairs[i] is not { } found || Mismatch(expected[i], found) is not null),
                actual.Where(a => !pairs.Where((found, i) => ReferenceEquals(found, a) && Mismatch(expected[i], a) is null).Any())));
        }

        for (var i = 0; i < expected.Count; i++)
        {
            if (Mismatch(expected[i], pairs[i]!) is { } mismatch)
                verifier.Fail(mismatch + Describe([expected[i]], [pairs[i]!]));

            custom?.Invoke(pairs[i]!, expected[i], verifier);
        }
    }

    private static Diagnostic?[] Pair(IReadOnlyList<DiagnosticResult> expected, IReadOnlyList<Diagnostic> actual)
    {
        var pairs = new Diagnostic?[expected.Count];
        var free = actual.ToList();
        foreach (var closeness in new Func<DiagnosticResult, Diagnostic, bool>[]
        {
            (e, a) => Mismatch(e, a) is null,
            (e, a) => e.Id == a.Id && PlaceMismatch(e, a) is null,
            (e, a) => PlaceMismatch(e, a) is null,
            (e, a) => e.Id == a.Id,
            (_, _) => true,
        })
        {
            for (var i = 0; i < expected.Count; i++)
            {
                if (pairs[i] is null && free.Find(a => closeness(expected[i], a)) is { } found)
                {
                    pairs[i] = found;
                    free.Remove(found);
                }
            }
        }

        return pairs;
    }

    private static string? Mismatch(DiagnosticResult expected, Diagnostic actual)
    {
        if (expected.Id != actual.Id)
            return $"Expected the id '{expected.Id}', found '{actual.Id}'.";

        if (PlaceMismatch(expected, actual) is { } place)
            return place;

        if (!expected.Options.HasFlag(DiagnosticOptions.IgnoreSeverity) && expected.Severity != actual.Severity)
            return $"Expected the severity '{expected.Severity}', found '{actual.Severity}'.";

        if (expected.Message is { } message && message != actual.GetMessage(CultureInfo.InvariantCulture))
            return $"Expected the message\n    '{message}', found\n    '{actual.GetMessage(CultureInfo.InvariantCulture)}'.";

        return expected.IsSuppressed is { } suppressed && suppressed != actual.IsSuppressed
            ? $"Expected {nameof(Diagnostic.IsSuppressed)} to be '{suppressed}'."
            : null;
    }

    private static string? PlaceMismatch(DiagnosticResult expected, Diagnostic actual)
    {
        if (!expected.HasLocation)
            return actual.Location == Location.None ? null : $"Expected no place, found {Show(actual.Location.GetLineSpan())}.";

        if (!SamePlace(expected.Spans[0], actual.Location))
            return $"Expected the place {Show(expected.Spans[0].Span)}, found {Show(actual.Location.GetLineSpan())}.";

        if (expected.Options.HasFlag(DiagnosticOptions.IgnoreAdditionalLocations))
            return null;

        var others = expected.Spans.RemoveAt(0);
        if (others.Length != actual.AdditionalLocations.Count)
            return string.Create(CultureInfo.InvariantCulture, $"Expected {others.Length} additional places, found {actual.AdditionalLocations.Count}.");

        for (var i = 0; i < others.Length; i++)
        {
            if (!SamePlace(others[i], actual.AdditionalLocations[i]))
                return $"Expected the additional place {Show(others[i].Span)}, found {Show(actual.AdditionalLocations[i].GetLineSpan())}.";
        }

        return null;
    }

    private static bool SamePlace(DiagnosticLocation expected, Location actual)
    {
        var span = actual.GetLineSpan();
        return expected.Span.Path == span.Path
            && expected.Span.StartLinePosition == span.StartLinePosition
            && (expected.Options.HasFlag(DiagnosticLocationOptions.IgnoreLength) || expected.Span.EndLinePosition == span.EndLinePosition);
    }

    private static string Show(FileLinePositionSpan span) => span.IsValid ? $"{span.Path}{span.Span.Start.Shown()}-{span.Span.End.Shown()}" : "nowhere";

    private static string Shown(this LinePosition position) =>
        string.Create(CultureInfo.InvariantCulture, $"({position.Line + 1},{position.Character + 1})");

    private static string Describe(IEnumerable<DiagnosticResult> expected, IEnumerable<Diagnostic> actual)
    {
        var text = new StringBuilder("\n\nExpected and not found so:\n");
        AppendAll(expected.Select(ExpectedCode.For));
        text.Append("\nFound and not expected so:\n");
        AppendAll(actual.Select(ExpectedCode.For));
        return text.ToString();

        void AppendAll(IEnumerable<string> lines)
        {
            var any = false;
            foreach (var line in lines)
            {
                any = true;
                text.Append("    ").Append(line).Append('\n');
            }

            if (!any)
                text.Append("    nothing\n");
        }
    }
}
