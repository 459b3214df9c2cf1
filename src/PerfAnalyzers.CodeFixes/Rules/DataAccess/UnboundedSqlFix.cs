using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Sql;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Says in a statement that one row is enough, where only the first one is used.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnboundedSqlFix))]
public sealed class UnboundedSqlFix : RuleCodeFix
{
    public const string LimitRows = "PERF2018.LimitRows";

    public UnboundedSqlFix()
        : base(RuleIds.UnboundedSql)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(LimitRows);

    internal override Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request) => Task.FromResult(Plan(request));

    private static ImmutableArray<FixPlan> Plan(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } node
            || request.Model.GetOperation(node, request.CancellationToken) is not IInvocationOperation call
            || UnboundedSql.Of(call, request.Compilation) is not { Sql.Use: SqlUse.FirstRow } found
            || SqlDialects.Of(found.Sql.Connection, request.Compilation) is not { } dialect
            || Position(found, dialect, request) is not { } position)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var isLower = found.Sql.Text.TrimStart().StartsWith("select", StringComparison.Ordinal);
        var text = dialect == SqlDialect.Top ? " TOP (1)" : " LIMIT 1";
        var change = new TextChange(new TextSpan(position, 0), isLower ? text.ToLowerInvariant() : text);
        return ImmutableArray.Create(new FixPlan($"Ask for one row ({text.Trim()})", LimitRows, ImmutableArray.Create(change)));
    }

    /// <summary>Where in the source the limit goes; null where the text is not written there to the letter, or others use it.</summary>
    private static int? Position(UnboundedSql found, SqlDialect dialect, FixRequest request)
    {
        if (found.Sql.Source.Syntax is not LiteralExpressionSyntax { Parent: not EqualsValueClauseSyntax } literal || literal.SyntaxTree != request.Root.SyntaxTree)
            return null;

        // What tells a call what to send may be handed to others as well.
        if (found.Sql.Call.TargetMethod.IsExtensionMethod && !found.Sql.Call.Syntax.Span.Contains(literal.Span))
            return null;

        var written = literal.Token.Text;
        var start = written.IndexOf(found.Sql.Text, StringComparison.Ordinal);
        var at = dialect == SqlDialect.Top ? found.Select.AfterSelect : found.Select.End;
        if (start < 0 || at is null)
            return null;

        return literal.SpanStart + start + at.Value;
    }
}
