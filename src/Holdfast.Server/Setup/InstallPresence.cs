using Holdfast.Server.Engine;

namespace Holdfast.Server.Setup;

/// <summary>Whether a data folder holds an installed server.</summary>
internal static class InstallPresence
{
    /// <summary>By a finished setup, or by what a start without one makes. An installation that was cut off does not count.</summary>
    internal static bool IsInstalled(string dataDirectory)
    {
        var files = new SetupFiles(dataDirectory);
        if (File.Exists(Path.Combine(dataDirectory, SetupFiles.JournalName))) return false;
        var options = new EngineOptions(dataDirectory);
        return files.Record is { IsInstalled: true } || File.Exists(options.PoolKeys) || File.Exists(options.DiskList);
    }
}
