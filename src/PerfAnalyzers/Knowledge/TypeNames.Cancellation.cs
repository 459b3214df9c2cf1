namespace PerfAnalyzers.Knowledge;

internal static partial class TypeNames
{
    /// <summary>What carries a token, and what takes one.</summary>
    public static class Cancellation
    {
        public const string TokenSource = "System.Threading.CancellationTokenSource";
        public const string OperationCanceledException = "System.OperationCanceledException";
        public const string ParallelOptions = "System.Threading.Tasks.ParallelOptions";
        public const string EnumeratorCancellation = "System.Runtime.CompilerServices.EnumeratorCancellationAttribute";
        public const string StreamExtensions = "System.Threading.Tasks.TaskAsyncEnumerableExtensions";
        public const string HttpContext = "Microsoft.AspNetCore.Http.HttpContext";
        public const string HttpRequest = "Microsoft.AspNetCore.Http.HttpRequest";
        public const string HttpResponse = "Microsoft.AspNetCore.Http.HttpResponse";
        public const string ActionContext = "Microsoft.AspNetCore.Mvc.ActionContext";
        public const string EndpointFilterContext = "Microsoft.AspNetCore.Http.EndpointFilterInvocationContext";
        public const string HubInvocationContext = "Microsoft.AspNetCore.SignalR.HubInvocationContext";
        public const string PipeContext = "MassTransit.PipeContext";
        public const string TestContext = "Xunit.TestContext";
    }

    /// <summary>A type of each library that stands in for classes in tests.</summary>
    public static class Mocks
    {
        public const string Moq = "Moq.It";
        public const string NSubstitute = "NSubstitute.Arg";
        public const string FakeItEasy = "FakeItEasy.A";
    }
}
