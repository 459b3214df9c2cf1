using PerfAnalyzers.CodeFixes.Rules.Caching;
using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<WallClockTimingAnalyzer, WallClockTimingFix>;

public sealed class WallClockTimingTests
{
    public static TheoryData<string> Timed =>
    [
        "var start = DateTime.UtcNow; Work(); Log([|DateTime.UtcNow - start|]);",
        "var start = DateTime.Now; Work(); Log([|DateTime.Now - start|]);",
        "var start = DateTimeOffset.UtcNow; Work(); Log([|DateTimeOffset.UtcNow - start|]);",
        "var start = DateTimeOffset.Now; Work(); Log([|DateTimeOffset.Now - start|]);",
        "DateTime start = DateTime.UtcNow; Work(); Log(([|DateTime.UtcNow - start|]).TotalMilliseconds);",
        "var start = DateTime.UtcNow; Work(); Log([|DateTime.UtcNow.Subtract(start)|]);",
        "var start = DateTime.UtcNow; Work(); var end = DateTime.UtcNow; Log([|end - start|]);",
        "var start = DateTime.UtcNow; Work(); var end = DateTime.UtcNow; var took = [|end.Subtract(start)|]; Log(took.TotalSeconds);",
        "var start = DateTime.UtcNow; while ([|DateTime.UtcNow - start|] < TimeSpan.FromSeconds(5)) Work();",
        "var start = DateTime.UtcNow; while (true) { if (([|DateTime.UtcNow - start|]).TotalSeconds > 5) throw new TimeoutException(); Work(); }",
        "var start = DateTime.UtcNow; Work(); Log($\"took {([|DateTime.UtcNow - start|]).TotalMilliseconds} ms\");",
        "var start = DateTime.UtcNow; await Task.Delay(5); Log([|DateTime.UtcNow - start|]);",
        "var start = DateTime.UtcNow; Work(); Log([|DateTime.UtcNow - start|]); start = DateTime.UtcNow; Work(); Log(DateTime.UtcNow - start);",
        "DateTime start; start = DateTime.UtcNow; Work(); Log([|DateTime.UtcNow - start|]);",
        "var start = DateTime.UtcNow; Action done = () => Log([|DateTime.UtcNow - start|]); Work(); done();",
        "var start = DateTime.UtcNow; var total = TimeSpan.Zero; Work(); total += [|DateTime.UtcNow - start|]; Log(total);",
        "var start = DateTime.UtcNow; try { Work(); } finally { Log([|DateTime.UtcNow - start|]); }",
        "await RunAsync(async () => { var start = DateTime.UtcNow; await Task.Delay(5); Log([|DateTime.UtcNow - start|]); });",
        "var start = DateTime.UtcNow; Work(); Log([|DateTime.UtcNow.Ticks - start.Ticks|]);",
        "var start = DateTime.UtcNow.Ticks; Work(); Log(([|DateTime.UtcNow.Ticks - start|]) / TimeSpan.TicksPerMillisecond);",
        "var last = DateTime.UtcNow; while (true) { Work(); var now = DateTime.UtcNow; Log([|now - last|]); last = now; }",
        "var start = DateTime.UtcNow; Work(); var half = DateTime.UtcNow; Work(); Log([|half - start|]); Log([|DateTime.UtcNow - half|]);",
        "var start = DateTime.UtcNow; var inner = DateTime.UtcNow; Work(); var end = DateTime.UtcNow; Log([|end - start|]); Log([|end - inner|]);",
        "var start = DateTime.UtcNow; while ([|DateTime.UtcNow - start|] < TimeSpan.FromHours(1)) Work();",
        "var start = DateTime.UtcNow; Work(); var took = [|DateTime.UtcNow - start|]; Log(took.TotalHours > 1);",
    ];

    public static TheoryData<string> Told =>
    [
        // The time is also used as one.
        "var start = DateTime.UtcNow; Work(); Log(start); Log(DateTime.UtcNow - start);",
        "var start = DateTime.UtcNow; order.Created = start; Work(); Log(DateTime.UtcNow - start);",
        "var start = DateTime.UtcNow; Work(); var end = DateTime.UtcNow; order.Created = end; Log(end - start);",
        "var start = DateTime.UtcNow; Work(); Log($\"since {start}: {DateTime.UtcNow - start}\");",
        "var start = DateTime.UtcNow; if (order.Created < start) Log(DateTime.UtcNow - start);",
        "var start = DateTime.UtcNow; Save(ref start); Log(DateTime.UtcNow - start);",
        "var start = DateTime.UtcNow; var due = start.AddMinutes(5); Log(due); Log(DateTime.UtcNow - start);",

        // It comes from elsewhere.
        "Log(DateTime.UtcNow - order.Created);",
        "Log(DateTime.UtcNow - given);",
        "var start = order.Created; Work(); Log(DateTime.UtcNow - start);",
        "var start = DateTime.UtcNow; start = order.Created; Log(DateTime.UtcNow - start);",
        "var start = DateTime.UtcNow.Date; Log(DateTime.UtcNow - start);",
        "var start = DateTime.UtcNow.AddDays(-1); Log(DateTime.UtcNow - start);",
        "var start = DateTime.Today; Log(DateTime.Now - start);",
        "DateTime? start = null; Log(DateTime.UtcNow - start);",
        "var start = clock.GetUtcNow(); Work(); Log(clock.GetUtcNow() - start);",
        "var start = own.UtcNow; Work(); Log(own.UtcNow - start);",

        // Other differences.
        "var start = DateTime.UtcNow; Work(); Log(order.Created - start);",
        "var start = DateTime.UtcNow; Work(); Log(start - DateTime.UtcNow);",
        "var start = DateTime.Now; Work(); Log(DateTime.UtcNow - start);",
        "var start = DateTime.UtcNow; Work(); Log((DateTime.UtcNow - start).TotalDays);",
        "var start = DateTime.UtcNow; Work(); var age = DateTime.UtcNow - start; Log(age.TotalDays);",
        "var start = DateTime.UtcNow; while (DateTime.UtcNow - start < TimeSpan.FromDays(1)) Work();",
        "var start = DateTime.UtcNow; while (DateTime.UtcNow - start < TimeSpan.FromHours(48)) Work();",
        "var start = DateTime.UtcNow; Work(); var took = DateTime.UtcNow - start; Log(took > TimeSpan.FromMinutes(1440));",
        "var start = DateTime.UtcNow; var most = new TimeSpan(2, 0, 0, 0); while (DateTime.UtcNow - start < most) Work();",
        "var start = DateTime.UtcNow; while (DateTime.UtcNow - start < Week) Work();",
        "var start = DateTime.UtcNow; while ((DateTime.UtcNow - start).TotalHours < 24) Work();",
        "var start = DateTime.UtcNow; Work(); order.Created = order.Created + (DateTime.UtcNow - start);",
        "var start = DateTime.UtcNow; Work(); order.Created = order.Created.Add(DateTime.UtcNow - start);",

        // It is held against a clock that does not jump.
        "var wall = DateTime.UtcNow; var watch = Stopwatch.StartNew(); Work(); Log((DateTime.UtcNow - wall) - watch.Elapsed);",
        "var wall = DateTime.UtcNow; var watch = Stopwatch.StartNew(); Work(); var passed = DateTime.UtcNow - wall; if (passed > watch.Elapsed) Log(passed);",
        "var wall = DateTime.UtcNow; var ticks = Environment.TickCount64; Work(); if (Math.Abs((DateTime.UtcNow - wall).TotalMilliseconds - (Environment.TickCount64 - ticks)) > 1000) Log(wall);",
        "var wall = DateTime.UtcNow; var stamp = Stopwatch.GetTimestamp(); Work(); var passed = Stopwatch.GetElapsedTime(stamp); Log((DateTime.UtcNow - wall).Subtract(passed));",

        // What it is copied to is used as a time.
        "var last = DateTime.UtcNow; var now = DateTime.UtcNow; Log(now - last); last = now; Log(last);",
        "DateTime seen; var start = DateTime.UtcNow; var now = DateTime.UtcNow; Log(now - start); seen = now; order.Created = seen;",
        "var start = DateTime.UtcNow - TimeSpan.FromDays(1); Log(start);",
        "var deadline = DateTime.UtcNow.AddSeconds(5); while (DateTime.UtcNow < deadline) Work();",
        "var start = Stopwatch.GetTimestamp(); Work(); Log(Stopwatch.GetElapsedTime(start));",
        "var start = DateTime.UtcNow; Use(o => o.Created > DateTime.MinValue + (DateTime.UtcNow - start));",
    ];

    public static TheoryData<string, string> Measured => new()
    {
        { "var start = DateTime.UtcNow;\n        Work();\n        Log([|DateTime.UtcNow - start|]);", "var start = Stopwatch.GetTimestamp();\n        Work();\n        Log(Stopwatch.GetElapsedTime(start));" },
        { "DateTime start = DateTime.Now; // begin\n        Work();\n        Log(([|DateTime.Now - start|]).TotalMilliseconds);", "long start = Stopwatch.GetTimestamp(); // begin\n        Work();\n        Log(Stopwatch.GetElapsedTime(start).TotalMilliseconds);" },
        { "var start = DateTime.UtcNow;\n        Work();\n        Log($\"{([|DateTime.UtcNow - start|]).TotalSeconds} s\");", "var start = Stopwatch.GetTimestamp();\n        Work();\n        Log($\"{Stopwatch.GetElapsedTime(start).TotalSeconds} s\");" },
        { "var start = DateTimeOffset.UtcNow;\n        Work();\n        Log([|DateTimeOffset.UtcNow.Subtract(start)|]);", "var start = Stopwatch.GetTimestamp();\n        Work();\n        Log(Stopwatch.GetElapsedTime(start));" },
        { "var start = DateTime.UtcNow;\n        Work();\n        var end = DateTime.UtcNow;\n        Log([|end - start|]);", "var start = Stopwatch.GetTimestamp();\n        Work();\n        var end = Stopwatch.GetTimestamp();\n        Log(Stopwatch.GetElapsedTime(start, end));" },
        { "var start = DateTime.UtcNow;\n        while ([|DateTime.UtcNow - start|] < TimeSpan.FromSeconds(5)) Work();\n        Log(DateTime.UtcNow - start);", "var start = Stopwatch.GetTimestamp();\n        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5)) Work();\n        Log(Stopwatch.GetElapsedTime(start));" },
        { "var start = DateTime.UtcNow;\n        Work();\n        Log([|DateTime.UtcNow - start|]);\n        start = DateTime.UtcNow;\n        Log(DateTime.UtcNow - start);", "var start = Stopwatch.GetTimestamp();\n        Work();\n        Log(Stopwatch.GetElapsedTime(start));\n        start = Stopwatch.GetTimestamp();\n        Log(Stopwatch.GetElapsedTime(start));" },
        { "DateTime start;\n        start = DateTime.UtcNow;\n        Work();\n        Log([|DateTime.UtcNow - start|]);", "long start;\n        start = Stopwatch.GetTimestamp();\n        Work();\n        Log(Stopwatch.GetElapsedTime(start));" },
        { "var last = DateTime.UtcNow;\n        while (true) { Work(); var now = DateTime.UtcNow; Log([|now - last|]); last = now; }", "var last = Stopwatch.GetTimestamp();\n        while (true) { Work(); var now = Stopwatch.GetTimestamp(); Log(Stopwatch.GetElapsedTime(last, now)); last = now; }" },
        { "var start = DateTime.UtcNow;\n        Action done = () => Log([|DateTime.UtcNow - start|]);\n        done();", "var start = Stopwatch.GetTimestamp();\n        Action done = () => Log(Stopwatch.GetElapsedTime(start));\n        done();" },
    };

    [Theory]
    [MemberData(nameof(Timed))]
    public Task Reports_durations_and_timeouts(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [MemberData(nameof(Told))]
    public Task StaysSilent_when_it_is_no_duration_or_also_a_time(string statements) => Verify.SilentAsync(In(statements));

    [Fact]
    public Task Reports_what_is_kept_and_which_clock() => Verify.ReportsAsync(
        In("var start = DateTime.Now; Work(); Log({|#0:DateTime.Now - start|});"),
        Verify.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("start", "DateTime.Now", " and when summer time begins or ends"));

    [Fact]
    public Task Reports_fields_that_local_time_is_kept_in() => Verify.ReportsAsync(
        In("last = DateTime.Now; } public bool IsDue() { return [|DateTime.Now - last|] > TimeSpan.FromSeconds(10); } private DateTime last; private void Again() {"));

    [Theory]
    [InlineData("last = DateTime.UtcNow; } public bool IsDue() { return DateTime.UtcNow - last > TimeSpan.FromSeconds(10); } private DateTime last; private void Again() {")]
    [InlineData("last = DateTime.Now; } public bool IsDue() { return DateTime.Now - last > TimeSpan.FromSeconds(10); } private DateTime last; public DateTime Last() { return last;")]
    [InlineData("last = DateTime.Now; } public bool IsDue() { return DateTime.Now - last > TimeSpan.FromSeconds(10); } private DateTime last = DateTime.MinValue; private void Again() {")]
    [InlineData("last = DateTime.Now; } public bool IsDue() { return DateTime.Now - last > TimeSpan.FromSeconds(10); } public DateTime last; private void Again() {")]
    [InlineData("last = DateTime.Now; } public bool IsDue() { return DateTime.Now - last > TimeSpan.FromSeconds(10); } private DateTime last; public void Set(Order order) { last = order.Created;")]
    public Task StaysSilent_when_a_field_is_not_only_for_that_or_little_is_lost(string statements) => Verify.SilentAsync(In(statements));

    [Theory]
    [MemberData(nameof(Measured))]
    public Task Fixes_with_a_timestamp(string before, string after) => Verify.FixAsync(In(before), In(after));

    [Fact]
    public Task Fixes_by_adding_the_using() => Verify.FixAsync(
        "using System.Text;\n\npublic class Orders { public TimeSpan Run() { var start = DateTime.UtcNow; Console.WriteLine(); return [|DateTime.UtcNow - start|]; } }",
        "using System.Diagnostics;\nusing System.Text;\n\npublic class Orders { public TimeSpan Run() { var start = Stopwatch.GetTimestamp(); Console.WriteLine(); return Stopwatch.GetElapsedTime(start); } }");

    [Fact]
    public Task OffersNoFix_when_the_using_gives_a_name_another_meaning() => Verify.NoFixAsync("""
        using Shop;
        using System.Text;

        namespace Shop
        {
            public class Activity { }
        }

        public class Other { public Activity? Last { get; set; } }
        public class Orders { public TimeSpan Run() { var start = DateTime.UtcNow; Console.WriteLine(); return [|DateTime.UtcNow - start|]; } }
        """);

    [Theory]
    [InlineData("DateTime start = DateTime.UtcNow, other = start; Log(other);")]
    [InlineData("DateTime start = DateTime.UtcNow, second = DateTime.UtcNow; Work(); Log([|DateTime.UtcNow - start|]); Log([|DateTime.UtcNow - second|]);")]
    [InlineData("var start = DateTime.UtcNow; Work(); Log([|DateTime.UtcNow /* now */ - start|]);")]
    [InlineData("var start = DateTime.UtcNow; Work(); Log([|DateTime.UtcNow.Ticks - start.Ticks|]);")]
    [InlineData("var start = DateTime.UtcNow.Ticks; Work(); Log([|DateTime.UtcNow.Ticks - start|]);")]
    [InlineData("var start = DateTime.UtcNow; Work(); var half = DateTime.UtcNow; Work(); Log([|half - start|]); Log([|DateTime.UtcNow - half|]);")]
    [InlineData("last = DateTime.Now; } public bool IsDue() { return [|DateTime.Now - last|] > TimeSpan.FromSeconds(10); } private DateTime last; private void Again() {")]
    [InlineData("var start = DateTime.UtcNow; Work(); var (a, b) = (1, [|DateTime.UtcNow - start|]); Log(a + b.Seconds); void Stopwatch() { } Stopwatch();")]
    public Task OffersNoFix_when_the_text_is_another(string statements) => Verify.NoFixAsync(In(statements));

    private static string In(string statements) => $$"""
        using System.Diagnostics;
        using System.Linq.Expressions;

        public class Order { public DateTime Created { get; set; } }
        public class Own { public DateTime UtcNow => DateTime.UnixEpoch; }

        public class Orders
        {
            private readonly Order order = new();
            private readonly TimeProvider clock = TimeProvider.System;
            private readonly Own own = new();
            private static readonly TimeSpan Week = TimeSpan.FromDays(7);

            public async Task Run(DateTime given)
            {
                await Task.Yield();
                {{statements}}
            }

            private static void Work() { }
            private static void Log(object? value) { }
            private static void Save(ref DateTime value) { }
            private static void Use(Expression<Func<Order, bool>> value) { }
            private static Task RunAsync(Func<Task> work) => work();
        }
        """;
}
