using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using PerfAnalyzers.Rules.Asynchrony;
using static PerfAnalyzers.Tests.Rules.Asynchrony.IoCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<SynchronousIoAnalyzer>;
using VerifyFix = RuleVerifier<SynchronousIoAnalyzer, SynchronousIoFix>;

/// <summary>Places where others went wrong.</summary>
public sealed partial class SynchronousIoTests
{
    private const string Interceptor = """
        public class Stamps : Microsoft.EntityFrameworkCore.Diagnostics.SaveChangesInterceptor
        {
            private readonly ShopContext db = new();
            public override Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<int> SavingChanges(Microsoft.EntityFrameworkCore.Diagnostics.DbContextEventData data, Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<int> result)
            {
                db.Orders.Count();
                return result;
            }
        }
        """;

    /// <summary>The library calls one half where a save is synchronous and the other where it is awaited.</summary>
    [Fact]
    public Task StaysSilent_in_the_synchronous_half_of_an_interceptor() => Verify.SilentAsync(Model + Interceptor);

    /// <summary>The awaitable half of a pair may be written by means of the other one; its twin would be the method itself.</summary>
    [Theory]
    [InlineData("SaveChanges()")]
    [InlineData("this.SaveChanges()")]
    [InlineData("base.SaveChanges()")]
    public Task StaysSilent_in_the_twin(string save) => Verify.SilentAsync(
        Model + "public class S : ShopContext { public override async Task<int> SaveChangesAsync(CancellationToken cancellationToken = default) { await Task.Yield(); return " + save + "; } }");

    /// <summary>Nothing leaves the process where the only store of an application is its memory.</summary>
    [Theory]
    [InlineData("UseInMemoryDatabase", "Count()")]
    [InlineData("UseSqlServer", "[|Count()|]")]
    [InlineData("UseInMemoryDatabase() { } public static void UseSqlServer", "[|Count()|]")]
    public Task StaysSilent_where_the_store_is_in_memory(string provider, string query) => Verify.ReportsAsync(
        Model + $"public static class Options {{ public static void {provider}() {{ }} }} public class A : ControllerBase {{ public int Get(ShopContext db) => db.Orders.{query}; }}");

    /// <summary>The token finds its place among optional arguments, arrays and tokens that are there already.</summary>
    [Theory]
    [InlineData("client.[|Optional()|]", "await client.OptionalAsync(cancellationToken: token)")]
    [InlineData("client.[|Optional(2)|]", "await client.OptionalAsync(2, token)")]
    [InlineData("client.[|Optional(count: 2)|]", "await client.OptionalAsync(count: 2, cancellationToken: token)")]
    [InlineData("client.[|Many(1, 2)|]", "await client.ManyAsync(1, 2)")]
    [InlineData("client.[|Told(default)|]", "await client.ToldAsync(default)")]
    public Task Fixes_with_the_token_in_its_place(string before, string after) => VerifyFix.FixAsync(
        Store + InAsyncOf("IStore client", $"Use({before});"),
        Store + InAsyncOf("IStore client", $"Use({after});"));

    private static string InAsyncOf(string parameter, string statement) =>
        $"public class S {{ private static void Use(int value) {{ }} public async Task RunAsync({parameter}, CancellationToken token) {{ {statement} await Task.Yield(); }} }}";

    private const string Store = """
        [System.AttributeUsage(System.AttributeTargets.Method)] public sealed class RoundTripAttribute : System.Attribute { }
        public interface IStore
        {
            [RoundTrip] int Optional(int count = 1); Task<int> OptionalAsync(int count = 1, CancellationToken cancellationToken = default);
            [RoundTrip] int Many(params int[] ids); Task<int> ManyAsync(params int[] ids);
            [RoundTrip] int Told(CancellationToken cancellationToken); Task<int> ToldAsync(CancellationToken cancellationToken);
        }

        """;
}
