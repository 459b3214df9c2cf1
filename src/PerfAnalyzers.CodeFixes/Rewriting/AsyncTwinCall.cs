using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Calls the awaitable twin in place of a synchronous call, property or loop.</summary>
internal static class AsyncTwinCall
{
    /// <summary>The await in place of synchronous I/O; null when the twin cannot be called from the text that is there.</summary>
    public static AsyncAwait? Of(SynchronousIo found, FixRequest request)
    {
        var expression = found.Operation switch
        {
            IForEachLoopOperation { Syntax: CommonForEachStatementSyntax loop } => loop.Expression,
            IInvocationOperation { Syntax: InvocationExpressionSyntax call } => AwaitExpression.Whole(call),
            IPropertyReferenceOperation { Syntax: MemberAccessExpressionSyntax read } => read,
            _ => null,
        };
        if (expression is null || expression.ContainsDirectives || !CanWrite(found, expression, request))
            return null;

        return new AsyncAwait(request, expression, AsyncSpots.Find(expression, wait: null, request), edits => TryWrite(edits, found, expression, request))
        {
            Imports = Imports(found.Twin, request),
        };
    }

    /// <summary>Writes the call of the twin alone, where something awaits it already; with the directive that it needs.</summary>
    public static bool TryWriteCall(EditList edits, SynchronousIo found, InvocationExpressionSyntax call, FixRequest request)
    {
        var usings = ImmutableArray.CreateBuilder<TextChange>();
        if (found is not { Operation: IInvocationOperation operation, Twin: { IsSequence: false } twin }
            || Name(call) is not { } name
            || (name == call.Expression && !MeansTwin(call, twin, request))
            || (operation.TargetMethod.IsExtensionMethod && !TokenArgument.IsReduced(call, request) && twin.Import is not null)
            || !Imports(twin, request).All(type => Usings.TryAdd(usings, type, call, request)))
        {
            return false;
        }

        edits.AddRange(usings);
        return TryRename(edits, twin, call) && TryWriteArguments(edits, twin, operation, call, Token(operation, request), request);
    }

    private static ImmutableArray<INamedTypeSymbol> Imports(AsyncTwin twin, FixRequest request)
    {
        var declaring = (twin.Method.ReducedFrom ?? twin.Method).ContainingType;
        if (twin.Import is not null)
            return ImmutableArray.Create(declaring);

        return twin.OtherType is { } other ? ImmutableArray.Create(other) : ImmutableArray<INamedTypeSymbol>.Empty;
    }

    private static bool CanWrite(SynchronousIo found, ExpressionSyntax expression, FixRequest request)
    {
        if (found.Operation is not IInvocationOperation { Syntax: InvocationExpressionSyntax call } operation)
            return !found.Twin.IsSequence || found.Operation is IForEachLoopOperation;

        if (found.Twin.IsSequence)
            return expression == call && call.Parent is CommonForEachStatementSyntax loop && loop.Expression == call;

        // Enumerable.ToList(query): the class that is named there does not declare the twin.
        var isStaticForm = operation.TargetMethod.IsExtensionMethod && !TokenArgument.IsReduced(call, request);
        return Name(call) is { } name
            && !(isStaticForm && found.Twin.Import is not null)
            && (name != call.Expression || MeansTwin(call, found.Twin, request))
            && AwaitExpression.CanAwaitCall(expression, call, request);
    }

    /// <summary>Whether the name of the twin, with nothing before it, means the twin and not a member or local function nearer by.</summary>
    private static bool MeansTwin(InvocationExpressionSyntax call, AsyncTwin twin, FixRequest request) =>
        twin.OtherType is not null
        || request.Model.LookupSymbols(call.SpanStart, name: twin.Name).All(s => s.ContainingType?.OriginalDefinition.DerivesFrom(twin.Method.ContainingType.OriginalDefinition) == true);

    private static bool TryWrite(EditList edits, SynchronousIo found, ExpressionSyntax expression, FixRequest request)
    {
        var token = Token(found.Operation, request);
        switch (found.Operation)
        {
            case IForEachLoopOperation { Syntax: CommonForEachStatementSyntax loop }:
                var enclose = expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax);
                edits.Insert(loop.ForEachKeyword.SpanStart, "await ");
                if (enclose)
                    edits.Insert(expression.SpanStart, "(");

                edits.Insert(expression.Span.End, (enclose ? ")" : "") + $".{found.Twin.Name}()" + (token is null ? "" : $".WithCancellation({token})"));
                return true;

            case IPropertyReferenceOperation:
                AwaitExpression.AwaitAccess(edits, expression, request);
                edits.Replace(((MemberAccessExpressionSyntax)expression).Name.Span, $"{found.Twin.Name}({(found.Twin.WithToken is null ? null : token)})");
                return true;

            case IInvocationOperation { Syntax: InvocationExpressionSyntax call } operation:
                if (found.Twin.IsSequence)
                    edits.Insert(((CommonForEachStatementSyntax)call.Parent!).ForEachKeyword.SpanStart, "await ");
                else
                    AwaitExpression.AwaitCall(edits, expression, call, request);

                AwaitExpression.AwaitDisposal(edits, expression, found.Twin.Method.ReturnType, request);
                return TryRename(edits, found.Twin, call) && TryWriteArguments(edits, found.Twin, operation, call, token, request);

            default:
                return false;
        }
    }

    private static bool TryRename(EditList edits, AsyncTwin twin, InvocationExpressionSyntax call)
    {
        var name = Name(call)!;
        if (twin.OtherType is { } other)
        {
            edits.Replace(TextSpan.FromBounds(call.SpanStart, name.Identifier.Span.End), other.Name + "." + twin.Name);
            return true;
        }

        edits.Replace(name.Identifier.Span, twin.Name);
        return true;
    }

    private static bool TryWriteArguments(EditList edits, AsyncTwin twin, IInvocationOperation operation, InvocationExpressionSyntax call, string? token, FixRequest request)
    {
        foreach (var argument in operation.Arguments.Where(a => a.Parameter is { } p && twin.MemoryParameters.Contains(p.Ordinal) && a.ArgumentKind == ArgumentKind.Explicit))
        {
            if (!TryMakeMemory(edits, ((ArgumentSyntax)argument.Syntax).Expression))
                return false;
        }

        var arguments = call.ArgumentList.Arguments;
        var takesMany = operation.TargetMethod.Parameters.Any(p => p.IsParams);
        var takesToken = takesMany ? null : AsyncTwin.TokenParameter(twin.WithToken ?? twin.Method);
        if (twin.NeedsToken)
            token ??= "default";

        if (takesToken is null || token is null || AsyncTwin.TokenParameter(operation.TargetMethod) is not null)
            return !twin.NeedsToken || takesToken is not null;

        TokenArgument.Write(edits, call, takesToken, token, request);
        return true;
    }

    /// <summary>A span over an array cannot wait; a memory over it can.</summary>
    private static bool TryMakeMemory(EditList edits, ExpressionSyntax value)
    {
        switch (value)
        {
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "AsSpan" } name } }:
                edits.Replace(name.Identifier.Span, "AsMemory");
                return true;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Span", Expression: var memory }:
                edits.Delete(TextSpan.FromBounds(memory.Span.End, value.Span.End));
                return true;
            default:
                return true;
        }
    }

    private static SimpleNameSyntax? Name(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    /// <summary>A token that the function around, or one further out, is given. What cleans up must not be cancelled, nor what would be logged as failed then.</summary>
    private static string? Token(IOperation place, FixRequest request) =>
        LastSteps.Hold(place, request.Compilation)
            || SwallowedCancellation.At(place, request.Compilation)
            ? null
            : TokensInReach.For(request.Compilation).NearestOfAwaited(place, request.CancellationToken)?.Text;
}
