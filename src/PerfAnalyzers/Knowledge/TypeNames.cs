namespace PerfAnalyzers.Knowledge;

/// <summary>
/// The metadata names of the types that rules ask about, grouped by the library that declares them. A test resolves
/// every one against the real library, so a typing mistake fails there and is not a rule that never fires.
/// </summary>
internal static partial class TypeNames
{
    /// <summary>Assemblies that read the arguments which a command is called with.</summary>
    public static readonly ImmutableArray<string> CommandLineAssemblies = ImmutableArray.Create("System.CommandLine", "Spectre.Console.Cli", "McMaster.Extensions.CommandLineUtils", "CommandLine");

    /// <summary>Assemblies whose presence makes a project one of tests or benchmarks.</summary>
    public static readonly ImmutableHashSet<string> TestAssemblies = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "xunit.core",
        "xunit.v3.core",
        "nunit.framework",
        "Microsoft.VisualStudio.TestPlatform.TestFramework",
        "MSTest.TestFramework",
        "TUnit.Core",
        "BenchmarkDotNet",
        "xunit.assert",
        "xunit.v3.assert",
        "Shouldly",
        "FluentAssertions",
        "AwesomeAssertions",
        "Microsoft.AspNetCore.TestHost",
        "Microsoft.AspNetCore.Mvc.Testing");

    public static class System
    {
        public const string Enumerable = "System.Linq.Enumerable";
        public const string Dictionary = "System.Collections.Generic.Dictionary`2";
        public const string Queryable = "System.Linq.Queryable";
        public const string QueryableOfT = "System.Linq.IQueryable`1";
        public const string Expression = "System.Linq.Expressions.Expression";
        public const string Math = "System.Math";
        public const string Parallel = "System.Threading.Tasks.Parallel";
        public const string Delegate = "System.Delegate";
        public const string Array = "System.Array";
        public const string Enum = "System.Enum";
        public const string EnumerableOfT = "System.Collections.Generic.IEnumerable`1";
        public const string OrderedEnumerableOfT = "System.Linq.IOrderedEnumerable`1";
        public const string GroupingOfT = "System.Linq.IGrouping`2";
        public const string AsyncEnumerableOfT = "System.Collections.Generic.IAsyncEnumerable`1";
        public const string ReadOnlyListOfT = "System.Collections.Generic.IReadOnlyList`1";
        public const string ListOfT = "System.Collections.Generic.List`1";
        public const string KeyValuePair = "System.Collections.Generic.KeyValuePair`2";
        public const string Task = "System.Threading.Tasks.Task";
        public const string TaskOfT = "System.Threading.Tasks.Task`1";
        public const string ValueTask = "System.Threading.Tasks.ValueTask";
        public const string ValueTaskOfT = "System.Threading.Tasks.ValueTask`1";
        public const string AsyncDisposable = "System.IAsyncDisposable";
        public const string CancellationToken = "System.Threading.CancellationToken";
        public const string TimeSpan = "System.TimeSpan";
        public const string Type = "System.Type";
        public const string Exception = "System.Exception";
        public const string TimeoutException = "System.TimeoutException";
        public const string DateTime = "System.DateTime";
        public const string Thread = "System.Threading.Thread";
        public const string EventArgs = "System.EventArgs";
        public const string ObsoleteAttribute = "System.ObsoleteAttribute";

        /// <summary>Collections in memory that can be gone through as often as one likes.</summary>
        public static readonly ImmutableArray<string> Lists = ImmutableArray.Create(
            ListOfT,
            ReadOnlyListOfT,
            "System.Collections.Generic.IList`1",
            "System.Collections.Generic.ICollection`1",
            "System.Collections.Generic.IReadOnlyCollection`1",
            "System.Collections.Generic.HashSet`1",
            "System.Collections.Generic.ISet`1",
            "System.Collections.Generic.Dictionary`2",
            "System.Collections.Generic.IDictionary`2",
            "System.Collections.Generic.IReadOnlyDictionary`2",
            "System.Collections.Immutable.ImmutableArray`1",
            Collections.ImmutableListOfT);
    }

    /// <summary>What waits for a task, and what such a wait meets on its way.</summary>
    public static class Tasks
    {
        public const string Factory = "System.Threading.Tasks.TaskFactory";
        public const string FactoryOfT = "System.Threading.Tasks.TaskFactory`1";
        public const string Awaiter = "System.Runtime.CompilerServices.TaskAwaiter";
        public const string AwaiterOfT = "System.Runtime.CompilerServices.TaskAwaiter`1";
        public const string ConfiguredAwaiter = "System.Runtime.CompilerServices.ConfiguredTaskAwaitable+ConfiguredTaskAwaiter";
        public const string ConfiguredAwaiterOfT = "System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1+ConfiguredTaskAwaiter";
        public const string ValueAwaiter = "System.Runtime.CompilerServices.ValueTaskAwaiter";
        public const string ValueAwaiterOfT = "System.Runtime.CompilerServices.ValueTaskAwaiter`1";
        public const string ConfiguredValueAwaiter = "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable+ConfiguredValueTaskAwaiter";
        public const string ConfiguredValueAwaiterOfT = "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1+ConfiguredValueTaskAwaiter";
        public const string CompletionSource = "System.Threading.Tasks.TaskCompletionSource";
        public const string CompletionSourceOfT = "System.Threading.Tasks.TaskCompletionSource`1";
        public const string Monitor = "System.Threading.Monitor";
        public const string Lock = "System.Threading.Lock";
        public const string Mutex = "System.Threading.Mutex";
        public const string Semaphore = "System.Threading.Semaphore";
        public const string SemaphoreSlim = "System.Threading.SemaphoreSlim";
        public const string SpinLock = "System.Threading.SpinLock";
        public const string ReaderWriterLock = "System.Threading.ReaderWriterLock";
        public const string ReaderWriterLockSlim = "System.Threading.ReaderWriterLockSlim";
        public const string TransactionScope = "System.Transactions.TransactionScope";
        public const string TransactionScopeAsyncFlowOption = "System.Transactions.TransactionScopeAsyncFlowOption";
        public const string AggregateException = "System.AggregateException";
        public const string ThreadLocalOfT = "System.Threading.ThreadLocal`1";
        public const string AsyncLocalOfT = "System.Threading.AsyncLocal`1";
        public const string ThreadStaticAttribute = "System.ThreadStaticAttribute";
        public const string UnmanagedCallersOnlyAttribute = "System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute";
    }

    public static class Texts
    {
        public const string TypeConverter = "System.ComponentModel.TypeConverter";
        public const string Regex = "System.Text.RegularExpressions.Regex";
        public const string RegexOptions = "System.Text.RegularExpressions.RegexOptions";
        public const string GeneratedRegex = "System.Text.RegularExpressions.GeneratedRegexAttribute";
        public const string MatchCollection = "System.Text.RegularExpressions.MatchCollection";
    }

    public static class Collections
    {
        public const string ImmutableListOfT = "System.Collections.Immutable.ImmutableList`1";
        public const string MemoryExtensions = "System.MemoryExtensions";
        public const string ImmutableArrayExtensions = "System.Linq.ImmutableArrayExtensions";
        public const string HashSetOfT = "System.Collections.Generic.HashSet`1";
        public const string SetOfT = "System.Collections.Generic.ISet`1";
        public const string ReadOnlySetOfT = "System.Collections.Generic.IReadOnlySet`1";
        public const string DictionaryOfT = "System.Collections.Generic.IDictionary`2";
        public const string ReadOnlyDictionaryOfT = "System.Collections.Generic.IReadOnlyDictionary`2";
        public const string LookupOfT = "System.Linq.ILookup`2";

        /// <summary>Collections that answer a question about a value by going through their elements.</summary>
        public static readonly ImmutableArray<string> Lists = ImmutableArray.Create(
            System.ListOfT,
            "System.Collections.Generic.IList`1",
            System.ReadOnlyListOfT,
            "System.Collections.Generic.LinkedList`1",
            "System.Collections.Generic.Queue`1",
            "System.Collections.Generic.Stack`1",
            "System.Collections.ObjectModel.Collection`1",
            "System.Collections.ObjectModel.ObservableCollection`1",
            "System.Collections.ObjectModel.ReadOnlyCollection`1",
            "System.Collections.Immutable.ImmutableArray`1",
            ImmutableListOfT,
            "System.Collections.Immutable.IImmutableList`1");

        /// <summary>Dictionaries that can be asked for a value.</summary>
        public static readonly ImmutableArray<string> ValueDictionaries = ImmutableArray.Create(
            "System.Collections.Generic.Dictionary`2",
            "System.Collections.Generic.SortedDictionary`2",
            "System.Collections.Generic.SortedList`2",
            "System.Collections.Immutable.ImmutableDictionary`2",
            "System.Collections.Immutable.ImmutableSortedDictionary`2");

        /// <summary>What several threads fill; a value is looked for as in a list.</summary>
        public static readonly ImmutableArray<string> ConcurrentLists = ImmutableArray.Create(
            "System.Collections.Concurrent.ConcurrentBag`1",
            "System.Collections.Concurrent.ConcurrentQueue`1",
            "System.Collections.Concurrent.ConcurrentStack`1",
            "System.Collections.Concurrent.BlockingCollection`1");

        /// <summary>Interfaces that both lists and sets implement: what stands behind one decides the cost.</summary>
        public static readonly ImmutableArray<string> Views = ImmutableArray.Create(
            System.EnumerableOfT,
            "System.Collections.Generic.ICollection`1",
            "System.Collections.Generic.IReadOnlyCollection`1");
    }

    public static class Identity
    {
        public const string UserManager = "Microsoft.AspNetCore.Identity.UserManager`1";
        public const string RoleManager = "Microsoft.AspNetCore.Identity.RoleManager`1";

        /// <summary>Where it is at hand, users and roles are kept by EF Core.</summary>
        public const string DbContext = "Microsoft.AspNetCore.Identity.EntityFrameworkCore.IdentityDbContext`3";
    }

    public static class EfCore
    {
        public const string DbContext = "Microsoft.EntityFrameworkCore.DbContext";
        public const string Compiler = "Microsoft.EntityFrameworkCore.EF";
        public const string DbSet = "Microsoft.EntityFrameworkCore.DbSet`1";
        public const string QueryableExtensions = "Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions";
        public const string RelationalQueryableExtensions = "Microsoft.EntityFrameworkCore.RelationalQueryableExtensions";
        public const string RelationalDatabaseFacadeExtensions = "Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions";
        public const string RelationalOptionsBuilder = "Microsoft.EntityFrameworkCore.Infrastructure.RelationalDbContextOptionsBuilder`2";
        public const string ChangeTracker = "Microsoft.EntityFrameworkCore.ChangeTracking.ChangeTracker";
        public const string SaveChangesInterceptor = "Microsoft.EntityFrameworkCore.Diagnostics.ISaveChangesInterceptor";
        public const string EntityEntry = "Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry";
        public const string NavigationEntry = "Microsoft.EntityFrameworkCore.ChangeTracking.NavigationEntry";
        public const string ReferenceEntry = "Microsoft.EntityFrameworkCore.ChangeTracking.ReferenceEntry";
        public const string CollectionEntry = "Microsoft.EntityFrameworkCore.ChangeTracking.CollectionEntry";
        public const string DatabaseFacade = "Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade";
        public const string DbContextTransaction = "Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction";
        public const string ExecutionStrategyExtensions = "Microsoft.EntityFrameworkCore.ExecutionStrategyExtensions";
        public const string EntityTypeConfiguration = "Microsoft.EntityFrameworkCore.IEntityTypeConfiguration`1";
        public const string Migration = "Microsoft.EntityFrameworkCore.Migrations.Migration";
        public const string ModelSnapshot = "Microsoft.EntityFrameworkCore.Infrastructure.ModelSnapshot";
        public const string LazyLoader = "Microsoft.EntityFrameworkCore.Infrastructure.ILazyLoader";
        public const string OwnedAttribute = "Microsoft.EntityFrameworkCore.OwnedAttribute";
        public const string KeylessAttribute = "Microsoft.EntityFrameworkCore.KeylessAttribute";
        public const string PrimaryKeyAttribute = "Microsoft.EntityFrameworkCore.PrimaryKeyAttribute";
        public const string IndexAttribute = "Microsoft.EntityFrameworkCore.IndexAttribute";

        /// <summary>What a project references that may use SQLite.</summary>
        public const string SqliteProvider = "Microsoft.EntityFrameworkCore.SqliteDbContextOptionsBuilderExtensions";

        /// <summary>What a project references that may use Cosmos DB.</summary>
        public const string CosmosOptions = "Microsoft.EntityFrameworkCore.CosmosDbContextOptionsExtensions";

        /// <summary>Of a package of its own, whose being referenced says that lazy loading is meant.</summary>
        public const string ProxiesExtensions = "Microsoft.EntityFrameworkCore.ProxiesExtensions";
    }

    /// <summary>Attributes that say how a class is stored.</summary>
    public static class Schema
    {
        public const string KeyAttribute = "System.ComponentModel.DataAnnotations.KeyAttribute";
        public const string ColumnAttribute = "System.ComponentModel.DataAnnotations.Schema.ColumnAttribute";
        public const string ComplexTypeAttribute = "System.ComponentModel.DataAnnotations.Schema.ComplexTypeAttribute";
        public const string ForeignKeyAttribute = "System.ComponentModel.DataAnnotations.Schema.ForeignKeyAttribute";
        public const string InversePropertyAttribute = "System.ComponentModel.DataAnnotations.Schema.InversePropertyAttribute";
        public const string NotMappedAttribute = "System.ComponentModel.DataAnnotations.Schema.NotMappedAttribute";
    }

    public static class AspNetCore
    {
        public const string ControllerBase = "Microsoft.AspNetCore.Mvc.ControllerBase";
        public const string ControllerAttribute = "Microsoft.AspNetCore.Mvc.ControllerAttribute";
        public const string NonControllerAttribute = "Microsoft.AspNetCore.Mvc.NonControllerAttribute";
        public const string NonActionAttribute = "Microsoft.AspNetCore.Mvc.NonActionAttribute";
        public const string PageModel = "Microsoft.AspNetCore.Mvc.RazorPages.PageModel";
        public const string NonHandlerAttribute = "Microsoft.AspNetCore.Mvc.RazorPages.NonHandlerAttribute";
        public const string BindPropertyAttribute = "Microsoft.AspNetCore.Mvc.BindPropertyAttribute";
        public const string FromQueryAttribute = "Microsoft.AspNetCore.Mvc.FromQueryAttribute";
        public const string FromFormAttribute = "Microsoft.AspNetCore.Mvc.FromFormAttribute";
        public const string HttpPostAttribute = "Microsoft.AspNetCore.Mvc.HttpPostAttribute";
        public const string Hub = "Microsoft.AspNetCore.SignalR.Hub";
        public const string ViewComponent = "Microsoft.AspNetCore.Mvc.ViewComponent";
        public const string TagHelper = "Microsoft.AspNetCore.Razor.TagHelpers.TagHelper";
        public const string WebAssemblyHost = "Microsoft.AspNetCore.Components.WebAssembly.Hosting.WebAssemblyHost";
        public const string EndpointRouteBuilder = "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder";

        /// <summary>What holds the parts of a request that its sender chooses.</summary>
        public static readonly ImmutableArray<string> RequestData = ImmutableArray.Create(
            "Microsoft.AspNetCore.Http.HttpRequest",
            "Microsoft.AspNetCore.Http.IQueryCollection",
            "Microsoft.AspNetCore.Http.IFormCollection",
            "Microsoft.AspNetCore.Http.IHeaderDictionary");

        /// <summary>Types of parameters that the framework takes from the form of a request, which it reads for that.</summary>
        public static readonly ImmutableArray<string> FormTypes = ImmutableArray.Create(
            "Microsoft.AspNetCore.Http.IFormFile",
            "Microsoft.AspNetCore.Http.IFormFileCollection",
            "Microsoft.AspNetCore.Http.IFormCollection");

        /// <summary>What marks actions that change or remove what is there.</summary>
        public static readonly ImmutableArray<string> ChangingVerbs = ImmutableArray.Create(
            "Microsoft.AspNetCore.Mvc.HttpPutAttribute",
            "Microsoft.AspNetCore.Mvc.HttpPatchAttribute",
            "Microsoft.AspNetCore.Mvc.HttpDeleteAttribute");

        /// <summary>What the framework makes for each request: a delegate that takes one is called per request.</summary>
        public static readonly ImmutableArray<string> RequestTypes = ImmutableArray.Create(
            "Microsoft.AspNetCore.Http.HttpContext",
            "Microsoft.AspNetCore.Http.HttpRequest",
            "Microsoft.AspNetCore.Http.EndpointFilterInvocationContext",
            "Microsoft.AspNetCore.Mvc.ActionContext",
            "Microsoft.AspNetCore.SignalR.HubInvocationContext",
            "Microsoft.AspNetCore.Authentication.BaseContext`1",
            "Microsoft.AspNetCore.Authorization.AuthorizationHandlerContext",
            "Microsoft.AspNetCore.Diagnostics.StatusCodeContext",
            "Microsoft.AspNetCore.RateLimiting.OnRejectedContext",
            "Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext");
    }

    public static class Startup
    {
        /// <summary>What is under construction while a process starts.</summary>
        public static readonly ImmutableArray<string> Builders = ImmutableArray.Create(
            "Microsoft.Extensions.DependencyInjection.IServiceCollection",
            "Microsoft.Extensions.DependencyInjection.IMvcBuilder",
            "Microsoft.Extensions.DependencyInjection.IMvcCoreBuilder",
            "Microsoft.AspNetCore.Builder.IApplicationBuilder",
            "Microsoft.AspNetCore.Builder.WebApplication",
            "Microsoft.AspNetCore.Builder.WebApplicationBuilder",
            AspNetCore.EndpointRouteBuilder,
            "Microsoft.Extensions.Hosting.IHostBuilder",
            "Microsoft.Extensions.Hosting.IHostApplicationBuilder",
            "Microsoft.Extensions.Hosting.IHost");
    }
}
