using System.Globalization;

namespace StackExchange.Redis;

// The client itself needs a server; of it, programs use these names and signatures only.

public readonly record struct RedisKey(string Name)
{
    public static implicit operator RedisKey(string name) => new(name);
}

public readonly record struct RedisValue(string? Text)
{
    public static implicit operator RedisValue(string? text) => new(text);

    public static implicit operator RedisValue(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => Text ?? "";
}

public interface IDatabaseAsync
{
    Task<RedisValue> StringGetAsync(RedisKey key);

    Task<RedisValue[]> StringGetAsync(RedisKey[] keys);
}

public interface IDatabase : IDatabaseAsync
{
    RedisValue HashGet(RedisKey key, RedisValue hashField);

    RedisValue[] HashGet(RedisKey key, RedisValue[] hashFields);
}

/// <summary>A server in memory that counts what it is asked.</summary>
internal sealed class FakeRedis(IReadOnlyDictionary<string, string> values) : IDatabase
{
    private int calls;

    public int Calls => calls;

    public async Task<RedisValue> StringGetAsync(RedisKey key) => (await StringGetAsync([key]))[0];

    public Task<RedisValue[]> StringGetAsync(RedisKey[] keys) => Task.FromResult(Answer(keys.Select(k => k.Name)));

    public RedisValue HashGet(RedisKey key, RedisValue hashField) => HashGet(key, [hashField])[0];

    public RedisValue[] HashGet(RedisKey key, RedisValue[] hashFields) => Answer(hashFields.Select(f => $"{key.Name}:{f}"));

    private RedisValue[] Answer(IEnumerable<string> keys)
    {
        // As the client does: for nothing it asks nothing.
        var names = keys.ToList();
        if (names.Count > 0)
            Interlocked.Increment(ref calls);

        return [.. names.Select(name => new RedisValue(values.GetValueOrDefault(name)))];
    }
}
