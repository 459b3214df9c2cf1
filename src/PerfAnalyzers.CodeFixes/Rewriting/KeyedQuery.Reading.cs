using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

// How a query is taken apart into the comparison with the key and what is the same for every element.
internal sealed partial class KeyedQuery
{
    /// <summary>How many members a set may come through.</summary>
    private const int LongestWay = 3;

    private bool ReadFind(IInvocationOperation call, Iteration loop, CompilationContext compilation)
    {
        if (call.Instance is not { } set || Variance.VariesIn(set, loop)
            || (set.Type as INamedTypeSymbol)?.TypeArguments is not { Length: 1 } arguments || arguments[0] is not INamedTypeSymbol entity
            || EntityKeys.For(compilation).Single(entity) is not { } key)
        {
            return false;
        }

        if (OnlyKey(call.Argument(0)?.Unwrap()) is not { } value)
            return false;

        Entity = entity;
        Chain = ComposedChain.Of(call);
        Key = key;
        Value = value.Unwrap();
        IsKeyUnique = true;
        RowName = char.ToLowerInvariant(entity.Name[0]).ToString();
        Token = call.Arguments.Length > 1 ? (call.Arguments[1].Syntax as ArgumentSyntax)?.Expression : null;
        return true;
    }

    /// <summary>The one key of a list of keys, which newer compilers may write as <c>[id]</c>.</summary>
    private static IOperation? OnlyKey(IOperation? keys) => keys switch
    {
        IArrayCreationOperation { Initializer.ElementValues: { Length: 1 } values } => values[0],
        not null when keys is not IArrayCreationOperation && LiteralSyntax.CountElements(keys.Syntax) == 1 => keys.ChildOperations.FirstOrDefault(),
        _ => null,
    };

    private bool ReadChain(IInvocationOperation call, Iteration loop, CompilationContext compilation)
    {
        if (ComposedChain.TryRead(call, loop) is not { } chain
            || chain.Start.Type.AsConstructed(compilation.Type(TypeNames.System.QueryableOfT))?.TypeArguments[0] is not INamedTypeSymbol entity
            || Variance.VariesIn(Query.Root, loop))
        {
            return false;
        }

        Chain = chain;
        Entity = entity;
        var isWholeSet = SetsNoRowTwice(chain.Start) || GivesSet(chain.Start, compilation);
        foreach (var applied in Query.Operators)
        {
            // Before what the loop starts from, the same rows are chosen for every element.
            if (applied != call && !chain.Applies(applied.Syntax))
                continue;

            if (applied != call && applied.TargetMethod.Name == "Select" && applied == call.Receiver()?.Unwrap())
            {
                if (!ReadProjection(applied, loop))
                    return false;

                continue;
            }

            if (applied != call && !Neutral.Contains(applied.TargetMethod.Name))
                return false;

            // In query syntax the operators have no call of their own that could be kept.
            if (applied.Syntax is not InvocationExpressionSyntax)
                return false;

            foreach (var argument in applied.Arguments)
            {
                if (argument.Parameter?.Ordinal > 0 && !ReadArgument(applied, argument, loop, isRun: applied == call))
                    return false;
            }
        }

        if (Comparison is null)
            return false;

        IsKeyUnique = isWholeSet && EntityKeys.For(compilation).Single(entity).Is(Key);
        return true;
    }

    /// <summary>What cannot be changed may be given to several elements: a number, a text, an object without setters.</summary>
    private bool ReadProjection(IInvocationOperation select, Iteration loop)
    {
        if (IsScalar
            || select.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            || select.Arguments.Length != 2
            || select.Arguments[1].Value.Unwrap() is not IAnonymousFunctionOperation { Symbol.Parameters: { Length: 1 }, Syntax: LambdaExpressionSyntax { ExpressionBody: { } body } syntax } lambda
            || !IsSame(lambda, loop)
            || (select.TargetMethod.TypeArguments.LastOrDefault() ?? select.Type) is not ({ IsValueType: true } or { SpecialType: SpecialType.System_String } or { IsAnonymousType: true }))
        {
            return false;
        }

        Projection = syntax;
        var last = Chain.Parts.Length - 1;
        var end = access.OperatorToken.SpanStart;
        if (Chain.Parts[last].Start >= end || end > Chain.Parts[last].End || body.Span.End > Chain.Parts[last].End)
            return false;

        Chain = Chain with { Parts = Chain.Parts.SetItem(last, TextSpan.FromBounds(Chain.Parts[last].Start, end)) };
        return true;
    }

    /// <summary>
    /// Whether a value is a set, or what a member in source makes of one without giving a row twice: <c>GetAll() =&gt; db.Set&lt;T&gt;().AsNoTracking()</c>
    /// of a repository. Such a member does nothing else.
    /// </summary>
    public static bool GivesSet(IOperation value, CompilationContext compilation, int steps = LongestWay)
    {
        var current = value.Unwrap();
        while (current is IInvocationOperation applied
            && (applied.TargetMethod is { Name: "AsQueryable" } || (applied.TargetMethod.IsExtensionMethod && Neutral.Contains(applied.TargetMethod.Name)))
            && applied.Receiver() is { } receiver)
        {
            current = receiver.Unwrap();
        }

        if (current.Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)))
            return true;

        var member = current switch
        {
            IInvocationOperation call => call.TargetMethod,
            IPropertyReferenceOperation property => property.Property.GetMethod,
            _ => null,
        };
        return steps > 0
            && member is not null
            && SingleResult.Of(member, compilation) is { Value.Parent: IReturnOperation { Parent: IBlockOperation { Operations.Length: 1 } } } result
            && GivesSet(result.Value, result.Compilation, steps - 1);
    }

    /// <summary>Whether a query that was made before the loop holds no row twice: it only filters and sorts a set.</summary>
    private bool SetsNoRowTwice(IOperation start) =>
        start is ILocalReferenceOperation local
        && LocalValues.SetOnce(local) is not null
        && Query.Origin == QueryOrigin.Database
        && Query.Operators.All(o => o == Query.Execution || Neutral.Contains(o.TargetMethod.Name));

    private bool ReadArgument(IInvocationOperation applied, IArgumentOperation argument, Iteration loop, bool isRun)
    {
        if (argument.Parameter?.Type.Name == "CancellationToken")
        {
            Token = (argument.Syntax as ArgumentSyntax)?.Expression;
            return Token is null || Variance.IsInvariantIn(argument.Value, loop);
        }

        var lambda = argument.Value.Unwrap() as IAnonymousFunctionOperation;
        if (lambda?.Syntax is LambdaExpressionSyntax { ExpressionBody: { } body } syntax && (isRun || applied.TargetMethod.Name == "Where"))
        {
            if (lambda.Symbol.Parameters.Length != 1)
                return false;

            if (isRun && Answer is KeyedAnswer.Total or KeyedAnswer.Extreme)
            {
                Selector = syntax;
                return IsSame(lambda, loop);
            }

            // A condition on what was read of a row would have to be stated on the row.
            if (isRun && applied.Receiver()?.Unwrap() is IInvocationOperation { TargetMethod.Name: "Select" })
                return false;

            if (isRun)
                Predicate = syntax;

            return ReadCondition(lambda, body, loop);
        }

        return IsSame(argument.Value, loop);
    }

    /// <summary>Its value must not depend on the element, nor may it call what could answer otherwise before the loop.</summary>
    private static bool IsSame(IOperation value, Iteration loop) =>
        !Variance.VariesIn(value, loop)
        && !value.DescendantsAndSelf().Any(o => o is IInvocationOperation call && !LoopFacts.ReferencedSymbols(call).Any(s => s is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } }));

    private bool ReadCondition(IAnonymousFunctionOperation lambda, ExpressionSyntax body, Iteration loop)
    {
        var row = lambda.Symbol.Parameters[0];
        if (lambda.Body.Operations.Length != 1 || lambda.Body.Operations[0] is not IReturnOperation { ReturnedValue: { } condition })
            return false;

        var pending = new Stack<IOperation>();
        pending.Push(condition.Unwrap());
        while (pending.Count > 0)
        {
            var part = pending.Pop();
            if (part is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and)
            {
                pending.Push(and.LeftOperand.Unwrap());
                pending.Push(and.RightOperand.Unwrap());
            }
            else if (!IsSame(part, loop) && !ReadComparison(part, row, loop))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadComparison(IOperation part, IParameterSymbol row, Iteration loop)
    {
        if (Comparison is not null || part is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality)
            return false;

        var (column, value) = IsColumn(equality.LeftOperand, row)
            ? (equality.LeftOperand, equality.RightOperand)
            : (equality.RightOperand, equality.LeftOperand);
        if (!IsColumn(column, row) || LoopFacts.ReferencedSymbols(value).Any(s => s.Is(row)))
            return false;

        Key = ((IPropertyReferenceOperation)column.Unwrap()).Property;
        Value = value.Unwrap();
        Comparison = (ExpressionSyntax)part.Syntax;
        RowName = row.Name;
        return true;
    }

    private static bool IsColumn(IOperation operand, IParameterSymbol row) =>
        operand.Unwrap() is IPropertyReferenceOperation { Property.IsIndexer: false, Instance: { } instance } && instance.ReferencedSymbol().Is(row);
}
