using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Finds an awaitable form for callbacks that are handed to synchronous methods.</summary>
internal static class AsyncCallbacks
{
    /// <summary>Whether the call that is given a lambda has an overload for async ones that answers with the same type, as Task.Run has.</summary>
    public static bool TakesAsync(AsyncMember member, FixRequest request)
    {
        if (member.Node is not LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument } lambda
            || lambda is ParenthesizedLambdaExpressionSyntax { ReturnType: not null }
            || AwaitLegality.OfMember(member, request.Compilation) != AwaitObstacle.None)
        {
            return false;
        }

        var keyword = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var tried = call.ReplaceNode(lambda, lambda switch
        {
            ParenthesizedLambdaExpressionSyntax many => many.WithAsyncKeyword(keyword),
            SimpleLambdaExpressionSyntax one => one.WithAsyncKeyword(keyword),
            _ => lambda,
        });
        if (request.Model.GetSpeculativeSymbolInfo(call.SpanStart, tried, SpeculativeBindingOption.BindAsExpression).Symbol is not IMethodSymbol overload)
            return false;

        var types = AwaitableTypes.For(request.Compilation);
        var before = request.Model.GetTypeInfo(call, request.CancellationToken).Type;
        var after = request.Model.GetSpeculativeTypeInfo(call.SpanStart, tried, SpeculativeBindingOption.BindAsExpression).Type;
        var index = call.ArgumentList.Arguments.IndexOf(argument);
        return SymbolEqualityComparer.Default.Equals(before, after)
            && argument.NameColon is null
            && index < overload.Parameters.Length
            && types.IsTaskLike(before)

            // Written as one: a key selector may return a task too, but nobody would await it.
            && overload.OriginalDefinition.Parameters[index].Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } returned }
            && types.IsAsyncReturn(returned);
    }

    /// <summary>The statements that do what a method does with its callback, and can await; null where there are none.</summary>
    public static AsyncCallback? AsLoop(AsyncMember member, FixRequest request)
    {
        if (member.Node is not LambdaExpressionSyntax { AsyncKeyword.RawKind: 0, Parent: ArgumentSyntax { NameColon: null, Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call } } lambda
            || Parameter(lambda) is not { } parameter
            || lambda.ContainsDirectives
            || call.ArgumentList.Arguments.Last().Expression != lambda
            || request.Model.GetSymbolInfo(call, request.CancellationToken).Symbol is not IMethodSymbol called)
        {
            return null;
        }

        var type = called.ContainingType;
        if (called.Name == "ForEach" && type.IsConstructedFrom(request.Compilation.Type(TypeNames.System.ListOfT)))
            return ForEach(lambda, parameter, access.Expression, call, member, request);

        if (called.Name == "ForEach" && type.Is(request.Compilation.Type(TypeNames.System.Parallel)))
            return ParallelForEach(lambda, parameter, access.Name, call, type);

        return called is { Name: "Select", MethodKind: MethodKind.ReducedExtension } && type.Is(request.Compilation.Type(TypeNames.System.Enumerable))
            ? SelectToList(lambda, parameter, access.Expression, call, request)
            : null;
    }

    /// <summary>Where the parameters of a lambda are written.</summary>
    public static TextSpan Head(LambdaExpressionSyntax lambda) =>
        lambda is SimpleLambdaExpressionSyntax simple ? simple.Parameter.Span : ((ParenthesizedLambdaExpressionSyntax)lambda).ParameterList.Span;

    /// <summary>The only parameter of a lambda; null where it has none or several.</summary>
    public static SyntaxToken? Parameter(LambdaExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier,
        ParenthesizedLambdaExpressionSyntax { ReturnType: null, ParameterList.Parameters: { Count: 1 } parameters } => parameters[0].Identifier,
        _ => null,
    };

    /// <summary><c>list.ForEach(x => Save(x));</c></summary>
    private static AsyncCallback? ForEach(LambdaExpressionSyntax lambda, SyntaxToken parameter, ExpressionSyntax list, InvocationExpressionSyntax call, AsyncMember member, FixRequest request)
    {
        // A return would have to become a continue.
        if (call.Parent is not ExpressionStatementSyntax statement || member.OwnNodes().Any(n => n is ReturnStatementSyntax) || IsShared(list, request))
            return null;

        var line = TextShape.Lines(request.Text, statement.SpanStart);
        return new AsyncCallback(call, edits =>
        {
            edits.Insert(call.SpanStart, $"foreach (var {parameter} in ");
            edits.Replace(TextSpan.FromBounds(list.Span.End, lambda.Body.SpanStart), ")" + (lambda.Body is BlockSyntax ? line.Same : line.Deeper));
            edits.Replace(TextSpan.FromBounds(lambda.Body.Span.End, statement.Span.End), lambda.Body is BlockSyntax ? "" : ";");
        });
    }

    /// <summary><c>Parallel.ForEach(list, x => Save(x));</c></summary>
    private static AsyncCallback? ParallelForEach(LambdaExpressionSyntax lambda, SyntaxToken parameter, SimpleNameSyntax name, InvocationExpressionSyntax call, INamedTypeSymbol parallel)
    {
        if (call.Parent is not ExpressionStatementSyntax || call.ArgumentList.Arguments.Count != 2 || name is GenericNameSyntax || parallel.GetMembers("ForEachAsync").IsEmpty)
            return null;

        var token = parameter.ValueText == "_" ? "__" : "_";
        return new AsyncCallback(call, edits =>
        {
            edits.Insert(call.SpanStart, "await ");
            edits.Replace(name.Span, "ForEachAsync");
            edits.Replace(Head(lambda), $"async ({parameter}, {token})");
        });
    }

    /// <summary><c>var all = list.Select(x => Load(x)).ToList();</c>, or the same returned, and with <c>ToArray</c>.</summary>
    private static AsyncCallback? SelectToList(LambdaExpressionSyntax lambda, SyntaxToken parameter, ExpressionSyntax list, InvocationExpressionSyntax call, FixRequest request)
    {
        if (lambda.Body is not ExpressionSyntax body
            || call.Parent is not MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: "ToList" or "ToArray" }, Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } all }
            || ListOf(request.Model.GetTypeInfo(all, request.CancellationToken).Type, request) is not { } type
            || Frame(all) is not { } frame
            || IsShared(list, request))
        {
            return null;
        }

        var isArray = request.Model.GetTypeInfo(all, request.CancellationToken).Type is IArrayTypeSymbol;
        var result = frame is { Local: { } local } && !isArray ? local : Names.Unique("results", frame.Owner, request.Model);
        var (same, deeper) = TextShape.Lines(request.Text, frame.Owner.SpanStart);
        var unit = deeper.StartsWith(same, StringComparison.Ordinal) ? deeper.Substring(same.Length) : "";
        var (open, close) = frame.IsArrow ? (same + "{" + deeper, same + "}") : ("", "");
        if (frame.IsArrow)
            (same, deeper) = (deeper, deeper + unit);

        var value = isArray ? result + ".ToArray()" : result;
        var end = frame.Local is null ? $"{same}return {value};" : isArray ? $"{same}var {frame.Local} = {value};" : "";
        var text = request.Text.ToString(list.Span);
        return new AsyncCallback(all, edits =>
        {
            edits.Replace(
                TextSpan.FromBounds(frame.Span.Start, body.SpanStart),
                $"{open}var {result} = new {type.ToMinimalDisplayString(request.Model, all.SpanStart)}();{same}foreach (var {parameter} in {text}){deeper}{result}.Add(");
            edits.Replace(TextSpan.FromBounds(body.Span.End, frame.Span.End), ");" + end + close);
        });
    }

    private static bool IsShared(ExpressionSyntax list, FixRequest request) =>
        request.Model.GetOperation(list, request.CancellationToken) is { } sequence && SharedLoops.MayChange(sequence, request.Compilation);

    private static INamedTypeSymbol? ListOf(ITypeSymbol? type, FixRequest request) => type switch
    {
        INamedTypeSymbol { Name: "List" } list => list,
        IArrayTypeSymbol { Rank: 1 } array => request.Compilation.Type(TypeNames.System.ListOfT)?.Construct(array.ElementType),
        _ => null,
    };

    /// <summary>What statements can take the place of, around an expression that is all that it gives: a declaration, a return, or the arrow of a method.</summary>
    private static (SyntaxNode Owner, TextSpan Span, string? Local, bool IsArrow)? Frame(ExpressionSyntax value) => value.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Type.IsVar: true, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax } declared } } declarator } =>
            (declared, declared.Span, declarator.Identifier.Text, false),
        ReturnStatementSyntax { Parent: BlockSyntax } returned => (returned, returned.Span, null, false),
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } arrow =>
            (method, TextSpan.FromBounds(arrow.GetFirstToken().GetPreviousToken().Span.End, method.SemicolonToken.Span.End), null, true),
        _ => null,
    };
}
