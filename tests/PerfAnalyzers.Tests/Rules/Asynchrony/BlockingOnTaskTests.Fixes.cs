using static PerfAnalyzers.Tests.Rules.Asynchrony.AsyncCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Asynchrony.BlockingOnTaskAnalyzer, PerfAnalyzers.CodeFixes.Rules.Asynchrony.BlockingOnTaskFix>;

/// <summary>Awaiting inside functions that are async already.</summary>
public sealed partial class BlockingOnTaskTests
{
    [Theory]
    [InlineData("Use(LoadAsync().[|Result|]);", "Use(await LoadAsync());")]
    [InlineData("Use(Task.Run(() => flag).[|Result|]);", "Use(await Task.Run(() => flag));")]
    [InlineData("if (Task.Run(() => flag).[|GetAwaiter().GetResult()|]) Use(1);", "if (await Task.Run(() => flag)) Use(1);")]
    [InlineData("SaveAsync().[|Wait()|];", "await SaveAsync();")]
    [InlineData("SaveAsync().[|Wait(token)|];", "await SaveAsync().WaitAsync(token);")]
    [InlineData("SaveAsync().[|GetAwaiter().GetResult()|];", "await SaveAsync();")]
    [InlineData("SaveAsync().ConfigureAwait(false).[|GetAwaiter().GetResult()|];", "await SaveAsync().ConfigureAwait(false);")]
    [InlineData("SaveAsync().ConfigureAwait(ConfigureAwaitOptions.ForceYielding).[|GetAwaiter().GetResult()|];", "await SaveAsync().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);")]
    [InlineData("Use(ReadAsync().AsTask().[|Result|]);", "Use(await ReadAsync());")]
    [InlineData("Use(ReadAsync().AsTask().ConfigureAwait(true).[|GetAwaiter().GetResult()|]);", "Use(await ReadAsync().ConfigureAwait(true));")]
    [InlineData("FlushAsync().[|GetAwaiter().GetResult()|];", "await FlushAsync();")]
    [InlineData("Task.[|WaitAll(LoadAsync(), SaveAsync())|];", "await Task.WhenAll(LoadAsync(), SaveAsync());")]
    [InlineData("var tasks = new[] { LoadAsync() }; Task.[|WaitAll(tasks)|];", "var tasks = new[] { LoadAsync() }; await Task.WhenAll(tasks);")]
    [InlineData("Task.[|WaitAny(LoadAsync(), SaveAsync())|];", "await Task.WhenAny(LoadAsync(), SaveAsync());")]
    [InlineData("var tasks = new[] { LoadAsync(), LoadAsync(2) }; Use(Task.[|WaitAny(tasks)|]);", "var tasks = new[] { LoadAsync(), LoadAsync(2) }; Use(Array.IndexOf(tasks, await Task.WhenAny(tasks)));")]
    [InlineData("Use(LoadAsync(LoadAsync().[|Result|]).[|Result|]);", "Use(await LoadAsync(await LoadAsync()));")]
    [InlineData("Use(LoadAsync(LoadAsync().[|GetAwaiter().GetResult()|]).[|Result|]);", "Use(await LoadAsync(await LoadAsync()));")]
    [InlineData("Task.[|WaitAll(LoadAsync(LoadAsync().[|Result|]))|];", "await Task.WhenAll(LoadAsync(await LoadAsync()));")]
    [InlineData("var first = LoadAsync(); var second = LoadAsync(); Use(first.[|Result|] + second.[|Result|]);", "var first = LoadAsync(); var second = LoadAsync(); Use(await first + await second);")]
    public Task Fixes_each_way_to_wait(string before, string after) => Verify.FixAsync(InAsync(before), InAsync(after));

    [Theory]
    [InlineData("Use(ListAsync().[|Result|].Count);", "Use((await ListAsync()).Count);")]
    [InlineData("Use(ListAsync().[|Result|][0]);", "Use((await ListAsync())[0]);")]
    [InlineData("Use(Task.Run(() => new Func<int>(() => 1)).[|Result|]());", "Use((await Task.Run(() => new Func<int>(() => 1)))());")]
    [InlineData("Use(ListAsync().[|Result|]!);", "Use((await ListAsync())!);")]
    [InlineData("Use(ListAsync().[|Result|]?.Count);", "Use((await ListAsync())?.Count);")]
    [InlineData("Use((long)LoadAsync().[|Result|]);", "Use((long)await LoadAsync());")]
    [InlineData("Use(ListAsync().[|Result|] as object);", "Use(await ListAsync() as object);")]
    [InlineData("Use(LoadAsync().[|Result|] is 3);", "Use(await LoadAsync() is 3);")]
    [InlineData("Use(-LoadAsync().[|Result|]);", "Use(-await LoadAsync());")]
    [InlineData("Use(LoadAsync().[|Result|] + 1);", "Use(await LoadAsync() + 1);")]
    [InlineData("Use(ids[LoadAsync().[|Result|]..]);", "Use(ids[(await LoadAsync())..]);")]
    [InlineData("Use(LoadAsync().[|Result|] switch { 1 => 2, _ => 3 });", "Use((await LoadAsync()) switch { 1 => 2, _ => 3 });")]
    [InlineData("Use(Task.FromResult(new { A = 1 }), $\"{LoadAsync().[|Result|]}\");", "Use(Task.FromResult(new { A = 1 }), $\"{await LoadAsync()}\");")]
    [InlineData("Use($\"{LoadAsync().[|Result|],5:N2} {flag}\");", "Use($\"{await LoadAsync(),5:N2} {flag}\");")]
    [InlineData("Use(flag ? LoadAsync().[|Result|] : 0);", "Use(flag ? await LoadAsync() : 0);")]
    [InlineData("Use(ListAsync().[|Result|] ?? new List<int>());", "Use(await ListAsync() ?? new List<int>());")]
    [InlineData("List<int>? list = null; list ??= ListAsync().[|Result|];", "List<int>? list = null; list ??= await ListAsync();")]
    [InlineData("Use(new { LoadAsync().[|Result|] }.Result);", "Use(new { Result = await LoadAsync() }.Result);")]
    [InlineData("var pair = (LoadAsync().[|Result|], 1); Use(pair.Result);", "var pair = (Result: await LoadAsync(), 1); Use(pair.Result);")]
    [InlineData("_ = LoadAsync().[|Result|];", "_ = await LoadAsync();")]
    [InlineData("(SaveAsync()).[|Wait()|];", "await (SaveAsync());")]
    [InlineData("long wide = LoadAsync().[|Result|]; Use(wide);", "long wide = await LoadAsync(); Use(wide);")]
    [InlineData("Use(flag && LoadAsync().[|Result|] > 1);", "Use(flag && await LoadAsync() > 1);")]
    [InlineData("Use($\"{(flag ? LoadAsync().[|Result|] : 0):N2}\");", "Use($\"{(flag ? await LoadAsync() : 0):N2}\");")]
    [InlineData("Use(Task.Run(() => new { A = 1 }).[|Result|] with { A = 2 });", "Use((await Task.Run(() => new { A = 1 })) with { A = 2 });")]
    [InlineData("lock (LoadAsync()) { } next ??= Task.Run(() => new Service()).[|Result|];", "lock (LoadAsync()) { } next ??= await Task.Run(() => new Service());")]
    [InlineData("long sum = 0; sum += LoadAsync().[|Result|];", "long sum = 0; sum += await LoadAsync();")]
    [InlineData("if (LoadAsync().[|Result|] > 0) { }", "if (await LoadAsync() > 0) { }")]
    [InlineData("while (LoadAsync().[|Result|] > 0) { }", "while (await LoadAsync() > 0) { }")]
    [InlineData("foreach (var x in ListAsync().[|Result|]) { }", "foreach (var x in await ListAsync()) { }")]
    [InlineData("for (var i = 0; i < LoadAsync().[|Result|]; i++) { }", "for (var i = 0; i < await LoadAsync(); i++) { }")]
    [InlineData("switch (LoadAsync().[|Result|]) { case 1: break; }", "switch (await LoadAsync()) { case 1: break; }")]
    [InlineData("using var s = Task.Run(() => new MemoryStream()).[|Result|];", "using var s = await Task.Run(() => new MemoryStream());")]
    [InlineData("throw Task.Run(() => new Exception()).[|Result|];", "throw await Task.Run(() => new Exception());")]
    [InlineData("Use(((Task<int>)(object)LoadAsync()).[|Result|]);", "Use(await ((Task<int>)(object)LoadAsync()));")]
    [InlineData("Use(Task.Run(() => LoadAsync()).[|Result|], Task.Run(LoadAsync(1).[|Result|].ToString).[|Result|]);", "Use(await Task.Run(() => LoadAsync()), await Task.Run((await LoadAsync(1)).ToString));")]
    [InlineData("ids[LoadAsync().[|Result|]] = LoadAsync(2).[|Result|];", "ids[await LoadAsync()] = await LoadAsync(2);")]
    [InlineData("Use(Task.FromResult(LoadAsync()).Result.[|Result|]);", "Use(await Task.FromResult(LoadAsync()).Result);")]
    [InlineData("try { } catch (Exception) { SaveAsync().[|Wait()|]; } finally { SaveAsync().[|Wait()|]; }", "try { } catch (Exception) { await SaveAsync(); } finally { await SaveAsync(); }")]
    [InlineData("Use(from i in ListAsync().[|Result|] select i);", "Use(from i in await ListAsync() select i);")]
    [InlineData("Use(from i in ids join j in ListAsync().[|Result|] on i equals j select i);", "Use(from i in ids join j in await ListAsync() on i equals j select i);")]
    [InlineData("lock (ListAsync().[|Result|]) { }", "lock (await ListAsync()) { }")]
    [InlineData("lock (this) { Func<Task> f = async () => SaveAsync().[|Wait()|]; }", "lock (this) { Func<Task> f = async () => await SaveAsync(); }")]
    [InlineData("using (var s = new SemaphoreSlim(1)) { s.Wait(); SaveAsync().[|Wait()|]; s.Release(); }", "using (var s = new SemaphoreSlim(1)) { s.Wait(); await SaveAsync(); s.Release(); }")]
    [InlineData("try { Use(LoadAsync().[|Result|]); } catch (InvalidOperationException) { }", "try { Use(await LoadAsync()); } catch (InvalidOperationException) { }")]
    [InlineData("try { SaveAsync().[|GetAwaiter().GetResult()|]; } catch (AggregateException) { }", "try { await SaveAsync(); } catch (AggregateException) { }")]
    [InlineData("new List<int>().ForEach(i => SaveAsync().[|Wait()|]);", "foreach (var i in new List<int>())\n    await SaveAsync();")]
    [InlineData("var gate = new object(); Monitor.Enter(gate); Monitor.Exit(gate); SaveAsync().[|Wait()|];", "var gate = new object(); Monitor.Enter(gate); Monitor.Exit(gate); await SaveAsync();")]
    public Task Fixes_inside_expressions_and_statements(string before, string after) => Verify.FixAsync(InAsync(before), InAsync(after));

    [Theory]
    [InlineData("int[] all = [LoadAsync().[|Result|], .. ListAsync().[|Result|]];", "int[] all = [await LoadAsync(), .. await ListAsync()];")]
    public Task Fixes_inside_collection_expressions(string before, string after)
    {
        Requires.CSharp(12);
        return Verify.FixAsync(InAsync(before), InAsync(after));
    }

    [Fact]
    public Task Fixes_a_chain_over_several_lines() => Verify.FixAsync(
        InAsync("""
            var list = ListAsync()
                .ContinueWith(t => t.Result) // first
                .[|Result|];
            var count = ListAsync()
                .[|Result|]
                .Count;
            """),
        InAsync("""
            var list = await ListAsync()
                .ContinueWith(t => t.Result) // first
                ;
            var count = (await ListAsync())
                .Count;
            """));

    [Fact]
    public Task Fixes_and_keeps_comments() => Verify.FixAsync(
        InAsync("""
            // before
            SaveAsync() /* saves */ .[|Wait()|]; // after
            Use(/* a */ LoadAsync(/* b */ 1).[|Result|] /* c */);
            """),
        InAsync("""
            // before
            await SaveAsync() /* saves */ ; // after
            Use(/* a */ await LoadAsync(/* b */ 1) /* c */);
            """));

    [Fact]
    public Task Fixes_and_keeps_line_endings() => Verify.FixAsync(
        InAsync("SaveAsync()\n    .[|Wait()|];\nUse(1);").Replace("\n", "\r\n", StringComparison.Ordinal),
        InAsync("await SaveAsync();\nUse(1);").Replace("\n", "\r\n", StringComparison.Ordinal));

    [Fact]
    public Task Fixes_in_the_style_of_a_file_that_configures_every_await() => Verify.FixAsync(
        InAsync("await SaveAsync().ConfigureAwait(false);\nUse(LoadAsync().[|Result|]);\nSaveAsync().[|Wait(token)|];\nTask.[|WaitAll(SaveAsync())|];\nUse(ListAsync().[|Result|].Count);"),
        InAsync("await SaveAsync().ConfigureAwait(false);\nUse(await LoadAsync().ConfigureAwait(false));\nawait SaveAsync().WaitAsync(token).ConfigureAwait(false);\nawait Task.WhenAll(SaveAsync()).ConfigureAwait(false);\nUse((await ListAsync().ConfigureAwait(false)).Count);"));

    [Fact]
    public Task Fixes_without_ConfigureAwait_when_the_file_mixes() => Verify.FixAsync(
        InAsync("await SaveAsync().ConfigureAwait(false);\nawait SaveAsync();\nUse(LoadAsync().[|Result|]);"),
        InAsync("await SaveAsync().ConfigureAwait(false);\nawait SaveAsync();\nUse(await LoadAsync());"));

    [Fact]
    public async Task Fixes_top_level_statements_with_local_functions()
    {
        var test = new Verify.Test
        {
            TestCode = "using System.Threading.Tasks;\nawait Run();\nstatic async Task<int> Run() => Task.Run(() => 1).[|Result|];\n",
            FixedCode = "using System.Threading.Tasks;\nawait Run();\nstatic async Task<int> Run() => await Task.Run(() => 1);\n",
        };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.include = startup\n"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Span<int> s = stackalloc int[1]; s[0] = 1; var sum = s[0]; Use(LoadAsync().[|Result|], sum);", "Span<int> s = stackalloc int[1]; s[0] = 1; var sum = s[0]; Use(await LoadAsync(), sum);")]
    [InlineData("if (flag) { Use(LoadAsync().[|Result|]); } else { Span<int> s = ids; Use(s.Length); }", "if (flag) { Use(await LoadAsync()); } else { Span<int> s = ids; Use(s.Length); }")]
    [InlineData("var text = \"abc\"; ReadOnlySpan<char> s = text; if (s.Length > 1) { Use(LoadAsync().[|Result|]); } else { Use(s.Length); }", "var text = \"abc\"; ReadOnlySpan<char> s = text; if (s.Length > 1) { Use(await LoadAsync()); } else { Use(s.Length); }")]
    [InlineData("ReadOnlySpan<int> s = ListAsync().[|Result|].ToArray(); Use(s.Length);", "ReadOnlySpan<int> s = (await ListAsync()).ToArray(); Use(s.Length);")]
    [InlineData("switch (ids.Length) { case 1: Span<int> s = ids; Use(s.Length); break; default: Use(LoadAsync().[|Result|]); break; }", "switch (ids.Length) { case 1: Span<int> s = ids; Use(s.Length); break; default: Use(await LoadAsync()); break; }")]
    public Task Fixes_where_spans_are_dead(string before, string after)
    {
        Requires.CSharp(13);
        return Verify.FixAsync(InAsync(before), InAsync(after));
    }

    [Theory]
    [InlineData("Use(string.Join(',', LoadAsync().[|Result|].ToString(), \"b\", \"c\"));", "Use(string.Join(',', (await LoadAsync()).ToString(), \"b\", \"c\"));")]
    [InlineData("Use(Path.Combine(\"a\", \"b\", \"c\", \"d\", LoadAsync().[|Result|].ToString()));", "Use(Path.Combine(\"a\", \"b\", \"c\", \"d\", (await LoadAsync()).ToString()));")]
    [InlineData("Task.[|WaitAll(LoadAsync(), Task.Delay(LoadAsync().[|Result|]))|];", "await Task.WhenAll(LoadAsync(), Task.Delay(await LoadAsync()));")]
    public async Task Fixes_arguments_of_methods_that_take_spans_of_them(string before, string after)
    {
        var test = new Verify.Test { TestCode = InAsync(before), FixedCode = InAsync(after), ReferenceAssemblies = References.Net100 };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The receiver of an extension block is a parameter of all its members.</summary>
    [Fact]
    public Task Fixes_members_of_extension_blocks()
    {
        Requires.CSharp(14);
        return Verify.FixAsync(
            """
            public static class Rates
            {
                extension(string currency)
                {
                    public async Task<int> CountAsync()
                    {
                        await Task.Yield();
                        return Task.Run(() => currency.Length).[|Result|];
                    }
                }
            }
            """,
            """
            public static class Rates
            {
                extension(string currency)
                {
                    public async Task<int> CountAsync()
                    {
                        await Task.Yield();
                        return await Task.Run(() => currency.Length);
                    }
                }
            }
            """);
    }

    [Fact]
    public Task Fixes_the_callers_of_members_of_extension_blocks()
    {
        Requires.CSharp(14);
        return Verify.FixAsync(
            """
            public static class Rates
            {
                extension(string currency)
                {
                    public int Count() => Task.Run(() => currency.Length).[|Result|];
                }
            }

            public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                public int Get(string currency) => currency.Count();
            }
            """,
            """
            public static class Rates
            {
                extension(string currency)
                {
                    public async Task<int> CountAsync() => await Task.Run(() => currency.Length);
                }
            }

            public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                public async Task<int> Get(string currency) => await currency.CountAsync();
            }
            """);
    }
}
