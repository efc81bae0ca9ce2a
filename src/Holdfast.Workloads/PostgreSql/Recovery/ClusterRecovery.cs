using System.Globalization;
using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.BaseBackup;
using Holdfast.Workloads.PostgreSql.Log;
using Holdfast.Workloads.PostgreSql.Planning;

namespace Holdfast.Workloads.PostgreSql.Recovery;

/// <summary>Writes a cluster that a server can be started on, and that then replays its log to where it is wanted.</summary>
internal sealed class ClusterRecovery(RecoveryTask task, IPointContent content, CancellationToken cancellation)
{
    // Whatever bytes a configuration has come back as they were.
    private static readonly Encoding Plain = Encoding.Latin1;

    private readonly List<string> notes = [];

    public RecoveryOutcome Run()
    {
        var part = task.Plan.Parts.FirstOrDefault(part => part.Point is not null);
        var point = task.Points.FirstOrDefault(point => point.Id == part?.Point)
            ?? throw new WorkloadException(WorkloadFault.NotRecoverable, "The point of the plan is gone.", "Plan the recovery again.");
        var state = ClusterState.Read(point.Document);
        var places = RecoveryPlaces.Of(task.Ask, state);
        MakeRoom(places);
        task.Progress.Phase("writing the cluster");
        Directory.CreateDirectory(places.Staging);
        content.Write(point.Id, [], places.Staging, overwrite: false, cancellation);
        if (task.Ask.Destination == RecoveryDestination.Original) MoveIntoPlace(places);
        task.Progress.Phase("writing the log");
        WriteLog(places, state);
        WriteSettings(places, state);
        notes.Add($"Start a PostgreSQL {state.Major} server on {places.Data}, as the account that owns the files; it replays the log and opens.");
        if (task.Ask.Destination == RecoveryDestination.Folder) notes.Add("Where the server's account is not the owner of the files: chown -R postgres: FOLDER. Extensions must be installed in the version that they had.");
        return new RecoveryOutcome(task.Plan.Reaches, notes);
    }

    private bool ReplaysLog => task.Ask.Latest || task.Plan.Parts.Any(part => part.Point is null && part.Paths.Any(path => !path.EndsWith(".history", StringComparison.Ordinal)));

    private void MakeRoom(RecoveryPlaces places)
    {
        DataDirectory.RequireStopped(places.Data);
        var now = task.Context.Clock.GetUtcNow();
        if (task.Ask.Destination == RecoveryDestination.Original && Directory.Exists(places.Staging)) Directory.Delete(places.Staging, recursive: true);
        foreach (var directory in (string[])[places.Data, places.Wal, .. places.Tablespaces.Values])
            if (DataDirectory.MakeRoom(directory, task.Ask.Overwrite, now) is { } aside) notes.Add($"What was in {directory} is now in {aside}; remove it when it is not needed any more.");
    }

    private static void MoveIntoPlace(RecoveryPlaces places)
    {
        Directory.Move(Path.Combine(places.Staging, ClusterLayout.Data), places.Data);
        foreach (var (number, location) in places.Tablespaces)
        {
            var staged = Path.Combine(places.Staging, ClusterLayout.Tablespaces, number.ToString(CultureInfo.InvariantCulture));
            Directory.CreateDirectory(Path.GetDirectoryName(location)!);
            TreeMove.Move(staged, location);
        }
        Directory.Delete(places.Staging, recursive: true);
    }

    private void WriteLog(RecoveryPlaces places, ClusterState state)
    {
        Directory.CreateDirectory(places.Wal);
        foreach (var part in task.Plan.Parts.Where(part => part.Point is null))
        {
            content.Write(null, part.Paths, places.Wal, overwrite: true, cancellation);
            foreach (var name in part.Paths)
            {
                if (!WalName.TryParse(name, state.WalSegmentSize, out _)) continue;
                // A server takes whole segments only. What was not received yet is zero, as it is in a segment that is being written.
                using var segment = new FileStream(Path.Combine(places.Wal, name), FileMode.Open, FileAccess.Write);
                if (segment.Length < state.WalSegmentSize) segment.SetLength(state.WalSegmentSize);
            }
        }
        Ownership.Give(places.Wal, places.Data);
    }

    private void WriteSettings(RecoveryPlaces places, ClusterState state)
    {
        foreach (var name in (string[])["standby.signal", "postmaster.pid", "postmaster.opts"]) File.Delete(Path.Combine(places.Data, name));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(places.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var written = new List<string>();
        void Write(string name, string text, string before = "")
        {
            var path = Path.Combine(places.Data, name);
            File.WriteAllBytes(path, [.. Plain.GetBytes(before), .. Encoding.UTF8.GetBytes(text)]);
            written.Add(path);
        }
        string Own(string name)
        {
            var path = Path.Combine(places.Data, name);
            return File.Exists(path) ? File.ReadAllText(path, Plain) : "";
        }
        if (state.Tablespaces.Count > 0) Write("tablespace_map", TablespaceMap(places.Tablespaces));
        var configuration = Own("postgresql.conf");
        if (configuration.Length == 0) Write("postgresql.conf", RecoverySettings.Configuration(state.Settings));
        else Write("postgresql.conf", "", RecoverySettings.WithoutRecovery(configuration));
        if (!File.Exists(Path.Combine(places.Data, "pg_hba.conf"))) Write("pg_hba.conf", RecoverySettings.Access);
        var settings = new RecoverySettings(places.RestoreCommand, Target(places, state), !ReplaysLog, task.Ask.LeaveRestoring);
        Write("postgresql.auto.conf", settings.Text(), RecoverySettings.WithoutRecovery(Own("postgresql.auto.conf")));
        Write("recovery.signal", "");
        foreach (var path in written) Ownership.Give(path, places.Data);
    }

    /// <summary>A server that is told a moment fails where no commit follows it: then the end of the log is that moment.</summary>
    private DateTimeOffset? Target(RecoveryPlaces places, ClusterState state)
    {
        if (!ReplaysLog || task.Ask.Time is not { } time) return null;
        var segments = task.Plan.Parts.Where(part => part.Point is null).SelectMany(part => part.Paths).Select(name => Path.Combine(places.Wal, name));
        return CommitSearch.AnyLater(segments, state.WalSegmentSize, time) ? time : null;
    }

    /// <summary>Number and place of each, the place with a backslash before what would end it.</summary>
    private static string TablespaceMap(IReadOnlyDictionary<uint, string> tablespaces)
    {
        var text = new StringBuilder();
        foreach (var (number, place) in tablespaces)
            text.Append(CultureInfo.InvariantCulture, $"{number} {place.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", "\\\n", StringComparison.Ordinal).Replace("\r", "\\\r", StringComparison.Ordinal)}\n");
        return text.ToString();
    }
}
