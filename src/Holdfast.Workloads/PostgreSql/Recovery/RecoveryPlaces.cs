using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.BaseBackup;
using Holdfast.Workloads.PostgreSql.Planning;

namespace Holdfast.Workloads.PostgreSql.Recovery;

/// <summary>Where the parts of a recovered cluster go.</summary>
/// <param name="Staging">Everything is written here first, on the same disk as <paramref name="Data"/>.</param>
/// <param name="Wal">Log segments, where the cluster's restore_command finds them: beside the data directory.</param>
/// <param name="Tablespaces">By number.</param>
internal sealed record RecoveryPlaces(string Staging, string Data, string Wal, IReadOnlyDictionary<uint, string> Tablespaces)
{
    public static RecoveryPlaces Of(RecoveryAsk ask, ClusterState state)
    {
        if (ask.Destination == RecoveryDestination.Folder)
        {
            var folder = Path.GetFullPath(ask.Folder!);
            return new RecoveryPlaces(folder, Path.Combine(folder, ClusterLayout.Data), Path.Combine(folder, "wal"),
                state.Tablespaces.ToDictionary(tablespace => tablespace.Number, tablespace => Path.Combine(folder, ClusterLayout.Tablespaces, $"{tablespace.Number}")));
        }
        var data = Path.TrimEndingDirectorySeparator(state.Settings["data_directory"]);
        return new RecoveryPlaces(data + ".holdfast", data, data + ".wal", state.Tablespaces.ToDictionary(tablespace => tablespace.Number, tablespace => tablespace.Location));
    }

    /// <summary>How the server, whose working directory is its data directory, gets a segment: the folder may be moved with it.</summary>
    public string RestoreCommand
    {
        get
        {
            var folder = Path.GetRelativePath(Data, Wal);
            return OperatingSystem.IsWindows() ? $"copy \"{folder.Replace('/', '\\')}\\%f\" \"%p\"" : $"cp \"{folder}/%f\" \"%p\"";
        }
    }
}
