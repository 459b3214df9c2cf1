using Microsoft.CodeAnalysis.Text;
using PerfAnalyzers.Analysis.Declarations;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Where in a project each name is mentioned. Kept in blocks of files, so that an edit costs the reading of one block.</summary>
internal sealed class MentionIndex
{
    private const int FilesInBlock = 32;

    /// <summary>A name that stands in more bodies is one that everything has.</summary>
    private const int MostMentions = 400;

    private readonly SyntaxTree[] trees;
    private readonly ImmutableArray<Block> blocks;

    private MentionIndex(CompilationContext project)
    {
        trees = project.Compilation.SyntaxTrees.ToArray();
        var files = Array.ConvertAll(trees, t => MentionedNames.Of(t, CancellationToken.None));
        blocks = ProjectFacts.Update<Blocks>(project, last => new Blocks(files, last)).All;
    }

    public static MentionIndex For(CompilationContext project) => project.Get(p => new MentionIndex(p));

    /// <summary>The bodies that mention a name, in the order of the files; no more than the first few hundred.</summary>
    public IEnumerable<MentioningPlace> Of(string name)
    {
        var number = MentionReader.Number(name);
        var left = MostMentions;
        for (var i = 0; i < blocks.Length && left > 0; i++)
        {
            if (blocks[i].Places(number) is not { } known)
                continue;

            foreach (var (file, body, form) in known)
            {
                if (left-- == 0)
                    yield break;

                yield return new MentioningPlace(trees[(i * FilesInBlock) + file], blocks[i].Span(file, body), form);
            }
        }
    }

    /// <summary>What is kept from one compilation to the next.</summary>
    private sealed class Blocks
    {
        public Blocks(MentionedNames[] files, Blocks? last)
        {
            var all = ImmutableArray.CreateBuilder<Block>();
            for (var start = 0; start < files.Length; start += FilesInBlock)
            {
                var own = files.Skip(start).Take(FilesInBlock).ToArray();
                var known = last is not null && all.Count < last.All.Length ? last.All[all.Count] : null;
                all.Add(known?.Holds(own) == true ? known : new Block(own));
            }

            All = all.ToImmutable();
        }

        public ImmutableArray<Block> All { get; }
    }

    private sealed class Block
    {
        private readonly MentionedNames[] files;
        private readonly Dictionary<int, List<(int File, int Body, MentionForm Form)>> places = new();

        public Block(MentionedNames[] files)
        {
            this.files = files;
            for (var file = 0; file < files.Length; file++)
            {
                for (var body = 0; body < files[file].All.Count; body++)
                {
                    foreach (var mention in files[file].All[body].Body.Mentions)
                    {
                        if (!places.TryGetValue(mention.Name, out var known))
                            places.Add(mention.Name, known = new List<(int, int, MentionForm)>(1));

                        if (known.Count < MostMentions)
                            known.Add((file, body, mention.Form));
                    }
                }
            }
        }

        public bool Holds(MentionedNames[] others)
        {
            if (files.Length != others.Length)
                return false;

            for (var i = 0; i < files.Length; i++)
            {
                if (!ReferenceEquals(files[i], others[i]))
                    return false;
            }

            return true;
        }

        /// <summary>The bodies that mention a name; null when none does.</summary>
        public List<(int File, int Body, MentionForm Form)>? Places(int name) => places.TryGetValue(name, out var known) ? known : null;

        public TextSpan Span(int file, int body) => files[file].All[body].Span;
    }
}
