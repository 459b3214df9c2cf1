using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>Work that is done for each request although its answer is the same as long as the process runs.</summary>
/// <param name="Call">The call that does it.</param>
/// <param name="Answer">What it finds out.</param>
internal sealed record PerProcessWork(IInvocationOperation Call, ProcessAnswer Answer)
{
    private const int LongestTrace = 6;

    private static readonly ImmutableArray<string> Changes = ImmutableArray.Create("Write", "Append", "Create", "Delete", "Move", "Copy", "Replace", "Open");

    /// <summary>Such work; null for any other call, and where what it asks for depends on the call around.</summary>
    public static PerProcessWork? Of(IInvocationOperation call, CompilationContext compilation) =>
        ProcessAnswers.For(compilation).Find(call.TargetMethod) is { } answer && IsTheSame(call, answer, compilation) && !RemadeObject.IsRare(call, compilation)
            ? new PerProcessWork(call, answer)
            : null;

    /// <summary>How sure it is that requests have it done, and the way from them; null where none is seen to.</summary>
    /// <param name="member">The member around.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public (Confidence Sure, IEnumerable<Location>? Path)? Sureness(ISymbol member, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (BackgroundWork.Holds(member, compilation, cancellationToken))
            return null;

        var (serving, path) = ServingPlaces.For(compilation).Of(Call, cancellationToken);
        if (serving != Serving.Certain && !ServedConstructors.For(compilation).Hold(Call, cancellationToken))
            return null;

        // Somebody may change a file while the process runs, and small sections are bound in microseconds.
        return (Answer == ProcessAnswer.Types || Call.TargetMethod.Name == "Build" ? Confidence.High : Confidence.Medium, path);
    }

    private static bool IsTheSame(IInvocationOperation call, ProcessAnswer answer, CompilationContext compilation) => answer switch
    {
        ProcessAnswer.File => call.Argument(0) is { } path && IsFixed(path, LongestTrace) && !IsChangedHere(call) && (!FileOpenings.For(compilation).Contains(call.TargetMethod) || IsParsed(call)),
        ProcessAnswer.Settings => (call.Receiver() is null || IsSection(call.Receiver()!)) && call.Arguments.All(a => a.Value == call.Receiver() || a.Value.Type?.TypeKind != TypeKind.TypeParameter && IsSetting(a.Value)),
        _ => call.Instance is { } assembly && IsAlwaysThere(assembly) && (call.TargetMethod.Name != "GetAssemblies" || AsksForTypes(call)),
    };

    /// <summary>Whether the types of all assemblies are gone through; which assemblies there are is soon told, and changes.</summary>
    private static bool AsksForTypes(IInvocationOperation assemblies) =>
        LocalValues.Root(assemblies).Descendants().Any(o =>
            o is IInvocationOperation { TargetMethod.Name: "GetTypes" or "GetExportedTypes", Instance: ILocalReferenceOperation or IParameterReferenceOperation } or IPropertyReferenceOperation { Property.Name: "DefinedTypes" or "ExportedTypes" }
            || o is IMethodReferenceOperation { Method.Name: "GetTypes" or "GetExportedTypes" });

    /// <summary>Whether a path is put together from texts and from where the application is.</summary>
    private static bool IsFixed(IOperation path, int trace)
    {
        var value = path.UnwrapAwait();
        if (value.ConstantValue.HasValue)
            return true;

        if (trace == 0)
            return false;

        return value switch
        {
            ILocalReferenceOperation local => LocalValues.SetOnce(local) is { } set && IsFixed(set, trace - 1),
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } => true,
            IPropertyReferenceOperation { Property: var place } => ProcessAnswers.IsPlace(place),
            IInvocationOperation { TargetMethod: { IsStatic: true, Name: "Combine" or "Join" or "Concat" or "GetFullPath" or "GetCurrentDirectory", ContainingNamespace: var home } } put when home.IsFramework() =>
                put.Arguments.All(a => IsFixed(a.Value, trace - 1)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsFixed(sum.LeftOperand, trace - 1) && IsFixed(sum.RightOperand, trace - 1),
            IInterpolatedStringOperation text => text.Parts.All(p => p is IInterpolatedStringTextOperation || (p is IInterpolationOperation part && IsFixed(part.Expression, trace - 1))),
            IArrayCreationOperation { Initializer: { } parts } => parts.ElementValues.All(e => IsFixed(e, trace - 1)),
            _ => false,
        };
    }

    /// <summary>Whether something is made of all that stands in an open file; what is only passed on may be long, and is nothing to keep.</summary>
    private static bool IsParsed(IInvocationOperation open)
    {
        var stream = SinglePass.Outermost(open);
        if (Parses(stream))
            return true;

        return stream.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
            && LocalValues.SetOnce(local, stream) is not null
            && LocalValues.Root(open).Descendants().Any(o => o is ILocalReferenceOperation use && use.Local.Is(local) && Parses(SinglePass.Outermost(use)));
    }

    private static bool Parses(IOperation stream) => stream.Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } => method.ContainingNamespace.IsFramework() && ProcessAnswers.IsParser(method),
        IInvocationOperation call => call.Instance == stream && call.TargetMethod.Name is "ReadToEnd" or "ReadToEndAsync",
        _ => false,
    };

    /// <summary>Whether the class around also writes files: then this may be one of them.</summary>
    private static bool IsChangedHere(IOperation call) =>
        call.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        && type.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(a => a.Expression.ToString() is "File" or "System.IO.File" && a.Name.Identifier.ValueText is var name && name is not ("OpenRead" or "OpenText") && Changes.Any(c => name.StartsWith(c, StringComparison.Ordinal)));

    /// <summary>Whether something is a configuration, or a section of it that has a fixed name.</summary>
    private static bool IsSection(IOperation value) => value.Unwrap() switch
    {
        IInvocationOperation { TargetMethod.Name: "GetSection" or "GetRequiredSection" } section =>
            section.Receiver() is { } whole && IsSection(whole) && section.Arguments.All(a => a.Value == whole || a.Value.ConstantValue.HasValue),
        ILocalReferenceOperation local => LocalValues.SetOnce(local) is { } set && IsSection(set),
        IInvocationOperation { TargetMethod: { ReturnType.Name: "IConfigurationBuilder" or "ConfigurationBuilder" } } step =>
            step.Receiver() is { } builder && IsSection(builder) && step.Arguments.All(a => a.Value == builder || a.ArgumentKind == ArgumentKind.DefaultValue || IsFixed(a.Value, LongestTrace)),
        IObjectCreationOperation { Type.Name: "ConfigurationBuilder" } => true,
        IFieldReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false } => value.Type is { Name: "IConfiguration" or "IConfigurationRoot" or "ConfigurationManager" },
        _ => false,
    };

    /// <summary>Whether what is bound is new, and its name a fixed one.</summary>
    private static bool IsSetting(IOperation argument) =>
        argument.ConstantValue.HasValue
        || argument.Unwrap() is IObjectCreationOperation
        || (argument.Unwrap() is ILocalReferenceOperation local && LocalValues.SetOnce(local)?.Unwrap() is IObjectCreationOperation { Arguments.IsEmpty: true });

    /// <summary>Whether an assembly is one that the program is made of, and not one that somebody hands in.</summary>
    private static bool IsAlwaysThere(IOperation assembly) => assembly.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.Name: "Assembly", Instance: { } type } => type.Unwrap() is ITypeOfOperation,
        IPropertyReferenceOperation { Property: { Name: "CurrentDomain", IsStatic: true } } => true,
        IInvocationOperation { TargetMethod: { IsStatic: true, Name: "GetExecutingAssembly" or "GetEntryAssembly" or "GetCallingAssembly" } } => true,
        ILocalReferenceOperation local => LocalValues.SetOnce(local) is { } set && IsAlwaysThere(set),
        _ => false,
    };
}
