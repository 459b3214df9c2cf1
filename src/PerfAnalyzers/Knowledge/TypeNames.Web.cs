namespace PerfAnalyzers.Knowledge;

/// <summary>How web applications are put together.</summary>
internal static partial class TypeNames
{
    public static class Hosting
    {
        public const string HealthCheck = "Microsoft.Extensions.Diagnostics.HealthChecks.IHealthCheck";
        public const string BackgroundService = "Microsoft.Extensions.Hosting.BackgroundService";
        public const string HostedService = "Microsoft.Extensions.Hosting.IHostedService";

        /// <summary>What runs until it is told to stop.</summary>
        public static readonly ImmutableArray<string> Hosts = ImmutableArray.Create("Microsoft.Extensions.Hosting.IHost", "Microsoft.AspNetCore.Hosting.IWebHost");
    }

    public static class WebApplications
    {
        public const string Builder = "Microsoft.AspNetCore.Builder.WebApplicationBuilder";
        public const string Application = "Microsoft.AspNetCore.Builder.WebApplication";
        public const string EndpointMaps = "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions";
        public const string EndpointUse = "Microsoft.AspNetCore.Builder.EndpointRoutingApplicationBuilderExtensions";
        public const string CompressionUse = "Microsoft.AspNetCore.Builder.ResponseCompressionBuilderExtensions";
        public const string CompressionServices = "Microsoft.AspNetCore.Builder.ResponseCompressionServicesExtensions";
        public const string RateLimiterUse = "Microsoft.AspNetCore.Builder.RateLimiterApplicationBuilderExtensions";
        public const string TimeoutUse = "Microsoft.AspNetCore.Builder.RequestTimeoutsIApplicationBuilderExtensions";
        public const string TimeoutServices = "Microsoft.Extensions.DependencyInjection.RequestTimeoutsIServiceCollectionExtensions";
        public const string TimeoutPolicy = "Microsoft.AspNetCore.Http.Timeouts.RequestTimeoutPolicy";
        public const string OutputCacheAttribute = "Microsoft.AspNetCore.OutputCaching.OutputCacheAttribute";
        public const string OutputCacheUse = "Microsoft.Extensions.DependencyInjection.OutputCacheConventionBuilderExtensions";
        public const string HttpGetAttribute = "Microsoft.AspNetCore.Mvc.HttpGetAttribute";
        public const string FileResult = "Microsoft.AspNetCore.Mvc.FileResult";
    }
}
