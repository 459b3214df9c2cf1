using PerfAnalyzers.Analysis.Collections;
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
    private readonly VariableDeclaratorSyntax declarator;
    private readonly ImmutableArray<ILocalReferenceOperation> references;

    private enum Form
    {
        InPlace,
        Redeclared,
        List,
        Builder,
    }

    private CollectionBuilding(FixRequest request, StatementSyntax loop, ILocalSymbol collection, VariableDeclaratorSyntax declarator, ImmutableArray<ILocalReferenceOperation> references)
    {
        this.request = request;
        this.loop = loop;
        this.collection = collection;
        this.declarator = declarator;
        this.references = references;
    }

    /// <summary>The edits, or null when others see the collection meanwhile, or it could be null.</summary>
    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, CollectionGrowth growth, Iteration iteration)
    {
        if (growth.Target.Unwrap() is not ILocalReferenceOperation { Local: { IsRef: false, DeclaringSyntaxReferences: { Length: 1 } declarations } local }
            || declarations[0].GetSyntax(request.CancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: { } initial, Parent.Parent: LocalDeclarationStatementSyntax declaration } declarator
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
            : new CollectionBuilding(request, loop, local, declarator, references).Write();
    }

    private ImmutableArray<TextChange>? Write()
    {
        var steps = new List<GrowthStep>();
        foreach (var reference in references.Where(r => loop.Span.Contains(r.Syntax.Span)))
        {
            if (steps.Any(s => s.Covers(reference.Syntax.Span)))
                continue;

            if (GrowthStep.Around(reference, collection, request) is not { } step || (steps.Count > 0 && FormOf(step) != FormOf(steps[0])))
                return null;

            steps.Add(step);
        }

        if (steps.Count == 0)
            return null;

        var form = FormOf(steps[0]);
        var growing = form is Form.InPlace or Form.Redeclared ? collection.Name : Names.Unique(form == Form.Builder ? collection.Name + "Builder" : Words.Singular(collection.Name) + "List", loop, request.Model);
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        edits.AddRange(steps.SelectMany(s => s.Write(growing, request.Text)));
        if (form != Form.InPlace && !(form == Form.Redeclared ? WriteDeclaration(edits) : WriteAround(form, growing, edits)))
            return null;

        var all = new EditList();
        all.AddRange(edits);
        return all.Build();
    }

    /// <summary>Where the elements are collected: a list is added to; what cannot be added to gets a list or builder beside it.</summary>
    private Form FormOf(GrowthStep step) =>
        step.Kind == CopyKind.ImmutableArray || collection.Type is INamedTypeSymbol { Name: "ImmutableArray" } ? Form.Builder
        : collection.Type.OriginalDefinition.Is(request.Compilation.Type(TypeNames.System.ListOfT)) ? Form.InPlace
        : StartsEmpty && collection.Type.TypeKind == TypeKind.Interface && declarator.Parent is VariableDeclarationSyntax { Variables.Count: 1 } && !references.Any(r => r.Syntax.SpanStart > loop.Span.End && r.Parent is IAssignmentOperation) ? Form.Redeclared
        : Form.List;

    private bool StartsEmpty => request.Model.GetOperation(declarator.Initializer!.Value, request.CancellationToken)?.Unwrap() switch
    {
        IInvocationOperation { TargetMethod: { Name: "Empty", Parameters.IsEmpty: true } } => true,
        IArrayCreationOperation { DimensionSizes: { Length: 1 } sizes } => sizes[0].ConstantValue is { HasValue: true, Value: 0 },
        IObjectCreationOperation { Initializer: null, Arguments.IsEmpty: true } => true,
        { Syntax: var syntax } => LiteralSyntax.IsCollection(syntax) && !syntax.ChildNodes().Any(),
        _ => false,
    };

    /// <summary>A sequence that starts without elements is declared as the list that it becomes.</summary>
    private bool WriteDeclaration(ImmutableArray<TextChange>.Builder edits)
    {
        var declaration = (VariableDeclarationSyntax)declarator.Parent!;
        if (!ListOf(edits, out var type) || Comments.AreIn(declaration))
            return false;

        edits.Add(new TextChange(declaration.Type.Span, "var"));
        edits.Add(new TextChange(declarator.Initializer!.Value.Span, "new " + type + "()"));
        return true;
    }

    /// <summary>How the list of the elements is written here.</summary>
    private bool ListOf(ImmutableArray<TextChange>.Builder edits, out string type)
    {
        type = "";
        if (ElementKind.Of(collection.Type, request.Compilation) is not { } element || request.Compilation.Type(TypeNames.System.ListOfT) is not { } list || !Usings.TryAdd(edits, list, loop, request))
            return false;

        type = "List<" + element.ToMinimalDisplayString(request.Model, loop.SpanStart) + ">";
        return true;
    }

    private bool WriteAround(Form form, string growing, ImmutableArray<TextChange>.Builder edits)
    {
        if (LoopHoist.Before(loop, request.Model) is not { } hoist)
            return false;

        if (form == Form.Builder)
        {
            hoist.Insert(edits, request.Text, "var " + growing + " = " + collection.Name + ".ToBuilder();");
            edits.Add(TextShape.After(loop, collection.Name + " = " + growing + ".ToImmutable();", request.Text));
            return true;
        }

        if (!ListOf(edits, out var type))
            return false;

        hoist.Insert(edits, request.Text, "var " + growing + " = new " + type + "(" + (StartsEmpty ? "" : collection.Name) + ");");
        edits.Add(TextShape.After(loop, collection.Name + " = " + growing + (collection.Type is IArrayTypeSymbol ? ".ToArray();" : ";"), request.Text));
        return true;
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
        IInvocationOperation { TargetMethod: { Name: "Empty", ContainingType.Name: "Array" or "Enumerable" } or { Name: "Create", ContainingType.Name: "ImmutableArray" } or { Name: "ToArray" or "ToList" or "ToImmutableArray", IsExtensionMethod: true } } => true,
        IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.Name: "ImmutableArray" } } => true,
        _ => LiteralSyntax.IsCollection(value.Syntax),
    };
}
