using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;
using static PerfAnalyzers.Tests.Rules.Resilience.TokenCode;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<TokenNotForwardedAnalyzer, TokenNotForwardedFix>;

public sealed partial class TokenNotForwardedTests
{
    [Theory]
    [InlineData("var all = await db.Orders.[|ToListAsync()|];")]
    [InlineData("while (!ct.IsCancellationRequested) { await db.SaveChangesAsync(ct); await Task.[|Delay(60000)|]; }")]
    [InlineData("var one = await db.Orders.Where(o => o.Id == id).[|FirstOrDefaultAsync()|];")]
    [InlineData("var one = await db.Orders.[|SingleAsync(o => o.Id == id)|].ConfigureAwait(false);")]
    [InlineData("var n = await db.Orders.[|CountAsync()|] + 1;")]
    [InlineData("var one = await db.Orders.[|FindAsync(id)|];")]
    [InlineData("await db.[|SaveChangesAsync()|];")]
    [InlineData("await db.Orders.[|ExecuteDeleteAsync()|];")]
    [InlineData("await db.Database.[|ExecuteSqlRawAsync(\"delete from Orders\")|];")]
    [InlineData("var text = await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("using var answer = await http.[|GetAsync(\"/a\")|];")]
    [InlineData("using var answer = await http.[|PostAsync(\"/a\", null)|];")]
    [InlineData("using var answer = await http.[|SendAsync(new HttpRequestMessage())|];")]
    [InlineData("var order = await orders.[|FindAsync(id)|];")]
    [InlineData("await orders.[|SaveAsync(new Order())|];")]
    [InlineData("var n = await orders.[|CountAsync()|];")]
    [InlineData("var bytes = await File.[|ReadAllBytesAsync(\"a\")|];")]
    [InlineData("await Task.[|Delay(60_000)|];")]
    [InlineData("await Task.[|Delay(TimeSpan.FromMinutes(1))|];")]
    [InlineData("await Task.[|Delay(TimeSpan.FromSeconds(2))|];")]
    [InlineData("await Task.[|Delay(Random.Shared.Next(2000, 15000))|];")]
    [InlineData("var gate = new SemaphoreSlim(1); await gate.WaitAsync(ct); try { Console.WriteLine(await http.[|GetStringAsync(\"/a\")|]); } finally { gate.Release(); }")]
    [InlineData("var gate = new SemaphoreSlim(1); await gate.WaitAsync(ct); gate.Release(); Console.WriteLine(await http.[|GetStringAsync(\"/a\")|]);")]
    [InlineData("Console.WriteLine(await LoadAsync()); await db.SaveChangesAsync(ct); async Task<string> LoadAsync() => await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("var task = http.[|GetStringAsync(\"/a\")|]; Console.WriteLine(1); Console.WriteLine(await task);")]
    [InlineData("await Task.WhenAll(http.[|GetStringAsync(\"/a\")|], http.[|GetStringAsync(\"/b\")|]);")]
    [InlineData("var tasks = new List<Task>(); for (var i = 0; i < id; i++) tasks.Add(http.[|GetStringAsync(\"/a\" + i)|]); await Task.WhenAll(tasks);")]
    [InlineData("await Task.WhenAll(new[] { 1, 2 }.Select(i => http.[|GetStringAsync(\"/a\" + i)|]));")]
    [InlineData("await Task.WhenAll(new[] { 1, 2 }.Select(async i => { await http.[|GetStringAsync(\"/a\" + i)|]; }));")]
    [InlineData("foreach (var i in new[] { 1, 2 }) { await http.[|GetStringAsync(\"/a\" + i)|]; }")]
    [InlineData("if (id > 1) { await http.[|PostAsync(\"/a\", null)|]; return; } await db.Orders.[|ToListAsync()|];")]
    [InlineData("if (id > 1) await http.[|PostAsync(\"/a\", null)|]; else await db.[|SaveChangesAsync()|];")]
    [InlineData("await db.Database.CreateExecutionStrategy().ExecuteAsync(async () => await db.Orders.[|ToListAsync()|]);")]
    [InlineData("using var t = await db.Database.[|BeginTransactionAsync()|]; await db.[|SaveChangesAsync()|]; await db.[|SaveChangesAsync()|]; await t.CommitAsync();")]
    [InlineData("async Task<int> Local() => await db.Orders.[|CountAsync()|]; await Local();")]
    [InlineData("using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct); await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("try { await http.[|GetStringAsync(\"/a\")|]; } catch (HttpRequestException) { }")]
    [InlineData("try { await http.[|GetStringAsync(\"/a\")|]; } catch (Exception e) when (e is not OperationCanceledException) { Console.WriteLine(e); }")]
    [InlineData("try { await http.[|GetStringAsync(\"/a\")|]; } catch (Exception e) { Console.WriteLine(e); }")]
    [InlineData("foreach (var i in new[] { 1, 2 }) { try { await http.[|GetStringAsync(\"/a\" + i)|]; } catch (OperationCanceledException) { throw; } catch (Exception) { } }")]
    [InlineData("await (id > 1 ? http.[|GetStringAsync(\"/a\")|] : http.[|GetStringAsync(\"/b\")|]);")]
    public Task Reports_awaited_work_that_is_not_given_the_token(string statements) => Verify.ReportsAsync(Method(statements));

    [Fact]
    public Task Fixes_a_command_that_carries_the_token() => new Verify.Test
    {
        TestCode = Command("await connection.[|ExecuteAsync(new CommandDefinition(\"delete from a where b = @b\", new { b }))|]"),
        FixedCode = Command("await connection.ExecuteAsync(new CommandDefinition(\"delete from a where b = @b\", new { b }, cancellationToken: ct))"),
        ReferenceAssemblies = References.Dapper,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("await connection.ExecuteAsync(new CommandDefinition(\"delete from a where b = @b\", new { b }, cancellationToken: ct))")]
    [InlineData("await connection.ExecuteAsync(new CommandDefinition(\"delete from a where b = @b\", new { b }, cancellationToken: CancellationToken.None))")]
    [InlineData("await connection.ExecuteAsync(\"delete from a where b = @b\", new { b })")]
    public Task StaysSilent_when_a_command_carries_a_token_or_can_take_none(string call) => new Verify.Test
    {
        TestCode = Command(call),
        ReferenceAssemblies = References.Dapper,
    }.RunAsync(TestContext.Current.CancellationToken);

    private static string Command(string call) => $$"""
        using System.Data;
        using Dapper;

        public class Rows
        {
            public async Task<int> RemoveAsync(IDbConnection connection, int b, CancellationToken ct) => {{call}};
        }
        """;

    [Fact]
    public Task Reports_the_pause_of_a_loop_that_something_may_end_as_a_suggestion() => new Verify.Test
    {
        TestCode = """
            public class Search
            {
                public async Task RunAsync(Task work, CancellationToken ct)
                {
                    while (!ct.IsCancellationRequested)
                        await Task.WhenAny(work, Task.{|#0:Delay(5000)|});
                }
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("PERF3001", DiagnosticSeverity.Info).WithLocation(0) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Reports_what_an_interface_promises_to_stop_as_a_suggestion() => new Verify.Test
    {
        TestCode = """
            public interface IIndex
            {
                Task AddAsync(string text);
                Task AddAsync(string text, CancellationToken cancellationToken);
            }

            public class Search
            {
                public async Task AddAsync(IIndex index, string text, CancellationToken ct)
                {
                    ct.ThrowIfCancellationRequested();
                    await index.{|#0:AddAsync(text)|};
                }
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("PERF3001", DiagnosticSeverity.Info).WithLocation(0) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Reports_a_task_that_is_handed_back() => Verify.ReportsAsync(Class("""
        public Task<List<Order>> A(CancellationToken ct) => db.Orders.[|ToListAsync()|];
            public Task<Order?> B(int id, CancellationToken ct) { return orders.[|FindAsync(id)|]; }
        """));

    [Fact]
    public async Task Reports_the_token_and_the_way()
    {
        await Verify.ReportsAsync(
            Method("var order = await orders.{|#0:FindAsync(id)|};").Replace("FirstOrDefaultAsync(o => o.Id == id, cancellationToken)", "{|#1:FirstOrDefaultAsync(o => o.Id == id, cancellationToken)|}"),
            Verify.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("FindAsync → FirstOrDefaultAsync", "ct"));
    }

    [Theory]
    [InlineData("if (ct.IsCancellationRequested) break;", DiagnosticSeverity.Info)]
    [InlineData("if (ct.IsCancellationRequested) { Console.WriteLine(i); break; }", DiagnosticSeverity.Info)]
    [InlineData("if (ct.IsCancellationRequested) return;", DiagnosticSeverity.Warning)]
    [InlineData("if (i > 3) break;", DiagnosticSeverity.Warning)]
    public Task Reports_as_information_what_a_loop_would_leave_in_good_order(string exit, DiagnosticSeverity severity) => Verify.ReportsAsync(
        Method("foreach (var i in new[] { 1, 2 }) { " + exit + " Console.WriteLine(await db.Orders.{|#0:CountAsync(o => o.Id == i)|}); }"),
        new DiagnosticResult("PERF3001", severity).WithLocation(0));

    [Theory]
    [InlineData("Renamed", "IDomainEvent", "await db.{|#0:SaveChangesAsync()|};", DiagnosticSeverity.Info)]
    [InlineData("Renamed", "IDomainEvent", "await db.Orders.{|#0:ToListAsync()|};", DiagnosticSeverity.Warning)]
    [InlineData("RenamedDomainEvent", "IMark", "await db.{|#0:SaveChangesAsync()|};", DiagnosticSeverity.Info)]
    [InlineData("Rename", "IMark", "await db.{|#0:SaveChangesAsync()|};", DiagnosticSeverity.Warning)]
    public Task Reports_as_information_what_is_written_because_something_has_happened(string message, string mark, string statement, DiagnosticSeverity severity) => Verify.ReportsAsync(
        Class("public async Task Handle(" + message + " told, CancellationToken ct) { ct.ThrowIfCancellationRequested(); " + statement + " }").Replace("public class C\n", "public class C : IHandler<" + message + ">\n", StringComparison.Ordinal)
            + $" public interface IHandler<T> {{ Task Handle(T told, CancellationToken ct); }} public interface {mark} {{ }} public class {message} : {mark} {{ }}",
        new DiagnosticResult("PERF3001", severity).WithLocation(0));

    [Theory]
    [InlineData("catch (Exception e) { Console.WriteLine(e); }", DiagnosticSeverity.Info)]
    [InlineData("catch { }", DiagnosticSeverity.Info)]
    [InlineData("catch (Exception) { throw; }", DiagnosticSeverity.Warning)]
    [InlineData("catch (HttpRequestException) { }", DiagnosticSeverity.Warning)]
    [InlineData("catch (OperationCanceledException) { } catch (Exception) { }", DiagnosticSeverity.Warning)]
    [InlineData("catch (Exception e) when (e is not OperationCanceledException) { }", DiagnosticSeverity.Warning)]
    public Task Reports_as_information_what_a_handler_would_take_for_a_failure(string handlers, DiagnosticSeverity severity) => Verify.ReportsAsync(
        Method("try { await http.{|#0:GetStringAsync(\"/a\")|}; } " + handlers),
        Verify.Diagnostic().WithLocation(0).WithSeverity(severity).WithArguments("GetStringAsync", "ct"));

    [Theory]
    [InlineData("public async Task Run(CancellationToken? ct) { await http.[|GetStringAsync(\"/\")|]; }", "ct.GetValueOrDefault()")]
    [InlineData("public async Task Run(Microsoft.AspNetCore.Http.HttpContext context) { if (context.RequestAborted.IsCancellationRequested) return; await http.[|GetStringAsync(\"/\")|]; }", "context.RequestAborted")]
    [InlineData("private readonly CancellationToken stopping; public async Task Run() { await http.[|GetStringAsync(\"/\")|]; }", "stopping")]
    [InlineData("private CancellationToken Stopping { get; set; } public async Task Run() { await http.[|GetStringAsync(\"/\")|]; }", "Stopping")]
    [InlineData("public async Task Run(CancellationToken ct) { using var both = CancellationTokenSource.CreateLinkedTokenSource(ct); await http.[|GetStringAsync(\"/\")|]; }", "both.Token")]
    [InlineData("public async Task Run(CancellationToken ct) { using (var both = CancellationTokenSource.CreateLinkedTokenSource(ct)) { await http.[|GetStringAsync(\"/\")|]; } }", "both.Token")]
    [InlineData("public async Task Run(CancellationToken ct) { using var own = new CancellationTokenSource(100); await http.[|GetStringAsync(\"/\")|]; }", "ct")]
    [InlineData("public async Task Run() { using var own = new CancellationTokenSource(100); await http.[|GetStringAsync(\"/\")|]; }", "own.Token")]
    [InlineData("public async Task Run() { using var own = new CancellationTokenSource(); own.CancelAfter(100); await http.[|GetStringAsync(\"/\")|]; }", "own.Token")]
    [InlineData("public async Task Run(CancellationToken ct) { var inner = ct; await http.[|GetStringAsync(\"/\")|]; }", "ct")]
    [InlineData("public async Task Run(CancellationTokenSource s) { var token = s.Token; await http.[|GetStringAsync(\"/\")|]; }", "token")]
    [InlineData("public Task Run(List<int> ids, CancellationToken ct) => Parallel.ForEachAsync(ids, async (id, inner) => await http.[|GetStringAsync(\"/\" + id)|]);", "inner")]
    [InlineData("public Task Run(List<int> ids, CancellationToken ct) => Parallel.ForEachAsync(ids, ct, async (id, _) => { await http.[|GetStringAsync(\"/\" + id)|]; });", "_")]
    [InlineData("public async Task Run(CancellationToken @default) { await http.[|GetStringAsync(\"/\")|]; }", "@default")]
    [InlineData("private readonly CancellationToken field; public async Task Run(CancellationToken ct) { await http.[|GetStringAsync(\"/\")|]; }", "ct")]
    [InlineData("public record Work(HttpClient Http, CancellationToken Stop) { public async Task Run() { await Http.[|GetStringAsync(\"/\")|]; } }", "Stop")]
    [InlineData("public sealed class Request { public CancellationToken Cancellation { get; init; } } public async Task Run(Request request) { await http.[|GetStringAsync(\"/\")|]; }", "request.Cancellation")]
    [InlineData("public record Options(int Size, CancellationToken Token); public async Task Run(Options options, CancellationToken ct) { await http.[|GetStringAsync(\"/\")|]; }", "ct")]
    [InlineData("public async Task Run(params CancellationToken[] any) { using var both = CancellationTokenSource.CreateLinkedTokenSource(any); await http.[|GetStringAsync(\"/\")|]; }", "both.Token")]
    [InlineData("public async Task Run(CancellationToken a, CancellationToken b) { using var both = CancellationTokenSource.CreateLinkedTokenSource(a, b); await http.[|GetStringAsync(\"/\")|]; }", "both.Token")]
    [InlineData("private readonly CancellationTokenSource own = new(); public async Task Run(CancellationToken ct) { await http.[|GetStringAsync(\"/\")|]; }", "ct")]
    [InlineData("public ref struct Reader { private readonly CancellationToken stop; private readonly HttpClient http; public Task<string> Read() => http.[|GetStringAsync(\"/\")|]; }", "stop")]
    [InlineData("public readonly ref struct Context { public CancellationToken Stop { get; } } public Task<string> Run(Context context) => http.[|GetStringAsync(\"/\")|];", "context.Stop")]
    [InlineData("public interface IHandler<TQuery, TResult> { Task<TResult> Handle(TQuery query, CancellationToken cancellationToken); } public class Text : IHandler<int, string> { private readonly HttpClient http = new(); public async Task<string> Handle(int query, CancellationToken cancellationToken) => await http.[|GetStringAsync(\"/\" + query)|]; }", "cancellationToken")]
    [InlineData("public async Task<string> Run(CancellationToken ct) { try { return await http.[|GetStringAsync(\"/\")|]; } catch (Exception) { return \"\"; } }", "ct")]
    [InlineData("public async Task Run(ParallelOptions options) { await http.[|GetStringAsync(\"/\")|]; }", "options.CancellationToken")]
    [InlineData("public Task Run(List<int> ids, ParallelOptions options) => Parallel.ForEachAsync(ids, options, async (id, inner) => await http.[|GetStringAsync(\"/\" + id)|]);", "inner")]
    public Task Fixes_with_the_nearest_token(string member, string token) => Verify.FixAsync(
        Class(member),
        Class(member.Replace("[|", "").Replace(")|]", ", " + token + ")")));

    [Theory]
    [InlineData("await db.Orders.[|ToListAsync()|];", "await db.Orders.ToListAsync(ct);")]
    [InlineData("await db.Orders.[|SingleAsync(o => o.Id == id)|];", "await db.Orders.SingleAsync(o => o.Id == id, ct);")]
    [InlineData("await EntityFrameworkQueryableExtensions.[|ToListAsync(db.Orders)|];", "await EntityFrameworkQueryableExtensions.ToListAsync(db.Orders, ct);")]
    [InlineData("await db.[|SaveChangesAsync(acceptAllChangesOnSuccess: true)|];", "await db.SaveChangesAsync(acceptAllChangesOnSuccess: true, cancellationToken: ct);")]
    [InlineData("await orders.[|FindAsync(id: id)|];", "await orders.FindAsync(id: id, cancellationToken: ct);")]
    [InlineData("await http.[|GetStringAsync(/* where */ \"/a\" /* here */)|];", "await http.GetStringAsync(/* where */ \"/a\" /* here */, ct);")]
    [InlineData("await Task.WhenAll(http.[|GetStringAsync(\"/a\")|], http.[|GetStringAsync(\"/b\")|]);", "await Task.WhenAll(http.GetStringAsync(\"/a\", ct), http.GetStringAsync(\"/b\", ct));")]
    [InlineData("await orders.[|SaveAsync((await orders.[|FindAsync(id)|])!)|];", "await orders.SaveAsync((await orders.FindAsync(id, ct))!, ct);")]
    [InlineData("await db.Database.[|ExecuteSqlRawAsync(\"delete from Orders\")|];", "await db.Database.ExecuteSqlRawAsync(\"delete from Orders\", ct);")]
    public Task Fixes_all_forms_of_arguments(string before, string after) => Verify.FixAsync(Method(before), Method(after));

    [Theory]
    [InlineData("public Task<string> LoadAsync(string name, params CancellationToken[] any)", "LoadAsync(\"a\")", "LoadAsync(\"a\", ct)")]
    [InlineData("public Task<string> LoadAsync(string name, params CancellationToken[] any)", "LoadAsync(name: \"a\")", "LoadAsync(name: \"a\", any: ct)")]
    [InlineData("public Task<string> LoadAsync(params CancellationToken[] any)", "LoadAsync()", "LoadAsync(ct)")]
    [InlineData("public Task<string> LoadAsync(string name, CancellationToken? any = null)", "LoadAsync(\"a\")", "LoadAsync(\"a\", ct)")]
    [InlineData("public Task<string> LoadAsync(string name, object? state = null, CancellationToken any = default)", "LoadAsync(\"a\", ct)", "LoadAsync(\"a\", any: ct)")]
    public Task Fixes_calls_of_methods_that_take_tokens_in_another_form(string declaration, string before, string after)
    {
        string Source(string call) => $"public class Store {{ {declaration} => new HttpClient().GetStringAsync(\"/\", CancellationToken.None); }} public class C {{ public async Task Run(Store store, CancellationToken ct) {{ await store.{call}; }} }}";
        return Verify.FixAsync(Source($"[|{before}|]"), Source(after));
    }

    [Theory]
    [InlineData("LoadAsync(\"a\", ct)")]
    [InlineData("LoadAsync(\"a\", ct, CancellationToken.None)")]
    [InlineData("LoadAsync(\"a\", new[] { ct })")]
    [InlineData("LoadAsync(\"a\", Array.Empty<CancellationToken>())")]
    public Task StaysSilent_when_one_of_many_tokens_is_given(string call) => Verify.SilentAsync(
        $"public class Store {{ public Task<string> LoadAsync(string name, params CancellationToken[] any) => new HttpClient().GetStringAsync(\"/\"); }} public class C {{ public async Task Run(Store store, CancellationToken ct) {{ await store.{call}; }} }}");

    [Fact]
    public Task Fixes_overloads_that_take_spans()
    {
        Requires.CSharp(13);
        const string Before = """
            public class Store
            {
                private readonly HttpClient http = new HttpClient();
                public Task LoadAsync(string name, params ReadOnlySpan<int> ids) => http.GetStringAsync("/" + ids.Length);
                public Task LoadAsync(string name, CancellationToken stop, params ReadOnlySpan<int> ids) => http.GetStringAsync("/" + ids.Length, stop);
            }
            public class C { public async Task Run(Store store, CancellationToken ct) { await store.[|LoadAsync("a", 1, 2)|]; } }
            """;
        return Verify.FixAsync(Before, Before.Replace("[|LoadAsync(\"a\", 1, 2)|]", "LoadAsync(\"a\", ct, 1, 2)", StringComparison.Ordinal));
    }

    [Fact]
    public Task Fixes_tasks_that_are_gathered_in_a_span()
    {
        Requires.CSharp(13);
        const string Before = "public class C { public async Task Run(HttpClient http, CancellationToken ct) { await Task.WhenAll(http.[|GetStringAsync(\"/a\")|], http.[|GetStringAsync(\"/b\")|]); } }";
        return new Verify.Test
        {
            ReferenceAssemblies = References.AspNetCore10,
            TestCode = Before,
            FixedCode = Before.Replace("[|", "").Replace(")|]", ", ct)"),
        }.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("await Http.GetStringAsync(\"/a\", TestContext.Current.CancellationToken); await Http.[|GetStringAsync(\"/b\")|];", "TestContext.Current.CancellationToken")]
    [InlineData("var token = TestContext.Current.CancellationToken; await Http.[|GetStringAsync(\"/b\")|];", "token")]
    [InlineData("await Http.GetStringAsync(\"/b\");", "")]
    public async Task Fixes_with_the_token_of_a_test_where_tests_are_included(string statements, string token)
    {
        string Source(string code) => "using Xunit; public class T { private static readonly HttpClient Http = new HttpClient(); public async Task Works() { " + code + " } }";
        var test = new Verify.Test { TestCode = Source(statements), FixedCode = Source(statements.Replace("[|", "").Replace(")|]", ", " + token + ")")) };
        foreach (var state in new[] { test.TestState, test.FixedState })
        {
            state.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(TestContext).Assembly.Location));
            state.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(Xunit.Sdk.IMessageSink).Assembly.Location));
            state.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.include = tests\n"));
        }

        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Fixes_with_the_token_of_a_primary_constructor()
    {
        Requires.CSharp(12);
        const string Before = "public class Job(HttpClient http, CancellationToken stop) { public async Task Run() { await http.[|GetStringAsync(\"/\")|]; } }";
        return Verify.FixAsync(Before, Before.Replace("[|", "").Replace(")|]", ", stop)"));
    }

    [Fact]
    public Task Fixes_keys_of_which_any_number_may_be_given() => new Verify.Test
    {
        LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp11,
        TestCode = Method("await db.Orders.[|FindAsync(id)|];"),
        FixedCode = Method("await db.Orders.FindAsync(new object[] { id }, ct);"),
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Fixes_keys_with_a_collection_expression()
    {
        Requires.CSharp(12);
        return Verify.FixAsync(Method("await db.Orders.[|FindAsync(id)|];"), Method("await db.Orders.FindAsync([id], ct);"));
    }
}
