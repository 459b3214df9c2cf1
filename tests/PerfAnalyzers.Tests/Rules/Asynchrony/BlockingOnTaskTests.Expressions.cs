using static PerfAnalyzers.Tests.Rules.Asynchrony.AsyncCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Asynchrony.BlockingOnTaskAnalyzer, PerfAnalyzers.CodeFixes.Rules.Asynchrony.BlockingOnTaskFix>;

/// <summary>Expressions and arguments around an await.</summary>
public sealed partial class BlockingOnTaskTests
{
    [Theory]
    [InlineData("Use(LoadAsync().[|Result|]..3);", "Use((await LoadAsync())..3);")]
    [InlineData("Use(!(LoadAsync().[|Result|] > 1));", "Use(!(await LoadAsync() > 1));")]
    [InlineData("Use(1 - LoadAsync().[|Result|] * 2);", "Use(1 - await LoadAsync() * 2);")]
    [InlineData("Use(~LoadAsync().[|Result|], (object)LoadAsync().[|Result|]);", "Use(~await LoadAsync(), (object)await LoadAsync());")]
    [InlineData("Use(LoadAsync().[|Result|] is > 3 and < 5);", "Use(await LoadAsync() is > 3 and < 5);")]
    [InlineData("Use($\"{LoadAsync().[|Result|]:N2}\");", "Use($\"{await LoadAsync():N2}\");")]
    [InlineData("Use($\"{LoadAsync().[|Result|],5}\");", "Use($\"{await LoadAsync(),5}\");")]
    [InlineData("Use(flag ? 0 : LoadAsync().[|Result|]);", "Use(flag ? 0 : await LoadAsync());")]
    [InlineData("Use((LoadAsync().[|Result|]));", "Use((await LoadAsync()));")]
    [InlineData("((SaveAsync())).[|GetAwaiter().GetResult()|];", "await ((SaveAsync()));")]
    [InlineData("_ = ReadAsync().[|GetAwaiter().GetResult()|];", "_ = await ReadAsync();")]
    [InlineData("var _ = LoadAsync().[|Result|]; Use(_);", "var _ = await LoadAsync(); Use(_);")]
    [InlineData("Use(new { A = LoadAsync().[|Result|] }, (B: LoadAsync().[|Result|], 1));", "Use(new { A = await LoadAsync() }, (B: await LoadAsync(), 1));")]
    [InlineData("var x = LoadAsync().[|Result|]; int.TryParse(LoadAsync().[|Result|].ToString(), out var y); Use(x + y);", "var x = await LoadAsync(); int.TryParse((await LoadAsync()).ToString(), out var y); Use(x + y);")]
    [InlineData("object boxed = LoadAsync().[|Result|]; IEnumerable<int> wide = ListAsync().[|Result|]; Use(boxed, wide);", "object boxed = await LoadAsync(); IEnumerable<int> wide = await ListAsync(); Use(boxed, wide);")]
    [InlineData("using (var s = Task.Run(() => new MemoryStream()).[|Result|]) { Use(s.Length); }", "using (var s = await Task.Run(() => new MemoryStream())) { Use(s.Length); }")]
    [InlineData("Func<int, int> plain = i => i; Use(plain(LoadAsync().[|Result|]));", "Func<int, int> plain = i => i; Use(plain(await LoadAsync()));")]
    [InlineData("ids[LoadAsync().[|Result|]]++;", "ids[await LoadAsync()]++;")]
    [InlineData("Use(ListAsync().[|Result|][^1], ids[^LoadAsync().[|Result|]]);", "Use((await ListAsync())[^1], ids[^await LoadAsync()]);")]
    public Task Fixes_inside_further_expressions(string before, string after) => Verify.FixAsync(InAsync(before), InAsync(after));

    /// <summary>The delegate gives no task to await, or the lambda becomes one that nobody awaits.</summary>
    [Theory]
    [InlineData("Func<int> f = () => LoadAsync().Result; Use(f);")]
    [InlineData("Action a = () => SaveAsync().Wait(); Use(a);")]
    [InlineData("Lazy<int> l = new(() => LoadAsync().Result); Use(l);")]
    [InlineData("EventHandler h = (s, e) => SaveAsync().Wait(); Use(h);")]
    public Task StaysSilent_in_lambdas_that_cannot_give_a_task(string statements) => Verify.SilentAsync(InAsync(statements));

    [Theory]
    [InlineData("Func<Task<int>> f = () => Task.FromResult(LoadAsync().[|Result|]); Use(f);", "Func<Task<int>> f = async () => await LoadAsync(); Use(f);")]
    [InlineData("Func<Task> f = () => { SaveAsync().[|Wait()|]; return Task.CompletedTask; }; Use(f);", "Func<Task> f = async () => { await SaveAsync(); return; }; Use(f);")]
    public Task Fixes_lambdas_that_give_a_task(string before, string after) => Verify.FixAsync(InAsync(before), InAsync(after));

    [Fact]
    public Task Fixes_and_keeps_braces_and_lines() => Verify.FixAsync(
        InAsync("""
            if (flag)
                SaveAsync().[|Wait()|]; // saved
            else
            {
                Use(
                    LoadAsync() // first
                        .[|Result|], // its value
                    2);
            }
            """),
        InAsync("""
            if (flag)
                await SaveAsync(); // saved
            else
            {
                Use(
                    await LoadAsync() // first
                        , // its value
                    2);
            }
            """));
}
