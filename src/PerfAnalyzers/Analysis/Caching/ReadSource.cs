using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>Where something comes from that is read until its end.</summary>
internal enum ReadOrigin
{
    /// <summary>A file of this machine.</summary>
    File,

    /// <summary>The body of a request, or a file of its form.</summary>
    Upload,

    /// <summary>The answer of another server.</summary>
    Answer,
}

/// <summary>What is read, and what its name says about its size.</summary>
/// <param name="What">The path of a file, or what gives the stream.</param>
/// <param name="Origin">Where it comes from.</param>
internal sealed record ReadSource(IOperation What, ReadOrigin Origin)
{
    private const int MostHops = 4;

    private static readonly char[] Separators = { '/', '\\', '.', '-', '_', ' ', '{', '}' };

    /// <summary>What a call reads that reads until the end; null where it is none of these, or not seen.</summary>
    public static ReadSource? Of(IInvocationOperation call, CompilationContext compilation)
    {
        if (call.Instance is null)
            return call.Argument(0) is { } path ? new ReadSource(path, ReadOrigin.File) : null;

        var receiver = call.Instance.ThroughConditionalAccess();
        return receiver.Type.DerivesFrom(compilation.Type(TypeNames.Http.Content)) || receiver.Type.DerivesFrom(compilation.Type(TypeNames.Http.Client))
            ? new ReadSource(receiver, ReadOrigin.Answer)
            : OpenedWith(receiver, MostHops, compilation);
    }

    /// <summary>Whether the path says that somebody has written the file by hand.</summary>
    public bool IsNote => Origin == ReadOrigin.File && WordsIn(What).Any(WholeReads.MeansNotes);

    /// <summary>Whether others decide how much there is to read, or which file it is.</summary>
    public bool IsOfOthers(CompilationContext compilation, CancellationToken cancellationToken) =>
        Origin != ReadOrigin.File || FileWeight.IsChosenByOthers(What, compilation, cancellationToken);

    /// <summary>Whether the path, or the member in which a call stands, says that there is more to read from day to day.</summary>
    public bool NamesData(IInvocationOperation call) =>
        WordsIn(What).Any(WholeReads.MeansData)
        || (call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart) is { } member && Words.Split(member.Name).Concat(Words.Split(member.ContainingType?.Name ?? "")).Any(w => PurposeWords.MeansAll(w) || WholeReads.MeansData(w)));

    private static ReadSource? OpenedWith(IOperation value, int hops, CompilationContext compilation)
    {
        var opened = value.UnwrapAwait();
        switch (opened)
        {
            case ILocalReferenceOperation local when hops > 0 && LocalValues.SetOnce(local) is { } set:
                return OpenedWith(set, hops - 1, compilation);
            case IObjectCreationOperation { Arguments: { Length: > 0 } arguments } creation
                when creation.Type.DerivesFrom(compilation.Type(TypeNames.Files.StreamReader)) || creation.Type.DerivesFrom(compilation.Type(TypeNames.Files.FileStream)):
                var first = arguments[0].Value.Unwrap();
                return first.Type is { SpecialType: SpecialType.System_String } ? new ReadSource(first, ReadOrigin.File) : hops > 0 ? OpenedWith(first, hops - 1, compilation) : null;
            case IInvocationOperation { Instance: null, Arguments: { Length: > 0 } arguments } open when FileOpenings.For(compilation).Contains(open.TargetMethod):
                return new ReadSource(arguments[0].Value, ReadOrigin.File);
            case IInvocationOperation { TargetMethod.Name: "ReadAsStreamAsync" or "ReadAsStream", Instance: { } content } when content.Type.DerivesFrom(compilation.Type(TypeNames.Http.Content)):
                return new ReadSource(content, ReadOrigin.Answer);
            default:
                return IsUpload(opened, compilation) ? new ReadSource(opened, ReadOrigin.Upload) : null;
        }
    }

    /// <summary>Whether a value is what somebody sends: a file of a form, or the body of a request.</summary>
    private static bool IsUpload(IOperation value, CompilationContext compilation) => value switch
    {
        IInvocationOperation { TargetMethod.Name: "OpenReadStream", Instance.Type: { } file } => TypeNames.AspNetCore.FormTypes.Any(name => file.Implements(compilation.Type(name))),
        IPropertyReferenceOperation { Property: { Name: "Body", ContainingType: var owner } } => TypeNames.AspNetCore.RequestData.Any(name => owner.DerivesFrom(compilation.Type(name))),
        _ => false,
    };

    private static IEnumerable<string> WordsIn(IOperation value) => value.DescendantsAndSelf().SelectMany(part => part switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text.Split(Separators),
        ILocalReferenceOperation local when LocalValues.SetOnce(local) is { } set => Words.Split(local.Local.Name).Concat(set.DescendantsAndSelf().SelectMany(WordsOfText)),
        IInvocationOperation call => Words.Split(call.TargetMethod.Name),
        _ when part.ReferencedSymbol() is { } symbol => Words.Split(symbol.Name),
        _ => Enumerable.Empty<string>(),
    });

    private static IEnumerable<string> WordsOfText(IOperation value) =>
        value.ConstantValue is { HasValue: true, Value: string text } ? text.Split(Separators) : Enumerable.Empty<string>();
}
