using Microsoft.CodeAnalysis.FindSymbols;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Makes a synchronous action, page handler or hub method async: the framework, its only caller, accepts both.
/// The name stays, because routes, links and clients are made from it.
/// </summary>
internal static class RequestEntryConversion
{
    public static async Task<bool> TryConvertAsync(EditList edits, AsyncMember member, FixRequest request)
    {
        var method = member.Symbol;
        if (member.Node is not MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } declaration
            || AwaitLegality.OfMember(member, request.Compilation) != AwaitObstacle.None
            || declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
            || method.IsVirtual
            || method.IsOverride
            || ImplementsInterface(method)
            || IsDeferred(method.ReturnType, request)
            || await IsUsedAsync(method, request).ConfigureAwait(false))
        {
            return false;
        }

        var types = AwaitableTypes.For(request.Compilation);
        var task = method.ReturnsVoid ? types.Task : types.TaskOfT;
        var usings = ImmutableArray.CreateBuilder<TextChange>();
        if (task is null || !Usings.TryAdd(usings, task, declaration, request))
            return false;

        edits.AddRange(usings);
        AsyncConversion.AddModifier(edits, declaration);
        if (method.ReturnsVoid)
        {
            edits.Replace(declaration.ReturnType.Span, "Task");
        }
        else
        {
            edits.Insert(declaration.ReturnType.SpanStart, "Task<");
            edits.Insert(declaration.ReturnType.Span.End, ">");
        }

        return true;
    }

    /// <summary>The handler of MapGet and its kin may be any delegate, so it may as well return a task.</summary>
    public static bool TryConvertEndpoint(EditList edits, AsyncMember member, BlockingWait wait, FixRequest request)
    {
        var handler = request.Compilation.Type(TypeNames.System.Delegate);
        if (member.Node is not LambdaExpressionSyntax { Parent: ArgumentSyntax argument } lambda
            || request.Model.GetOperation(argument, request.CancellationToken) is not IArgumentOperation { Parameter: { } parameter }
            || !SymbolEqualityComparer.Default.Equals(parameter.Type, handler)
            || lambda is ParenthesizedLambdaExpressionSyntax { ReturnType: not null }
            || AwaitLegality.OfMember(member, request.Compilation) != AwaitObstacle.None
            || IsDeferred(member.Symbol.ReturnType, request))
        {
            return false;
        }

        // () => LoadAsync().Wait() answers nothing; async () => await LoadAsync() would answer with the result.
        if (member.Body == wait.Operation.Syntax && wait.Kind == WaitKind.Wait && wait.Task?.Type is INamedTypeSymbol { IsGenericType: true })
            return false;

        AsyncConversion.AddModifier(edits, lambda);
        return true;
    }

    private static bool ImplementsInterface(IMethodSymbol method) =>
        method.ContainingType.AllInterfaces.Any(i => i.GetMembers(method.Name).Any(m =>
            SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method)));

    /// <summary>A query or a stream is run by the framework after the action has returned; a task around it is not unwrapped.</summary>
    private static bool IsDeferred(ITypeSymbol type, FixRequest request) =>
        type.OriginalDefinition.Name is "IQueryable" or "IOrderedQueryable" or "IAsyncEnumerable" or "ChannelReader"
        || AwaitableTypes.For(request.Compilation).IsTaskLike(type);

    private static async Task<bool> IsUsedAsync(IMethodSymbol method, FixRequest request)
    {
        var references = await SymbolFinder.FindReferencesAsync(method, request.Document.Project.Solution, request.CancellationToken).ConfigureAwait(false);
        foreach (var location in references.SelectMany(r => r.Locations))
        {
            var root = await location.Document.GetSyntaxRootAsync(request.CancellationToken).ConfigureAwait(false);
            var node = root?.FindNode(location.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
            if (node is null || !(node.IsPartOfStructuredTrivia() || IsInNameOf(node)))
                return true;
        }

        return false;
    }

    /// <summary>CreatedAtAction(nameof(Get)): the name does not change.</summary>
    private static bool IsInNameOf(SyntaxNode node) =>
        node.Ancestors().OfType<InvocationExpressionSyntax>().Any(i => i.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });
}
