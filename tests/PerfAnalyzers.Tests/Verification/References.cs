namespace PerfAnalyzers.Tests.Verification;

/// <summary>The sets of references that tests compile against.</summary>
internal static class References
{
    /// <summary>.NET 8 and nothing else: no rule about a library may say anything.</summary>
    public static ReferenceAssemblies Net80 => ReferenceAssemblies.Net.Net80;

    public static ReferenceAssemblies Net100 => ReferenceAssemblies.Net.Net100;

    public static ReferenceAssemblies EfCore6 { get; } = WithEfCore(ReferenceAssemblies.Net.Net80, "6.0.7");

    public static ReferenceAssemblies EfCore8 { get; } = WithEfCore(ReferenceAssemblies.Net.Net80, "8.0.33");

    public static ReferenceAssemblies EfCore10 { get; } = WithEfCore(ReferenceAssemblies.Net.Net100, "10.0.14");

    public static ReferenceAssemblies AspNetCore8 { get; } = WithAspNetCore(ReferenceAssemblies.Net.Net80, "8.0.31");

    public static ReferenceAssemblies AspNetCore10 { get; } = WithAspNetCore(ReferenceAssemblies.Net.Net100, "10.0.14");

    /// <summary>What a usual server project references: .NET 8, ASP.NET Core and EF Core with its Sqlite provider.</summary>
    public static ReferenceAssemblies Default { get; } = WithAspNetCore(EfCore8, "8.0.31");

    private static ReferenceAssemblies WithEfCore(ReferenceAssemblies framework, string version) => framework.AddPackages(
    [
        new PackageIdentity("Microsoft.EntityFrameworkCore.Relational", version),
        new PackageIdentity("Microsoft.EntityFrameworkCore.Sqlite.Core", version),
    ]);

    private static ReferenceAssemblies WithAspNetCore(ReferenceAssemblies framework, string version) =>
        framework.AddPackages([new PackageIdentity("Microsoft.AspNetCore.App.Ref", version)]);
}
