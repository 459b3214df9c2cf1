using PerfAnalyzers.Framework;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Analysis.Bounds;

public sealed class TableGrowthTests
{
    [Theory]
    [InlineData("Order", "public int Id { get; set; }", "Grows")]
    [InlineData("Tenant", "public string Email { get; set; } = \"\"; public DateTime CreatedAt { get; set; }", "Small")]
    [InlineData("Tenant", "public string Email { get; set; } = \"\"; public string FullName { get; set; } = \"\"; public DateTime CreatedAt { get; set; }", "Follows")]
    [InlineData("Host", "public string? Phone { get; set; } public string FirstName { get; set; } = \"\";", "Follows")]
    [InlineData("Host", "public string Address { get; set; } = \"\"; public string FullName { get; set; } = \"\";", "Small")]
    [InlineData("Administrator", "public string Email { get; set; } = \"\"; public string FirstName { get; set; } = \"\"; public DateTime CreatedAt { get; set; }", "Small")]
    [InlineData("Account", "public string Email { get; set; } = \"\"; public DateTime CreatedAt { get; set; }", "Grows")]
    [InlineData("Breeder", "public string? Phone { get; set; } public DateTimeOffset RegisteredOn { get; set; }", "Grows")]
    [InlineData("EmailAccount", "public string Email { get; set; } = \"\"; public string Host { get; set; } = \"\";", "Unknown")]
    [InlineData("Motor", "public DateTime CreatedAt { get; set; }", "Unknown")]
    [InlineData("Motor", "[Key] public string Name { get; set; } = \"\"; public DateTime? DateTimeUpdated { get; set; }", "Small")]
    [InlineData("Motor", "[Key] public string MotorName { get; set; } = \"\";", "Small")]
    [InlineData("Motor", "[Key] public string FileName { get; set; } = \"\";", "Unknown")]
    [InlineData("Motor", "[Key] public string Name { get; set; } = \"\"; public DateTime StartedAt { get; set; }", "Unknown")]
    [InlineData("Motor", "[Key] public string Name { get; set; } = \"\"; public string Email { get; set; } = \"\";", "Unknown")]
    [InlineData("OAuthApplication", "[Key] public string Name { get; set; } = \"\"; public DateTime SysCreatedAt { get; set; }", "Small")]
    [InlineData("ApplicationEntity", "[Key] public string Name { get; set; } = \"\";", "Small")]
    [InlineData("OAuthApplication", "public string Name { get; set; } = \"\";", "Grows")]
    [InlineData("Product", "[Key] public string Name { get; set; } = \"\";", "Grows")]
    [InlineData("Standard", "public int Id { get; set; }", "Unknown")]
    [InlineData("StandardMotor", "public int Id { get; set; }", "Small")]
    [InlineData("DataSource", "public int Id { get; set; }", "Small")]
    public async Task Knows_what_grows_by_name_and_columns(string name, string members, string expected)
    {
        var compilation = RuleRun.Compile(await RuleRun.ServerReferencesAsync(), [("A.cs", $"using System; using System.ComponentModel.DataAnnotations; public class {name} {{ {members} }}")]);
        Assert.Equal(expected, TableGrowth.For(CompilationContext.For(compilation)).Of(compilation.GetTypeByMetadataName(name)!).ToString());
    }

    [Theory]
    [InlineData("public abstract class Row { public DateTime CreatedAt { get; set; } } public class Breeder : Row { public string? Phone { get; set; } }", "Unknown")]
    [InlineData("public class Person { public DateTime CreatedAt { get; set; } } public class Breeder : Person { public string? Phone { get; set; } }", "Grows")]
    public async Task Knows_that_all_entities_have_what_their_base_has(string types, string expected)
    {
        var compilation = RuleRun.Compile(await RuleRun.ServerReferencesAsync(), [("A.cs", "using System; " + types)]);
        Assert.Equal(expected, TableGrowth.For(CompilationContext.For(compilation)).Of(compilation.GetTypeByMetadataName("Breeder")!).ToString());
    }

    [Theory]
    [InlineData("CreatedOn", true)]
    [InlineData("DateCreated", true)]
    [InlineData("DateTimeUpdated", true)]
    [InlineData("SysUpdatedAt", true)]
    [InlineData("AppCreateTimestamp", true)]
    [InlineData("DateOfBirth", false)]
    [InlineData("Updates", false)]
    [InlineData("SystemTime", false)]
    [InlineData("ApprovedAt", false)]
    public void Knows_when_a_time_is_that_of_the_row(string column, bool isStamp) => Assert.Equal(isStamp, TimeColumns.IsStamp(column));

    [Theory]
    [InlineData("public Tenant? Tenant { get; set; } public int TenantId { get; set; }", "Follows")]
    [InlineData("public Hall? Hall { get; set; } public int HallId { get; set; } public DateTime ValidTo { get; set; }", "Follows")]
    [InlineData("public Hall? Hall { get; set; } public int HallId { get; set; } public DateTime CreatedAt { get; set; }", "Unknown")]
    [InlineData("public Hall? Hall { get; set; } public int HallId { get; set; }", "Unknown")]
    [InlineData("public DateTime ValidTo { get; set; }", "Unknown")]
    public async Task Knows_what_grows_by_what_it_belongs_to_and_when(string members, string expected)
    {
        var compilation = RuleRun.Compile(await RuleRun.ServerReferencesAsync(), [("A.cs", $$"""
            using System;
            using System.Collections.Generic;
            using Microsoft.EntityFrameworkCore;

            public class Tenant { public int Id { get; set; } public string FullName { get; set; } = ""; public string Email { get; set; } = ""; public List<Permit> Permits { get; } = new(); }
            public class Hall { public int Id { get; set; } public List<Permit> Permits { get; } = new(); }
            public class Permit { public int Id { get; set; } {{members}} }
            public class Flats : DbContext { public DbSet<Tenant> Tenants => Set<Tenant>(); public DbSet<Hall> Halls => Set<Hall>(); public DbSet<Permit> Permits => Set<Permit>(); }
            """)]);
        Assert.Equal(expected, TableGrowth.For(CompilationContext.For(compilation)).Of(compilation.GetTypeByMetadataName("Permit")!).ToString());
    }
}
