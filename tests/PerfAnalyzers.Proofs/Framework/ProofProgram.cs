using System.Collections.Concurrent;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Proofs.Framework;

/// <summary>
/// One file of a folder that is named like a rule: a program that the rule reports, and that its fix makes faster without
/// changing what it answers.
/// </summary>
internal sealed class ProofProgram
{
    private const string Root = "tests/PerfAnalyzers.Proofs/";

    private static readonly ConcurrentDictionary<string, Lazy<Task<ProofProgram>>> Known = new(StringComparer.Ordinal);

    private ProofProgram(string before, string after)
    {
        Before = before;
        After = after;
    }

    /// <summary>The program as it is written.</summary>
    public string Before { get; }

    /// <summary>The program as the fix leaves it.</summary>
    public string After { get; }

    /// <summary>The programs of a rule, by name: <c>RowOfKey</c>.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="scene">What the name of the folder ends with, for programs that are run in another way than the others of the rule.</param>
    public static IEnumerable<string> Names(string rule, string scene = "") =>
        Repository.Files(Root + rule + scene, "*.cs").Select(f => Path.GetFileNameWithoutExtension(f)!);

    public static Task<ProofProgram> LoadAsync(string rule, string name, string scene = "") =>
        Known.GetOrAdd($"{Root}{rule}{scene}/{name}.cs", path => new(() => FixAsync(rule, path))).Value;

    private static async Task<ProofProgram> FixAsync(string rule, string path)
    {
        var before = Repository.Read(path);
        return new ProofProgram(before, await RuleTools.Of(rule).FixAsync(before));
    }
}
