using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using PerfAnalyzers.Corpus.Projects;

namespace PerfAnalyzers.Corpus.References;

/// <summary>What became of one package that was asked for.</summary>
internal sealed record FetchResult(string Id, string Wanted, string? Fetched, string Note);

/// <summary>Puts single packages into the local cache, through an ordinary restore of a throw-away project.</summary>
internal sealed class PackageFetcher(TargetFramework framework)
{
    public async Task<FetchResult> FetchAsync(string id, string wanted, CancellationToken cancellationToken)
    {
        var versions = await VersionsAsync(id, cancellationToken).ConfigureAwait(false);
        if (PackageVersion.Nearest(versions, wanted) is not { } version)
            return new(id, wanted, null, "no such package in the feeds");

        // A reference brings what the package depends on; where a part of that does not exist, the package alone is better than nothing.
        if (await RestoreAsync("PackageReference", id, version, cancellationToken).ConfigureAwait(false) is not { } failure)
            return new(id, wanted, version, "with its dependencies");

        var alone = await RestoreAsync("PackageDownload", id, version, cancellationToken).ConfigureAwait(false);
        return alone is null
            ? new(id, wanted, version, $"alone: {failure}")
            : new(id, wanted, null, alone);
    }

    private static async Task<ImmutableArray<string>> VersionsAsync(string id, CancellationToken cancellationToken)
    {
        var (_, output) = await DotnetAsync(Path.GetTempPath(), ["package", "search", id, "--exact-match", "--format", "json"], cancellationToken).ConfigureAwait(false);
        try
        {
            using var json = JsonDocument.Parse(output);
            return
            [
                .. json.RootElement.GetProperty("searchResult").EnumerateArray()
                    .SelectMany(source => source.GetProperty("packages").EnumerateArray())
                    .Where(package => string.Equals(package.GetProperty("id").GetString(), id, StringComparison.OrdinalIgnoreCase))
                    .Select(package => package.GetProperty("version").GetString()!)
                    .Distinct(),
            ];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException)
        {
            return [];
        }
    }

    /// <summary>The reason why it failed, or null.</summary>
    private async Task<string?> RestoreAsync(string item, string id, string version, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("corpus-packages-").FullName;
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(directory, "Fetch.csproj"),
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net{framework.Version.Major}.0</TargetFramework>
                    <DisableImplicitNuGetFallbackFolder>true</DisableImplicitNuGetFallbackFolder>
                    <NuGetAudit>false</NuGetAudit>
                  </PropertyGroup>
                  <ItemGroup>
                    <{item} Include="{id}" Version="[{version}]" />
                  </ItemGroup>
                </Project>
                """,
                cancellationToken).ConfigureAwait(false);
            var (exitCode, output) = await DotnetAsync(directory, ["restore", "--verbosity", "quiet", "--nologo"], cancellationToken).ConfigureAwait(false);
            return exitCode == 0 ? null : FirstError(output);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string FirstError(string output)
    {
        var line = output.Split('\n').FirstOrDefault(l => l.Contains("error ", StringComparison.Ordinal)) ?? "restore failed";
        var at = line.IndexOf("error ", StringComparison.Ordinal);
        var text = (at < 0 ? line : line[(at + "error ".Length)..]).Trim();
        return text.Length > 140 ? text[..140] + "…" : text;
    }

    private static async Task<(int ExitCode, string Output)> DotnetAsync(string directory, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", arguments)
            {
                WorkingDirectory = directory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            throw new UserErrorException("dotnet was not found; packages are fetched through it");
        }

        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await error.ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return (process.ExitCode, output);
    }
}
