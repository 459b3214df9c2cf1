using PerfAnalyzers.Corpus.Running;
using Spectre.Console;

namespace PerfAnalyzers.Corpus.Output;

/// <summary>Shows which project is being read; a line for each where the output is not a terminal.</summary>
internal sealed class ConsoleProgress(IAnsiConsole console) : IProgressSink
{
    private int total;
    private int done;

    public void Start(int projects)
    {
        total = projects;
        console.MarkupLineInterpolated($"[grey]{projects} projects[/]");
    }

    public void Project(string name)
    {
        if (console.Profile.Capabilities.Interactive)
            console.Write(new ControlCode($"\r\u001b[2K  {++done}/{total}  {name} …"));
    }

    public void Done(ProjectResult result)
    {
        if (console.Profile.Capabilities.Interactive)
            console.Write(new ControlCode("\r\u001b[2K"));

        foreach (var crash in result.Crashes)
            console.MarkupLineInterpolated($"[red]{crash.Rule} in {crash.Project}: {crash.Message}[/]");
        foreach (var file in result.UnreadableFiles)
            console.MarkupLineInterpolated($"[yellow]{file}: not text, skipped[/]");
    }
}
