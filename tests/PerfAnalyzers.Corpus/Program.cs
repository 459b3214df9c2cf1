using PerfAnalyzers.Corpus;

return await CorpusCommand.InvokeAsync(args, Spectre.Console.AnsiConsole.Console).ConfigureAwait(false);
