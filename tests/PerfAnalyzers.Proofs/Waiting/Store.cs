namespace PerfAnalyzers.Proofs.Waiting;

/// <summary>How a program is called.</summary>
public delegate Task<string> RunWithStore(IStore store, int seed);

/// <summary>Something that takes time to answer, like a database or a service.</summary>
public interface IStore
{
    Task<int> LoadAsync(int key);

    Task SaveAsync(int key, int value);

    ValueTask<int> CountAsync();
}

/// <summary>
/// Answers as soon as the thread that asked has served somebody else meanwhile; a thread that waits serves nobody, and
/// gets its answer only when patience is at an end.
/// </summary>
internal sealed class PatientStore(OneThread asked) : IStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(60);

    private readonly Dictionary<int, int> values = [];

    /// <summary>How many answers the thread waited for.</summary>
    public int Blocked { get; private set; }

    public async Task<int> LoadAsync(int key)
    {
        await OthersAreServedAsync().ConfigureAwait(false);
        if (key % 7 == 6)
            throw new InvalidOperationException($"No {key}");

        return values.TryGetValue(key, out var value) ? value : key * 3;
    }

    public async Task SaveAsync(int key, int value)
    {
        await OthersAreServedAsync().ConfigureAwait(false);
        values[key] = value;
    }

    public async ValueTask<int> CountAsync()
    {
        await OthersAreServedAsync().ConfigureAwait(false);
        return values.Count;
    }

    private async Task OthersAreServedAsync()
    {
        var pieces = asked.Served;
        var served = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        asked.Post(_ => served.TrySetResult(), null);
        while (await Task.WhenAny(served.Task, Task.Delay(Patience)).ConfigureAwait(false) != served.Task)
        {
            if (!asked.SleepsIn(pieces))
                continue;

            Blocked++;
            return;
        }
    }
}
