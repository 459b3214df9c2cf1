using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes the places that use a text as places that use a StringBuilder instead.</summary>
internal sealed class StringAppends
{
    private readonly ILocalSymbol text;
    private readonly CompilationContext compilation;

    public StringAppends(ILocalSymbol text, IOperation body, CompilationContext compilation)
    {
        this.text = text;
        this.compilation = compilation;
        References = body.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(text)).ToImmutableArray();
    }

    /// <summary>Every mention of the text in its member.</summary>
    public ImmutableArray<ILocalReferenceOperation> References { get; }

    /// <summary>The edits that make a piece of code use the builder; null when it reads the text, or in a way that a builder does not know.</summary>
    public ImmutableArray<TextChange>? TryWrite(SyntaxNode code, string builder)
    {
        var edits = new EditList();
        foreach (var reference in References)
        {
            if (!code.Span.Contains(reference.Syntax.Span))
                continue;

            if (!RunsInPlace(reference, code))
                return null;

            if (GrowthAround(reference) is { } growth)
            {
                // Its own value in s = s + x goes with the assignment.
                if (growth.Assignment.Target != reference)
                    continue;

                if (AppendText(growth, builder) is not { } append)
                    return null;

                edits.Replace(growth.Assignment.Syntax.Span, append);
            }
            else if (ReadOfLength(reference, builder) is { } read)
            {
                edits.Replace(read.Span, read.NewText!);
            }
            else
            {
                return null;
            }
        }

        return edits.Build();
    }

    public bool IsMentionedIn(SyntaxNode code) => References.Any(r => code.Span.Contains(r.Syntax.Span));

    /// <summary>Whether what stands in a lambda is run where it stands.</summary>
    private bool RunsInPlace(IOperation reference, SyntaxNode code)
    {
        for (var parent = reference.Parent; parent is not null && code.Span.Contains(parent.Syntax.Span); parent = parent.Parent)
        {
            if (parent is ILocalFunctionOperation or INameOfOperation)
                return false;

            if (parent is IAnonymousFunctionOperation lambda
                && Callbacks.Match(lambda, compilation) is not { Iteration.Form: IterationForm.Callback, Invocation.TargetMethod.Name: "ForEach" })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The growth that a mention is the target of, or the own value in.</summary>
    private StringGrowth? GrowthAround(IOperation reference)
    {
        for (var parent = reference.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            if (parent is IAssignmentOperation assignment && assignment.Target.ReferencedSymbol().Is(text))
                return StringGrowth.Read(assignment) is { Side: GrowthSide.End } growth && (assignment.Target == reference || IsOwnValue(assignment)) ? growth : null;
        }

        return null;
    }

    private bool IsOwnValue(IAssignmentOperation assignment) =>
        assignment is ISimpleAssignmentOperation && assignment.Value.DescendantsAndSelf().Count(o => o is ILocalReferenceOperation local && local.Local.Is(text)) == 1;

    private string? AppendText(StringGrowth growth, string builder)
    {
        if (growth.Assignment.Syntax is not AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax or LambdaExpressionSyntax } syntax
            || Comments.AreIn(syntax))
        {
            return null;
        }

        if (growth.Parts.IsEmpty)
            return !IsInTry(growth.Assignment) && RestOfInterpolation(growth) is { } rest ? builder + ".Append(" + rest + ")" : null;

        // Where a failure is caught, the parts before the one that fails must not have been added.
        if (IsInTry(growth.Assignment) && (growth.Parts.Length > 1 || growth.Parts[0] is IInterpolatedStringOperation))
            return null;

        if (growth.Parts.Any(p => !IsAppended(p) || p.DescendantsAndSelf().Any(o => o.ReferencedSymbol().Is(text))))
            return null;

        return builder + string.Concat(growth.Parts.Select(p => ".Append(" + p.Syntax + ")"));
    }

    /// <summary>The <c>$", {x}"</c> of <c>s = $"{s}, {x}"</c>.</summary>
    private static string? RestOfInterpolation(StringGrowth growth)
    {
        if (growth.Assignment.Value.Unwrap() is not IInterpolatedStringOperation { Parts: { Length: > 1 } parts } value
            || value.Syntax is not InterpolatedStringExpressionSyntax { StringStartToken: { Text: "$\"" or "$@\"" or "@$\"" } start } text)
        {
            return null;
        }

        return parts.Skip(1).Any(p => p is IInterpolationOperation hole && hole.Expression.Type is null)
            ? null
            : start.Text + string.Concat(text.Contents.Skip(1).Select(c => c.ToString())) + text.StringEndToken.Text;
    }

    /// <summary>Whether Append adds what a concatenation adds.</summary>
    private static bool IsAppended(IOperation part)
    {
        // The characters of an array are added one by one, where a concatenation adds the name of the type.
        if (part.Type is null or IDynamicTypeSymbol or IPointerTypeSymbol or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Char } or { TypeKind: TypeKind.Error or TypeKind.FunctionPointer }
            || part is IConversionOperation { OperatorMethod: not null })
        {
            return false;
        }

        if (part.Type.SpecialType != SpecialType.None)
            return true;

        // Of the many forms of Append another one would be taken.
        for (var type = part.Type; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers("op_Implicit"))
            {
                if (member is IMethodSymbol { ReturnType: { } target } && !target.OriginalDefinition.Is(type.OriginalDefinition))
                    return false;
            }
        }

        return true;
    }

    /// <summary>The edit for <c>s.Length</c> and for tests whether the text is empty.</summary>
    private static TextChange? ReadOfLength(IOperation reference, string builder)
    {
        switch (reference.Parent)
        {
            case IPropertyReferenceOperation { Property.Name: "Length" } length when length.Instance == reference && length.Syntax is MemberAccessExpressionSyntax:
                return new TextChange(reference.Syntax.Span, builder);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test
                when test.LeftOperand == reference && IsEmptyText(test.RightOperand) && !Comments.AreIn(test.Syntax):
                return new TextChange(test.Syntax.Span, builder + (test.OperatorKind == BinaryOperatorKind.Equals ? ".Length == 0" : ".Length > 0"));
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty", ContainingType.SpecialType: SpecialType.System_String } } call } when !Comments.AreIn(call.Syntax):
                return call.Syntax.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not
                    ? new TextChange(not.Span, builder + ".Length > 0")
                    : call.Syntax.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression }
                        ? null
                        : new TextChange(call.Syntax.Span, builder + ".Length == 0");
            default:
                return null;
        }
    }

    private static bool IsEmptyText(IOperation value) =>
        value.Unwrap() is { ConstantValue: { HasValue: true, Value: "" } }
            or IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } };

    private bool IsInTry(IOperation place)
    {
        var declared = text.DeclaringSyntaxReferences[0];
        for (var parent = place.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ITryOperation attempt && !attempt.Syntax.Span.Contains(declared.Span))
                return true;
        }

        return false;
    }
}
