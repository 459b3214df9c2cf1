namespace PerfAnalyzers.Knowledge;

/// <summary>How often a container makes an object of a class.</summary>
internal enum ServiceLife
{
    /// <summary>Nothing is said.</summary>
    Unknown,

    /// <summary>Once.</summary>
    Once,

    /// <summary>For each request, or whenever somebody asks.</summary>
    Anew,
}

/// <summary>Reads the names of the methods that register services.</summary>
internal static class ServiceRegistrations
{
    public static ServiceLife LifeOf(string method) => method switch
    {
        "AddSingleton" or "TryAddSingleton" or "AddKeyedSingleton" or "TryAddKeyedSingleton" or "AddHostedService" or "AddActivatedSingleton" => ServiceLife.Once,
        "AddScoped" or "TryAddScoped" or "AddKeyedScoped" or "TryAddKeyedScoped" => ServiceLife.Anew,
        "AddTransient" or "TryAddTransient" or "AddKeyedTransient" or "TryAddKeyedTransient" or "AddHttpClient" => ServiceLife.Anew,
        _ => ServiceLife.Unknown,
    };
}
