using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A value of a round as an expression over the element that gives the same before the loop.</summary>
/// <param name="Value">The value; where a round keeps it in a local, what that is set to.</param>
/// <param name="Text">The expression, in which locals of the round stand as what they are set to.</param>
internal sealed record ElementExpression(IOperation Value, string Text)
{
    // A local that is set to another one, and so on.
    private const int MostLocals = 4;

    /// <summary>Null when the value calls what cannot be seen, may fail, may be null, or depends on more than the element and what stays.</summary>
    public static ElementExpression? TryRead(IOperation value, Iteration loop, CompilationContext compilation)
    {
        if (!ElementParts.IsNamed(loop))
            return null;

        var element = loop.Variables[0];
        var facts = LoopFacts.Of(loop);
        var expression = value;
        while (Inner(expression) is ILocalReferenceOperation local && !local.Local.Is(element) && facts.Declares(local.Local))
        {
            if (LocalValues.SetOnce(local) is not { } set)
                return null;

            expression = set;
        }

        var steady = new Steadiness(element, facts, compilation);
        return IsNeverNull(expression) && steady.Holds(expression, MostLocals) && !expression.Syntax.ContainsDirectives
            && !(steady.ReadsMore && KeySource.MayBeMissing(element, loop))
            ? new ElementExpression(expression, TextOf(expression, element, facts))
            : null;
    }

    /// <summary>The text of an expression with what its locals are set to in their places.</summary>
    public static string TextOf(IOperation expression, ISymbol element, LoopFacts facts)
    {
        var text = expression.Syntax.ToString();
        var start = expression.Syntax.SpanStart;
        foreach (var local in expression.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(l => IsOfRound(l, element, facts)).OrderByDescending(l => l.Syntax.SpanStart))
        {
            var set = LocalValues.SetOnce(local)!;
            var put = set.Syntax is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or LiteralExpressionSyntax ? TextOf(set, element, facts) : "(" + TextOf(set, element, facts) + ")";
            text = text.Remove(local.Syntax.SpanStart - start, local.Syntax.Span.Length).Insert(local.Syntax.SpanStart - start, put);
        }

        return text;
    }

    private static bool IsOfRound(ILocalReferenceOperation local, ISymbol element, LoopFacts facts) => !local.Local.Is(element) && facts.Declares(local.Local);

    /// <summary>A key that is null fails when it is asked for, which must stay in the round of that key. The calls that are steady never give null.</summary>
    private static bool IsNeverNull(IOperation expression)
    {
        var value = Inner(expression);
        return value.Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T }
            || value is IInterpolatedStringOperation or IBinaryOperation or IInvocationOperation or ILiteralOperation { ConstantValue.Value: not null }
            || value.ReferencedSymbol() is { } symbol && symbol switch
            {
                ILocalSymbol local => local.NullableAnnotation,
                IParameterSymbol parameter => parameter.NullableAnnotation,
                IPropertySymbol property => property.NullableAnnotation,
                IFieldSymbol field => field.NullableAnnotation,
                _ => NullableAnnotation.None,
            } == NullableAnnotation.NotAnnotated;
    }

    private static IOperation Inner(IOperation value)
    {
        while (value.Unwrap() is IConversionOperation conversion)
            value = conversion.Operand;

        return value.Unwrap();
    }

    /// <summary>Tells which parts of an expression give the same before the loop.</summary>
    private sealed class Steadiness
    {
        private readonly ISymbol element;
        private readonly LoopFacts facts;
        private readonly CompilationContext compilation;

        public Steadiness(ISymbol element, LoopFacts facts, CompilationContext compilation)
        {
            this.element = element;
            this.facts = facts;
            this.compilation = compilation;
        }

        /// <summary>Whether something beside the element was read.</summary>
        public bool ReadsMore { get; private set; }

        public bool Holds(IOperation expression, int locals) => expression.DescendantsAndSelf().All(o => Keeps(o, locals));

        private bool Keeps(IOperation operation, int locals)
        {
            if (IsText(operation))
                return true;

            switch (operation)
            {
                case IInstanceReferenceOperation or IArrayCreationOperation { Initializer: not null } or IArrayInitializerOperation:
                case IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.IsEmpty: true }, Instance.Type: { IsValueType: true } owner } when KeyComparison.AgreesInMemory(owner) || IsCacheValue(owner):
                    return true;
                case IInvocationOperation call:
                    return PutsTextTogether(call);
                case ILocalReferenceOperation local when IsOfRound(local, element, facts):
                    return locals > 0 && LocalValues.SetOnce(local) is { Syntax.ContainsDirectives: false } set && IsNeverNull(set) && Holds(set, locals - 1);
                default:
                    var symbol = operation.ReferencedSymbol();
                    ReadsMore |= symbol is not null && !symbol.Is(element);
                    return IndexKey.IsSteady(operation) && (symbol is null || symbol.Is(element) || !(facts.Writes(symbol) || facts.Declares(symbol)));
            }
        }

        /// <summary>A helper that makes a key: it gives back a text of its arguments and of what never changes.</summary>
        private bool PutsTextTogether(IInvocationOperation call) =>
            call.TargetMethod is { MethodKind: MethodKind.Ordinary, IsExtensionMethod: false, Parameters.Length: > 0 } method
            && call.Instance is null or IInstanceReferenceOperation
            && method.Parameters.All(p => p.RefKind == RefKind.None)
            && SingleResult.Of(method, compilation) is { Value: var result }
            && Inner(result) is IInterpolatedStringOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }
            && result.DescendantsAndSelf().All(o => IsText(o) || o is IParameterReferenceOperation or IInstanceReferenceOperation or IFieldReferenceOperation { Field: { IsReadOnly: true } or { IsConst: true } } or IPropertyReferenceOperation { Property.SetMethod: null or { IsInitOnly: true } } && IndexKey.IsSteady(o));

        private static bool IsText(IOperation operation) => operation switch
        {
            ILiteralOperation or IParenthesizedOperation or IArgumentOperation => true,

            // A cast may fail, and would do so before the rounds of the elements before it.
            IConversionOperation conversion => conversion.IsImplicit || (conversion is { OperatorMethod: null, IsTryCast: false, IsChecked: false, Type.IsValueType: true, Operand.Type.IsValueType: true }),
            IInterpolatedStringOperation or IInterpolatedStringContentOperation => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } => true,
            IInvocationOperation { TargetMethod: { IsStatic: true, Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } } => true,
            _ => false,
        };

        /// <summary>A value that Redis has given is a text, whatever the culture.</summary>
        private bool IsCacheValue(ITypeSymbol type) => type.Is(compilation.Type(TypeNames.Caches.RedisValue));
    }
}
