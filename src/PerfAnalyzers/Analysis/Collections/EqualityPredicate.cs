namespace PerfAnalyzers.Analysis.Collections;

/// <summary>One comparison of a predicate: something of the element with something from outside.</summary>
/// <param name="Operation">The comparison: an operator or a call of <c>Equals</c>.</param>
/// <param name="Key">What of the element is compared; the element itself in <c>x =&gt; x == wanted</c>.</param>
/// <param name="Sought">What it is compared with, which does not depend on the element.</param>
/// <param name="Comparison">The <c>StringComparison</c> argument, where there is one.</param>
internal sealed record EqualityTest(IOperation Operation, IOperation Key, IOperation Sought, IOperation? Comparison);

/// <summary>
/// A predicate that holds for elements equal to something: equality tests joined by <c>&amp;&amp;</c> (by <c>||</c>
/// where the predicate is asked of all elements), with conditions beside them.
/// </summary>
/// <param name="Lambda">The predicate.</param>
/// <param name="Element">The parameter of the lambda.</param>
/// <param name="Tests">The comparisons with values from outside.</param>
/// <param name="Others">The further conditions, whatever they ask.</param>
internal sealed record EqualityPredicate(
    IAnonymousFunctionOperation Lambda,
    IParameterSymbol Element,
    ImmutableArray<EqualityTest> Tests,
    ImmutableArray<IOperation> Others)
{
    /// <summary>Reads a lambda; null when no part of it is an equality that must hold.</summary>
    /// <param name="argument">What is passed for the predicate.</param>
    /// <param name="negated">Whether the question is about elements that do not fit, as in <c>All(x =&gt; x.Id != id)</c>.</param>
    public static EqualityPredicate? Read(IOperation argument, bool negated)
    {
        var value = argument.Unwrap();
        if (value is IDelegateCreationOperation { Target: { } target })
            value = target.Unwrap();

        // With an index the answer depends on where the element stands.
        if (value is not IAnonymousFunctionOperation { Symbol.Parameters.Length: 1 } lambda || Body(lambda) is not { } body)
            return null;

        var element = lambda.Symbol.Parameters[0];
        var (tests, others) = Split(body, value => Mentions(value, element), negated);
        return tests.IsEmpty ? null : new EqualityPredicate(lambda, element, tests, others);
    }

    /// <summary>The equality tests of a condition that must all hold, and its other parts, each in their order.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="isOfElement">Whether an expression mentions the element that is tested.</param>
    /// <param name="negated">Whether it is the elements that do not fit the condition which are meant.</param>
    public static (ImmutableArray<EqualityTest> Tests, ImmutableArray<IOperation> Others) Split(IOperation condition, Func<IOperation, bool> isOfElement, bool negated)
    {
        var tests = ImmutableArray.CreateBuilder<EqualityTest>();
        var others = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var part in Parts(condition, negated))
        {
            if (ReadTest(part, isOfElement, negated) is { } test)
                tests.Add(test);
            else
                others.Add(part);
        }

        return (tests.ToImmutable(), others.ToImmutable());
    }

    /// <summary>Whether an expression mentions the element, which is a parameter or a loop variable.</summary>
    public static bool Mentions(IOperation expression, ISymbol element)
    {
        foreach (var operation in expression.DescendantsAndSelf())
        {
            if (operation is IParameterReferenceOperation or ILocalReferenceOperation && operation.ReferencedSymbol().Is(element))
                return true;
        }

        return false;
    }

    /// <summary>The parts of a condition that are joined by "and"; by "or" where it is negated.</summary>
    public static IEnumerable<IOperation> Parts(IOperation condition, bool negated)
    {
        var joint = negated ? BinaryOperatorKind.ConditionalOr : BinaryOperatorKind.ConditionalAnd;
        var pending = new Stack<IOperation>();
        pending.Push(condition);
        while (pending.Count > 0)
        {
            var part = pending.Pop().Unwrap();
            if (part is IBinaryOperation { OperatorMethod: null } both && both.OperatorKind == joint)
            {
                pending.Push(both.RightOperand);
                pending.Push(both.LeftOperand);
            }
            else
            {
                yield return part;
            }
        }
    }

    private static IOperation? Body(IAnonymousFunctionOperation lambda) =>
        lambda.Body.Operations.Length == 1 && lambda.Body.Operations[0] is IReturnOperation { ReturnedValue: { } value } ? value.Unwrap() : null;

    private static EqualityTest? ReadTest(IOperation part, Func<IOperation, bool> isOfElement, bool negated)
    {
        if (part is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary)
        {
            return (binary.OperatorKind == BinaryOperatorKind.NotEquals) == negated
                ? Orient(binary, binary.LeftOperand, binary.RightOperand, comparison: null, isOfElement)
                : null;
        }

        var equal = !negated ? part : part is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not ? not.Operand.Unwrap() : null;
        return equal is IInvocationOperation { TargetMethod.Name: "Equals" } call ? ReadCall(call, isOfElement) : null;
    }

    private static EqualityTest? ReadCall(IInvocationOperation call, Func<IOperation, bool> isOfElement)
    {
        var method = call.TargetMethod;
        if (method.ReturnType.SpecialType != SpecialType.System_Boolean)
            return null;

        IOperation? comparison = null;
        if (method.Parameters.Length > 0 && method.Parameters[method.Parameters.Length - 1] is { Type: { Name: "StringComparison", TypeKind: TypeKind.Enum } } last)
            comparison = call.Argument(last.Ordinal);

        var compared = method.Parameters.Length - (comparison is null ? 0 : 1);
        return (call.Instance, compared) switch
        {
            // A set or dictionary compares in the same way.
            ({ } comparer, 2) when IsDefaultComparer(comparer) && call.Argument(0) is { } one && call.Argument(1) is { } another => Orient(call, one, another, comparison, isOfElement),
            ({ } instance, 1) when call.Argument(0) is { } other => Orient(call, instance, other, comparison, isOfElement),
            (null, 2) when method.ContainingType.SpecialType is SpecialType.System_Object or SpecialType.System_String
                && call.Argument(0) is { } left && call.Argument(1) is { } right => Orient(call, left, right, comparison, isOfElement),
            _ => null,
        };
    }

    private static bool IsDefaultComparer(IOperation comparer) =>
        comparer.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Default", IsStatic: true, ContainingType: { Name: "EqualityComparer", ContainingNamespace.Name: "Generic" } } };

    private static EqualityTest? Orient(IOperation operation, IOperation left, IOperation right, IOperation? comparison, Func<IOperation, bool> isOfElement)
    {
        var (leftMentions, rightMentions) = (isOfElement(left), isOfElement(right));
        if (leftMentions == rightMentions)
            return null;

        return leftMentions
            ? new EqualityTest(operation, left, right, comparison)
            : new EqualityTest(operation, right, left, comparison);
    }
}
