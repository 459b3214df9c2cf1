namespace PerfAnalyzers.Knowledge;

/// <content>What makes hashes, and what takes names that several processes share.</content>
internal static partial class TypeNames
{
    public static class Hashes
    {
        public const string Text = "System.String";
        public const string HashCode = "System.HashCode";
        public const string StringComparer = "System.StringComparer";
        public const string Sha256 = "System.Security.Cryptography.SHA256";
        public const string Encoding = "System.Text.Encoding";
        public const string BinaryPrimitives = "System.Buffers.Binary.BinaryPrimitives";
    }

    /// <summary>What is named by a text that others have to find again.</summary>
    public static class Named
    {
        public const string Path = "System.IO.Path";
        public const string Directory = "System.IO.Directory";
        public const string Uri = "System.Uri";
        public const string HttpRequestMessage = "System.Net.Http.HttpRequestMessage";
        public const string EntityTag = "System.Net.Http.Headers.EntityTagHeaderValue";
        public const string AspNetEntityTag = "Microsoft.Net.Http.Headers.EntityTagHeaderValue";
        public const string HybridCache = "Microsoft.Extensions.Caching.Hybrid.HybridCache";
        public const string RedisKey = "StackExchange.Redis.RedisKey";
    }
}
