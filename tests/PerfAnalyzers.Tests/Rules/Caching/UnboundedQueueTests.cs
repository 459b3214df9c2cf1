using PerfAnalyzers.CodeFixes.Rules.Caching;
using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<UnboundedQueueAnalyzer, UnboundedQueueFix>;

public sealed partial class UnboundedQueueTests
{
    /// <summary>How a queue is made, filled and emptied.</summary>
    public static TheoryData<string, string, string> Open => new()
    {
        { "Channel<Job> jobs = Channel.[|CreateUnbounded<Job>|]();", "await jobs.Writer.WriteAsync(job);", "await foreach (var one in jobs.Reader.ReadAllAsync()) Run(one);" },
        { "Channel<Job> jobs = Channel.[|CreateUnbounded<Job>|](new UnboundedChannelOptions { SingleReader = true });", "jobs.Writer.TryWrite(job);", "while (await jobs.Reader.WaitToReadAsync()) while (jobs.Reader.TryRead(out var one)) Run(one);" },
        { "Channel<Job> jobs = Channel.[|CreateUnbounded<Job>|]();", "var writer = jobs.Writer; await writer.WriteAsync(job);", "var reader = jobs.Reader; while (true) Run(await reader.ReadAsync());" },
        { "Channel<Job> jobs = Channel.[|CreateUnbounded<Job>|]();", "if (!jobs.Writer.TryWrite(job)) throw new InvalidOperationException();", "await foreach (var one in jobs.Reader.ReadAllAsync()) Run(one);" },
        { "BlockingCollection<Job> jobs = [|new BlockingCollection<Job>()|];", "jobs.Add(job);", "foreach (var one in jobs.GetConsumingEnumerable()) Run(one);" },
        { "BlockingCollection<Job> jobs = [|new()|];", "jobs.TryAdd(job);", "while (true) Run(jobs.Take());" },
        { "BufferBlock<Job> jobs = [|new BufferBlock<Job>()|];", "jobs.Post(job);", "while (await jobs.OutputAvailableAsync()) Run(await jobs.ReceiveAsync());" },
        { "BufferBlock<Job> jobs = [|new BufferBlock<Job>(new DataflowBlockOptions())|];", "await jobs.SendAsync(job);", "while (true) Run(await jobs.ReceiveAsync());" },
        { "Channel<Job> jobs = Channel.[|CreateUnbounded<Job>|]();", "await jobs.Writer.WriteAsync(job);", "await foreach (var one in jobs.Reader.ReadAllAsync()) { running.Add(RunAsync(one)); if (running.Count > 10) await Task.WhenAny(running); }" },
        { "ActionBlock<Job> jobs = [|new ActionBlock<Job>(Run)|];", "jobs.Post(job);", "" },
        { "ActionBlock<Job> jobs = [|new ActionBlock<Job>(Run, new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = 2 })|];", "await jobs.SendAsync(job);", "" },
        { "ConcurrentQueue<Job> jobs = [|new ConcurrentQueue<Job>()|];", "jobs.Enqueue(job);", "while (true) { while (jobs.TryDequeue(out var one)) Run(one); await Task.Delay(100); }" },
    };

    public static TheoryData<string, string, string> Closed => new()
    {
        // It has a limit, or may have one.
        { "Channel<Job> jobs = Channel.CreateBounded<Job>(100);", "await jobs.Writer.WriteAsync(job);", "await foreach (var one in jobs.Reader.ReadAllAsync()) Run(one);" },
        { "BlockingCollection<Job> jobs = new BlockingCollection<Job>(100);", "jobs.Add(job);", "foreach (var one in jobs.GetConsumingEnumerable()) Run(one);" },
        { "BlockingCollection<Job> jobs = new BlockingCollection<Job>(Capacity);", "jobs.Add(job);", "foreach (var one in jobs.GetConsumingEnumerable()) Run(one);" },
        { "BufferBlock<Job> jobs = new BufferBlock<Job>(new DataflowBlockOptions { BoundedCapacity = 10 });", "jobs.Post(job);", "Run(await jobs.ReceiveAsync());" },
        { "ActionBlock<Job> jobs = new ActionBlock<Job>(Run, Options);", "jobs.Post(job);", "" },

        // Somebody looks how many there are, or waits for a place.
        { "Channel<Job> jobs = Channel.CreateUnbounded<Job>();", "if (jobs.Reader.Count >= Capacity) throw new InvalidOperationException(); await jobs.Writer.WriteAsync(job);", "await foreach (var one in jobs.Reader.ReadAllAsync()) Run(one);" },
        { "ConcurrentQueue<Job> jobs = new ConcurrentQueue<Job>();", "jobs.Enqueue(job); while (jobs.Count > 50) jobs.TryDequeue(out _);", "while (true) { while (jobs.TryDequeue(out var one)) Run(one); await Task.Delay(100); }" },
        { "Channel<Job> jobs = Channel.CreateUnbounded<Job>();", "await places.WaitAsync(); await jobs.Writer.WriteAsync(job);", "await foreach (var one in jobs.Reader.ReadAllAsync()) { Run(one); places.Release(); }" },

        // Whoever writes waits for the answer.
        { "Channel<Job> jobs = Channel.CreateUnbounded<Job>();", "var answer = new TaskCompletionSource<int>(); job.Done = answer.SetResult; await jobs.Writer.WriteAsync(job); await answer.Task;", "await foreach (var one in jobs.Reader.ReadAllAsync()) Run(one);" },
        { "Channel<Asked> jobs = Channel.CreateUnbounded<Asked>();", "await jobs.Writer.WriteAsync(Asked.Of(job));", "await foreach (var one in jobs.Reader.ReadAllAsync()) Run(one.Job);" },

        // It only says that there is something to do.
        { "Channel<bool> jobs = Channel.CreateUnbounded<bool>();", "jobs.Writer.TryWrite(true);", "await foreach (var one in jobs.Reader.ReadAllAsync()) Run(null);" },
        { "Channel<DayOfWeek> jobs = Channel.CreateUnbounded<DayOfWeek>();", "jobs.Writer.TryWrite(DayOfWeek.Monday);", "await foreach (var one in jobs.Reader.ReadAllAsync()) Run(null);" },

        // It holds what runs already.
        { "Channel<Task> jobs = Channel.CreateUnbounded<Task>();", "await jobs.Writer.WriteAsync(RunAsync(job));", "await foreach (var one in jobs.Reader.ReadAllAsync()) await one;" },

        // It is a pool or a list, or nobody empties it here.
        { "ConcurrentQueue<Job> jobs = new ConcurrentQueue<Job>();", "jobs.Enqueue(job);", "" },
        { "Channel<Job> jobs = Channel.CreateUnbounded<Job>();", "await jobs.Writer.WriteAsync(job);", "" },
        { "ConcurrentQueue<Job> jobs = new ConcurrentQueue<Job>(new[] { new Job() });", "jobs.Enqueue(job);", "while (true) { while (jobs.TryDequeue(out var one)) Run(one); await Task.Delay(100); }" },

        // The worker starts the work and does not wait for it.
        { "Channel<Job> jobs = Channel.CreateUnbounded<Job>();", "await jobs.Writer.WriteAsync(job);", "while (await jobs.Reader.WaitToReadAsync()) if (jobs.Reader.TryRead(out var one)) { var work = RunAsync(one); running.Add(work); }" },

        // The worker writes to itself.
        { "Channel<Job> jobs = Channel.CreateUnbounded<Job>();", "Run(job);", "await foreach (var one in jobs.Reader.ReadAllAsync()) if (!Run2(one)) await jobs.Writer.WriteAsync(one);" },
    };

    [Theory]
    [MemberData(nameof(Open))]
    public Task Reports_queues_that_requests_fill(string queue, string write, string read) => Verify.ReportsAsync(In(queue, write, read));

    [Theory]
    [MemberData(nameof(Closed))]
    public Task StaysSilent_when_a_queue_is_limited_or_none(string queue, string write, string read) => Verify.SilentAsync(In(queue, write, read));

    [Fact]
    public Task Reports_who_writes_and_who_reads() => Verify.ReportsAsync(
        In("Channel<Job> jobs = Channel.{|#0:CreateUnbounded<Job>|}();", "await jobs.Writer.WriteAsync(job);", "await foreach (var one in jobs.Reader.ReadAllAsync()) Run(one);"),
        Verify.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("jobs", "PutAsync", "WorkAsync"));

    /// <summary>Other places in which the queue is kept, and other ways in which it gets there.</summary>
    [Theory]
    [InlineData("private readonly Channel<Job> jobs; public Jobs() { jobs = Channel.[|CreateUnbounded<Job>|](); } public ValueTask PutAsync(Job job) => jobs.Writer.WriteAsync(job); protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await foreach (var one in jobs.Reader.ReadAllAsync(stoppingToken)) one.Run(); }")]
    [InlineData("private static readonly Channel<Job> All = Channel.[|CreateUnbounded<Job>|](); public ValueTask PutAsync(Job job) => All.Writer.WriteAsync(job); protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await foreach (var one in All.Reader.ReadAllAsync(stoppingToken)) one.Run(); }")]
    [InlineData("private Channel<Job> Queue { get; } = Channel.[|CreateUnbounded<Job>|](); public ValueTask PutAsync(Job job) => Queue.Writer.WriteAsync(job); protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await foreach (var one in Queue.Reader.ReadAllAsync(stoppingToken)) one.Run(); }")]
    [InlineData("private readonly Channel<Job> jobs = Channel.[|CreateUnbounded<Job>|](); private readonly ChannelWriter<Job> writer; public Jobs() { writer = jobs.Writer; } public ValueTask PutAsync(Job job) => writer.WriteAsync(job); protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await foreach (var one in jobs.Reader.ReadAllAsync(stoppingToken)) one.Run(); }")]
    [InlineData("private readonly Channel<Job> jobs = Channel.[|CreateUnbounded<Job>|](); public ValueTask PutAsync(Job job) => jobs.Writer.WriteAsync(job); protected override Task ExecuteAsync(CancellationToken stoppingToken) => ReadAsync(jobs.Reader); private async Task ReadAsync(ChannelReader<Job> reader) { await foreach (var one in jobs.Reader.ReadAllAsync()) one.Run(); }")]
    public Task Reports_fields_and_properties_of_services(string members) => Verify.ReportsAsync(Service(members));

    [Theory]
    [InlineData("services.AddSingleton(Channel.[|CreateUnbounded<Job>|]());")]
    [InlineData("services.AddSingleton(_ => Channel.[|CreateUnbounded<Job>|]());")]
    [InlineData("services.AddSingleton<Channel<Job>>(_ => Channel.[|CreateUnbounded<Job>|](new UnboundedChannelOptions { SingleReader = true }));")]
    public Task Reports_channels_that_a_container_hands_out(string registration) => Verify.ReportsAsync(Registered(registration, "Job"));

    [Theory]
    [InlineData("services.AddTransient(_ => Channel.CreateUnbounded<Job>());", "Job")]
    [InlineData("services.AddSingleton(Channel.CreateUnbounded<Job>());", "string")]
    [InlineData("services.AddSingleton(Channel.CreateBounded<Job>(10));", "Job")]
    public Task StaysSilent_when_a_container_hands_out_another(string registration, string written) => Verify.SilentAsync(Registered(registration, written));

    [Theory]

    // One for each request, connection or caller.
    [InlineData("public class JobsController : Microsoft.AspNetCore.Mvc.ControllerBase { private readonly Channel<Job> jobs = Channel.CreateUnbounded<Job>(); public ValueTask Post(Job job) => jobs.Writer.WriteAsync(job); private async Task ReadAsync() { await foreach (var one in jobs.Reader.ReadAllAsync()) one.Run(); } }")]
    [InlineData("public class Chat : Microsoft.AspNetCore.SignalR.Hub { private readonly Channel<Job> jobs = Channel.CreateUnbounded<Job>(); public ValueTask Send(Job job) => jobs.Writer.WriteAsync(job); private async Task ReadAsync() { await foreach (var one in jobs.Reader.ReadAllAsync()) one.Run(); } }")]
    [InlineData("public class JobsController : Microsoft.AspNetCore.Mvc.ControllerBase { public async Task Post(Job job) { var jobs = Channel.CreateUnbounded<Job>(); await jobs.Writer.WriteAsync(job); await foreach (var one in jobs.Reader.ReadAllAsync()) one.Run(); } }")]
    [InlineData("public class Pipe { private readonly Channel<Job> jobs = Channel.CreateUnbounded<Job>(); public ValueTask PutAsync(Job job) => jobs.Writer.WriteAsync(job); public async Task ReadAsync() { await foreach (var one in jobs.Reader.ReadAllAsync()) one.Run(); } } public class JobsController : Microsoft.AspNetCore.Mvc.ControllerBase { public async Task Post(Job job) { var pipe = new Pipe(); await pipe.PutAsync(job); } }")]
    [InlineData("public class Pipe { private readonly Channel<Job> jobs = Channel.CreateUnbounded<Job>(); public ValueTask PutAsync(Job job) => jobs.Writer.WriteAsync(job); public async Task ReadAsync() { await foreach (var one in jobs.Reader.ReadAllAsync()) one.Run(); } public static void Add(IServiceCollection services) => services.AddScoped<Pipe>(); } public class JobsController : Microsoft.AspNetCore.Mvc.ControllerBase { private readonly Pipe pipe; public JobsController(Pipe pipe) => this.pipe = pipe; public ValueTask Post(Job job) => pipe.PutAsync(job); }")]

    // Nobody says that it lives long, or that requests write.
    [InlineData("public class Pipe { private readonly Channel<Job> jobs = Channel.CreateUnbounded<Job>(); public ValueTask PutAsync(Job job) => jobs.Writer.WriteAsync(job); public async Task ReadAsync() { await foreach (var one in jobs.Reader.ReadAllAsync()) one.Run(); } }")]
    [InlineData("public class Jobs : BackgroundService { private readonly Channel<Job> jobs = Channel.CreateUnbounded<Job>(); private async Task WorkAsync() { await foreach (var one in jobs.Reader.ReadAllAsync()) one.Run(); } protected override async Task ExecuteAsync(CancellationToken stoppingToken) { var work = WorkAsync(); while (!stoppingToken.IsCancellationRequested) { await Task.Delay(1000); await jobs.Writer.WriteAsync(new Job()); } await work; } }")]

    // Those who write are seen, and none of them serves.
    [InlineData("public class Jobs : BackgroundService { private readonly Channel<Job> jobs = Channel.CreateUnbounded<Job>(); public ValueTask PutAsync(Job job) => jobs.Writer.WriteAsync(job); protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await foreach (var one in jobs.Reader.ReadAllAsync(stoppingToken)) one.Run(); } } public class Saves { private readonly Jobs jobs; public Saves(Jobs jobs) => this.jobs = jobs; public async Task SaveAsync() => await jobs.PutAsync(new Job()); }")]

    // What runs the work of others.
    [InlineData("public class Own : TaskScheduler { private static readonly BlockingCollection<Task> All = new(); protected override void QueueTask(Task task) => All.Add(task); protected override bool TryExecuteTaskInline(Task task, bool was) => false; protected override IEnumerable<Task> GetScheduledTasks() => All; private void Run() { foreach (var one in All.GetConsumingEnumerable()) TryExecuteTask(one); } }")]

    // A pool.
    [InlineData("public static class Pool { private static readonly ConcurrentQueue<Job> All = new(); public static void Return(Job job) => All.Enqueue(job); public static Job Rent() => All.TryDequeue(out var one) ? one : new Job(); } public class JobsController : Microsoft.AspNetCore.Mvc.ControllerBase { public void Post() { var job = new Job(); Pool.Return(job); } }")]
    [InlineData("public static class Pool { private static readonly ConcurrentQueue<Job> All = new(); public static void Return(Job job) => All.Enqueue(job); public static Job Rent() => All.TryDequeue(out var one) ? one : new Job(); } public class JobsController : Microsoft.AspNetCore.Mvc.ControllerBase { public void Post() { var job = Pool.Rent(); Pool.Return(job); } }")]

    // Requests read what is written.
    [InlineData("public class JobsController : Microsoft.AspNetCore.Mvc.ControllerBase { private static readonly Channel<Job> All = Channel.CreateUnbounded<Job>(); public ValueTask Post(Job job) => All.Writer.WriteAsync(job); public async Task<Job> Get() => await All.Reader.ReadAsync(); }")]
    public Task StaysSilent_when_it_is_not_between_requests_and_a_worker(string types) => Verify.SilentAsync(Head + types);

    [Fact]
    public Task Reports_services_that_others_may_call() => Verify.ReportsAsync(
        Service("private readonly Channel<Job> jobs = Channel.[|CreateUnbounded<Job>|](); public ValueTask PutAsync(Job job) => jobs.Writer.WriteAsync(job); protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await foreach (var one in jobs.Reader.ReadAllAsync(stoppingToken)) one.Run(); }", calls: ""));

    [Fact]
    public async Task Reports_what_events_write_where_guesses_are_wanted()
    {
        var test = new Verify.Test { TestCode = Service("private readonly Channel<Job> jobs = Channel.[|CreateUnbounded<Job>|](); public void Listen(Source source) => source.Job += job => jobs.Writer.TryWrite(job); protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await foreach (var one in jobs.Reader.ReadAllAsync(stoppingToken)) one.Run(); }", calls: "") };
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.confidence = low\n"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private const string Head = """
        using System.Collections.Concurrent;
        using System.Threading.Channels;
        using System.Threading.Tasks.Dataflow;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        public class Job { public Action<int>? Done; public void Run() { } }
        public class Source { public event Action<Job>? Job; public void Raise() => Job?.Invoke(new Job()); }

        """;

    private static string In(string queue, string write, string read) => Head + $$"""
        public class Asked { public Job? Job { get; set; } public TaskCompletionSource<int>? Answer { get; set; } public static Asked Of(Job job) => new() { Job = job }; }

        public class Jobs : BackgroundService
        {
            private const int Capacity = 100;
            private static readonly ExecutionDataflowBlockOptions Options = new() { BoundedCapacity = 10 };
            private readonly SemaphoreSlim places = new(10, 10);
            private static readonly {{queue}}

            public async Task PutAsync(Job job)
            {
                {{write}}
                await Task.Yield();
            }

            protected override Task ExecuteAsync(CancellationToken stoppingToken) => WorkAsync();

            private async Task WorkAsync()
            {
                {{read}}
            }

            private static void Run(Job? job) => job?.Run();
            private readonly List<Task> running = new();
            private static async Task RunAsync(Job job) { await Task.Delay(100); job.Run(); }
            private static bool Run2(Job job) => job is null;
        }

        public class JobsController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly Jobs jobs;
            public JobsController(Jobs jobs) => this.jobs = jobs;
            public Task Post(Job job) => jobs.PutAsync(job);
        }
        """;

    private static string Service(string members, string calls = "public ValueTask Post(Job job) => jobs.PutAsync(job);") => Head + $$"""
        public class Jobs : BackgroundService
        {
            {{members}}
        }

        public class JobsController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly Jobs jobs;
            public JobsController(Jobs jobs) => this.jobs = jobs;
            {{calls}}
        }
        """;

    private static string Registered(string registration, string written) => Head + $$"""
        public static class Registrations
        {
            public static void Add(IServiceCollection services)
            {
                {{registration}}
            }
        }

        public class Jobs : BackgroundService
        {
            private readonly ChannelReader<Job> reader;
            public Jobs(Channel<Job> jobs) => reader = jobs.Reader;
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await foreach (var one in reader.ReadAllAsync(stoppingToken)) one.Run(); }
        }

        public class JobsController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly Channel<{{written}}> jobs;
            public JobsController(Channel<{{written}}> jobs) => this.jobs = jobs;
            public ValueTask Post({{written}} job) => jobs.Writer.WriteAsync(job);
        }
        """;
}
