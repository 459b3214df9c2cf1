using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

// How a query is taken apart into the comparison with the key and what is the same for every element.
internal sealed partial class KeyedQuery
{
    // Columns that are compared with the same value for every element.
    private readonly List<IPropertySymbol> steady = new();

    // Whether somebody's own operators stand in the query, which may load more of each row.
    private bool hasOwnOperators;

    private bool ReadFind(IInvocationOperation call, Iteration loop)
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
        Columns = ImmutableArray.Create(new KeyColumn(key, value.Unwrap(), null, char.ToLowerInvariant(entity.Name[0]).ToString()));
        IsKeyUnique = true;
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

    private bool ReadChain(IInvocationOperation call, Iteration loop)
    {
        if (ComposedChain.TryRead(call, loop) is not { } chain
            || RowOf(chain.Start.Type) is not { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface or TypeKind.TypeParameter } entity
            || Variance.VariesIn(Query.Root, loop))
        {
            return false;
        }

        Chain = chain;
        Entity = entity;
        AreDocuments = DocumentQuery.DocumentOf(chain.Start.Type, compilation) is not null;
        if (AreDocuments && Answer is not (KeyedAnswer.RowOrDefault or KeyedAnswer.Row or KeyedAnswer.OnlyRowOrDefault or KeyedAnswer.OnlyRow or KeyedAnswer.Rows))
            return false;

        var isWholeSet = SetsNoRowTwice(chain.Start) || WholeSet.IsGivenBy(chain.Start, compilation);
        var isUnique = false;
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

            if (applied != call && QueryTrail.IsMapping(applied))
            {
                if (!ReadMapping(applied, loop))
                    return false;

                (isUnique, HasMappedKey) = (isWholeSet && HasOneRowPerKey(entity), !Columns.IsEmpty);
                continue;
            }

            if (applied != call && !Neutral.Contains(applied.TargetMethod.Name) && !DocumentQuery.IsFilter(applied, compilation))
            {
                if (!OwnOperators.IsNeutral(applied, compilation))
                    return false;

                hasOwnOperators = true;
            }

            // In query syntax the operators have no call of their own that could be kept.
            if (applied.Syntax is not InvocationExpressionSyntax)
                return false;

            foreach (var argument in applied.Arguments)
            {
                if (argument.Parameter?.Ordinal > 0 && !ReadArgument(applied, argument, loop, isRun: applied == call))
                    return false;
            }
        }

        // A document is kept under its Id.
        IsKeyUnique = AreDocuments ? Columns.Any(c => c.Property.Name == "Id") && !DocumentQuery.HasOtherId(entity) : Mapped is null ? isWholeSet && HasOneRowPerKey(entity) : isUnique;
        return !Columns.IsEmpty && (Mapped is null || FitsMapping(Mapped));
    }

    /// <summary>What a mapper makes of the rows.</summary>
    private bool ReadMapping(IInvocationOperation mapping, Iteration loop)
    {
        if (Mapped is not null || mapping.Syntax is not InvocationExpressionSyntax || mapping.Arguments.Any(a => a.Parameter?.Ordinal > 0 && !IsSame(a.Value, loop)))
            return false;

        Mapped = QueryTrail.RowType(mapping.Type, compilation);
        return Mapped is not null;
    }

    /// <summary>Whether what is made of a row holds the key under the same name.</summary>
    private bool FitsMapping(INamedTypeSymbol mapped) =>
        Projection is null
        && Query.Operators.All(o => !RowOrder.IsOrder(o) || !TakesOneOfSeveral)
        && Columns.All(c => EntityTypes.Properties(mapped).Any(p => p.Name == c.Property.Name && p.Type.Is(c.Property.Type)));

    private ITypeSymbol? RowOf(ITypeSymbol? source) =>
        source.ArgumentOf(compilation.Type(TypeNames.System.QueryableOfT)) ?? DocumentQuery.DocumentOf(source, compilation);

    /// <summary>Whether the columns that are compared, with each element or always with the same, hold the key of the entity or a unique index.</summary>
    private bool HasOneRowPerKey(ITypeSymbol row)
    {
        // Of what a generic repository is made for, nobody knows the keys here.
        if (row is not INamedTypeSymbol entity)
            return false;

        var keys = EntityKeys.For(compilation);
        var compared = Columns.Select(c => c.Property).Concat(steady).Select(p => p.Name).ToImmutableHashSet(StringComparer.Ordinal);
        return (keys.Of(entity) is { } key && key.All(p => compared.Contains(p.Name)))
            || keys.Unique(entity).Any(index => index.All(p => compared.Contains(p.Name)));
    }

    /// <summary>What a function gives back that is one expression.</summary>
    private static IOperation? MadeBy(IAnonymousFunctionOperation lambda) =>
        lambda.Body.Operations.Length == 1 && lambda.Body.Operations[0] is IReturnOperation { ReturnedValue: { } value } ? value.Unwrap() : null;

    /// <summary>What is read of a row: a value, or an object that is made of it.</summary>
    private bool ReadProjection(IInvocationOperation select, Iteration loop)
    {
        if (IsScalar
            || select.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            || select.Arguments.Length != 2
            || select.Arguments[1].Value.Unwrap() is not IAnonymousFunctionOperation { Symbol.Parameters: { Length: 1 }, Syntax: LambdaExpressionSyntax { ExpressionBody: { } body } syntax } lambda
            || !IsSame(lambda, loop)
            || select.TargetMethod.TypeArguments.LastOrDefault() is not { } read
            || MadeBy(lambda)?.Type.Is(read) != true
            || !(KeyTypes.IsValue(read) || MadeBy(lambda) is IObjectCreationOperation))
        {
            return false;
        }

        GivesValues = KeyTypes.IsValue(read);
        Projection = syntax;
        var last = Chain.Parts.Length - 1;
        var end = access.OperatorToken.SpanStart;
        if (Chain.Parts[last].Start >= end || end > Chain.Parts[last].End || body.Span.End > Chain.Parts[last].End)
            return false;

        Chain = Chain with { Parts = Chain.Parts.SetItem(last, TextSpan.FromBounds(Chain.Parts[last].Start, end)) };
        return true;
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
        if (lambda?.Syntax is LambdaExpressionSyntax { ExpressionBody: { } body } syntax && (isRun || applied.TargetMethod.Name == "Where" || AreDocuments))
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
    private bool IsSame(IOperation value, Iteration loop) =>
        !Variance.VariesIn(value, loop, IsOfRow)
        && !value.DescendantsAndSelf().Any(o => o is IInvocationOperation call && !LoopFacts.ReferencedSymbols(call).Any(s => s is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } }));

    /// <summary>What the database reads of a row stays the same, whatever the loop does with objects of the class.</summary>
    private bool IsOfRow(IOperation read)
    {
        var root = read;
        while (root is IMemberReferenceOperation { Instance: { } instance })
            root = instance.Unwrap();

        // A member of what is made of the row is set, and not read.
        if (root is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver })
            return read.IsInExpressionTree(compilation);

        if (root is not IParameterReferenceOperation { Parameter: { } row } || root == read)
            return false;

        for (var parent = read.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation { Symbol: { } function, Body: { } body } && function.Is(row.ContainingSymbol))
                return body.IsInExpressionTree(compilation);
        }

        return false;
    }

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
                pending.Push(and.RightOperand.Unwrap());
                pending.Push(and.LeftOperand.Unwrap());
            }
            else if (Equality(part, row) is var (column, value) && !IsSame(part, loop))
            {
                if (Columns.Any(c => c.Property.Is(column)))
                    return false;

                Columns = Columns.Add(new KeyColumn(column, value, (ExpressionSyntax)part.Syntax, row.Name));
            }
            else if (!IsSame(part, loop))
            {
                return false;
            }
            else if (Equality(part, row) is var (same, given) && !(MayBeNull(same.Type) && MayBeNull(given.Type)))
            {
                steady.Add(same);
            }
        }

        return true;
    }

    /// <summary>The column and the value of a comparison, which says nothing of the row.</summary>
    private static (IPropertySymbol Column, IOperation Value)? Equality(IOperation part, IParameterSymbol row)
    {
        var (left, right) = part switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality => (equality.LeftOperand, equality.RightOperand),
            IInvocationOperation { TargetMethod: { Name: "Equals", Parameters: { Length: 1 } given } method, Instance: { } instance } call when given[0].Type.Is(method.ContainingType) => (instance, call.Arguments[0].Value),
            _ => (null, null),
        };
        if (left is null || right is null)
            return null;

        var (column, value) = IsColumn(left, row) ? (left, right) : (right, left);
        return IsColumn(column, row) && !LoopFacts.ReferencedSymbols(value).Any(s => s.Is(row))
            ? (((IPropertyReferenceOperation)column.Unwrap()).Property, value.Unwrap())
            : null;
    }

    /// <summary>Of rows without a value there may be several, also in a unique index.</summary>
    private static bool MayBeNull(ITypeSymbol? type) => type is null || KeyTypes.MayBeNoObject(type) || KeyTypes.IsNullable(type);

    private static bool IsColumn(IOperation operand, IParameterSymbol row) =>
        operand.Unwrap() is IPropertyReferenceOperation { Property.IsIndexer: false, Instance: { } instance } && instance.ReferencedSymbol().Is(row);
}
