namespace PerfAnalyzers.Knowledge;

/// <summary>Clients of other services that are not the framework's own.</summary>
internal static partial class TypeNames
{
    public static class Rest
    {
        public const string SharpClient = "RestSharp.IRestClient";
        public const string SharpExtensions = "RestSharp.RestClientExtensions";
        public const string FlurlRequest = "Flurl.Http.IFlurlRequest";
        public const string FlurlExtensions = "Flurl.Http.GeneratedExtensions";
        public const string FlurlDownload = "Flurl.Http.DownloadExtensions";
        public const string FlurlMultipart = "Flurl.Http.MultipartExtensions";
    }
}
