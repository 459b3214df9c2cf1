namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Asynchrony.SynchronousIoAnalyzer>;

/// <summary>Synchronous members that requests and messages lead to.</summary>
public sealed partial class SynchronousIoTests
{
    private const string Model = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.EntityFrameworkCore;
        public class Order { public int Id { get; set; } }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }

        """;

    public static TheoryData<string> ServerCode =>
    [
        "public class A : ControllerBase { public int Get(ShopContext db) => Load(db); private static int Load(ShopContext db) => db.Orders.[|Count()|]; }",
        "public class A : ControllerBase { public async Task<int> Get(ShopContext db) { await Task.Yield(); return Load(db); } private int Load(ShopContext db) => db.Orders.[|Count()|]; }",
        "public class A : ControllerBase { public int Get(ShopContext db) => One(db); private int One(ShopContext db) => Two(db); private int Two(ShopContext db) => Three(db); private int Three(ShopContext db) => db.Orders.[|Count()|]; }",
        "public interface IOrders { int Count(); } public class Orders : IOrders { private readonly ShopContext db; public Orders(ShopContext db) { this.db = db; } public int Count() => db.Orders.[|Count()|]; } public class A : ControllerBase { private readonly IOrders orders; public A(IOrders orders) { this.orders = orders; } public int Get() => orders.Count(); }",
        "public abstract class Base { public abstract int Sum(); } public class Orders : Base { private readonly ShopContext db = new(); public override int Sum() => db.Orders.[|Count()|]; } public class A : ControllerBase { public int Get(Base all) => all.Sum(); }",
        "public class Repository<T> where T : class { private readonly ShopContext db = new(); public List<T> All() => db.Set<T>().[|ToList()|]; } public class A : ControllerBase { public List<Order> Get(Repository<Order> all) => all.All(); }",
        "public static class Extensions { public static int CountOpen(this ShopContext db) => db.Orders.[|Count()|]; } public class A : ControllerBase { public int Get(ShopContext db) => db.CountOpen(); }",
        "public class A : ControllerBase { public int Get(ShopContext db) { return Local(); int Local() => db.Orders.[|Count()|]; } }",
        "public class A : ControllerBase { public int Get(ShopContext db) => Load(db); private int Load(ShopContext db) { return Local(); int Local() => db.Orders.[|Count()|]; } }",
        "public class A : ControllerBase { private readonly ShopContext db = new(); public int Get() => Total; private int Total => db.Orders.[|Count()|]; }",
        "public static class E { public static void Map(WebApplication app) { app.MapGet(\"/\", (ShopContext db) => Load(db)); } private static int Load(ShopContext db) => db.Orders.[|Count()|]; }",
        "public static class E { public static void Map(WebApplication app) { app.MapGet(\"/\", Load); } private static int Load(ShopContext db) => db.Orders.[|Count()|]; }",
        "public class M { private readonly ShopContext db = new(); public Task InvokeAsync(HttpContext context) { Log(); return Task.CompletedTask; } private void Log() => db.[|SaveChanges()|]; }",
        "public class F : IActionFilter { private readonly ShopContext db = new(); public void OnActionExecuting(ActionExecutingContext context) { db.[|SaveChanges()|]; } public void OnActionExecuted(ActionExecutedContext context) { } }",
        "public class F : ActionFilterAttribute { private readonly ShopContext db = new(); public override void OnActionExecuting(ActionExecutingContext context) => Check(); private void Check() => db.[|SaveChanges()|]; }",
        "public class V : ViewComponent { public IViewComponentResult Invoke(ShopContext db) => Content(db.Orders.[|Count()|].ToString()); }",
        "public class W : Microsoft.Extensions.Hosting.BackgroundService { protected override async Task ExecuteAsync(CancellationToken token) { await Task.Yield(); Step(); } private void Step() => new ShopContext().[|SaveChanges()|]; }",
        "public interface IHandle<T> { void Handle(T message); } public class OrderStartedEvent { } public class H : IHandle<OrderStartedEvent> { private readonly ShopContext db = new(); public void Handle(OrderStartedEvent message) => db.[|SaveChanges()|]; }",
        "public interface IMessageHandler<T> { Task Handle(T message); } public class H : IMessageHandler<Order> { private readonly ShopContext db = new(); public Task Handle(Order message) { Save(); return Task.CompletedTask; } private void Save() => db.[|SaveChanges()|]; }",
        "public class C : MassTransit.IConsumer<Order> { private readonly ShopContext db = new(); public Task Consume(MassTransit.ConsumeContext<Order> context) { Save(); return Task.CompletedTask; } private void Save() => db.[|SaveChanges()|]; }",
    ];

    public static TheoryData<string> NoServerCode =>
    [
        "public interface IHandle<T> { void Handle(T message); } public class ApplicationStartedEvent { } public class H : IHandle<ApplicationStartedEvent> { private readonly ShopContext db = new(); public void Handle(ApplicationStartedEvent message) => db.SaveChanges(); }",
        "public interface IHandle<T> { void Handle(T message); } public class HostStopping { } public class H : IHandle<HostStopping> { private readonly ShopContext db = new(); public void Handle(HostStopping message) => Save(); private void Save() => db.SaveChanges(); }",
        "public class Tool { public int Load(ShopContext db) => db.Orders.Count(); public int Use(ShopContext db) => Load(db); }",
        "public class A : ControllerBase { public A(ShopContext db) { Load(db); } private static int Load(ShopContext db) => db.Orders.Count(); }",
        "public class A : ControllerBase { private static readonly int Number = Load(new ShopContext()); public int Get() => Number; private static int Load(ShopContext db) => db.Orders.Count(); }",
        "public static class E { public static void Map(WebApplication app) { Prepare(new ShopContext()); app.MapGet(\"/\", () => 1); } private static void Prepare(ShopContext db) => db.SaveChanges(); }",
        "public class A : ControllerBase { public int Get(ShopContext db) { new Thread(() => Load(db)).Start(); return 1; } private static int Load(ShopContext db) => db.Orders.Count(); }",
        "public class A : ControllerBase { public int Get(ShopContext db) { new Thread(Work).Start(); return 1; } private static void Work() => new ShopContext().SaveChanges(); }",
        "public class S { public int Load(ShopContext db) => db.Orders.Count(); public Task<int> LoadAsync(ShopContext db) => db.Orders.CountAsync(); } public class A : ControllerBase { public int Get(S s, ShopContext db) => s.Load(db); }",
        "public class S : ShopContext { public override int SaveChanges() => base.SaveChanges(); }",
        "public class R : Microsoft.AspNetCore.Routing.IRouteConstraint { private readonly ShopContext db = new(); public bool Match(HttpContext? context, Microsoft.AspNetCore.Routing.IRouter? route, string key, Microsoft.AspNetCore.Routing.RouteValueDictionary values, Microsoft.AspNetCore.Routing.RouteDirection direction) => db.Orders.Any(); }",
        "public class S : IDisposable { private readonly ShopContext db = new(); public void Dispose() => db.SaveChanges(); } public class A : ControllerBase { public int Get() { using var s = new S(); return 1; } }",
        "public class S : IComparer<int> { private readonly ShopContext db = new(); public int Compare(int a, int b) => db.Orders.Count(); } public class A : ControllerBase { public int Get() => new S().Compare(1, 2); }",
    ];

    [Theory]
    [InlineData("TestConnection", DiagnosticSeverity.Info)]
    [InlineData("CheckConnectivity", DiagnosticSeverity.Info)]
    [InlineData("ConnectAll", DiagnosticSeverity.Warning)]
    public Task Suggests_where_somebody_tries_out_settings(string name, DiagnosticSeverity severity) => Verify.ReportsAsync(
        Model + "public class A : ControllerBase { public int Get(ShopContext db) => {|#1:" + name + "(db)|}; private static int " + name + "(ShopContext db) => db.Orders.{|#0:Count()|}; }",
        new DiagnosticResult(RuleIds.SynchronousIo, severity).WithLocation(0).WithLocation(1));

    [Theory]
    [MemberData(nameof(ServerCode))]
    public Task Reports_in_synchronous_members_that_requests_lead_to(string types) => Verify.ReportsAsync(Model + types);

    [Theory]
    [MemberData(nameof(NoServerCode))]
    public Task StaysSilent_in_synchronous_members_that_serve_nobody_or_cannot_change(string types) => Verify.SilentAsync(Model + types);

    /// <summary>A program of the console that knows no host runs and ends.</summary>
    [Theory]
    [InlineData(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication, Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    public Task Reports_as_a_suggestion_what_a_tool_waits_for(Microsoft.CodeAnalysis.OutputKind kind, Microsoft.CodeAnalysis.DiagnosticSeverity severity)
    {
        var test = new RuleVerifier<PerfAnalyzers.Rules.Asynchrony.SynchronousIoAnalyzer, Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>.Test
        {
            TestCode = "public static class Program { public static Task Main() => Loader.LoadAsync(); } public static class Loader { public static async Task LoadAsync() { await Task.Yield(); Console.WriteLine(System.Net.Dns.{|#0:GetHostEntry(\"x\")|}); } }",
            ReferenceAssemblies = References.Net80,
            ExpectedDiagnostics = { new DiagnosticResult(RuleIds.SynchronousIo, severity).WithLocation(0) },
        };
        test.TestState.OutputKind = kind;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A program that is named for its commands, or only gets the types of a host along, runs and ends too.</summary>
    [Theory]
    [InlineData("Shop.Cli", "using Microsoft.Extensions.Hosting; ", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData("ShopReleaseTool", "using Microsoft.Extensions.Hosting; ", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData("Toadstool", "using Microsoft.Extensions.Hosting; ", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    [InlineData("Shop.Web", "", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData("Shop.Web", "using Microsoft.Extensions.Hosting; ", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    [InlineData("Shop.Web", "using Microsoft.AspNetCore.Builder; ", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    public Task Knows_a_tool_by_its_name_and_by_what_it_uses(string name, string imports, Microsoft.CodeAnalysis.DiagnosticSeverity severity)
    {
        var test = new RuleVerifier<PerfAnalyzers.Rules.Asynchrony.SynchronousIoAnalyzer, Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>.Test
        {
            TestCode = imports + "public static class Program { public static Task Main() => Loader.LoadAsync(); } public static class Loader { public static async Task LoadAsync() { await Task.Yield(); Console.WriteLine(System.Net.Dns.{|#0:GetHostEntry(\"x\")|}); " + (severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Info ? "Console.WriteLine(File.ReadAllText(\"a\")); " : "") + "} }",
            ExpectedDiagnostics = { new DiagnosticResult(RuleIds.SynchronousIo, severity).WithLocation(0) },
        };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        test.SolutionTransforms.Add((solution, project) => solution.WithProjectAssemblyName(project, name));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Shows_the_way_from_the_request() => Verify.ReportsAsync(
        Model + "public class A : ControllerBase { public int Get(ShopContext db) => {|#1:One(db)|}; private int One(ShopContext db) => {|#2:Two(db)|}; private int Two(ShopContext db) => db.Orders.{|#0:Count()|}; }",
        RuleVerifier<PerfAnalyzers.Rules.Asynchrony.SynchronousIoAnalyzer>.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithArguments("Count", "make the method async and await 'CountAsync'"));
}
