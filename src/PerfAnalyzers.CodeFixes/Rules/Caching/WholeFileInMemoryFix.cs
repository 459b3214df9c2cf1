using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.CodeFixes.Rules.Caching;

/// <summary>Reads the lines one after the other.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WholeFileInMemoryFix))]
public sealed class WholeFileInMemoryFix : RuleCodeFix
{
    /// <summary>What is done with the lines is over as soon as they are read.</summary>
    public const string Lines = "PERF5005.Lines";

    /// <summary>The file stays open while other work is done.</summary>
    public const string LinesWhileOpen = "PERF5005.LinesWhileOpen";

    private const string Read = "ReadLines";

    public WholeFileInMemoryFix()
        : base(RuleIds.WholeFileInMemory)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Lines, LinesWhileOpen);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax access } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || WholeFile.Of(call, request.Compilation) is not { Gives: WholeRead.Lines } found
            || request.Compilation.Type(TypeNames.Files.File) is not { } file
            || !FollowsAtOnce(found, syntax))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var isAwaited = access.Name.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal);
        if (isAwaited ? file.GetMembers(Read + "Async").IsEmpty || !TryAwaitEach(changes, found, syntax, request) : !TryWidenLocal(changes, found, syntax, request))
            return ImmutableArray<FixPlan>.Empty;

        changes.Add(new TextChange(access.Name.Span, isAwaited ? Read + "Async" : Read));
        var edits = changes.ToImmutable();
        if (!await StillCompiles.AfterAsync(edits, syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? request.Root, request).ConfigureAwait(false))
            return ImmutableArray<FixPlan>.Empty;

        return ImmutableArray.Create(IsOverAtOnce(found)
            ? new FixPlan("Read the file line by line", Lines, edits)
            : new FixPlan("Read the file line by line (it stays open meanwhile, and what is wrong with it shows later)", LinesWhileOpen, edits) { ChangesBehaviour = true });
    }

    /// <summary>Whether nothing is done between reading the file and going through it.</summary>
    private static bool FollowsAtOnce(WholeFile found, SyntaxNode call)
    {
        if (found.Pass.Local is null)
            return true;

        return call.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { Declaration.Variables.Count: 1, Parent: BlockSyntax block } declaration
            && found.Pass.Consumer.Syntax.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault(s => s.Parent == block) is { } next
            && block.Statements.IndexOf(next) == block.Statements.IndexOf(declaration) + 1
            && (next is CommonForEachStatementSyntax loop ? found.Pass.Consumer.Syntax == loop || loop.Expression.Span.Contains(found.Pass.Consumer.Syntax.Span) : next is LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ReturnStatementSyntax or IfStatementSyntax);
    }

    /// <summary>Each line is waited for: the loop awaits, and not the call.</summary>
    private static bool TryAwaitEach(ImmutableArray<TextChange>.Builder changes, WholeFile found, InvocationExpressionSyntax call, FixRequest request)
    {
        if (found.Pass.Consumer.Syntax is not CommonForEachStatementSyntax loop
            || !loop.AwaitKeyword.IsKind(SyntaxKind.None)
            || call.FirstAncestorOrSelf<AwaitExpressionSyntax>() is not { } awaited
            || awaited.GetFirstToken().TrailingTrivia.Any(t => t.IsDirective || t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia))
        {
            return false;
        }

        if (found.Pass.Local is null
            ? loop.Expression != awaited
            : loop.Expression is not IdentifierNameSyntax || awaited.FirstAncestorOrSelf<VariableDeclarationSyntax>() is not { Type.IsVar: true })
        {
            return false;
        }

        if (awaited.Expression != call
            && (request.Compilation.Type(TypeNames.Files.AsyncSequences) is not { } extensions || !Usings.TryAdd(changes, extensions, call, request)))
        {
            return false;
        }

        changes.Add(new TextChange(new TextSpan(loop.SpanStart, 0), "await "));
        changes.Add(new TextChange(TextSpan.FromBounds(awaited.SpanStart, awaited.Expression.SpanStart), ""));
        return true;
    }

    /// <summary>A local that is declared as an array becomes one of a sequence.</summary>
    private static bool TryWidenLocal(ImmutableArray<TextChange>.Builder changes, WholeFile found, InvocationExpressionSyntax call, FixRequest request)
    {
        if (found.Pass.Local is null || call.FirstAncestorOrSelf<VariableDeclarationSyntax>() is not { Type: ArrayTypeSyntax type })
            return true;

        if (request.Compilation.Type(TypeNames.System.EnumerableOfT) is not { } sequence || !Usings.TryAdd(changes, sequence, call, request))
            return false;

        changes.Add(new TextChange(type.Span, $"IEnumerable<{type.ElementType}>"));
        return true;
    }

    /// <summary>
    /// Whether going through the lines waits for nobody, runs no code of the project, and leaves nothing behind when the file cannot be read to its end.
    /// </summary>
    private static bool IsOverAtOnce(WholeFile found)
    {
        for (var parent = found.Call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ITryOperation { Catches.IsEmpty: false })
                return false;
        }

        var work = found.Pass.Consumer is IForEachLoopOperation loop ? loop.Body.DescendantsAndSelf().Concat(loop.Collection.Descendants()) : found.Pass.Consumer.DescendantsAndSelf();
        return work.Where(o => !found.Call.Syntax.Span.Contains(o.Syntax.Span)).All(IsHarmless);
    }

    private static bool IsHarmless(IOperation operation) => operation switch
    {
        IAwaitOperation awaited => awaited.Syntax is AwaitExpressionSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ReadAllLinesAsync" or "ConfigureAwait" } } },
        IInvocationOperation call => IsOfFramework(call.TargetMethod),
        IObjectCreationOperation creation => creation.Constructor is { } constructor && IsOfFramework(constructor),
        IPropertyReferenceOperation { Property: var property } => property.DeclaringSyntaxReferences.IsEmpty,
        IFieldReferenceOperation { Field: var field } => field.IsReadOnly || field.IsConst,
        IReturnOperation { Kind: OperationKind.YieldReturn } => false,
        IDynamicInvocationOperation or IFunctionPointerInvocationOperation => false,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => false,
        _ => true,
    };

    private static bool IsOfFramework(IMethodSymbol method)
    {
        var space = method.ContainingNamespace.ToDisplayString();
        return (space is "System" or "System.Text" or "System.Linq" || space.StartsWith("System.Collections", StringComparison.Ordinal) || space.StartsWith("System.Text.Reg", StringComparison.Ordinal) || space.StartsWith("System.Global", StringComparison.Ordinal)
            || (space == "System.Threading.Tasks" && method.Name == "ConfigureAwait"))
            && method.DeclaringSyntaxReferences.IsEmpty;
    }
}
