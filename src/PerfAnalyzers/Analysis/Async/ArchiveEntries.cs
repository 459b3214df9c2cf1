using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Follows the stream of an entry of an archive to the stream that the archive was made on.</summary>
internal static class ArchiveEntries
{
    /// <summary>What the archive was made on whose entry a call opens; null when the call is something else, or nobody knows.</summary>
    public static IOperation? Stream(IInvocationOperation open, CompilationContext compilation)
    {
        if (open is not { TargetMethod: { Name: "Open", ContainingType: var type }, Instance: { } entry } || !type.Is(compilation.Type(TypeNames.Files.ZipArchiveEntry)))
            return null;

        var archive = Archive(entry.Unwrap(), open)?.Unwrap();
        if (archive is ILocalReferenceOperation local)
            archive = LocalValues.SetOnce(local)?.Unwrap();

        return archive is IObjectCreationOperation { Type: { } made } creation && made.Is(compilation.Type(TypeNames.Files.ZipArchive))
            ? creation.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value
            : null;
    }

    private static IOperation? Archive(IOperation entry, IOperation open)
    {
        if (entry is ILocalReferenceOperation local)
        {
            for (var parent = open.Parent; parent is not null; parent = parent.Parent)
            {
                if (parent is IForEachLoopOperation loop && loop.Locals.Contains(local.Local, SymbolEqualityComparer.Default))
                    return loop.Collection.Unwrap() is IPropertyReferenceOperation { Property.Name: "Entries", Instance: { } archive } ? archive : null;
            }

            return LocalValues.SetOnce(local) is { } set ? Archive(set.Unwrap(), open) : null;
        }

        return entry is IInvocationOperation { TargetMethod.Name: "CreateEntry" or "GetEntry", Instance: { } owner } ? owner : null;
    }
}
