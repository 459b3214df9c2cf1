using System.Runtime.CompilerServices;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Web;

/// <summary>Tells whether a project answers requests, and with what. Names tell which bodies map endpoints; only those are bound.</summary>
internal sealed class ServedEndpoints
{
    private const int MostBodies = 40;

    private static readonly ImmutableArray<string> Maps = ImmutableArray.Create("MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete", "MapMethods");

    private static readonly ImmutableArray<string> ControllerMaps = ImmutableArray.Create(
        "MapControllers", "MapControllerRoute", "MapDefaultControllerRoute", "MapAreaControllerRoute", "UseMvc", "UseMvcWithDefaultRoute");

    /// <summary>Answers that are no text: files, addresses and mere numbers.</summary>
    private static readonly ImmutableHashSet<string> Textless = ImmutableHashSet.Create(
        StringComparer.Ordinal, "File", "PhysicalFile", "Stream", "Bytes", "NoContent", "StatusCode", "Redirect", "LocalRedirect", "RedirectToAction", "RedirectToRoute", "Challenge", "SignIn", "SignOut", "Forbid", "Empty");

    private readonly CompilationContext compilation;
    private StrongBox<bool>? hasAny;
    private StrongBox<bool>? hasText;

    private ServedEndpoints(CompilationContext compilation) => this.compilation = compilation;

    public static ServedEndpoints For(CompilationContext compilation) => compilation.Get(c => new ServedEndpoints(c));

    /// <summary>Whether there is an endpoint that does more than to answer with a constant.</summary>
    public bool HasAny(CancellationToken cancellationToken) =>
        (hasAny ??= new(Handlers(cancellationToken).Any(h => IsNothing(h.Function.ReturnType) || !EndpointAnswers.In(h.Body).All(IsConstant)) || Actions().Any())).Value;

    /// <summary>Whether there is one that answers with text that it makes.</summary>
    public bool HasText(CancellationToken cancellationToken) =>
        (hasText ??= new(Handlers(cancellationToken).Any(h => !IsNothing(h.Function.ReturnType) && EndpointAnswers.In(h.Body).Any(IsText)) || Actions().Any(a => !IsNothing(a.ReturnType)))).Value;

    private IEnumerable<MappedHandler> Handlers(CancellationToken cancellationToken)
    {
        foreach (var project in SourceProjects.Of(compilation))
        {
            var bodies = new HashSet<MethodBody>();
            foreach (var place in Maps.SelectMany(n => MentionIndex.For(project).Of(n)).Where(p => (p.Form & MentionForm.Called) != 0).Take(MostBodies))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (MethodBodies.For(project).At(place.Tree, place.Span, cancellationToken) is not (_, { } body) || !bodies.Add(body))
                    continue;

                foreach (var operation in body.Root.DescendantsAndSelf())
                {
                    if (operation is IInvocationOperation call && MappedHandler.Of(call, project) is { } handler)
                        yield return handler;
                }
            }
        }
    }

    private IEnumerable<IMethodSymbol> Actions()
    {
        if (compilation.Type(TypeNames.AspNetCore.ControllerBase) is not { } controller || !SourceProjects.Of(compilation).Any(p => ControllerMaps.Any(n => FeatureMentions.IsMentioned(n, p))))
            yield break;

        var entries = RequestEntries.For(compilation);
        foreach (var type in SourceProjects.Of(compilation).SelectMany(p => p.Compilation.Assembly.AllTypes()).Where(t => t.TypeKind == TypeKind.Class && t.DerivesFrom(controller)))
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IMethodSymbol action && entries.Contains(action))
                    yield return action;
            }
        }
    }

    private bool IsNothing(ITypeSymbol answer) => answer switch
    {
        { SpecialType: SpecialType.System_Void } => true,
        INamedTypeSymbol { Name: "Task" or "ValueTask" } task => task.TypeArguments.IsEmpty || IsNothing(task.TypeArguments[0]),
        _ => answer.DerivesFrom(compilation.Type(TypeNames.WebApplications.FileResult)),
    };

    private static bool IsText(IOperation answer) =>
        !IsConstant(answer) && !(EndpointAnswers.Open(answer) is IInvocationOperation call && EndpointAnswers.IsAnswer(call.TargetMethod) && Textless.Contains(call.TargetMethod.Name));

    /// <summary>Whether an answer is the same always: <c>"up"</c>, <c>Results.Redirect("/docs")</c>.</summary>
    private static bool IsConstant(IOperation answer) => EndpointAnswers.Open(answer) switch
    {
        { ConstantValue.HasValue: true } => true,
        IInvocationOperation call => EndpointAnswers.IsAnswer(call.TargetMethod) && call.Arguments.All(a => a.ArgumentKind == ArgumentKind.DefaultValue || a.Value.ConstantValue.HasValue),
        _ => false,
    };
}
