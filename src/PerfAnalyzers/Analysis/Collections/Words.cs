using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>Reads names as words.</summary>
internal static class Words
{
    private static readonly (string Ending, int Cut, string Put)[] Irregular = { ("vertices", 4, "ex"), ("indices", 4, "ex"), ("matrices", 4, "ix"), ("children", 3, ""), ("people", 5, "erson") };

    private static readonly char[] Digits = { '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' };

    /// <summary>Whether a name says that the collection is written by hand: <c>roles</c>, <c>allowedHosts</c>, <c>_fileExtensions</c>.</summary>
    public static bool NameSmall(string name)
    {
        var words = Split(name);
        if (words.Count == 0)
            return false;

        if (CollectionSizes.SmallQualifiers.Contains(words[0]))
            return true;

        // There are few types of anything, whatever they are types of, and a blacklist names its entries one by one.
        var last = words[words.Count - 1];
        return CollectionSizes.SmallNouns.Contains(Noun(words)) || (words.Count > 1 && (last is "Types" || (last is "List" && CollectionSizes.ListQualifiers.Contains(words[words.Count - 2]))));
    }

    /// <summary>Whether only the first word of a name says that somebody has listed the elements, and not what they are: <c>blocked</c>, <c>ignoredHosts</c>.</summary>
    public static bool NameQualified(string name) => Split(name) is { Count: > 0 } words && CollectionSizes.SmallQualifiers.Contains(words[0]) && !NameSmall(string.Concat(words.Skip(1)));

    /// <summary>Whether a name says that something gives out what a business has laid down once: <c>IReferenceDataCache</c>.</summary>
    public static bool NameReferenceData(string name) =>
        Split(name) is var words && Enumerable.Range(1, Math.Max(0, words.Count - 1)).Any(i => words[i] == "Data" && words[i - 1] is "Reference" or "Master" or "Static" or "Lookup");

    /// <summary>Whether a name that says few says so of texts and parts of a program only: <c>steps</c>, <c>claims</c>, <c>registeredPlayers</c>.</summary>
    public static bool NameAmbiguous(string name) => Noun(name) is var noun && (CollectionSizes.AmbiguousNouns.Contains(noun) || !CollectionSizes.SmallNouns.Contains(noun));

    /// <summary>One of what a name says a collection holds: an order in <c>openOrders2</c>, <c>OrderIds</c> and <c>GetOrdersByRegionAsync</c>; empty where the name has no words.</summary>
    public static string Noun(string name) => Noun(Split(name));

    private static string Noun(List<string> words)
    {
        // OfMonthAsync, ByRole: what it holds is left to the type that gives it.
        if (words.Count > 1 && IsPreposition(words[0]))
            return "";

        // What comes behind tells which of them.
        var last = words.FindIndex(1 < words.Count ? 1 : 0, IsPreposition) is var end and > 0 ? end - 1 : words.Count - 1;

        // In RoleNames, RoleIds, roleList the noun before says what they are.
        while (last > 0 && IsCarrier(words[last].TrimEnd(Digits)))
            last--;

        return last < 0 ? "" : Singular(words[last].TrimEnd(Digits));
    }

    /// <summary>Whether the name of a type or parameter says that only a page is meant.</summary>
    public static bool NamePage(string name) => Split(name) is { Count: > 0 } words && CollectionSizes.PageWords.Contains(words[0]);

    /// <summary>Whether a name says that a number is the most there may be: <c>maxChoices</c>, <c>QueueLimit</c>, <c>capacity</c>.</summary>
    public static bool NameLimit(string name) => Split(name).Any(CollectionSizes.LimitWords.Contains);

    /// <summary>Whether a name says that a text is short: a name, a title, a code.</summary>
    public static bool NameShortText(string name) => Split(name) is { Count: > 0 } words && CollectionSizes.ShortTexts.Contains(words[words.Count - 1]);

    /// <summary>Whether a name says that the elements are the lines of one order, cart or bill.</summary>
    public static bool NameLines(string name) =>
        Split(name) is { Count: > 1 } words && CollectionSizes.LineWords.Contains(Singular(words[words.Count - 1])) && CollectionSizes.BillWords.Contains(words[words.Count - 2]);

    /// <summary>Whether a name says that the elements are what somebody has put into a cart, whoever hands them in.</summary>
    public static bool NameCart(string name) => Split(name).Any(word => CollectionSizes.CartWords.Contains(Singular(word)));

    /// <summary>Whether a name says that the elements tell what went wrong: <c>result.Errors</c>, <c>validationFailures</c>.</summary>
    public static bool NameFailure(string name)
    {
        var words = Split(name.Substring(name.LastIndexOf('.') + 1));
        return words.Count > 0 && CollectionSizes.FailureNouns.Contains(Singular(words[words.Count - 1]));
    }

    /// <summary>The words of a name: <c>_userIDs2</c> gives user, I, Ds2; digits and underscores separate nothing else.</summary>
    public static List<string> Split(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var ends = i == name.Length || name[i] == '_' || (i > start && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))));
            if (!ends)
                continue;

            if (i > start)
                words.Add(name.Substring(start, i - start));

            start = i < name.Length && name[i] == '_' ? i + 1 : i;
        }

        return words;
    }

    /// <summary>One of what a plural names: orders, categories, boxes, statuses, vertices.</summary>
    public static string Singular(string word)
    {
        foreach (var (ending, cut, put) in Irregular)
        {
            if (EndsWith(word, ending))
                return word.Substring(0, word.Length - cut) + put;
        }

        if (word.Length > 4 && word.EndsWith("ies", StringComparison.OrdinalIgnoreCase))
            return word.Substring(0, word.Length - 3) + "y";

        if (word.Length > 4 && (EndsWith(word, "sses") || EndsWith(word, "xes") || EndsWith(word, "ches") || EndsWith(word, "shes") || EndsWith(word, "uses")))
            return word.Substring(0, word.Length - 2);

        return word.Length > 2 && EndsWith(word, "s") && !EndsWith(word, "ss") && !EndsWith(word, "us") && !EndsWith(word, "is")
            ? word.Substring(0, word.Length - 1)
            : word;
    }

    private static bool IsPreposition(string word) => word is "By" or "For" or "With" or "Without" or "From" or "Of";

    private static bool IsCarrier(string word) =>
        word is "Names" or "Ids" or "Codes" or "Keys" or "List" or "Set" or "Array" or "Collection" or "Values" or "Types" or "Name" or "Id" or "Async" or "Map" or "Infos" or "Info" or "Definitions" or "Descriptors"
            or "Dtos" or "Models" or "ViewModels" or "Entities" or "Dto" or "Model" or "Entity" or "Summary" or "Summaries" or "Details";

    private static bool EndsWith(string word, string ending) => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name begins with a word: LogAsync and LogError do with Log, Login and LogicAsync do not.</summary>
    public static bool BeginsWith(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));
}
