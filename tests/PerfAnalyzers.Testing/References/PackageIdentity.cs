namespace Microsoft.CodeAnalysis.Testing;

/// <summary>One version of one package.</summary>
public sealed record PackageIdentity(string Id, string Version);
