using System.Globalization;
using System.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Writes diagnostics as the code that would expect them, ready to paste into a test.</summary>
internal static class ExpectedCode
{
    public static string For(Diagnostic diagnostic)
    {
        var text = Start(diagnostic.Id, diagnostic.Severity);
        foreach (var location in new[] { diagnostic.Location }.Concat(diagnostic.AdditionalLocations))
        {
            if (location.IsInSource)
                AppendSpan(text, location.GetLineSpan());
        }

        if (diagnostic.Location.IsInSource && diagnostic.Location.SourceTree is { } tree)
            Comment(text, tree.GetText().ToString(diagnostic.Location.SourceSpan));

        return text.Append(CultureInfo.InvariantCulture, $"\n            message: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}").ToString();
    }

    public static string For(DiagnosticResult expected)
    {
        var text = Start(expected.Id, expected.Options.HasFlag(DiagnosticOptions.IgnoreSeverity) ? null : expected.Severity);
        foreach (var location in expected.Spans)
            AppendSpan(text, location.Span);

        if (expected.Message is { } message)
            text.Append(CultureInfo.InvariantCulture, $"\n            message: {message}");

        return text.ToString();
    }

    private static StringBuilder Start(string id, DiagnosticSeverity? severity)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"Diagnostic(\"{id}\")");
        return severity is null ? text : text.Append(CultureInfo.InvariantCulture, $".WithSeverity({severity})");
    }

    private static void AppendSpan(StringBuilder text, FileLinePositionSpan span)
    {
        var (start, end) = (span.StartLinePosition, span.EndLinePosition);
        text.Append(
            CultureInfo.InvariantCulture,
            $".WithSpan(\"{span.Path}\", {start.Line + 1}, {start.Character + 1}, {end.Line + 1}, {end.Character + 1})");
    }

    private static void Comment(StringBuilder text, string code) =>
        text.Append("\n            text:    ").Append(code.ReplaceLineEndings(" "));
}
