using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Collects the elements in a list or builder around the loop; a list that is its own is added to in place.</summary>
internal sealed class CollectionBuilding
{
    private readonly FixRequest request;
    private readonly StatementSyntax loop;
    private readonly ILocalSymbol collection;
    private readonly ImmutableArray<ILocalReferenceOperation> references;

    private CollectionBuilding(FixRequest request, StatementSyntax loop, ILocalSymbol collection, ImmutableArray<ILocalReferenceOperation> references)
    {
        this.request = request;
        this.loop = loop;
        this.collection = collection;
        this.references = references;
    }

    /// <summary>The edits, or null when others see the collection meanwhile, or it could be null.</summary>
    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, CollectionGrowth growth, Iteration iteration)
    {
        if (growth.Target.Unwrap() is not ILocalReferenceOperation { Local: { IsRef: false, DeclaringSyntaxReferences: { Length: 1 } declarations } local }
            || declarations[0].GetSyntax(request.CancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: { } initial, Parent.Parent: LocalDeclarationStatementSyntax declaration }
            || iteration.Operation.Syntax is not StatementSyntax { Parent: BlockSyntax } loop
            || request.Model.GetOperation(initial, request.CancellationToken) is not { } made
            || !IsNew(made.Unwrap())
            || loop.DescendantNodes().Any(n => n is GotoStatementSyntax || n.IsKind(SyntaxKind.YieldReturnStatement))
            || loop.AncestorsAndSelf().TakeWhile(a => !a.Span.Contains(declaration.Span)).Any(a => a is TryStatementSyntax)
            || loop.DescendantNodes().Any(n => n is TryStatementSyntax))
        {
            return null;
        }

        var references = LocalValues.Root(growth.Operation).DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(local)).ToImmutableArray();
        return references.Any(r => r.Syntax.SpanStart < loop.SpanStart || IsInLocalFunction(r))
            ? null
            : new CollectionBuilding(request, loop, local, references).Write(growth.Kind);
    }

    private ImmutableArray<TextChange>? Write(CopyKind kind)
    {
        var growing = kind == CopyKind.List ? collection.Name : Names.Unique(collection.Name + (kind == CopyKind.ImmutableArray ? "Builder" : "List"), loop, request.Model);
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        foreach (var reference in references.Where(r => loop.Span.Contains(r.Syntax.Span)))
        {
            if (GrowthAround(reference) is not { Added: { } added } growth || growth.Kind != kind || growth.Operation.Syntax is not AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax } syntax)
                return null;

            if (growth.Target != reference)
                continue;

            if (Comments.AreIn(syntax) || added.Syntax.DescendantNodesAndSelf().Any(n => n is IdentifierNameSyntax name && name.Identifier.ValueText == collection.Name))
                return null;

            edits.Add(new TextChange(syntax.Span, growing + (growth.AddsMany ? ".AddRange(" : ".Add(") + added.Syntax + ")"));
        }

        if (kind != CopyKind.List && !WriteAround(kind, growing, edits))
            return null;

        var all = new EditList();
        all.AddRange(edits);
        return all.Build();
    }

    private bool WriteAround(CopyKind kind, string growing, ImmutableArray<TextChange>.Builder edits)
    {
        if (LoopHoist.Before(loop, request.Model) is not { } hoist)
            return false;

        if (kind == CopyKind.ImmutableArray)
        {
            hoist.Insert(edits, request.Text, "var " + growing + " = " + collection.Name + ".ToBuilder();");
            edits.Add(TextShape.After(loop, collection.Name + " = " + growing + ".ToImmutable();", request.Text));
            return true;
        }

        if (collection.Type is not IArrayTypeSymbol { Rank: 1, ElementType: { } element }
            || request.Compilation.Type(TypeNames.System.ListOfT) is not { } list || !Usings.TryAdd(edits, list, loop, request))
        {
            return false;
        }

        hoist.Insert(edits, request.Text, "var " + growing + " = new List<" + element.ToMinimalDisplayString(request.Model, loop.SpanStart) + ">(" + collection.Name + ");");
        edits.Add(TextShape.After(loop, collection.Name + " = " + growing + ".ToArray();", request.Text));
        return true;
    }

    private CollectionGrowth? GrowthAround(IOperation reference)
    {
        for (var parent = reference.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            if (parent is ISimpleAssignmentOperation assignment && assignment.Target.ReferencedSymbol().Is(collection))
                return CollectionGrowth.Read(assignment, request.Compilation);
        }

        return null;
    }

    private static bool IsInLocalFunction(IOperation reference)
    {
        for (var parent = reference.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    /// <summary>Whether nobody else has the collection, and it is surely one.</summary>
    private static bool IsNew(IOperation value) => value switch
    {
        IObjectCreationOperation or IArrayCreationOperation => true,
        IInvocationOperation { TargetMethod: { Name: "Empty", ContainingType.Name: "Array" } or { Name: "Create", ContainingType.Name: "ImmutableArray" } or { Name: "ToArray" or "ToList" or "ToImmutableArray", IsExtensionMethod: true } } => true,
        IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.Name: "ImmutableArray" } } => true,
        _ => value.Syntax.GetType().Name == "CollectionExpressionSyntax",
    };
}
