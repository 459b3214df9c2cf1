using System.Diagnostics;
using System.Text;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>
/// Expressions and statements nested so deep that one stack frame per level does not fit the stack of a build
/// server's thread. The compiler itself gives up on some of them with an error of its own; we must not be the first.
/// </summary>
public sealed class StackSafetyTests
{
    private const int Levels = 2_000;
    private const int CostlyLevels = 100;
    private const int BindableLevels = 20;
    private const int SmallStack = 1 << 21;

    // Far more than it takes: a busy machine is no defect, a hang is.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static TheoryData<string> Shapes =>
    [
        "sum", "strings", "conditional access", "calls in a chain", "calls as arguments", "parentheses", "conditionals",
        "null coalescing", "blocks", "patterns", "switch expressions",
    ];

    /// <summary>Shapes that the compiler itself cannot bind, for want of stack or of time, when they are much deeper.</summary>
    public static TheoryData<string> CostlyShapes => ["arrays", "loops", "else if", "lambdas", "local functions", "queries"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Deep_nesting_neither_overflows_the_stack_nor_hangs(string shape)
    {
        // Older compilers overflow a stack of this size by themselves when they make the operations of a long chain.
        Requires.CSharp(14);
        var compilation = await RuleRun.CompileAsync(InMethod(Build(shape, Levels)));
        var watch = Stopwatch.StartNew();
        RunOnSmallStack(() => RuleRun.RunAsync(compilation, RuleRun.AllRules, concurrent: false).GetAwaiter().GetResult());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Patience);
    }

    [Theory]
    [MemberData(nameof(CostlyShapes))]
    public async Task Deep_nesting_of_loops_and_functions_neither_overflows_the_stack_nor_hangs(string shape)
    {
        var compilation = await RuleRun.CompileAsync(InMethod(Build(shape, CostlyLevels)));
        RunOnSmallStack(() => RuleRun.RunAsync(compilation, RuleRun.AllRules, concurrent: false).GetAwaiter().GetResult());
    }

    /// <summary>The same, as deep as the compiler can still bind, so that the rules really see the operations.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Nesting_that_binds_is_analyzed(string shape)
    {
        var compilation = await RuleRun.CompileAsync(InMethod(Build(shape, BindableLevels)));
        Assert.Empty(RuleRun.Errors(compilation));
        RunOnSmallStack(() => RuleRun.RunAsync(compilation, RuleRun.AllRules, concurrent: false).GetAwaiter().GetResult());
    }

    private static void RunOnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            SmallStack);
        thread.Start();
        Assert.True(thread.Join(Patience), "The rules do not come to an end.");
        if (failure is not null)
            throw new InvalidOperationException("The rules failed.", failure);
    }

    private static string InMethod(string statement) => $$"""
        class C
        {
            C? c;
            List<int> list = new List<int>();
            C? Next(C? other = null) => other;
            bool Test(Func<int, bool> f) => f(1);

            void M(int a, bool b, string s, object? o)
            {
                foreach (var x in list)
                {
                    {{statement}}
                }
            }
        }
        """;

    private static string Build(string shape, int levels) => shape switch
    {
        "sum" => "var r = " + Repeat("a + ", levels) + "a;",
        "strings" => "var r = " + Repeat("s + \"x\" + ", levels) + "s;",
        "conditional access" => "var r = this" + Repeat("?.c", levels) + ";",
        "calls in a chain" => "var r = this" + Repeat(".Next(this)!", levels) + ";",
        "calls as arguments" => "var r = " + Repeat("Next(", levels) + "this" + Repeat(")", levels) + ";",
        "parentheses" => "var r = " + Repeat("(", levels) + "list.Contains(x)" + Repeat(")", levels) + ";",
        "lambdas" => "Func<bool> r = () => " + Repeat("Test(_ => ", levels) + "list.Contains(x)" + Repeat(")", levels) + ";",
        "conditionals" => "var r = " + Repeat("b ? 1 : ", levels) + "2;",
        "null coalescing" => "var r = " + Repeat("o ?? ", levels) + "s;",
        "else if" => Repeat("if (list.Contains(x)) a++; else ", levels) + "a--;",
        "blocks" => Repeat("{ ", levels) + "list.Contains(x);" + Repeat(" }", levels),
        "loops" => string.Concat(Enumerable.Range(0, levels).Select(i => $"foreach (var x{i} in list) ")) + "list.Contains(x);",
        "local functions" => string.Concat(Enumerable.Range(0, levels).Select(i => $"void F{i}() {{ ")) + "list.Contains(x);" + Repeat(" }", levels),
        "patterns" => "var r = o is " + Repeat("not (", levels) + "null" + Repeat(")", levels) + ";",
        "arrays" => "object[] r = " + Repeat("new object[] { ", levels) + "list.Contains(x)" + Repeat(" }", levels) + ";",
        "queries" => "var r = " + Repeat("(from q in ", levels) + "list" + Repeat(" where list.Contains(q) select q)", levels) + ";",
        "switch expressions" => "var r = " + Repeat("a switch { 1 => 1, _ => ", levels) + "2" + Repeat(" }", levels) + ";",
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, null),
    };

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
