using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>The indexes that migrations make, by the names of table and first column. Somebody may add to a migration what the model does not say.</summary>
internal sealed class MigratedIndexes
{
    private const string Call = "CreateIndex(";

    /// <summary>No call that is written by anybody, or by the tool, is longer.</summary>
    private const int LongestCall = 1000;

    private static readonly Regex Index = new(
        @"CreateIndex\(\s*(?:name:)?[^;]*?table:\s*""(?<table>[^""]+)""[^;]*?columns?:\s*(?:new\s*(?:string)?\s*\[\s*\]\s*\{\s*|\[\s*)?""(?<column>[^""]+)""",
        RegexOptions.CultureInvariant);

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<ImmutableArray<(string Table, string Column)>>> Files = new();

    private readonly Entities entities;
    private readonly Lazy<ILookup<string, string>> columns;

    private MigratedIndexes(CompilationContext compilation)
    {
        entities = Entities.For(compilation);
        columns = new(() => SourceProjects.Of(compilation)
            .SelectMany(p => p.Compilation.SyntaxTrees)
            .SelectMany(t => Files.GetValue(t, Read).Value)
            .ToLookup(i => i.Table, i => i.Column, StringComparer.OrdinalIgnoreCase));
    }

    public static MigratedIndexes For(CompilationContext compilation) => compilation.Get(c => new MigratedIndexes(c));

    /// <summary>Whether one of an entity's table starts with a column, whichever way names are written in the database.</summary>
    public bool Have(INamedTypeSymbol entity, string column) =>
        entities.SetNames(entity).Append(entity.Name).Append(Words.Singular(entity.Name)).Any(table => columns.Value[table].Contains(column, StringComparer.OrdinalIgnoreCase));

    private static StrongBox<ImmutableArray<(string Table, string Column)>> Read(SyntaxTree tree)
    {
        var text = tree.GetText().ToString();
        return new(text.IndexOf(Call, StringComparison.Ordinal) < 0
            ? ImmutableArray<(string, string)>.Empty
            : text.Split(new[] { Call }, StringSplitOptions.None).Skip(1).Select(part => Index.Match(Call + part.Substring(0, Math.Min(part.Length, LongestCall)))).Where(m => m.Success).Select(m => (Plain(m.Groups["table"].Value), Plain(m.Groups["column"].Value))).ToImmutableArray());
    }

    private static string Plain(string name) => name.Replace("_", "");
}
