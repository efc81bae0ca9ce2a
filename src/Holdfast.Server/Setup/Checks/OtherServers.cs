using System.Globalization;
using System.Text.Json;
using Holdfast.Contracts.Api;

namespace Holdfast.Server.Setup.Checks;

/// <summary>Data folders of other Holdfast servers in the usual places.</summary>
internal static class OtherServers
{
    private const long LongestFile = 64 << 10;

    internal static IReadOnlyList<string> Find(string dataDirectory) => Find(dataDirectory, Usual());

    internal static IReadOnlyList<string> Find(string dataDirectory, IEnumerable<string> places)
    {
        var own = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataDirectory));
        return [.. places.Select(Path.GetFullPath).Distinct().Where(place => place != own).Select(Describe).OfType<string>()];
    }

    private static IEnumerable<string> Usual()
    {
        if (OperatingSystem.IsWindows())
        {
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "Holdfast", "server");
        }
        else
        {
            yield return "/var/lib/holdfast";
        }
        if (Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } home) yield return Path.Combine(home, "holdfast");
    }

    // Others' folders may not be readable: then they do not count, as they cannot be told from empty ones.
    private static string? Describe(string place)
    {
        try
        {
            var running = Path.Combine(place, ServerAddress.FileName);
            if (new FileInfo(running) is { Exists: true, Length: < LongestFile }
                && JsonSerializer.Deserialize(File.ReadAllBytes(running), ApiJson.Default.ServerAddress) is { } address)
                return $"{place} (process {address.Pid.ToString(CultureInfo.InvariantCulture)} at {address.Url})";
            return InstallPresence.IsInstalled(place) ? place : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
