using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis;

/// <summary>Small questions about one operation that several parts of the vocabulary ask.</summary>
internal static class OperationExtensions
{
    /// <summary>The value without conversions and parentheses around it.</summary>
    public static IOperation Unwrap(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The collection itself, without what only looks at it another way: a span, a read-only or enumerable view.</summary>
    public static IOperation UnwrapView(this IOperation collection)
    {
        while (true)
        {
            var value = collection.UnwrapAwait();
            switch (value)
            {
                // How an array becomes a span depends on the language version: a conversion, an operator or a call.
                case IConversionOperation { Operand: { Type: IArrayTypeSymbol } array }:
                    collection = array;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "AsEnumerable" or "AsReadOnly" or "AsSpan", IsExtensionMethod: var extends } method } view
                    when method.Parameters.Length == (extends ? 1 : 0) && view.Receiver() is { } receiver:
                    collection = receiver;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "WithCancellation" or "ConfigureAwait", IsExtensionMethod: true, ContainingType.Name: "TaskAsyncEnumerableExtensions" } } stream when stream.Receiver() is { } elements:
                    collection = elements;
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>The value without conversions, parentheses and <c>await</c> (with or without ConfigureAwait) around it.</summary>
    public static IOperation UnwrapAwait(this IOperation operation)
    {
        operation = operation.Unwrap();
        while (operation is IAwaitOperation awaited)
        {
            operation = awaited.Operation.Unwrap();
            if (operation is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task })
                operation = task.Unwrap();
        }

        return operation;
    }

    /// <summary>The task whose value an operation blocks for: <c>task.Result</c>, <c>task.GetAwaiter().GetResult()</c>; null for any other.</summary>
    public static IOperation? BlockedFor(this IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingNamespace.Name: "Tasks" }, Instance: { } task } => task.Unwrap(),
        IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } waited } } => waited.UnwrapAwait(),
        _ => null,
    };

    /// <summary>The nearest operation above that is not a conversion or parentheses.</summary>
    public static IOperation? ParentValue(this IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;

        return parent;
    }

    /// <summary>Whether an operation stands in a lambda, which may run at another time than what is around it; a local function counts where asked for.</summary>
    public static bool IsInLambda(this IOperation operation, bool orLocalFunction = false)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation || (orLocalFunction && parent is ILocalFunctionOperation))
                return true;
        }

        return false;
    }

    /// <summary>What a method is called on: the instance, or the first argument of an extension method.</summary>
    public static IOperation? Receiver(this IInvocationOperation invocation)
    {
        if (invocation.Instance is { } instance)
            return instance.ThroughConditionalAccess();

        if (!invocation.TargetMethod.IsExtensionMethod)
            return null;

        return invocation.Argument(0);
    }

    /// <summary>The place of a call without the chain before it, which may start many lines above.</summary>
    public static Location NameAndArguments(this IInvocationOperation invocation) =>
        invocation.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
            ? Location.Create(call.SyntaxTree, TextSpan.FromBounds(access.Name.SpanStart, call.Span.End))
            : invocation.Syntax.GetLocation();

    /// <summary>The place of an expression that makes an object, without the initializer, which may be long.</summary>
    public static Location WithoutInitializer(this IObjectCreationOperation creation) => creation.Syntax is BaseObjectCreationExpressionSyntax { Initializer: { } initializer } made
        ? Location.Create(made.SyntaxTree, TextSpan.FromBounds(made.SpanStart, initializer.OpenBraceToken.GetPreviousToken().Span.End))
        : creation.Syntax.GetLocation();

    /// <summary>The place of the name of a method that is called, where its arguments are as long as the work they describe.</summary>
    public static Location NameOnly(this IInvocationOperation invocation) =>
        invocation.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Name.GetLocation() : invocation.Syntax.GetLocation();

    /// <summary>The value passed for the parameter at <paramref name="ordinal"/>, or null when there is none.</summary>
    public static IOperation? Argument(this IInvocationOperation invocation, int ordinal)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
                return argument.Value.ThroughConditionalAccess();
        }

        return null;
    }

    /// <summary>The <c>a</c> of <c>a?.M()</c> where the operation is the empty place before <c>.M()</c>.</summary>
    public static IOperation ThroughConditionalAccess(this IOperation operation)
    {
        if (operation.Unwrap() is not IConditionalAccessInstanceOperation)
            return operation;

        // In a?.b?.c the place belongs to the access whose WhenNotNull part it stands in.
        var child = operation;
        for (var parent = operation.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
                return access.Operation;
        }

        return operation;
    }

    /// <summary>The symbol that a plain reference names: a local, parameter, field or property.</summary>
    public static ISymbol? ReferencedSymbol(this IOperation operation) => operation.Unwrap() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };

    /// <summary>Whether the operation is inside a lambda that is data for a query provider and is not run as code.</summary>
    public static bool IsInExpressionTree(this IOperation operation, CompilationContext compilation)
    {
        var expression = compilation.Type(TypeNames.System.Expression);
        if (expression is null)
            return false;

        for (var current = operation; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda && lambda.IsExpressionTree(expression))
                return true;
        }

        return false;
    }

    /// <summary>Whether the code is only looked at: the operand of nameof, or a lambda that a provider translates.</summary>
    public static bool IsNotRun(this IOperation operation, CompilationContext compilation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is INameOfOperation)
                return true;
        }

        return operation.IsInExpressionTree(compilation);
    }

    public static bool IsExpressionTree(this IAnonymousFunctionOperation lambda, INamedTypeSymbol expression)
    {
        for (var type = (lambda.Parent as IConversionOperation)?.Type?.BaseType; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, expression))
                return true;
        }

        return false;
    }

    /// <summary>How a comparison reads from its other side: <c>3 &lt; count</c> as <c>count &gt; 3</c>.</summary>
    public static BinaryOperatorKind Mirrored(this BinaryOperatorKind comparison) => comparison switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => comparison,
    };
}
