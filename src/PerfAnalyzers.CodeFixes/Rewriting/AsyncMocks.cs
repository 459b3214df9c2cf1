namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Rewrites what tests say about methods of stand-ins: the call is only shown there, and is not to be awaited.</summary>
internal static class AsyncMocks
{
    private const string Moq = "Moq";
    private const string Substitutes = "NSubstitute";
    private const string Fakes = "FakeItEasy";

    private static readonly ImmutableHashSet<string> AboutCalls = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Returns", "ReturnsForAnyArgs", "ReturnsNull", "ReturnsNullForAnyArgs", "Throws", "ThrowsForAnyArgs", "ThrowsAsync", "ThrowsAsyncForAnyArgs", "AndDoes");

    /// <summary>
    /// The edits besides the new name that a set-up needs when the method it is about answers with a task; null when the call is
    /// no set-up, or one that has no such form.
    /// </summary>
    public static ImmutableArray<TextChange>? Read(InvocationExpressionSyntax call, FixRequest request)
    {
        // substitute.Get(1).Returns(2): the extension for tasks takes the same value.
        if (call.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax about } access && access.Expression == call && AboutCalls.Contains(access.Name.Identifier.ValueText))
            return Library(about, request) == Substitutes ? ImmutableArray<TextChange>.Empty : null;

        if (call.Parent is not LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax setup } } lambda || lambda.Body != call)
            return null;

        return Library(setup, request) switch
        {
            Substitutes or Fakes => ImmutableArray<TextChange>.Empty,
            Moq => OfMoq(setup),
            _ => null,
        };
    }

    private static string? Library(InvocationExpressionSyntax call, FixRequest request)
    {
        var declared = (request.Model.GetSymbolInfo(call, request.CancellationToken).Symbol as IMethodSymbol)?.ContainingNamespace;
        while (declared is { ContainingNamespace: { IsGlobalNamespace: false } outer })
            declared = outer;

        return declared?.Name;
    }

    /// <summary><c>mock.Setup(x => x.Get(1)).Returns(2)</c>: tasks have methods of their own for what they give.</summary>
    private static ImmutableArray<TextChange>? OfMoq(InvocationExpressionSyntax setup)
    {
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        for (var current = setup; current.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access; current = next)
        {
            switch (access.Name.Identifier.ValueText)
            {
                case "Returns" or "Throws" when access.Name is IdentifierNameSyntax:
                    edits.Add(new TextChange(access.Name.Span, access.Name.Identifier.ValueText + AsyncNames.Suffix));
                    break;
                case "Callback" or "Verifiable":
                    break;
                default:
                    return null;
            }
        }

        return edits.ToImmutable();
    }
}
