using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>What names a body goes by.</summary>
internal enum BodyKind
{
    /// <summary>A property, field, constructor or handler of a request: any mention of its name may run it.</summary>
    Other,

    /// <summary>A method: it runs when it is called, or handed on.</summary>
    Method,
}

/// <summary>A body and the names it mentions.</summary>
/// <param name="Kind">How others mention it.</param>
/// <param name="HasQuery">Whether it takes a query as an argument.</param>
/// <param name="Mentions">The names in it, each once.</param>
internal sealed record MentioningBody(BodyKind Kind, bool HasQuery, Mention[] Mentions);

/// <summary>How a name stands in a text.</summary>
[Flags]
internal enum MentionForm : byte
{
    /// <summary>A type, a local, a property of the class itself.</summary>
    Bare = 0,

    /// <summary>Followed by an argument list.</summary>
    Called = 1,

    /// <summary>Where a method group may stand: followed by what ends an argument or a statement.</summary>
    Handed = 2,

    /// <summary>A member of something, something with members, or what a loop or query goes through.</summary>
    Member = 4,
}

/// <summary>A name in a text, as a number: two names that share one only make a search look at more than it had to.</summary>
internal readonly record struct Mention(int Name, MentionForm Form)
{
    /// <summary>Whether the mention can run a body with this name.</summary>
    public bool MayRun(BodyKind kind) => kind != BodyKind.Method || (Form & (MentionForm.Called | MentionForm.Handed)) != 0;
}

/// <summary>A body that mentions a name.</summary>
/// <param name="Tree">The file it stands in.</param>
/// <param name="Span">The place of the body.</param>
/// <param name="Form">How the name stands there.</param>
internal readonly record struct MentioningPlace(SyntaxTree Tree, TextSpan Span, MentionForm Form);
