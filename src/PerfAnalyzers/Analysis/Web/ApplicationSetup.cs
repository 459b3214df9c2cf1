using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Web;

/// <summary>Finds the one place of a web application where what it lacks as a whole is told.</summary>
internal static class ApplicationSetup
{
    /// <summary>How calls of the framework are named that give an application endpoints with answers of its own.</summary>
    private static readonly ImmutableHashSet<string> Maps = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete", "MapMethods", "MapGroup", "MapControllers", "MapControllerRoute", "MapDefaultControllerRoute", "MapAreaControllerRoute", "UseEndpoints", "UseMvc", "UseMvcWithDefaultRoute");

    /// <summary>Whether anything is known that builds applications.</summary>
    public static bool MayExist(CompilationContext compilation) =>
        compilation.Type(TypeNames.WebApplications.Builder) is not null || compilation.Type(TypeNames.WebApplications.EndpointUse) is not null;

    /// <summary>
    /// The place where an application is built that gets endpoints; in a start-up class where it gets them, unless an application is built elsewhere. Null for any other call.
    /// </summary>
    public static Location? Of(IInvocationOperation call, ISymbol member, CompilationContext compilation)
    {
        if (IsBuilt(call, compilation))
            return GetsEndpoints(call) ? call.NameAndArguments() : null;

        return IsInStartupClass(call, member, compilation) ? call.NameOnly() : null;
    }

    /// <summary><c>builder.Build()</c> and <c>WebApplication.Create(args)</c>.</summary>
    private static bool IsBuilt(IInvocationOperation call, CompilationContext compilation) => call.TargetMethod switch
    {
        { Name: "Build", Parameters.IsEmpty: true } build => build.IsMemberOf(compilation.Type(TypeNames.WebApplications.Builder)),
        { Name: "Create", IsStatic: true } create => create.IsMemberOf(compilation.Type(TypeNames.WebApplications.Application)),
        _ => false,
    };

    /// <summary>Whether an application is given endpoints, or to code that may do so. One that is kept in a local is seen to the end of its function.</summary>
    private static bool GetsEndpoints(IInvocationOperation built)
    {
        if ((built.ParentValue() as IVariableInitializerOperation)?.Parent is not IVariableDeclaratorOperation { Symbol: var application })
            return true;

        foreach (var operation in LocalValues.Root(built).Descendants())
        {
            if (operation is not ILocalReferenceOperation reference || !reference.Local.Is(application))
                continue;

            var value = (IOperation)reference;
            while (value.ParentValue() is { } parent)
            {
                if (parent is IArgumentOperation or IMemberReferenceOperation)
                {
                    value = parent;
                    continue;
                }

                // What is called on what a call gave goes on with the same application: app.UseRouting().UseEndpoints(...).
                if (parent is not IInvocationOperation call)
                    break;

                if (MayMap(call.TargetMethod))
                    return true;

                value = call;
            }

            if (value.ParentValue() is IReturnOperation or IAssignmentOperation or IVariableInitializerOperation)
                return true;
        }

        return false;
    }

    private static bool MayMap(IMethodSymbol method) =>
        Maps.Contains(method.Name) || !method.ContainingNamespace.IsFramework() || !MethodBodies.Declared(method).DeclaringSyntaxReferences.IsEmpty;

    private static bool IsInStartupClass(IInvocationOperation call, ISymbol member, CompilationContext compilation) =>
        call.TargetMethod.Name == "UseEndpoints"
        && call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.WebApplications.EndpointUse))
        && member is IMethodSymbol { Name: "Configure", ContainingType: var startup }
        && !startup.GetMembers("ConfigureServices").IsEmpty
        && !FeatureMentions.IsMentioned("WebApplication", compilation)
        && LocalValues.Root(call).Descendants().First(o => o is IInvocationOperation { TargetMethod.Name: "UseEndpoints" }) == call
        && !call.IsInLambda(orLocalFunction: true);
}
