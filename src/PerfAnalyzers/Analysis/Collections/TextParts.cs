using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>Tells of the parts of a text whether there may be many: the lines of what is a file or comes from another program, the words of what somebody has written.</summary>
internal static class TextParts
{
    /// <summary>Whether a call cuts a text into lines, or a text of sentences into words: what commas and slashes separate is little.</summary>
    public static bool AreMany(IInvocationOperation call) => GivesLines(call) || (GivesWords(call) && IsProse(call.Instance!));

    /// <summary>Whether a call cuts into lines or words what has just been read from a file or stream.</summary>
    public static bool AreReadFromOutside(IInvocationOperation call)
    {
        if (!GivesLines(call) && !GivesWords(call))
            return false;

        var text = call.Instance!.Unwrap();
        var value = text is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set ? set.Unwrap() : text;
        return (value is IAwaitOperation { Operation: var read } && !(read.Unwrap() is IInvocationOperation line && line.TargetMethod.Name.StartsWith("ReadLine", StringComparison.Ordinal))) || (value is IInvocationOperation { TargetMethod: { Name: "ReadAllText" or "ReadToEnd", ContainingNamespace.Name: "IO" } });
    }

    private static bool GivesLines(IInvocationOperation call) =>
        IsSplit(call)
        && call.Argument(0) is { } separator
        && separator.DescendantsAndSelf().Any(o => o.ConstantValue is { HasValue: true, Value: '\n' or "\n" or "\r\n" } || o is IPropertyReferenceOperation { Property: { Name: "NewLine", ContainingType.Name: "Environment" } });

    /// <summary>Whether the text is cut at blanks, or at whatever is white where nothing is said.</summary>
    private static bool GivesWords(IInvocationOperation call)
    {
        if (!IsSplit(call) || call.Argument(0) is not { } separator)
            return false;

        if (separator.Unwrap() is IArrayCreationOperation { Initializer: null or { ElementValues.Length: 0 } })
            return true;

        return separator.DescendantsAndSelf().Any(o => o.ConstantValue is { HasValue: true, Value: ' ' or " " or null });
    }

    private static bool IsSplit(IInvocationOperation call) => call is { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String }, Instance: not null };

    /// <summary>Whether the name of a text says that it has sentences; what changes its letters or ends leaves it what it is.</summary>
    private static bool IsProse(IOperation text)
    {
        var value = text.Unwrap();
        while (value is IInvocationOperation { Instance: { } changed, TargetMethod.ContainingType.SpecialType: SpecialType.System_String })
            value = changed.Unwrap();

        return value.ReferencedSymbol() is { } named && CollectionSizes.ProseNouns.Contains(Words.Noun(named.Name));
    }
}
