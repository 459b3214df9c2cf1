using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Web;

/// <summary>An endpoint that only reads, asks others anew for each request, and whose answer nobody keeps although it is the same for all who ask.</summary>
/// <param name="Name">How a reader names it.</param>
/// <param name="Read">The way to what it asks.</param>
/// <param name="Confidence">How much it costs: any number of rows or another service, or one row.</param>
internal sealed record UncacheableRead(string Name, RoundTripPath Read, Confidence Confidence)
{
    /// <summary>The read behind a call of <c>MapGet</c>; null where there is none, or its answer is kept or for one only.</summary>
    public static UncacheableRead? Of(IInvocationOperation map, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (map.TargetMethod.Name != "MapGet" || MappedHandler.Of(map, compilation) is not { } handler || !IsOpenToAll(map, compilation))
            return null;

        var route = map.Arguments.Select(a => a.Value.ConstantValue.Value as string).FirstOrDefault(t => t is not null) ?? "";
        return IsOfMoment(route) ? null : Of(handler.Function, handler.Body, route.Length == 0 ? "The endpoint" : $"'{route}'", compilation, cancellationToken);
    }

    /// <summary>The same for an action that says that it is for GET.</summary>
    public static UncacheableRead? Of(IMethodBodyOperation body, IMethodSymbol action, CompilationContext compilation, CancellationToken cancellationToken) =>
        action.GetAttributes().Any(a => a.AttributeClass.DerivesFrom(compilation.Type(TypeNames.WebApplications.HttpGetAttribute)))
        && RequestEntries.For(compilation).Contains(action)
        && !MentionsTogether("MapControllers", AnswerSharing.Required, compilation)
            ? Of(action, body, $"'{action.Name}'", compilation, cancellationToken)
            : null;

    private static UncacheableRead? Of(IMethodSymbol function, IOperation body, string name, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (IsOfMoment(function.Name)
            || !IsForAll(function, body.Syntax)
            || EndpointAnswers.In(body).Any(a => EndpointAnswers.Open(a) is IInvocationOperation answer && (EndpointAnswers.IsForPeople(answer) || answer.TargetMethod.Name is "File" or "Stream" or "PhysicalFile"))
            || SourceProjects.Of(compilation).Any(p => AnswerSharing.ForAll.Any(n => FeatureMentions.IsMentioned(n, p))))
        {
            return null;
        }

        RoundTripPath? found = null;
        foreach (var call in body.Descendants().OfType<IInvocationOperation>().Where(c => !c.IsNotRun(compilation)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FinalWrites.For(compilation).Is(call, cancellationToken))
                return null;

            foreach (var path in RoundTripFacts.For(compilation).Of(call, isAction: true, cancellationToken))
            {
                // Whoever writes, or asks a cache on the way, is another case.
                if (path.End.Row is { IsWrite: true } || path.End.Kind is RoundTripKind.Cache || path.End.IsPending || !path.Steps.All(s => IsPlain(s, compilation)))
                    return null;

                if (path.Certainty == PathCertainty.Certain && IsRead(path.End) && (found is null || (IsLong(path.End) && !IsLong(found.End))))
                    found = path;
            }
        }

        return found is null ? null : new UncacheableRead(name, found, IsLong(found.End) ? Confidence.High : Confidence.Medium);
    }

    /// <summary>Whether nothing in the declaration and the code of an endpoint says that its answer is kept or is for one only.</summary>
    private static bool IsForAll(IMethodSymbol function, SyntaxNode code)
    {
        for (ISymbol? symbol = function; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol is INamedTypeSymbol { BaseType: { } parent } ? parent : symbol.ContainingSymbol)
        {
            if (symbol.GetAttributes().Any(a => a.AttributeClass is { } type && Says(type.Name)))
                return false;
        }

        return !(function.MethodKind == MethodKind.Ordinary && Words.Split(function.ContainingType.Name).Any(AnswerSharing.IsOfAsker)) && !Says(code);
    }

    private static bool IsPlain(CallStep step, CompilationContext compilation) =>
        !Says(step.Method.ContainingType.Name) && MethodBodies.For(compilation).Of(step.Method) is { } body && !Says(body.Root.Syntax);

    private static bool Says(SyntaxNode code) => code.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && Says(t.ValueText));

    private static bool Says(string identifier) => AnswerSharing.IsKept(identifier) || Words.Split(identifier.TrimStart('_')).Any(AnswerSharing.IsOfAsker);

    private static bool IsOfMoment(string name) =>
        name.Split('/', '-', '{', '}', '.', ':', '_').SelectMany(Words.Split).Any(w => AnswerSharing.IsOfMoment(w) || AnswerSharing.IsOfAsker(w));

    private static bool IsRead(RoundTrip trip) => trip.Kind is RoundTripKind.Query or RoundTripKind.Document or RoundTripKind.Http or RoundTripKind.Grpc or RoundTripKind.Blob or RoundTripKind.Other;

    private static bool IsLong(RoundTrip trip) => trip.Kind is RoundTripKind.Http or RoundTripKind.Grpc || trip.Row is null or { Result: RoundTripResult.Many or RoundTripResult.Scalar };

    /// <summary>Whether nothing that is said of the endpoint or its group keeps answers, or asks who somebody is. Of a group that comes from elsewhere it is not known what is said there.</summary>
    private static bool IsOpenToAll(IInvocationOperation map, CompilationContext compilation) => IsDroppedPlain((ExpressionSyntax)map.Syntax) && IsOfPlainGroup(map, compilation);

    /// <summary>Whether what follows on the call says nothing of the kind, and nobody gets the endpoint in the end who might.</summary>
    private static bool IsDroppedPlain(ExpressionSyntax map)
    {
        var whole = map;
        while (whole.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer } access && access.Expression == whole)
        {
            if (Says(access.Name) || Says(outer.ArgumentList))
                return false;

            whole = outer;
        }

        return whole.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax } };
    }

    private static bool IsOfPlainGroup(IInvocationOperation map, CompilationContext compilation)
    {
        for (var routes = map.Receiver()?.Unwrap(); ;)
        {
            switch (routes)
            {
                case ILocalReferenceOperation reference when reference.Type.Is(compilation.Type(TypeNames.WebApplications.Application)):
                    return true;
                case ILocalReferenceOperation reference:
                    // What is said of the group in another statement counts as well.
                    if (LocalValues.Root(map).Descendants().Any(o => o is ILocalReferenceOperation other && other.Local.Is(reference.Local) && CallOn(other) is { } said && Says(said.TargetMethod.Name)))
                        return false;

                    routes = LocalValues.SetOnce(reference)?.Unwrap();
                    break;
                case IInvocationOperation call:
                    if (Says(call.TargetMethod.Name))
                        return false;

                    routes = call.Receiver()?.Unwrap();
                    break;
                case IParameterReferenceOperation:
                    return !SourceProjects.Of(compilation).Any(p => FeatureMentions.IsMentioned(AnswerSharing.Required, p) || FeatureMentions.IsMentioned("CacheOutput", p));
                default:
                    return false;
            }
        }
    }

    private static IInvocationOperation? CallOn(IOperation value) => value.ParentValue() switch
    {
        IInvocationOperation call => call,
        IArgumentOperation { Parent: IInvocationOperation call } => call,
        _ => null,
    };

    private static bool MentionsTogether(string one, string other, CompilationContext compilation)
    {
        var files = MentionIndex.For(compilation).Of(one).Select(p => p.Tree).ToImmutableHashSet();
        return MentionIndex.For(compilation).Of(other).Any(p => files.Contains(p.Tree));
    }
}
