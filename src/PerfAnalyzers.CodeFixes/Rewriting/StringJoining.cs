using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes a loop that does nothing but add to a text as one call of <c>string.Concat</c> or <c>string.Join</c>.</summary>
internal sealed class StringJoining
{
    private readonly FixRequest request;
    private readonly StringGrowth growth;
    private readonly ILocalSymbol text;
    private readonly ILocalSymbol element;
    private readonly ForEachStatementSyntax loop;
    private readonly IForEachLoopOperation operation;

    private StringJoining(FixRequest request, StringGrowth growth, ILocalSymbol text, ILocalSymbol element, ForEachStatementSyntax loop, IForEachLoopOperation operation)
    {
        this.request = request;
        this.growth = growth;
        this.text = text;
        this.element = element;
        this.loop = loop;
        this.operation = operation;
    }

    /// <summary>The method that joins, and the edits; null when the loop does more, or the text could become another one.</summary>
    public static (string Method, ImmutableArray<TextChange> Changes)? TryWrite(FixRequest request, StringGrowth growth, Iteration iteration)
    {
        if (growth is not { Side: GrowthSide.End, Symbol: ILocalSymbol { IsRef: false, IsConst: false, DeclaringSyntaxReferences: { Length: 1 } declarations } text }
            || iteration.Operation is not IForEachLoopOperation { IsAsynchronous: false, LoopControlVariable: IVariableDeclaratorOperation { Symbol: { IsRef: false } element } } operation
            || operation.Syntax is not ForEachStatementSyntax { Parent: BlockSyntax } loop
            || declarations[0].GetSyntax(request.CancellationToken) is not VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax declaration }
            || Comments.AreIn(loop)
            || GrownText.IsLeftByJumpOrFailure(loop, declaration))
        {
            return null;
        }

        var body = LocalValues.Root(growth.Assignment);
        if (new StringAppends(text, body, request.Compilation).References.Any(r => r.Syntax.Parent is RefExpressionSyntax || GrownText.MayBeReadMeanwhile(r, loop)))
            return null;

        return new StringJoining(request, growth, text, element, loop, operation).Write(declaration, body);
    }

    private (string Method, ImmutableArray<TextChange> Changes)? Write(LocalDeclarationStatementSyntax declaration, IOperation body)
    {
        var (separator, assignment) = Statements();
        if (assignment is null || Part(assignment) is not { } part || Sequence(part) is not { } sequence)
            return null;

        var edits = ImmutableArray.CreateBuilder<TextChange>();
        if (request.Compilation.Type(TypeNames.System.Enumerable) is not { } enumerable || !Usings.TryAdd(edits, enumerable, loop, request))
            return null;

        var startsEmpty = StartsHere(declaration) is { } initial && GrownText.IsEmpty(initial);
        string call;
        if (separator is null)
            call = "string.Concat(" + sequence + ")";
        else if (startsEmpty && IsNeverEmpty(part))
            call = "string.Join(" + separator + ", " + sequence + ")";
        else
            return null;

        if (startsEmpty)
            edits.Add(new TextChange(TextSpan.FromBounds(declaration.Declaration.Variables[0].Initializer!.Value.SpanStart, loop.Span.End), call + ";"));
        else if (GrownText.IsNeverNull(text, body))
            edits.Add(new TextChange(loop.Span, text.Name + " += " + call + ";"));
        else
            return null;

        var all = new EditList();
        all.AddRange(edits);
        return all.Build() is { } changes ? (separator is null ? "Concat" : "Join", changes) : null;
    }

    /// <summary>The text before each further element and what adds an element; nothing, where the loop does anything else.</summary>
    private (string? Separator, IAssignmentOperation? Assignment) Statements()
    {
        var statements = operation.Body is IBlockOperation block ? block.Operations : ImmutableArray.Create(operation.Body);
        return statements.Length switch
        {
            1 => (null, GrowthIn(statements[0])),
            2 when SeparatorIn(statements[0]) is { } separator => (separator, GrowthIn(statements[1])),
            _ => (null, null),
        };
    }

    private IAssignmentOperation? GrowthIn(IOperation statement) =>
        statement is IExpressionStatementOperation { Operation: IAssignmentOperation assignment } && assignment.Target is ILocalReferenceOperation { Local: { } local } && local.Is(text)
        && StringGrowth.Read(assignment) is { Side: GrowthSide.End }
            ? assignment
            : null;

    /// <summary>The <c>", "</c> of <c>if (text.Length > 0) text += ", ";</c></summary>
    private string? SeparatorIn(IOperation statement) =>
        statement is IConditionalOperation { WhenFalse: null, WhenTrue: { } then } test
        && TestsForText(test.Condition)
        && GrowthIn(then is IBlockOperation { Operations: { Length: 1 } inner } ? inner[0] : then) is { } growth
        && Part(growth) is { ConstantValue: { HasValue: true, Value: string or char } } separator
            ? separator.Syntax.ToString()
            : null;

    private bool TestsForText(IOperation condition) => condition.Unwrap() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.NotEquals, RightOperand.ConstantValue: { HasValue: true, Value: 0 } } length =>
            length.LeftOperand.Unwrap() is IPropertyReferenceOperation { Property.Name: "Length", Instance: { } measured } && measured.ReferencedSymbol().Is(text),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } test =>
            test.LeftOperand.ReferencedSymbol().Is(text) && test.RightOperand.Syntax is ExpressionSyntax other && GrownText.IsEmpty(other),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not =>
            not.Operand.Unwrap() is IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty", ContainingType.SpecialType: SpecialType.System_String } } call && call.Arguments[0].Value.ReferencedSymbol().Is(text),
        _ => false,
    };

    /// <summary>What one round adds, as one expression; null where it has to run in the loop.</summary>
    private IOperation? Part(IAssignmentOperation assignment)
    {
        // In s = s + a + b both are added to a text; a + b may be a sum.
        var part = assignment is ICompoundAssignmentOperation compound ? compound.Value : StringGrowth.Read(assignment) is { Parts: { Length: 1 } parts } ? parts[0] : null;
        while (part is IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion)
            part = conversion.Operand;

        return part is { Type: { IsRefLikeType: false, TypeKind: not (TypeKind.Dynamic or TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer) } } && !part.DescendantsAndSelf().Any(HasToStay) ? part : null;
    }

    private bool HasToStay(IOperation operation) =>
        operation is IAwaitOperation or IAssignmentOperation or IIncrementOrDecrementOperation or IDeclarationExpressionOperation or IThrowOperation
            or IArgumentOperation { Parameter.RefKind: not (RefKind.None or RefKind.In) }
        || operation.ReferencedSymbol().Is(text);

    /// <summary>The parts one after another: <c>orders.Select(o =&gt; o.Name)</c>.</summary>
    private string? Sequence(IOperation part)
    {
        // A query would translate the function instead of running it.
        var source = operation.Collection.Unwrap();
        if (source.Type is not { } type
            || type.Implements(request.Compilation.Type(TypeNames.System.QueryableOfT))
            || !SymbolEqualityComparer.Default.Equals(ElementKind.Of(type, request.Compilation), element.Type))
        {
            return null;
        }

        var written = loop.Expression is BinaryExpressionSyntax or ConditionalExpressionSyntax or AwaitExpressionSyntax or CastExpressionSyntax or QueryExpressionSyntax or SwitchExpressionSyntax
            ? "(" + loop.Expression + ")"
            : loop.Expression.ToString();

        // The elements themselves, where there is no other Concat that would take them as one.
        return part.ReferencedSymbol().Is(element) && element.Type.SpecialType == SpecialType.System_String
            ? loop.Expression.ToString()
            : written + ".Select(" + loop.Identifier + " => " + part.Syntax + ")";
    }

    /// <summary>The value that the text starts with in the statement before the loop; null where something stands between.</summary>
    private ExpressionSyntax? StartsHere(LocalDeclarationStatementSyntax declaration)
    {
        var between = TextSpan.FromBounds(declaration.Span.End, Math.Max(declaration.Span.End, loop.SpanStart));
        return declaration is { Declaration.Variables: { Count: 1 } variables, UsingKeyword.RawKind: 0 }
            && declaration.Parent == loop.Parent
            && declaration.SpanStart < loop.SpanStart
            && string.IsNullOrWhiteSpace(request.Text.ToString(between))
            ? variables[0].Initializer?.Value
            : null;
    }

    /// <summary>Whether a part has at least one character, so that the text before the next one is never empty.</summary>
    private static bool IsNeverEmpty(IOperation part) => part.Unwrap() switch
    {
        { ConstantValue: { HasValue: true, Value: string { Length: > 0 } or char } } => true,
        IInterpolatedStringOperation text => text.Parts.Any(p => p is IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string { Length: > 0 } } } || p is IInterpolationOperation { FormatString: null } hole && IsNeverEmpty(hole.Expression)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => IsNeverEmpty(sum.LeftOperand) || IsNeverEmpty(sum.RightOperand),
        { Type: { IsValueType: true } type } => IsWritten(type),
        IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.Length: 0 }, Instance: { Type: { IsValueType: true } type } } => IsWritten(type),
        _ => false,
    };

    private static bool IsWritten(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double or SpecialType.System_DateTime
        || type is { Name: "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
