using Microsoft.CodeAnalysis.FindSymbols;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Reads who uses the methods of a family, and how.</summary>
internal static class AsyncReferences
{
    /// <summary>Fills in the calls and mentions of a family; what can be neither counts as a caller that keeps the synchronous form.</summary>
    /// <returns>How many references were read; the caller has a limit for all of them.</returns>
    public static async Task<int> ReadAsync(AsyncFamily family, AsyncDocuments documents)
    {
        var read = new HashSet<(DocumentId, TextSpan)>();
        foreach (var location in await FindAsync(family, documents).ConfigureAwait(false))
        {
            if (!read.Add((location.Document.Id, location.Location.SourceSpan)))
                continue;

            var request = await documents.OfAsync(location.Document).ConfigureAwait(false);
            if (request is null || location.IsImplicit)
                family.HasUnseenCallers = true;
            else
                Read(family, request.Root.FindNode(location.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true), request);
        }

        if (family.Declarations.Any(d => UnboundNames.Contain(AsyncNames.Simple(d.Symbol.Name), d.Request.Compilation.Compilation)))
            family.HasUnseenCallers = true;

        return read.Count;
    }

    private static async Task<List<ReferenceLocation>> FindAsync(AsyncFamily family, AsyncDocuments documents)
    {
        var locations = new List<ReferenceLocation>();
        var searched = new HashSet<(SyntaxTree, TextSpan)>();
        foreach (var declaration in family.Declarations)
        {
            // A search for one method finds the uses of those it overrides or implements too.
            if (searched.Contains(declaration.Key))
                continue;

            foreach (var found in await ReferenceSearch.FindAsync(declaration.Symbol, documents.Solution, documents.CancellationToken).ConfigureAwait(false))
            {
                if (found.Definition.DeclaringSyntaxReferences.FirstOrDefault() is { } reference)
                    searched.Add((reference.SyntaxTree, reference.Span));

                locations.AddRange(found.Locations);
            }
        }

        return locations;
    }

    private static void Read(AsyncFamily family, SyntaxNode node, FixRequest request)
    {
        if (node.IsPartOfStructuredTrivia())
        {
            if (node is SimpleNameSyntax documented)
                family.Mentions.Add((request, documented.Identifier.Span));

            return;
        }

        if (node is not SimpleNameSyntax name)
        {
            family.HasUnseenCallers = true;
        }
        else if (Invocation(name) is { } call)
        {
            if (request.Model.GetSymbolInfo(call, request.CancellationToken).Symbol is not IMethodSymbol called)
                family.HasUnseenCallers = true;
            else if (AsyncMocks.Read(call, request) is { } setUp)
                family.SetUps.Add((request, name.Identifier.Span, setUp));
            else if (family.Contains((called.ReducedFrom ?? called).OriginalDefinition))
                family.Calls.Add(CallOf(family, call, name, request));
            else if (!family.HasForeignRoot)
                family.HasUnseenCallers = true;
        }
        else if (IsInNameOf(name))
        {
            // Attributes and reflection give the name to somebody who looks the method up.
            if (name.FirstAncestorOrSelf<AttributeSyntax>() is not null || UnboundNames.IsLookedUp(name))
                family.HasUnseenCallers = true;

            family.Mentions.Add((request, name.Identifier.Span));
        }
        else if (IsEndpointHandler(name, request))
        {
            family.Mentions.Add((request, name.Identifier.Span));
        }
        else
        {
            family.HasUnseenCallers = true;
        }
    }

    private static AsyncAwait CallOf(AsyncFamily family, InvocationExpressionSyntax call, SimpleNameSyntax name, FixRequest request)
    {
        var whole = AwaitExpression.Whole(call);
        var spot = AwaitExpression.CanAwaitCall(whole, call, request) ? AsyncSpots.Find(whole, wait: null, request) : null;
        return new AsyncAwait(request, whole, spot, edits =>
        {
            AwaitExpression.AwaitCall(edits, whole, call, request);
            if (name.Identifier.ValueText != family.AsyncName)
                edits.Replace(name.Identifier.Span, family.AsyncName);

            return true;
        });
    }

    /// <summary>The call of what a name stands for; null where it is named otherwise.</summary>
    public static InvocationExpressionSyntax? Invocation(SimpleNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax call when call.Expression == name => call,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Name == name && call.Expression == access => call,
        MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax call } binding when call.Expression == binding => call,
        _ => null,
    };

    public static bool IsInNameOf(SyntaxNode node) =>
        node.Ancestors().OfType<InvocationExpressionSyntax>().Any(i => i.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });

    /// <summary>MapGet("/", Handler): any delegate will do, and a task is awaited.</summary>
    public static bool IsEndpointHandler(SimpleNameSyntax name, FixRequest request)
    {
        var handler = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? (ExpressionSyntax)access : name;
        return handler.Parent is ArgumentSyntax argument
            && request.Model.GetOperation(argument, request.CancellationToken) is IArgumentOperation { Parameter: { } parameter }
            && SymbolEqualityComparer.Default.Equals(parameter.Type, request.Compilation.Type(TypeNames.System.Delegate))
            && request.Model.GetOperation(handler, request.CancellationToken) is { } function
            && RequestDelegates.IsHandedOver(function, request.Compilation);
    }
}
