using System.Collections.Concurrent;

namespace PerfAnalyzers.Proofs.Waiting;

/// <summary>A thread that runs everything posted to it, one piece after another, as a user interface or an old web server does.</summary>
internal sealed class OneThread : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> queue = [];
    private readonly Thread thread;
    private int served;

    public OneThread()
    {
        thread = new Thread(Run) { IsBackground = true };
        thread.Start();
    }

    /// <summary>How many pieces are done.</summary>
    public int Served => Volatile.Read(ref served);

    /// <summary>Whether the thread sleeps in the middle of a piece: one that is merely not given the processor does not.</summary>
    /// <param name="since">What <see cref="Served"/> was when the piece ran.</param>
    public bool SleepsIn(int since) => Served == since && thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin) && Served == since;

    public override void Post(SendOrPostCallback d, object? state) => queue.Add((d, state));

    /// <summary>Starts work on the thread and gives its answer when it is done.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(async _ =>
        {
            try
            {
                done.SetResult(await work());
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        }, null);
        return done.Task;
    }

    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        queue.Dispose();
    }

    private void Run()
    {
        SetSynchronizationContext(this);
        foreach (var (callback, state) in queue.GetConsumingEnumerable())
        {
            callback(state);
            Interlocked.Increment(ref served);
        }
    }
}
