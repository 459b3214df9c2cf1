using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Tells the places that run only for what a dictionary, cache or field does not hold yet.</summary>
internal static class CacheMisses
{
    /// <summary>
    /// Under a test that a dictionary, cache or field does not hold the value yet, or the right side of <c>??=</c>; in a method also what is otherwise called where a cache makes its values.
    /// </summary>
    public static bool IsOnMiss(IOperation place, Iteration iteration)
    {
        IOperation child = place;
        for (var parent = place.Parent; parent is not null && parent != iteration.Operation; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case ICoalesceAssignmentOperation remember when remember.Value == child && OutlivesRound(remember.Target, iteration):
                case ICoalesceOperation fallback when fallback.WhenNull == child && LooksUp(fallback.Value, iteration):
                case IConditionalOperation test when test.Condition != child && TestsForMiss(test.Condition, iteration):
                case IBlockOperation block when LeavesOnHit(block, child, iteration):
                    return true;
            }
        }

        return iteration.Form == IterationForm.Call && place is IInvocationOperation call && IsKeptOnAnotherWay(call);
    }

    /// <summary>Whether a method leaves it to its callers if they want the answer from a cache: <c>return isCached ? cache.Get(key, () => Read()) : Read();</c>.</summary>
    private static bool IsKeptOnAnotherWay(IInvocationOperation call)
    {
        foreach (var operation in LocalValues.Root(call).Descendants())
        {
            if (operation is IInvocationOperation other && other != call && other.TargetMethod.OriginalDefinition.Is(call.TargetMethod.OriginalDefinition) && IsInFactory(other))
                return true;
        }

        return false;
    }

    /// <summary>Whether a cache runs the place to make a value that it does not hold, for which others may wait as well: <c>cache.GetAsync(key, () => ...)</c>.</summary>
    public static bool IsInFactory(IOperation place)
    {
        for (var parent = place.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation function && Keeps((function.Parent as IDelegateCreationOperation ?? (IOperation)function).ParentValue()))
                return true;
        }

        return false;

        // What does not bind, as its package is missing, is known by the name it is asked by.
        static bool Keeps(IOperation? parent) => parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation keeping } => IsCache(keeping.TargetMethod.ContainingType.Name) || (keeping.Receiver()?.ReferencedSymbol() is { } cache && IsCache(cache.Name)),
            IInvalidOperation { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var asked } } } => IsCache(asked.ToString()),
            _ => false,
        };

        static bool IsCache(string name) => name is "Lazy" or "LazyInitializer" || name.IndexOf("cache", StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>Whether a statement before the place leaves the round when the value is known already.</summary>
    private static bool LeavesOnHit(IBlockOperation block, IOperation child, Iteration iteration)
    {
        foreach (var statement in block.Operations)
        {
            if (statement == child)
                return false;

            if (statement is IConditionalOperation { WhenFalse: null } test && LeavesRound(test.WhenTrue) && TestsForHit(test.Condition, iteration))
                return true;
        }

        return false;
    }

    private static bool LeavesRound(IOperation statement) => statement switch
    {
        IBlockOperation { Operations: { Length: > 0 } statements } => LeavesRound(statements[statements.Length - 1]),
        IReturnOperation => true,
        IBranchOperation { BranchKind: BranchKind.Continue } => true,
        _ => false,
    };

    private static bool TestsForMiss(IOperation condition, Iteration iteration)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation call when IsLookup(call, iteration):
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test
                    when IsNull(test.RightOperand) && IsRemembered(test.LeftOperand, iteration):
                case IIsPatternOperation { Pattern: IConstantPatternOperation { Value: { } constant } } match
                    when IsNull(constant) && IsRemembered(match.Value, iteration):
                    return true;
            }
        }

        return false;
    }

    private static bool TestsForHit(IOperation condition, Iteration iteration)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            // To leave what is not known is the opposite.
            if (operation is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: { } denied } && denied.DescendantsAndSelf().Any(o => IsHit(o, iteration)))
                return false;

            if (IsHit(operation, iteration))
                return true;
        }

        return false;
    }

    /// <summary>Whether an operation asks for what is known, or says that it is.</summary>
    private static bool IsHit(IOperation operation, Iteration iteration) => operation switch
    {
        // What does not bind may well ask a cache.
        IInvalidOperation => true,
        IInvocationOperation call => IsLookup(call, iteration),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } test => IsNull(test.RightOperand) && IsRemembered(test.LeftOperand, iteration),
        IIsPatternOperation { Pattern: not IConstantPatternOperation } match => IsRemembered(match.Value, iteration),
        _ => false,
    };

    private static bool IsLookup(IInvocationOperation call, Iteration iteration) =>
        (call.TargetMethod.Name is "TryGetValue" or "ContainsKey" or "TryGet"
            && call.Receiver() is { } dictionary
            && OutlivesRound(dictionary, iteration))
        || (call.Type?.SpecialType == SpecialType.System_Boolean && (CacheLookups.Ask(call) || IsOwnLookup(call)));

    /// <summary>Whether a class asks a dictionary of its own by a method that does nothing else: <c>bool IsTracked(int id) =&gt; tracked.ContainsKey(id);</c></summary>
    private static bool IsOwnLookup(IInvocationOperation call) =>
        call.Instance?.Unwrap() is null or IInstanceReferenceOperation
        && call.TargetMethod.OriginalDefinition is { DeclaringSyntaxReferences: { Length: 1 } declared, IsVirtual: false, IsAbstract: false, IsOverride: false } method
        && Answer(declared[0].GetSyntax()) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: ("ContainsKey" or "TryGetValue") and var question, Expression: var asked } }
        && asked is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
        && method.Parameters.All(p => p.Name != asked.ToString())
        && (question == "TryGetValue" || IsRead(call, asked));

    /// <summary>Whether the member that asks takes the value too: one that only asks may keep a list of exceptions.</summary>
    private static bool IsRead(IInvocationOperation call, ExpressionSyntax asked)
    {
        var name = asked.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Last().Identifier.ValueText;
        return call.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().Any(n => n is IdentifierNameSyntax { Identifier.ValueText: var mentioned } && mentioned == name) == true;
    }

    private static ExpressionSyntax? Answer(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax { ExpressionBody.Expression: var expression } => expression,
        MethodDeclarationSyntax { Body.Statements: { Count: 1 } statements } => (statements[0] as ReturnStatementSyntax)?.Expression,
        _ => null,
    };

    /// <summary>
    /// A variable from outside the loop that a round fills: after the first miss it is no longer null. Or what a cache has answered.
    /// </summary>
    private static bool IsRemembered(IOperation value, Iteration iteration)
    {
        if (IsFromCache(value) || IsFromGrowingList(value, iteration))
            return true;

        return OutlivesRound(value, iteration)
            && value.ReferencedSymbol() is { } symbol
            && LoopFacts.Of(iteration).Writes(symbol);
    }

    /// <summary>Whether a value was looked for in a list from outside the loop that a round adds to: <c>known.Find(c =&gt; c.Id == id)</c>.</summary>
    private static bool IsFromGrowingList(IOperation value, Iteration iteration) =>
        value.Unwrap() is ILocalReferenceOperation local
        && LocalValues.FirstPresent(local)?.Unwrap() is IInvocationOperation { TargetMethod.Name: "Find" or "FirstOrDefault" or "SingleOrDefault" } search
        && search.Receiver() is { } list
        && OutlivesRound(list, iteration)
        && LoopFacts.Of(iteration).Mutates(list.ReferencedSymbol()!);

    private static bool IsFromCache(IOperation value)
    {
        var asked = value.UnwrapAwait();
        if (asked is ILocalReferenceOperation local && LocalValues.FirstPresent(local) is { } first)
            asked = first.UnwrapAwait();

        return CacheLookups.Ask(asked);
    }

    private static bool LooksUp(IOperation value, Iteration iteration) =>
        value.UnwrapAwait() is IInvocationOperation lookup
        && (CacheLookups.AskTracked(lookup)
            || (lookup.TargetMethod.Name is "GetValueOrDefault" or "Get" or "GetAsync" && lookup.Receiver() is { } dictionary && OutlivesRound(dictionary, iteration)));

    public static bool OutlivesRound(IOperation value, Iteration iteration) =>
        value.ReferencedSymbol() is { } symbol
        && !LoopFacts.Of(iteration).Declares(symbol)
        && !iteration.Variables.Any(v => v.Is(symbol));

    public static bool IsNull(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: null };
}
