namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>Reads what an endpoint gives back.</summary>
internal static class EndpointAnswers
{
    /// <summary>The symbol of the body of a method, of a lambda or of a local function.</summary>
    public static IMethodSymbol? Function(IOperation function, ISymbol member) => function switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => member as IMethodSymbol,
    };

    /// <summary>What a function gives back, without what functions inside of it do.</summary>
    public static IEnumerable<IOperation> In(IOperation function)
    {
        foreach (var operation in function.Descendants())
        {
            if (operation is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } answer } && Owner(operation, function) == function)
            {
                foreach (var alternative in Alternatives(answer))
                    yield return alternative;
            }
        }
    }

    /// <summary>The answers that a condition chooses among: <c>found ? Ok(rows) : NotFound()</c>.</summary>
    private static IEnumerable<IOperation> Alternatives(IOperation answer)
    {
        var open = new Stack<IOperation>();
        open.Push(answer);
        while (open.Count > 0)
        {
            var current = open.Pop();
            switch (current.Unwrap())
            {
                case IConditionalOperation { WhenFalse: { } otherwise } choice:
                    open.Push(otherwise);
                    open.Push(choice.WhenTrue);
                    break;
                case ISwitchExpressionOperation choice:
                    foreach (var arm in choice.Arms)
                        open.Push(arm.Value);

                    break;
                default:
                    yield return current;
                    break;
            }
        }
    }

    /// <summary>Without await, conversions, and what wraps an answer by a conversion of its own.</summary>
    public static IOperation Open(IOperation value)
    {
        var current = value.UnwrapAwait();
        while (current is IConversionOperation { OperatorMethod.ContainingNamespace: { } declared } conversion && declared.IsFramework())
            current = conversion.Operand.UnwrapAwait();

        return current;
    }

    /// <summary>Ok(rows), Json(rows), View(rows), TypedResults.Ok(rows).</summary>
    public static bool IsAnswer(IMethodSymbol method) => IsOfWebFramework(method.ContainingNamespace);

    /// <summary>Whether an answer becomes a page for people.</summary>
    public static bool IsForPeople(IInvocationOperation answer) => answer.TargetMethod.Name is "View" or "PartialView" or "Page";

    public static bool IsOfWebFramework(INamespaceSymbol? space)
    {
        for (var declared = space; declared is not null; declared = declared.ContainingNamespace)
        {
            if (declared is { Name: "AspNetCore", ContainingNamespace.Name: "Microsoft" })
                return true;
        }

        return false;
    }

    private static IOperation Owner(IOperation returned, IOperation outermost)
    {
        var current = returned.Parent!;
        while (current != outermost && current is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            current = current.Parent!;

        return current;
    }
}
