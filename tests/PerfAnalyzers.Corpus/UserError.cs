namespace PerfAnalyzers.Corpus;

/// <summary>Something the caller got wrong; the message is one line and is all they see.</summary>
internal sealed class UserErrorException(string message) : Exception(message);

/// <summary>What the process returns.</summary>
internal static class ExitCodes
{
    public const int Clean = 0;

    /// <summary>A rule or a fix threw, or a fix broke code.</summary>
    public const int Defect = 1;

    /// <summary>The arguments or the folder cannot be used.</summary>
    public const int BadInput = 2;
}
