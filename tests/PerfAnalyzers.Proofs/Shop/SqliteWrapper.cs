using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace PerfAnalyzers.Proofs.Shop;

/// <summary>Lets EF Core run on the version of the native wrapper that is there. What it uses of it is the same in both.</summary>
internal static class SqliteWrapper
{
    [ModuleInitializer]
    public static void TakeWhatIsThere() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name is { } simple && simple.StartsWith("SQLitePCLRaw", StringComparison.Ordinal) && name.Version is not null
            ? context.LoadFromAssemblyName(new AssemblyName(simple))
            : null;
}
