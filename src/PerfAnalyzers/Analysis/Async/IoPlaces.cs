using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Where the bytes of a stream, reader or writer are.</summary>
internal enum IoPlace
{
    /// <summary>In memory: nobody waits for them.</summary>
    Memory,

    /// <summary>In a file that was opened for synchronous use: another thread would wait instead.</summary>
    SynchronousFile,

    Unknown,

    /// <summary>In another process, on another machine, or in a file that was opened for asynchronous use.</summary>
    Outside,
}

/// <summary>Follows streams, readers and writers to where they were made.</summary>
internal sealed class IoPlaces
{
    private const int MostHops = 6;

    private readonly CompilationContext compilation;
    private readonly ImmutableArray<INamedTypeSymbol> memoryTypes;
    private readonly ImmutableArray<INamedTypeSymbol> outsideTypes;
    private readonly ImmutableArray<INamedTypeSymbol> wrappers;
    private readonly INamedTypeSymbol? fileStream;
    private readonly INamedTypeSymbol? stream;
    private readonly INamedTypeSymbol? textReader;
    private readonly INamedTypeSymbol? textWriter;

    private IoPlaces(CompilationContext compilation)
    {
        this.compilation = compilation;
        memoryTypes = Types(InMemoryIo.MemoryTypes);
        outsideTypes = Types(InMemoryIo.OutsideTypes);
        wrappers = Types(InMemoryIo.Wrappers);
        fileStream = compilation.Type(TypeNames.Files.FileStream);
        stream = compilation.Type(TypeNames.Files.Stream);
        textReader = compilation.Type(TypeNames.Files.TextReader);
        textWriter = compilation.Type(TypeNames.Files.TextWriter);
    }

    public static IoPlaces For(CompilationContext compilation) => compilation.Get(c => new IoPlaces(c));

    /// <summary>Whether a value is one that this question is about.</summary>
    public bool IsChannel(ITypeSymbol? type) => type.DerivesFrom(stream) || type.DerivesFrom(textReader) || type.DerivesFrom(textWriter);

    public IoPlace Of(IOperation value) => Of(value, MostHops);

    private IoPlace Of(IOperation value, int hops)
    {
        var plain = value.ThroughConditionalAccess().UnwrapAwait();
        if (ByType(plain.Type) is { } known)
            return known;

        if (hops == 0)
            return IoPlace.Unknown;

        switch (plain)
        {
            case ILocalReferenceOperation local:
                return LocalValues.SetOnce(local) is { } set ? Of(set, hops - 1) : IoPlace.Unknown;
            case IFieldReferenceOperation or IPropertyReferenceOperation or IInvocationOperation when ByMember(plain) is { } told:
                return told;
            case IFieldReferenceOperation { Field: { IsReadOnly: true } or { DeclaredAccessibility: Accessibility.Private } } field:
                return OfField(field.Field, hops - 1);
            case IObjectCreationOperation creation:
                return OfCreation(creation, hops - 1);
            case IInvocationOperation open when ArchiveEntries.Stream(open, compilation) is { } archived:
                return Of(archived, hops - 1);
            case IInvocationOperation { TargetMethod.Name: "Synchronized" } call when call.Arguments.Length == 1:
                return Of(call.Arguments[0].Value, hops - 1);
            case ICoalesceOperation either:
                return Combine(Of(either.Value, hops - 1), Of(either.WhenNull, hops - 1));
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Combine(Of(choice.WhenTrue, hops - 1), Of(otherwise, hops - 1));
            default:
                return IoPlace.Unknown;
        }
    }

    /// <summary>Where two lead when either may be meant: what is the same for both, else nobody knows.</summary>
    private static IoPlace Combine(IoPlace first, IoPlace second) => first == second ? first : IoPlace.Unknown;

    private IoPlace? ByType(ITypeSymbol? type)
    {
        if (type is ITypeParameterSymbol parameter)
            return parameter.ConstraintTypes.Select(ByType).FirstOrDefault(p => p is not null);

        if (memoryTypes.Any(t => type.DerivesFrom(t)))
            return IoPlace.Memory;

        return outsideTypes.Any(t => type.DerivesFrom(t)) ? IoPlace.Outside : null;
    }

    private IoPlace? ByMember(IOperation read)
    {
        ISymbol? member = read switch
        {
            IFieldReferenceOperation field => field.Field,
            IPropertyReferenceOperation property => property.Property,
            IInvocationOperation call => call.TargetMethod,
            _ => null,
        };
        if (member?.ContainingType is not { } type)
            return null;

        if (Any(InMemoryIo.MemoryMembers, exact: true))
            return IoPlace.Memory;

        if (Any(InMemoryIo.OutsideMembers, exact: true))
            return IoPlace.Outside;

        return Any(InMemoryIo.SynchronousFiles, exact: false) ? IoPlace.SynchronousFile : null;

        bool Any(ImmutableArray<(string Type, string Member)> rows, bool exact) => rows.Any(row =>
            (exact ? member.Name == row.Member : member.Name.StartsWith(row.Member, StringComparison.Ordinal)) && type.DerivesFrom(compilation.Type(row.Type)));
    }

    /// <summary>A field that is given a value in one place only: by its declaration, or in the body of a constructor.</summary>
    private IoPlace OfField(IFieldSymbol field, int hops)
    {
        var bodies = MethodBodies.For(compilation);
        if (field.IsReadOnly && bodies.Initialiser(field) is { } initialiser)
            return Of(ValueOf(initialiser.Root), hops);

        if (!field.IsReadOnly || field.DeclaringSyntaxReferences.IsEmpty)
            return IoPlace.Unknown;

        IoPlace? place = null;
        foreach (var constructor in field.ContainingType.InstanceConstructors)
        {
            if (bodies.Of(constructor) is not { } body)
                continue;

            foreach (var assignment in body.Root.Descendants().OfType<ISimpleAssignmentOperation>())
            {
                if (!assignment.Target.ReferencedSymbol().Is(field))
                    continue;

                var next = Of(assignment.Value, hops);
                place = place is { } known ? Combine(known, next) : next;
            }
        }

        return place ?? IoPlace.Unknown;
    }

    private static IOperation ValueOf(IOperation root) => root switch
    {
        IVariableInitializerOperation initialiser => initialiser.Value,
        ISymbolInitializerOperation initialiser => initialiser.Value,
        _ => root,
    };

    private IoPlace OfCreation(IObjectCreationOperation creation, int hops)
    {
        if (creation.Type.DerivesFrom(fileStream))
            return IsForAsync(creation);

        if (!wrappers.Any(t => creation.Type.DerivesFrom(t)) || creation.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0) is not { } first)
            return IoPlace.Unknown;

        return first.Value.Unwrap().Type is { SpecialType: SpecialType.System_String } ? IoPlace.SynchronousFile : Of(first.Value, hops);
    }

    /// <summary>A file stream is asynchronous only when its constructor is told so.</summary>
    private static IoPlace IsForAsync(IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue)
                continue;

            switch (argument.Parameter)
            {
                case { Name: "useAsync" or "isAsync" }:
                    return argument.Value.ConstantValue is { HasValue: true, Value: false } ? IoPlace.SynchronousFile : IoPlace.Outside;
                case { Type.Name: "FileOptions" } when argument.Value.ConstantValue is { HasValue: true, Value: int options }:
                    return (options & (int)FileOptions.Asynchronous) != 0 ? IoPlace.Outside : IoPlace.SynchronousFile;
                case { Type.Name: "FileOptions" or "FileStreamOptions" or "SafeFileHandle" }:
                    return IoPlace.Unknown;
            }
        }

        return IoPlace.SynchronousFile;
    }

    private ImmutableArray<INamedTypeSymbol> Types(ImmutableArray<string> names) => names.Select(compilation.Type).OfType<INamedTypeSymbol>().ToImmutableArray();
}
