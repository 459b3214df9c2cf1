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

    /// <summary>What a usual server project references: .NET 8, ASP.NET Core, EF Core with its Sqlite provider, and MassTransit.</summary>
    public static ReferenceAssemblies Default { get; } =
        WithAspNetCore(EfCore8, "8.0.31").AddPackages([new PackageIdentity("MassTransit.Abstractions", "8.5.12")]);

    /// <summary>What the examples of the pages may use: the usual server, and Redis.</summary>
    public static ReferenceAssemblies Documented { get; } = Default.AddPackages([new PackageIdentity("StackExchange.Redis", "2.13.23")]);

    /// <summary>All stores and services that tests can have as they are; the others are in <see cref="LibraryStubs"/>.</summary>
    public static ReferenceAssemblies Stores { get; } = WithAspNetCore(EfCore10, "10.0.14").AddPackages(
    [
        new PackageIdentity("AWSSDK.DynamoDBv2", "4.1.0"),
        new PackageIdentity("AWSSDK.S3", "4.1.0"),
        new PackageIdentity("Azure.Core", "1.64.0"),
        new PackageIdentity("Azure.Data.Tables", "12.13.0"),
        new PackageIdentity("Azure.Storage.Blobs", "12.30.0"),
        new PackageIdentity("Azure.Storage.Queues", "12.28.1"),
        new PackageIdentity("Confluent.Kafka", "2.15.1"),
        new PackageIdentity("Dapper", "2.1.66"),
        new PackageIdentity("Flurl", "3.0.1"),
        new PackageIdentity("Flurl.Http", "2.4.2"),
        new PackageIdentity("linq2db", "6.5.1"),
        new PackageIdentity("LiteDB", "5.0.20"),
        new PackageIdentity("MassTransit.Abstractions", "8.5.12"),
        new PackageIdentity("Microsoft.Azure.Cosmos", "3.64.0"),
        new PackageIdentity("Microsoft.Data.SqlClient", "6.1.8"),
        new PackageIdentity("MongoDB.Driver", "3.14.0"),
        new PackageIdentity("Npgsql", "9.0.3"),
        new PackageIdentity("RabbitMQ.Client", "7.1.2"),
        new PackageIdentity("RestSharp", "114.1.0"),
        new PackageIdentity("StackExchange.Redis", "2.13.23"),
    ]);

    /// <summary>Dapper over whatever database there is.</summary>
    public static ReferenceAssemblies Dapper { get; } = EfCore10.AddPackages([new PackageIdentity("Dapper", "2.1.66")]);

    /// <summary>Clients of other services.</summary>
    public static ReferenceAssemblies RestClients { get; } = ReferenceAssemblies.Net.Net100.AddPackages(
    [
        new PackageIdentity("Flurl", "3.0.1"),
        new PackageIdentity("Flurl.Http", "2.4.2"),
        new PackageIdentity("RestSharp", "114.1.0"),
    ]);

    /// <summary>LINQ to DB alone.</summary>
    public static ReferenceAssemblies Linq2Db { get; } = ReferenceAssemblies.Net.Net100.AddPackages([new PackageIdentity("linq2db", "6.5.1")]);

    /// <summary>Stores that are asked for one entity at a time.</summary>
    public static ReferenceAssemblies EntityStores { get; } = ReferenceAssemblies.Net.Net100.AddPackages(
    [
        new PackageIdentity("Azure.Core", "1.64.0"),
        new PackageIdentity("Azure.Data.Tables", "12.13.0"),
        new PackageIdentity("LiteDB", "5.0.20"),
    ]);

    /// <summary>Versions before the ones in <see cref="Stores"/> whose members have other names.</summary>
    public static ReferenceAssemblies OlderStores { get; } = ReferenceAssemblies.Net.Net80.AddPackages([new PackageIdentity("RabbitMQ.Client", "6.4.0")]);

    private static ReferenceAssemblies WithEfCore(ReferenceAssemblies framework, string version) => framework.AddPackages(
    [
        new PackageIdentity("Microsoft.EntityFrameworkCore.Relational", version),
        new PackageIdentity("Microsoft.EntityFrameworkCore.Sqlite.Core", version),
    ]);

    private static ReferenceAssemblies WithAspNetCore(ReferenceAssemblies framework, string version) =>
        framework.AddPackages([new PackageIdentity("Microsoft.AspNetCore.App.Ref", version)]);
}
