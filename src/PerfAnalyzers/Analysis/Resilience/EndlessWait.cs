using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Resilience;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>A place where the limit of a wait is switched off.</summary>
/// <param name="Operation">The value that does it.</param>
/// <param name="Setting">What is set.</param>
/// <param name="Name">What is set, as a reader calls it.</param>
/// <param name="Confidence">Whether nothing else is seen to end the wait.</param>
internal sealed record EndlessWait(IOperation Operation, TimeoutSetting Setting, string Name, Confidence Confidence)
{
    /// <summary>Parts of names of single commands that take as long as they take.</summary>
    private static readonly ImmutableArray<string> LongCommands = ImmutableArray.Create(
        "Migrat", "Backup", "Restore", "Vacuum", "Index", "Rebuild", "Mainten", "Upgrade", "Install", "Optimi", "Shrink", "Aggregat", "Backfill", "Populat");

    /// <summary>Parts of names of work that takes long in all, and may well be done in parts that do not.</summary>
    private static readonly ImmutableArray<string> LongWork = ImmutableArray.Create("Import", "Export", "Bulk", "Clean", "Purge", "Archiv", "Copy");

    public string Words => Setting.UsualSeconds + " seconds";

    /// <summary>The assignment or argument that switches a limit off; null for any other.</summary>
    public static EndlessWait? Of(IOperation operation, CompilationContext compilation)
    {
        var settings = TimeoutSettings.For(compilation);
        var (setting, value, name) = operation switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment when settings.Find(target.Property) is { } row =>
                (row, assignment.Value, target.Property.ContainingType.Name + "." + target.Property.Name),
            IInvocationOperation call => OfCall(call, settings),
            IObjectCreationOperation creation when settings.IsDefinition(creation.Type) => OfArguments(creation.Arguments),
            _ => default,
        };
        if (setting is null || (TimeoutValue.Of(value, compilation) & setting.NoLimit) == 0)
            return null;

        if (setting.LimitsCommands)
            return IsNamed(operation, LongCommands) || IsFollowedByLong(operation) ? null : new EndlessWait(value.Unwrap(), setting, name, IsNamed(operation, LongWork) || IsOfJob(operation) ? Confidence.Medium : Confidence.High);

        if (setting.IsOftenMeant)
            return new EndlessWait(value.Unwrap(), setting, name, Confidence.Medium);

        if (SendsStream(operation))
            return null;

        return EndsOtherwise(operation, compilation) is { } confidence ? new EndlessWait(value.Unwrap(), setting, name, confidence) : null;
    }

    private static (TimeoutSetting? Setting, IOperation Value, string Name) OfCall(IInvocationOperation call, TimeoutSettings settings)
    {
        if (settings.IsDapper(call.TargetMethod))
            return OfArguments(call.Arguments);

        // Of a method that is given nothing but the limit, and of an extension its receiver.
        return settings.Find(call.TargetMethod) is { } row && call.Argument(call.TargetMethod.Parameters.Length - 1) is { } value
            ? (row, value, call.TargetMethod.Name)
            : default;
    }

    private static (TimeoutSetting? Setting, IOperation Value, string Name) OfArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: TimeoutSettings.DapperParameter })
                return (TimeoutSettings.Dapper, argument.Value, TimeoutSettings.DapperParameter);
        }

        return default;
    }

    /// <summary>Whether the same request is told how it will be sent as a stream (<c>ContentLength</c>, <c>SendChunked</c>), which takes as long as there is something to send.</summary>
    private static bool SendsStream(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } request } }
        && request.ReferencedSymbol() is { } symbol
        && LocalValues.Root(operation).Descendants().Any(o =>
            o is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "ContentLength" or "AllowWriteStreamBuffering" or "SendChunked", Instance: { } same } } && same.ReferencedSymbol().Is(symbol));

    /// <summary>Whether the class is named for what runs by itself: no request waits for its commands.</summary>
    private static bool IsOfJob(IOperation operation) =>
        operation.Syntax.Ancestors().OfType<BaseTypeDeclarationSyntax>().Any(type => Collections.Words.Split(type.Identifier.ValueText) is { Count: > 0 } words && PurposeWords.IsOwnRun(words[words.Count - 1]));

    /// <summary>Whether what is then done in the same function is a command that takes as long as it takes: <c>db.Database.MigrateAsync()</c>.</summary>
    private static bool IsFollowedByLong(IOperation operation)
    {
        var function = operation;
        while (function.Parent is { } parent && function is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            function = parent;

        return function.Descendants().Any(o => o is IInvocationOperation call
            && call.Syntax.SpanStart > operation.Syntax.Span.End
            && LongCommands.Any(part => call.TargetMethod.Name.IndexOf(part, StringComparison.Ordinal) >= 0));
    }

    private static bool IsNamed(IOperation operation, ImmutableArray<string> parts)
    {
        for (var node = operation.Syntax; node is not null; node = node.Parent)
        {
            var name = node switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                LocalFunctionStatementSyntax local => local.Identifier.ValueText,
                BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
                _ => "",
            };
            if (parts.Any(part => name.IndexOf(part, StringComparison.Ordinal) >= 0))
                return true;
        }

        return false;
    }

    /// <summary>
    /// How sure it is that nothing else ends the wait. A client whose requests have limits of their own must have none itself, and
    /// one that reads streams may go on; a token that a caller gives may or may not be cancelled.
    /// </summary>
    private static Confidence? EndsOtherwise(IOperation operation, CompilationContext compilation)
    {
        if (operation.Syntax.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().Any(IsGuarded) || IsBehindHandler(operation, compilation))
            return null;

        var type = operation.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        SyntaxNode around = type is null ? operation.Syntax.SyntaxTree.GetRoot() : type;
        var confidence = Confidence.High;
        foreach (var token in around.DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken))
                continue;

            switch (token.ValueText)
            {
                case "CancelAfter" or "ResponseHeadersRead" or "GetStreamAsync" or "TimeoutRejectedException" or "ResiliencePipeline":
                case "StreamContent" or "MultipartFormDataContent": // What is sent may be of any length.
                case "HttpClientTransport": // The clients of Azure end each of their tries themselves.
                case var name when name.IndexOf("Timeout", StringComparison.Ordinal) >= 0 && IsCalled(token):
                case "GrpcChannel" or "GrpcChannelOptions": // A channel carries streams; each call has a deadline of its own.
                case "CancellationTokenSource" when token.Parent?.Parent is ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 }:
                    return null;
                case "CancellationToken":
                    confidence = Confidence.Medium;
                    break;
                case "AddHttpClient" or "ConfigureHttpClient":
                    // Who uses the client stands elsewhere.
                    confidence = Confidence.Medium;
                    break;
            }
        }

        return confidence;
    }

    /// <summary>Whether a name is that of a method which is called: <c>WithTimeout(limit, token => ...)</c>.</summary>
    private static bool IsCalled(SyntaxToken name) =>
        name.Parent is SimpleNameSyntax called && (called.Parent is InvocationExpressionSyntax || called.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Name == called);

    /// <summary>Whether the client is made around a handler that somebody wrote or hands in: that is where limits for each request are kept.</summary>
    private static bool IsBehindHandler(IOperation operation, CompilationContext compilation)
    {
        if (operation is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } client } })
            return false;

        return client is IInstanceReferenceOperation
            ? operation.Parent?.Parent is IObjectCreationOperation made && HasOwnHandler(made, compilation)
            : LocalValues.Root(operation).Descendants().Any(o => o is IObjectCreationOperation kept && IsKeptIn(kept, client.ReferencedSymbol()) && HasOwnHandler(kept, compilation));
    }

    private static bool IsKeptIn(IObjectCreationOperation made, ISymbol? client) => made.ParentValue() switch
    {
        ISimpleAssignmentOperation assignment => assignment.Target.ReferencedSymbol()?.Is(client) == true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declared } => declared.Symbol.Is(client),
        _ => false,
    };

    /// <summary>Whether a client is given a handler that is none of the framework's, which know no limit for a request.</summary>
    private static bool HasOwnHandler(IObjectCreationOperation client, CompilationContext compilation)
    {
        var handler = client.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value.Unwrap();
        if (handler is ILocalReferenceOperation local)
            handler = LocalValues.SetOnce(local)?.Unwrap() ?? handler;

        return handler is not null && !TypeNames.Http.Handlers.Any(name => handler.Type.Is(compilation.Type(name)));
    }

    /// <summary>Whether the client that is set up in a call gets a policy with a limit of its own in the same chain.</summary>
    private static bool IsGuarded(InvocationExpressionSyntax call)
    {
        for (SyntaxNode? node = call; node is InvocationExpressionSyntax or MemberAccessExpressionSyntax; node = node.Parent)
        {
            if (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }
                && (name.IndexOf("Resilience", StringComparison.Ordinal) >= 0 || name.IndexOf("Policy", StringComparison.Ordinal) >= 0 || name.IndexOf("MessageHandler", StringComparison.Ordinal) >= 0))
            {
                return true;
            }
        }

        return false;
    }
}
