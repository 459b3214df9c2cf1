using PerfAnalyzers.CodeFixes.Rules.Caching;
using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<UnboundedQueueAnalyzer, UnboundedQueueFix>;

public sealed partial class UnboundedQueueTests
{
    private const string Capacity = "    private const int QueueCapacity = 1000;\n";

    /// <summary>The call, and what it becomes.</summary>
    public static TheoryData<string, string> Bounded => new()
    {
        { "Channel.[|CreateUnbounded<Job>|]()", "Channel.CreateBounded<Job>(new BoundedChannelOptions(QueueCapacity) { FullMode = BoundedChannelFullMode.Wait })" },
        { "Channel.[|CreateUnbounded<Job>|](new UnboundedChannelOptions())", "Channel.CreateBounded<Job>(new BoundedChannelOptions(QueueCapacity) { FullMode = BoundedChannelFullMode.Wait })" },
        { "Channel.[|CreateUnbounded<Job>|](new UnboundedChannelOptions { SingleReader = true })", "Channel.CreateBounded<Job>(new BoundedChannelOptions(QueueCapacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true })" },
        { "Channel.[|CreateUnbounded<Job>|](new() { SingleReader = true, AllowSynchronousContinuations = false })", "Channel.CreateBounded<Job>(new BoundedChannelOptions(QueueCapacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, AllowSynchronousContinuations = false })" },
        { "Channel.[|CreateUnbounded<Job>|](new UnboundedChannelOptions() { })", "Channel.CreateBounded<Job>(new BoundedChannelOptions(QueueCapacity) { FullMode = BoundedChannelFullMode.Wait })" },
        { "System.Threading.Channels.Channel.[|CreateUnbounded<Job>|]()", "System.Threading.Channels.Channel.CreateBounded<Job>(new BoundedChannelOptions(QueueCapacity) { FullMode = BoundedChannelFullMode.Wait })" },
        { "Channel.[|CreateUnbounded<Job>|](new UnboundedChannelOptions\n    {\n        // one worker\n        SingleReader = true,\n    })", "Channel.CreateBounded<Job>(new BoundedChannelOptions(QueueCapacity)\n    {\n        // one worker\n        FullMode = BoundedChannelFullMode.Wait, SingleReader = true,\n    })" },
    };

    [Theory]
    [MemberData(nameof(Bounded))]
    public Task Fixes_channels_whose_writers_wait(string before, string after) => Verify.FixSinglyAsync(
        Queue("", before, "await jobs.Writer.WriteAsync(job);"),
        Queue(Capacity, after, "await jobs.Writer.WriteAsync(job);"),
        UnboundedQueueFix.Bound);

    [Theory]
    [InlineData("await jobs.Writer.WriteAsync(job).ConfigureAwait(false);")]
    [InlineData("var writer = jobs.Writer; await writer.WriteAsync(job);")]
    public Task Fixes_whatever_way_the_writers_wait(string write) => Verify.FixSinglyAsync(
        Queue("", "Channel.[|CreateUnbounded<Job>|]()", write),
        Queue(Capacity, "Channel.CreateBounded<Job>(new BoundedChannelOptions(QueueCapacity) { FullMode = BoundedChannelFullMode.Wait })", write),
        UnboundedQueueFix.Bound);

    [Theory]
    [InlineData("Channel.[|CreateUnbounded<Job>|]()", "jobs.Writer.TryWrite(job);", "")]
    [InlineData("Channel.[|CreateUnbounded<Job>|]()", "await jobs.Writer.WriteAsync(job); jobs.Writer.TryWrite(job);", "")]
    [InlineData("Channel.[|CreateUnbounded<Job>|]()", "_ = jobs.Writer.WriteAsync(job);", "")]
    [InlineData("Channel.[|CreateUnbounded<Job>|]()", "await jobs.Writer.WriteAsync(job);", "await jobs.Writer.WriteAsync(one);")]
    [InlineData("Channel.[|CreateUnbounded<Job>|](Options)", "await jobs.Writer.WriteAsync(job);", "")]
    [InlineData("Channel.[|CreateUnbounded<Job>|]()", "await jobs.Writer.WriteAsync(job); Keep(jobs.Writer);", "")]
    [InlineData("Channel.[|CreateUnbounded<Job>|](/* no limit yet */)", "await jobs.Writer.WriteAsync(job);", "")]
    public Task OffersNoFix_when_a_writer_cannot_wait(string made, string write, string again) => Verify.NoFixAsync(Queue("", made, write, again));

    [Fact]
    public Task OffersNoFix_for_other_queues() => Verify.NoFixAsync(
        In("BlockingCollection<Job> jobs = [|new BlockingCollection<Job>()|];", "jobs.Add(job);", "foreach (var one in jobs.GetConsumingEnumerable()) Run(one);"));

    private static string Queue(string field, string made, string write, string again = "") => $$"""
        using System.Threading.Channels;
        using Microsoft.Extensions.Hosting;

        public class Job { public void Run() { } }

        public class Jobs : BackgroundService
        {
        {{field}}    private static readonly UnboundedChannelOptions Options = new();
            private readonly Channel<Job> jobs = {{made}};

            public async Task PutAsync(Job job)
            {
                {{write}}
                await Task.Yield();
            }

            private static void Keep(ChannelWriter<Job> writer) { }

            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                await foreach (var one in jobs.Reader.ReadAllAsync(stoppingToken))
                {
                    one.Run();
                    {{again}}
                }
            }
        }

        public class JobsController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly Jobs jobs;
            public JobsController(Jobs jobs) => this.jobs = jobs;
            public Task Post(Job job) => jobs.PutAsync(job);
        }
        """;
}
