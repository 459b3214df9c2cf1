using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Writes;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Changes or removes the rows in the database, with one statement.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RowByRowWriteFix))]
public sealed class RowByRowWriteFix : RuleCodeFix
{
    public const string ChangeInDatabase = "PERF2004.ChangeInDatabase";
    public const string ChangeBesideContext = "PERF2004.ChangeBesideContext";

    public RowByRowWriteFix()
        : base(RuleIds.RowByRowWrite)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(ChangeInDatabase, ChangeBesideContext);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (Find(request) is not { } write
            || SetCommand.TryWrite(write, request) is not { } command
            || request.Node<MemberDeclarationSyntax>() is not { } member
            || !await StillCompiles.AfterAsync(command.Changes, member, request).ConfigureAwait(false))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        if (IsOnlyForThis(write, request.Compilation))
            return ImmutableArray.Create(new FixPlan($"Use '{command.Name}'", ChangeInDatabase, command.Changes));

        // The context learns nothing of the change, and saves nothing else that it may hold.
        return ImmutableArray.Create(new FixPlan($"Use '{command.Name}' (if the context holds no other changes or copies of the rows)", ChangeBesideContext, command.Changes)
        {
            ChangesBehaviour = true,
        });
    }

    /// <summary>
    /// Whether the context was made in this member and does nothing else, so that it can hold no other changes and no other copies of the rows;
    /// and whether the program computes the values, which a database might compute another way.
    /// </summary>
    private static bool IsOnlyForThis(SetWrite write, CompilationContext compilation)
    {
        // With rows that come along by themselves, the context would remove or detach those too.
        if (write.Removes
            && write.Rows.Root.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } entities }
            && entities[0] is INamedTypeSymbol entity
            && Entities.For(compilation).Navigations(entity).Any(n => n.AutoInclude != AutoInclude.No))
        {
            return false;
        }

        if (write.Rows.Root is not IPropertyReferenceOperation { Instance: ILocalReferenceOperation context } || ProvenSave.MadeHere(context) is null || ProvenSave.IsWatched(write.Write))
            return false;

        var parts = new[] { write.Rows.Execution.Syntax, write.Write.Syntax, write.Save.Syntax };
        return LocalValues.Root(context).DescendantsAndSelf().OfType<ILocalReferenceOperation>()
                .Where(o => o.Local.Is(context.Local))
                .All(o => parts.Any(p => p.Span.Contains(o.Syntax.Span)))
            && !write.Columns.SelectMany(c => c.Value.DescendantsAndSelf()).Any(o => o is ILocalReferenceOperation local && local.Local.Is(write.Element));
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
