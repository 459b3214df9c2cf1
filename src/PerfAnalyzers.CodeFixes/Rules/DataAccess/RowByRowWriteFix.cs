using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Writes;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Changes or removes the rows in the database, with one statement.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RowByRowWriteFix))]
public sealed class RowByRowWriteFix : RuleCodeFix
{
    public const string ChangeInDatabase = "PERF2004.ChangeInDatabase";

    public RowByRowWriteFix()
        : base(RuleIds.RowByRowWrite)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(ChangeInDatabase);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (Find(request) is not { } write
            || SetCommand.TryWrite(write, request) is not { } command
            || request.Node<MemberDeclarationSyntax>() is not { } member
            || !await StillCompiles.AfterAsync(command.Changes, member, request).ConfigureAwait(false))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        // The context learns nothing of the change, and saves nothing else that it may hold.
        return ImmutableArray.Create(new FixPlan($"Use '{command.Name}' (if the context holds no other changes or copies of the rows)", ChangeInDatabase, command.Changes)
        {
            ChangesBehaviour = true,
        });
    }

    private static SetWrite? Find(FixRequest request)
    {
        var reader = SetWriteReader.For(request.Compilation);
        return request.Node<StatementSyntax>() is { } statement
            ? request.Model.GetOperation(statement, request.CancellationToken) switch
            {
                IForEachLoopOperation loop => reader.Read(loop),
                IExpressionStatementOperation { Operation: { } operation } when operation.Unwrap() is IInvocationOperation call => reader.Read(call),
                _ => null,
            }
            : null;
    }
}
