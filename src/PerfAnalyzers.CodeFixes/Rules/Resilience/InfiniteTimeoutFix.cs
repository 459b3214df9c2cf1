using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Resilience;

namespace PerfAnalyzers.CodeFixes.Rules.Resilience;

/// <summary>Sets the limit that the library itself would have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InfiniteTimeoutFix))]
public sealed class InfiniteTimeoutFix : RuleCodeFix
{
    public const string Limit = "PERF3005.Limit";

    private const int Usual = 30;

    public InfiniteTimeoutFix()
        : base(RuleIds.InfiniteTimeout)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Limit);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (Edits(request) is not ({ } edits, var seconds)
            || !await StillCompiles.AfterAsync(edits, request.Node<TypeDeclarationSyntax>() ?? request.Root, request).ConfigureAwait(false))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        return ImmutableArray.Create(new FixPlan($"Give up after {seconds} seconds", Limit, edits) { ChangesBehaviour = true });
    }

    private static (ImmutableArray<TextChange> Edits, int Seconds)? Edits(FixRequest request)
    {
        if (request.Node<LiteralExpressionSyntax>() is { } text && text.IsKind(SyntaxKind.StringLiteralExpression))
            return OfText(text, request);

        if (request.Node<InvocationExpressionSyntax>() is { } syntax
            && request.Model.GetOperation(syntax, request.CancellationToken) is IInvocationOperation call
            && call.NameAndArguments().SourceSpan == request.Span
            && GrpcDeadline.IsMissing(call, request.Compilation))
        {
            return OfCall(syntax, request);
        }

        if (request.Node<ExpressionSyntax>() is not { } value
            || request.Model.GetOperation(value, request.CancellationToken) is not { } operation
            || WaitAround(operation, request) is not { } wait
            || wait.Operation.Syntax.Span != request.Span)
        {
            return null;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        return Value(wait.Setting, operation, changes, request) is { } finite && Replace(changes, value, finite)
            ? (changes.ToImmutable(), wait.Setting.UsualSeconds)
            : null;
    }

    private static EndlessWait? WaitAround(IOperation value, FixRequest request)
    {
        var parent = value.ParentValue();
        return parent is null ? null : EndlessWait.Of(parent is IArgumentOperation { Parent: { } call } ? call : parent, request.Compilation);
    }

    private static bool Replace(ImmutableArray<TextChange>.Builder changes, ExpressionSyntax value, string text)
    {
        changes.Add(new TextChange(value.Span, text));
        return true;
    }

    /// <summary>A span says its unit by itself, a number gets a name that does.</summary>
    private static string? Value(TimeoutSetting setting, IOperation value, ImmutableArray<TextChange>.Builder changes, FixRequest request)
    {
        if (value.Type.Is(request.Compilation.Type(TypeNames.System.TimeSpan)))
            return Usings.TryAdd(changes, (INamedTypeSymbol)value.Type!, value.Syntax, request) ? $"TimeSpan.FromSeconds({setting.UsualSeconds})" : null;

        var number = setting.Unit == TimeUnit.Milliseconds ? setting.UsualSeconds * 1000 : setting.UsualSeconds;
        var written = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return NewField.Home(value.Syntax) is { } home
            ? NewField.Declare(changes, "private const int", (setting.LimitsCommands ? "CommandTimeoutIn" : setting.Member + "In") + setting.Unit, written, isConstant: true, home, request)
            : written;
    }

    private static (ImmutableArray<TextChange> Edits, int Seconds)? OfText(LiteralExpressionSyntax text, FixRequest request)
    {
        if (request.Model.GetOperation(text, request.CancellationToken) is not ILiteralOperation literal
            || literal.ParentValue() is not IArgumentOperation argument
            || ConnectionText.Settings(argument).FirstOrDefault(s => s.Span == request.Span) is not { Name: { } name, Span: var span })
        {
            return null;
        }

        var written = request.Text.ToString(span);
        var start = written.IndexOf(name, StringComparison.Ordinal);
        return (ImmutableArray.Create(new TextChange(span, written.Substring(0, start) + name + "=" + Usual)), Usual);
    }

    private static (ImmutableArray<TextChange> Edits, int Seconds)? OfCall(InvocationExpressionSyntax call, FixRequest request)
    {
        if (request.Compilation.Type(TypeNames.System.DateTime) is not { } time)
            return null;

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(changes, time, call, request))
            return null;

        var comma = call.ArgumentList.Arguments.Count > 0 ? ", " : "";
        changes.Add(new TextChange(new TextSpan(call.ArgumentList.CloseParenToken.SpanStart, 0), $"{comma}deadline: DateTime.UtcNow.AddSeconds({Usual})"));
        return (changes.ToImmutable(), Usual);
    }
}
