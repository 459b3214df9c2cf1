using System.Globalization;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>One expected diagnostic. Every method returns a changed copy. Lines and columns count from one.</summary>
public readonly struct DiagnosticResult
{
    public static readonly DiagnosticResult[] EmptyDiagnosticResults = [];

    private readonly ImmutableArray<DiagnosticLocation> spans;
    private readonly string? message;

    public DiagnosticResult(string id, DiagnosticSeverity severity)
    {
        Id = id;
        Severity = severity;
    }

    public DiagnosticResult(DiagnosticDescriptor descriptor)
        : this(descriptor.Id, descriptor.DefaultSeverity) => MessageFormat = descriptor.MessageFormat;

    public ImmutableArray<DiagnosticLocation> Spans
    {
        get => spans.IsDefault ? [] : spans;
        private init => spans = value;
    }

    public bool HasLocation => !Spans.IsEmpty;

    public DiagnosticSeverity Severity { get; private init; }

    public DiagnosticOptions Options { get; private init; }

    public string Id { get; }

    public LocalizableString? MessageFormat { get; private init; }

    public object?[]? MessageArguments { get; private init; }

    public bool? IsSuppressed { get; private init; }

    /// <summary>The exact message, or null when any will do.</summary>
    public string? Message
    {
        get
        {
            if (message is not null || MessageFormat is null)
                return message;

            var format = MessageFormat.ToString(CultureInfo.InvariantCulture);
            try
            {
                return MessageArguments is { Length: > 0 } arguments
                    ? string.Format(CultureInfo.InvariantCulture, format, arguments)
                    : format;
            }
            catch (FormatException)
            {
                return format;
            }
        }

        private init => message = value;
    }

    public static DiagnosticResult CompilerError(string identifier) => new(identifier, DiagnosticSeverity.Error);

    public static DiagnosticResult CompilerWarning(string identifier) => new(identifier, DiagnosticSeverity.Warning);

    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => this with { Severity = severity };

    public DiagnosticResult WithArguments(params object[] arguments) => this with { MessageArguments = arguments };

    /// <summary>Expects exactly this message, or any message for null.</summary>
    public DiagnosticResult WithMessage(string? message) => this with { Message = message, MessageFormat = null };

    public DiagnosticResult WithMessageFormat(LocalizableString messageFormat) => this with { MessageFormat = messageFormat };

    public DiagnosticResult WithIsSuppressed(bool? isSuppressed) => this with { IsSuppressed = isSuppressed };

    public DiagnosticResult WithOptions(DiagnosticOptions options) => this with { Options = options };

    public DiagnosticResult WithNoLocation() => this with { Spans = [] };

    public DiagnosticResult WithLocation(int line, int column) => WithLocation(string.Empty, line, column);

    public DiagnosticResult WithLocation(LinePosition location) => WithLocation(string.Empty, location);

    public DiagnosticResult WithLocation(string path, int line, int column) =>
        WithLocation(path, new LinePosition(line - 1, column - 1));

    public DiagnosticResult WithLocation(string path, LinePosition location) =>
        WithLocation(path, location, DiagnosticLocationOptions.None);

    public DiagnosticResult WithLocation(string path, LinePosition location, DiagnosticLocationOptions options) =>
        Append(new FileLinePositionSpan(path, location, location), options | DiagnosticLocationOptions.IgnoreLength);

    /// <summary>Expects the diagnostic at the place marked <c>{|#key:…|}</c>.</summary>
    public DiagnosticResult WithLocation(int markupKey) => WithLocation(markupKey, DiagnosticLocationOptions.None);

    public DiagnosticResult WithLocation(int markupKey, DiagnosticLocationOptions options) =>
        Append(
            new FileLinePositionSpan("#" + markupKey.ToString(CultureInfo.InvariantCulture), default, default),
            options | DiagnosticLocationOptions.InterpretAsMarkupKey);

    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(string.Empty, startLine, startColumn, endLine, endColumn);

    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(new FileLinePositionSpan(
            path, new LinePosition(startLine - 1, startColumn - 1), new LinePosition(endLine - 1, endColumn - 1)));

    public DiagnosticResult WithSpan(FileLinePositionSpan span) => WithSpan(span, DiagnosticLocationOptions.None);

    public DiagnosticResult WithSpan(FileLinePositionSpan span, DiagnosticLocationOptions options) => Append(span, options);

    /// <summary>Names the file of every place that names none.</summary>
    public DiagnosticResult WithDefaultPath(string path) => Map(location =>
        location.Span.Path.Length > 0 || location.Options.HasFlag(DiagnosticLocationOptions.InterpretAsMarkupKey)
            ? location
            : location.WithSpan(new FileLinePositionSpan(path, location.Span.Span)));

    public DiagnosticResult WithLineOffset(int offset) => Map(location => location.WithSpan(new FileLinePositionSpan(
        location.Span.Path,
        new LinePosition(location.Span.StartLinePosition.Line + offset, location.Span.StartLinePosition.Character),
        new LinePosition(location.Span.EndLinePosition.Line + offset, location.Span.EndLinePosition.Character))));

    public override string ToString() => ExpectedCode.For(this);

    internal DiagnosticResult WithMarkupLocations(IReadOnlyDictionary<string, FileLinePositionSpan> places)
    {
        var id = Id;
        return Map(location => !location.Options.HasFlag(DiagnosticLocationOptions.InterpretAsMarkupKey)
            ? location
            : places.TryGetValue(location.Span.Path, out var span)
                ? new DiagnosticLocation(span, location.Options & ~DiagnosticLocationOptions.InterpretAsMarkupKey)
                : throw new InvalidOperationException($"The expected diagnostic '{id}' is at the marked place '{location.Span.Path}', but no source has one."));
    }

    private DiagnosticResult Append(FileLinePositionSpan span, DiagnosticLocationOptions options) =>
        this with { Spans = Spans.Add(new DiagnosticLocation(span, options)) };

    private DiagnosticResult Map(Func<DiagnosticLocation, DiagnosticLocation> change) =>
        this with { Spans = Spans.Select(change).ToImmutableArray() };
}
