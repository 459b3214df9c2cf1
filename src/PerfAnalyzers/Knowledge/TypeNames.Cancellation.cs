namespace PerfAnalyzers.Knowledge;

internal static partial class TypeNames
{
    /// <summary>What carries a token, and what takes one.</summary>
    public static class Cancellation
    {
        public const string TokenSource = "System.Threading.CancellationTokenSource";
        public const string HttpContext = "Microsoft.AspNetCore.Http.HttpContext";
        public const string HttpRequest = "Microsoft.AspNetCore.Http.HttpRequest";
        public const string HttpResponse = "Microsoft.AspNetCore.Http.HttpResponse";
        public const string ActionContext = "Microsoft.AspNetCore.Mvc.ActionContext";
        public const string EndpointFilterContext = "Microsoft.AspNetCore.Http.EndpointFilterInvocationContext";
        public const string HubInvocationContext = "Microsoft.AspNetCore.SignalR.HubInvocationContext";
        public const string PipeContext = "MassTransit.PipeContext";
    }
}
