using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Framework;

/// <summary>Code that runs rarely or never in production, where a finding would not be worth acting on.</summary>
[Flags]
internal enum SilentCode
{
    None = 0,

    /// <summary>Test and benchmark projects.</summary>
    Tests = 1,

    /// <summary>Database migrations and the configuration of the database model.</summary>
    Migrations = 2,

    /// <summary>Code that fills a database with its first rows.</summary>
    Seeding = 4,

    /// <summary>Code that runs once when a process starts: Main, static constructors, service registration.</summary>
    Startup = 8,

    All = Tests | Migrations | Seeding | Startup,
}

/// <summary>Tells which code of one project is silent.</summary>
internal sealed class ProjectScope
{
    private const string TestProjectProperty = "build_property.IsTestProject";

    /// <summary>What follows "Seed" in the names of types that fill a database.</summary>
    private static readonly ImmutableArray<string> SeededThings = ImmutableArray.Create(
        "Data", "Db", "Context", "Extensions", "Helper", "Service", "Worker", "Runner", "Manager", "Job", "Initial", "Sample", "Demo", "Default", "User", "Role", "Step", "Task", "Command", "Program", "Startup");

    private static readonly ImmutableArray<string> Examples = ImmutableArray.Create("SampleData", "DemoData", "TestData", "DummyData", "ExampleData");

    private static readonly ImmutableArray<string> ExampleMakers = ImmutableArray.Create("Generator", "Installer", "Initializer", "Initialiser", "Creator", "Populator", "Builder");

    /// <summary>What a program with windows is handed when it starts; the framework of windows need not bind.</summary>
    private const string DesktopStart = "StartupEventArgs";

    /// <summary>What containers, hosts and application frameworks run once before they serve.</summary>
    private static readonly ImmutableHashSet<string> StartWork = ImmutableHashSet.Create(
        StringComparer.Ordinal, "IStartupTask", "IStartupAction", "IStartupJob", "IStartupStep", "IStartupHook");

    private static readonly ImmutableArray<string> Doubles = ImmutableArray.Create("Mock", "Fake", "Stub");

    private readonly CompilationContext compilation;

    /// <summary>Whether the whole project is named for filling a database.</summary>
    private readonly bool seeds;

    private ProjectScope(CompilationContext compilation, AnalyzerOptions options)
    {
        this.compilation = compilation;
        IsTest = IsTestProject(compilation.Compilation, options);
        seeds = NamesSeeding(compilation.Compilation.AssemblyName is { } name ? name.Substring(name.LastIndexOf('.') + 1) : "");
        IsSilent = IsTest && !AnyFileIncludesTests(compilation.Compilation, options);
    }

    /// <summary>Whether the project holds tests or benchmarks.</summary>
    public bool IsTest { get; }

    /// <summary>Whether no rule has anything to say about the whole project.</summary>
    public bool IsSilent { get; }

    public static ProjectScope For(CompilationContext compilation, AnalyzerOptions options) =>
        compilation.Get(c => new ProjectScope(c, options));

    /// <summary>Whether findings at an operation in <paramref name="member"/> are kept back, given what the user includes.</summary>
    public bool Silences(IOperation operation, ISymbol member, SilentCode included)
    {
        var kind = Classify(operation, member);
        return kind != SilentCode.None && (kind & included) == 0;
    }

    /// <summary>The same for what is said of a declaration.</summary>
    public bool Silences(ISymbol member, SilentCode included)
    {
        var kind = Classify(operation: null, member);
        return kind != SilentCode.None && (kind & included) == 0;
    }

    /// <summary>The kind of rarely run code that an operation in a member, or the member itself, belongs to.</summary>
    public SilentCode Classify(IOperation? operation, ISymbol member)
    {
        if (IsTest)
            return SilentCode.Tests;

        for (var symbol = member; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            var kind = symbol switch
            {
                IMethodSymbol method => ClassifyMethod(method),
                INamedTypeSymbol type => ClassifyType(type),
                _ => SilentCode.None,
            };
            if (kind == SilentCode.Startup && operation is not null && RequestDelegates.Surround(operation, compilation))
                continue;

            if (kind != SilentCode.None)
                return kind;
        }

        return seeds ? SilentCode.Seeding : SilentCode.None;
    }

    private SilentCode ClassifyMethod(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.StaticConstructor || IsEntryPoint(method))
            return SilentCode.Startup;

        if (method is { Name: "OnModelCreating" or "OnConfiguring" or "ConfigureConventions", IsOverride: true })
            return SilentCode.Migrations;

        if (NamesSeeding(method.Name))
            return SilentCode.Seeding;

        if (NamesMigration(method.Name))
            return SilentCode.Migrations;

        if (method is { IsStatic: true, MethodKind: MethodKind.Ordinary } && BuildsHost(method))
            return SilentCode.Startup;

        // A method that is handed the container or the pipeline under construction registers; it does not serve.
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type is INamedTypeSymbol type && (IsBuilder(type) || type.Name == DesktopStart))
                return SilentCode.Startup;
        }

        return SilentCode.None;
    }

    /// <summary>The method that the program starts with; of a library that some host runs, the one that is written like it.</summary>
    private bool IsEntryPoint(IMethodSymbol method) =>
        method is { IsStatic: true, Name: WellKnownMemberNames.EntryPointMethodName or WellKnownMemberNames.TopLevelStatementsEntryPointMethodName }
        && (SymbolEqualityComparer.Default.Equals(method, compilation.Compilation.GetEntryPoint(CancellationToken.None))
            || (compilation.Compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary && method.Parameters.All(p => p.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String })));

    /// <summary>Whether a method makes the host that serves: what else it does, it does before the first request.</summary>
    private static bool BuildsHost(IMethodSymbol method) => method.DeclaringSyntaxReferences.Any(r => r.GetSyntax().DescendantNodes().Any(n =>
        n is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "WebApplication" or "Host" or "WebHost" }, Name.Identifier.ValueText: { } name } && name.StartsWith("Create", StringComparison.Ordinal)));

    private bool IsBuilder(INamedTypeSymbol type)
    {
        foreach (var name in TypeNames.Startup.Builders)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, compilation.Type(name)))
                return true;
        }

        return false;
    }

    private SilentCode ClassifyType(INamedTypeSymbol type)
    {
        if (NamesDouble(type.Name))
            return SilentCode.Tests;

        if (IsSeeder(type) || NamesMaker(type.Name))
            return SilentCode.Seeding;

        if (type.AllInterfaces.Any(i => StartWork.Contains(i.Name)))
            return SilentCode.Startup;

        // Hand-written migrations of data run once per installation, like those of the schema.
        if (NamesMigration(type.Name) || IsAmongMigrations(type.ContainingNamespace) || BringsUpToDate(type) || OneTimeWork.IsDoneBy(type))
            return SilentCode.Migrations;

        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, compilation.Type(TypeNames.EfCore.Migration))
                || SymbolEqualityComparer.Default.Equals(current, compilation.Type(TypeNames.Ef6.DbMigration)))
            {
                return SilentCode.Migrations;
            }
        }

        return compilation.Type(TypeNames.EfCore.EntityTypeConfiguration) is { } configuration
            && type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, configuration))
            ? SilentCode.Migrations
            : SilentCode.None;
    }

    /// <summary>
    /// What is named for seeding and seeds: a type for it says so in its name or by what it does. Seeds are sown and fund companies too, so <c>SeedCatalog</c> alone says nothing.
    /// </summary>
    private static bool IsSeeder(INamedTypeSymbol type) =>
        NamesSeeding(type.Name)
        && (IsSurelySeeding(type.Name) || type.GetMembers().Any(m => m is IMethodSymbol { MethodKind: MethodKind.Ordinary } && NamesSeeding(m.Name)));

    /// <summary>SampleDataGenerator, DemoDataInstaller; not SampleDataService, as samples are taken in laboratories too.</summary>
    private static bool NamesMaker(string name) =>
        ExampleMakers.Any(maker => name.EndsWith(maker, StringComparison.Ordinal)) && Examples.Any(examples => name.Contains(examples));

    private static bool IsSurelySeeding(string name)
    {
        var rest = name.Substring(name.LastIndexOf("Seed", StringComparison.Ordinal) is var at and >= 0 ? at + 4 : name.Length);
        return rest.Length == 0
            || rest.StartsWith("er", StringComparison.Ordinal)
            || rest.StartsWith("ing", StringComparison.Ordinal)
            || SeededThings.Any(thing => rest.StartsWith(thing, StringComparison.Ordinal));
    }

    /// <summary>Seed, Seeder, SeedData, DatabaseSeeder, SeedUsersAsync, DbInitializer; not Seedling or ProceedAsync.</summary>
    private static bool NamesSeeding(string name)
    {
        for (var at = name.IndexOf("Seed", StringComparison.Ordinal); at >= 0; at = name.IndexOf("Seed", at + 4, StringComparison.Ordinal))
        {
            var rest = name.Substring(at + 4);
            if (rest.Length == 0 || char.IsUpper(rest[0]) || rest.StartsWith("er", StringComparison.Ordinal) || rest.StartsWith("ing", StringComparison.Ordinal))
                return true;
        }

        return name is "DbInitializer" or "DatabaseInitializer" or "DbContextInitializer" or "DbContextInitialiser" or "ApplicationDbContextInitialiser";
    }

    /// <summary>Migration, DataMigrations, MigrateUsers, ManualMigrateProgress; not Immigration.</summary>
    private static bool NamesMigration(string name) => name.IndexOf("Migrat", StringComparison.Ordinal) >= 0;

    /// <summary>OrderRepositoryMock, FakeClock: what stands in for something else while it is tried out.</summary>
    private static bool NamesDouble(string name) => Doubles.Any(d =>
        name.EndsWith(d, StringComparison.Ordinal) || (name.StartsWith(d, StringComparison.Ordinal) && char.IsUpper(name[d.Length])));

    /// <summary>DatabaseUpgrader, UpgradeManager, or whatever has several methods that migrate: the others serve those.</summary>
    private static bool BringsUpToDate(INamedTypeSymbol type) =>
        type.Name.EndsWith("Upgrader", StringComparison.Ordinal)
        || type.Name.EndsWith("UpgradeManager", StringComparison.Ordinal)
        || type.GetMembers().Count(m => m is IMethodSymbol && NamesMigration(m.Name)) > 1;

    private static bool IsAmongMigrations(INamespaceSymbol? declared)
    {
        for (; declared is { IsGlobalNamespace: false }; declared = declared.ContainingNamespace)
        {
            // CloudMigration may be what a whole product is for.
            if (declared.Name is "Migration" or "DataMigration" or "DatabaseMigration" or "SchemaMigration" || declared.Name.EndsWith("Migrations", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsTestProject(Compilation compilation, AnalyzerOptions options)
    {
        if (options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(TestProjectProperty, out var stated)
            && bool.TryParse(stated, out var isTest))
        {
            return isTest;
        }

        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            if (TypeNames.TestAssemblies.Contains(reference.Name))
                return true;
        }

        return compilation.AssemblyName is { } assembly
            && (TestProjectNames.Names(assembly) || TestProjectNames.NamesWithFolder(assembly, compilation.SyntaxTrees.FirstOrDefault()?.FilePath));
    }

    private static bool AnyFileIncludesTests(Compilation compilation, AnalyzerOptions options)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var config = options.AnalyzerConfigOptionsProvider.GetOptions(tree);
            foreach (var key in config.Keys)
            {
                if (key.StartsWith(RuleOption.Prefix, StringComparison.OrdinalIgnoreCase)
                    && key.EndsWith("." + CommonOptions.Include.Name, StringComparison.OrdinalIgnoreCase)
                    && config.TryGetValue(key, out var value)
                    && value.IndexOf(nameof(SilentCode.Tests), StringComparison.OrdinalIgnoreCase) >= 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
