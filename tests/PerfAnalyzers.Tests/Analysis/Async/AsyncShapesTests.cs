using PerfAnalyzers.Tests.Rules.Asynchrony;

namespace PerfAnalyzers.Tests.Analysis.Async;

/// <summary>
/// How many shapes the rules about asynchrony are tried on. Each is a case of a theory that fails when it is not found, or when it is found
/// and should not be; so it is enough to count them.
/// </summary>
public sealed class AsyncShapesTests
{
    [Fact]
    public void Enough_shapes_are_found()
    {
        var found = new[]
        {
            SynchronousIoTests.Calls.Count,
            SynchronousIoTests.LikelyCalls.Count,
            SynchronousIoTests.Places.Count,
            SynchronousIoTests.Requests.Count,
            SynchronousIoTests.ServerCode.Count,
            SleepingThreadTests.Waits.Count,
            AsyncVoidCallbackTests.Callbacks.Count,
            HiddenBlockingTests.Hidden.Count,
        };
        Assert.True(found.Sum() >= 150, $"{found.Sum()} shapes");
    }

    [Fact]
    public void Enough_shapes_that_stay_in_memory_are_left_alone() =>
        Assert.True(SynchronousIoTests.InMemory.Count >= 40, $"{SynchronousIoTests.InMemory.Count} shapes");
}
