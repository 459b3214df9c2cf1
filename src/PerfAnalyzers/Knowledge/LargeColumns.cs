namespace PerfAnalyzers.Knowledge;

/// <summary>Words in the names of columns that tell whether one row of them is a value, or a file or a page.</summary>
internal static class LargeColumns
{
    /// <summary>What is kept in few bytes.</summary>
    public static readonly ImmutableHashSet<string> FewBytes = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "version", "timestamp", "stamp", "rowversion", "etag", "hash", "salt", "checksum", "digest", "md5", "sha", "sha1", "sha256", "crc", "key", "secret", "password", "token", "nonce", "iv", "vector", "mac",
        "signature", "thumbprint", "fingerprint", "ip", "address", "id", "guid", "uuid", "handle", "code", "flags", "mask", "bits", "color", "colour", "pin", "seed", "tag", "credential", "certificate");

    /// <summary>What somebody has written in many sentences.</summary>
    public static readonly ImmutableHashSet<string> LongTexts = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "html", "markdown", "body", "content", "contents", "xml", "json", "base64", "transcript", "payload");
}
