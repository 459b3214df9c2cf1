using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Framework;

/// <summary>A member that a user declares to behave like one that a rule already knows.</summary>
/// <param name="TypeName">The metadata name of its type: namespaces, <c>+</c> before nested types, <c>`1</c> after generic ones.</param>
/// <param name="MemberName">The name of the member; all overloads are meant.</param>
/// <param name="Word">What the user says about it, one of the words of the topic in lower case, or a name; null when nothing.</param>
internal sealed record UserMember(string TypeName, string MemberName, string? Word = null);

/// <summary>A line that was understood, with its place.</summary>
internal sealed record UserLine(UserMember Member, string Text, Location Location);

/// <summary>A table that users may add to.</summary>
/// <param name="Name">As in the names of files.</param>
/// <param name="Words">What may follow a member.</param>
/// <param name="TakesName">Whether the name of another member may follow as well.</param>
internal sealed record UserTopic(string Name, ImmutableArray<string> Words, bool TakesName = false);

/// <summary>A line, or a whole file, that cannot be understood.</summary>
internal sealed record UserTableProblem(string Text, string Reason, Location Location);

/// <summary>
/// The lists of members that users add to the tables of the rules. They stand in additional files named
/// <c>PerfAnalyzers.&lt;Topic&gt;.txt</c> or <c>PerfAnalyzers.&lt;Topic&gt;.&lt;anything&gt;.txt</c>, one
/// <c>Namespace.Type.Member</c> in a line, followed by a word of the topic if it has any; what follows a <c>#</c> is a comment.
/// Lines that cannot be understood are left out here and reported by <c>PERF0001</c>.
/// </summary>
internal static class UserTables
{
    private const string FilePrefix = "PerfAnalyzers.";
    private const string FileSuffix = ".txt";

    /// <summary>Members that leave the process and wait; the word says where to.</summary>
    public static readonly UserTopic RoundTrips = new(
        "RoundTrips",
        ImmutableArray.Create("query", "command", "save", "transaction", "connection", "http", "grpc", "cache", "document", "blob", "message", "mail", "file"));

    /// <summary>Members that hold their thread and have an awaitable twin; the word is its name, or says that there is none worth having.</summary>
    public static readonly UserTopic AsyncTwins = new("AsyncTwins", ImmutableArray.Create("none"), TakesName: true);

    /// <summary>The topics that rules ask for.</summary>
    public static ImmutableArray<UserTopic> Topics { get; } = ImmutableArray.Create(RoundTrips, AsyncTwins);

    /// <summary>The topic that a file adds to; null when the file is not a list of ours.</summary>
    public static string? TopicOf(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(new[] { '/', '\\' }) + 1);
        if (!name.StartsWith(FilePrefix, StringComparison.OrdinalIgnoreCase)
            || !name.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase)
            || name.Length < FilePrefix.Length + FileSuffix.Length)
        {
            return null;
        }

        var topic = name.Substring(FilePrefix.Length, name.Length - FilePrefix.Length - FileSuffix.Length);
        var dot = topic.IndexOf('.');
        return dot < 0 ? topic : topic.Substring(0, dot);
    }

    /// <summary>The topic with this name; null when no rule reads it.</summary>
    public static UserTopic? Find(string name) => Topics.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Everything users declare for a topic, in all files.</summary>
    public static ImmutableHashSet<UserMember> Members(AnalyzerOptions options, UserTopic topic, CancellationToken cancellationToken) =>
        options.AdditionalFiles
            .Where(file => string.Equals(TopicOf(file.Path), topic.Name, StringComparison.OrdinalIgnoreCase))
            .SelectMany(file => Read(file, topic, cancellationToken).Lines)
            .Select(line => line.Member)
            .ToImmutableHashSet();

    /// <param name="file">The file to read.</param>
    /// <param name="topic">What it adds to; null when that is unknown, and any word may follow a member.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static (ImmutableArray<UserLine> Lines, ImmutableArray<UserTableProblem> Problems) Read(
        AdditionalText file,
        UserTopic? topic,
        CancellationToken cancellationToken)
    {
        var members = ImmutableArray.CreateBuilder<UserLine>();
        var problems = ImmutableArray.CreateBuilder<UserTableProblem>();
        if (TryGetText(file, cancellationToken) is not { } text)
        {
            problems.Add(new UserTableProblem(file.Path, "the file cannot be read", At(file.Path, null, default)));
            return (members.ToImmutable(), problems.ToImmutable());
        }

        foreach (var line in text.Lines)
        {
            var content = line.ToString();
            var comment = content.IndexOf('#');
            var entry = (comment < 0 ? content : content.Substring(0, comment)).Trim();
            if (entry.Length == 0)
                continue;

            var start = line.Start + content.IndexOf(entry, StringComparison.Ordinal);
            var place = At(file.Path, text, new TextSpan(start, entry.Length));
            if (TryParse(entry, topic) is { } member)
                members.Add(new UserLine(member, entry, place));
            else
                problems.Add(new UserTableProblem(entry, Expectation(topic), place));
        }

        return (members.ToImmutable(), problems.ToImmutable());
    }

    /// <summary>The text of an additional file; null when it cannot be had.</summary>
    public static SourceText? TryGetText(AdditionalText file, CancellationToken cancellationToken)
    {
        try
        {
            return file.GetText(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The host opens the file, and hosts differ in what they throw when it is gone or locked.
            return null;
        }
    }

    /// <summary>A place in an additional file.</summary>
    public static Location At(string path, SourceText? text, TextSpan span) =>
        Location.Create(path, span, text?.Lines.GetLinePositionSpan(span) ?? default);

    private static string Expectation(UserTopic? topic)
    {
        const string Member = "a line holds one member, written Namespace.Type.Member";
        if (topic is null || topic.Words.IsEmpty)
            return Member;

        var words = string.Join(", ", topic.Words);
        return topic.TakesName ? $"{Member}, and after it, if anything, the name of another member, or: {words}" : $"{Member}, and after it, if anything, one of: {words}";
    }

    private static UserMember? TryParse(string entry, UserTopic? topic)
    {
        var parts = entry.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var word = parts.Length == 2 ? parts[1].ToLowerInvariant() : null;
        if (word is not null && topic is { TakesName: true } && !topic.Words.Contains(word))
            word = parts[1];

        if (parts.Length > 2 || (word is not null && topic?.Words.Contains(word) == false && !(topic.TakesName && IsIdentifier(word))))
            return null;

        var dot = parts[0].LastIndexOf('.');
        if (dot <= 0 || !IsIdentifier(parts[0].Substring(dot + 1)))
            return null;

        var type = parts[0].Substring(0, dot);
        return type.Split('.', '+').All(IsTypePart) ? new UserMember(type, parts[0].Substring(dot + 1), word) : null;
    }

    private static bool IsTypePart(string part)
    {
        var tick = part.IndexOf('`');
        return tick < 0
            ? IsIdentifier(part)
            : IsIdentifier(part.Substring(0, tick)) && tick + 1 < part.Length && part.Skip(tick + 1).All(c => c is >= '0' and <= '9');
    }

    private static bool IsIdentifier(string text) =>
        text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(c => char.IsLetterOrDigit(c) || c == '_');
}
