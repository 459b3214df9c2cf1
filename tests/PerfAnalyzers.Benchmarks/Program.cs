using PerfAnalyzers.Benchmarks.Commands;

return await BenchmarkCommand.InvokeAsync(args).ConfigureAwait(false);
