using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>
/// A query that makes every pair of two collections and keeps those that are equal in something:
/// <c>from a in x from b in y where b.Id == a.Id</c>.
/// </summary>
/// <param name="Product">The call that makes the pairs.</param>
/// <param name="Outer">The collection of which each element meets all of the other.</param>
/// <param name="Inner">The collection that is gone through again and again.</param>
/// <param name="Key">The comparison that keeps a pair.</param>
internal sealed record QueryJoin(IInvocationOperation Product, IOperation Outer, IOperation Inner, EqualityTest Key)
{
    /// <summary>Reads a call of Where; null when it does not choose from pairs, or when the second collection depends on the first.</summary>
    public static QueryJoin? Read(IInvocationOperation where, CompilationContext compilation)
    {
        var enumerable = compilation.Type(TypeNames.System.Enumerable);
        if (where.TargetMethod.Name != "Where"
            || where.Argument(0)?.Unwrap() is not IInvocationOperation { TargetMethod.Name: "SelectMany", Arguments.Length: 3 } product
            || !where.TargetMethod.IsMemberOf(enumerable)
            || !product.TargetMethod.IsMemberOf(enumerable)
            || product.Argument(0) is not { } outer
            || Lambda(product.Argument(1)) is not { Symbol.Parameters.Length: 1 } second
            || Answer(second) is not { } inner
            || EqualityPredicate.Mentions(inner, second.Symbol.Parameters[0])
            || Lambda(product.Argument(2)) is not { Symbol.Parameters.Length: 2 } pair
            || MemberOf(pair, pair.Symbol.Parameters[1]) is not { } element
            || where.Argument(1) is not { } argument
            || Lambda(argument) is not { } predicate
            || Answer(predicate) is not { } condition
            || where.IsInExpressionTree(compilation))
        {
            return null;
        }

        var (tests, _) = EqualityPredicate.Split(condition, o => Reads(o, element), negated: false);
        foreach (var test in tests)
        {
            if (EqualityPredicate.Mentions(test.Sought, predicate.Symbol.Parameters[0]))
                return new QueryJoin(product, outer, inner, test);
        }

        return null;
    }

    /// <summary>Where the second collection comes in: its <c>from</c>, or the call that makes the pairs.</summary>
    public Location Place => Inner.Syntax.FirstAncestorOrSelf<SyntaxNode>(n => n is FromClauseSyntax or InvocationExpressionSyntax && n != Inner.Syntax) is FromClauseSyntax clause
        ? clause.GetLocation()
        : Product.NameAndArguments();

    /// <summary>How sure it is that both collections grow; null when one of them surely does not.</summary>
    public Confidence? Worth(CompilationContext compilation)
    {
        var sizes = new SizeProduct(Provenance.Of(Inner, compilation).Size, Provenance.Of(Outer, compilation).Size);
        return ElementKind.IsCountable(Key.Sought.Unwrap().Type) ? null : sizes.Worth;
    }

    private static IAnonymousFunctionOperation? Lambda(IOperation? argument)
    {
        var value = argument?.Unwrap();
        return (value is IDelegateCreationOperation { Target: { } target } ? target.Unwrap() : value) as IAnonymousFunctionOperation;
    }

    private static IOperation? Answer(IAnonymousFunctionOperation lambda) =>
        lambda.Body.Operations.Length == 1 && lambda.Body.Operations[0] is IReturnOperation { ReturnedValue: { } value } ? value.Unwrap() : null;

    /// <summary>The member under which a pair carries one of its halves.</summary>
    private static ISymbol? MemberOf(IAnonymousFunctionOperation pair, IParameterSymbol half)
    {
        if (Answer(pair) is not IAnonymousObjectCreationOperation made)
            return null;

        foreach (var part in made.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target, Value: { } value } && value.ReferencedSymbol().Is(half))
                return target.Property;
        }

        return null;
    }

    private static bool Reads(IOperation expression, ISymbol member)
    {
        foreach (var operation in expression.DescendantsAndSelf())
        {
            if (operation is IPropertyReferenceOperation { Property: { } property } && property.Is(member))
                return true;
        }

        return false;
    }
}
