using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>One setting of a connection string that is written in the code.</summary>
/// <param name="Name">Such as <c>Pooling</c>.</param>
/// <param name="Value">Such as <c>false</c>.</param>
/// <param name="Span">Where both stand in the file, or else what names the text.</param>
internal readonly record struct ConnectionSetting(string Name, string Value, TextSpan Span)
{
    public bool SwitchesPoolingOff =>
        Name.Equals("Pooling", StringComparison.OrdinalIgnoreCase) && (Value.Equals("false", StringComparison.OrdinalIgnoreCase) || Value.Equals("no", StringComparison.OrdinalIgnoreCase));
}

/// <summary>Reads connection strings.</summary>
internal static class ConnectionText
{
    /// <summary>The settings in a string that a database is given, there or as a constant or local; none where it is another string, or one with escapes.</summary>
    public static IEnumerable<ConnectionSetting> Settings(IArgumentOperation argument) =>
        // Every argument of a project is asked about.
        IsGivenToDatabase(argument) ? Read(argument) : Enumerable.Empty<ConnectionSetting>();

    private static IEnumerable<ConnectionSetting> Read(IArgumentOperation argument)
    {
        var value = argument.Value.Unwrap();
        var given = value is ILocalReferenceOperation { ConstantValue.HasValue: false } local && LocalValues.SetOnce(local) is { } set ? set.Unwrap() : value;
        if (given.ConstantValue is not { HasValue: true, Value: string text } || (value is ILiteralOperation && !IsWrittenOut(value, text)))
            yield break;

        var start = value.Syntax.Span.End - 1 - text.Length;
        var at = 0;
        foreach (var part in text.Split(';'))
        {
            var equals = part.IndexOf('=');
            if (equals > 0)
                yield return new ConnectionSetting(part.Substring(0, equals).Trim(), part.Substring(equals + 1).Trim(), value is ILiteralOperation ? new TextSpan(start + at, part.Length) : value.Syntax.Span);

            at += part.Length + 1;
        }
    }

    private static bool IsWrittenOut(IOperation literal, string text) =>
        literal.Syntax is LiteralExpressionSyntax { Token.Text: var written } && written.EndsWith(text + "\"", StringComparison.Ordinal);

    /// <summary>An argument that is named for it. A database in a file is another matter: nobody waits for its answer, and it is closed to be moved.</summary>
    private static bool IsGivenToDatabase(IArgumentOperation argument) =>
        argument is { Parameter: { Name: "connectionString", ContainingSymbol.ContainingType: { } type } }
        && type.ToDisplayString().IndexOf("sqlite", StringComparison.OrdinalIgnoreCase) < 0;
}
