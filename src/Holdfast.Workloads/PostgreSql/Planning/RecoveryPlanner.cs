using System.Globalization;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.Planning;

/// <summary>Decides which point and which part of the log bring back what is asked for.</summary>
internal sealed class RecoveryPlanner(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log)
{
    /// <summary>People name a moment to the second; a point that ends within it is that moment. One that is named more exactly is that only where nothing leads to the moment itself.</summary>
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly List<string> warnings = [];

    public RecoveryPlan Plan()
    {
        CheckAsk();
        var usable = points.Where(point => point.Document.Kind == PostgreSqlWorkload.KindWord).OrderBy(point => point.Document.Consistent).ToList();
        if (usable.Count == 0) throw Unreachable("There is no recovery point.", "Take a backup first.");
        if (ask.Point is not null && !usable.Exists(point => point.Id == ask.Point)) throw Unreachable("The recovery point does not exist.", "Choose one that is listed.");
        if (ask.Time is null && !ask.Latest) return Alone(ask.Point is null ? usable[^1] : usable.Single(point => point.Id == ask.Point));
        return Replayed(ask.Point is null ? usable : [.. usable.Where(point => point.Id == ask.Point)]);
    }

    /// <summary>A moment as PostgreSQL and people read it.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff'+00'", CultureInfo.InvariantCulture);

    private void CheckAsk()
    {
        if (ask.Items.Count > 0)
            throw new WorkloadException(WorkloadFault.NotPossible, "Single tables cannot be taken out of a cluster's files.", "Recover to a folder, start that copy, and dump from it what is needed: pg_dump --table.");
        if (ask.Destination == RecoveryDestination.Instance)
            throw new WorkloadException(WorkloadFault.NotPossible, "A PostgreSQL cluster cannot be recovered into a running server.", "Recover to a folder and start a server on it, or to the original place.");
        if (ask.LeaveRestoring) warnings.Add("The cluster pauses at its end instead of opening for writing: SELECT pg_wal_replay_resume() opens it.");
        if (ask is { Destination: RecoveryDestination.Folder, Folder: null or "" })
            throw new WorkloadException(WorkloadFault.NotPossible, "No folder was given.", "Name the folder that the cluster's files go to.");
    }

    private RecoveryPlan Alone(PointDocument point)
    {
        var state = ClusterState.Read(point.Document);
        return Make(point, state, new KeptLog(log, state.WalSegmentSize).Histories, point.Document.Consistent, "Replay the log that the point holds, to the moment at which its backup ended.");
    }

    private RecoveryPlan Replayed(List<PointDocument> candidates)
    {
        string? why = null;
        RecoveryPlan? soon = null;
        for (var i = candidates.Count - 1; i >= 0; i--)
        {
            var point = candidates[i];
            if (ask.Time is { } time && time + Second <= point.Document.Consistent) continue;
            var state = ClusterState.Read(point.Document);
            if (ask.Time is { } near && near <= point.Document.Consistent)
            {
                soon ??= Make(point, state, new KeptLog(log, state.WalSegmentSize).Histories, point.Document.Consistent, "Replay the log that the point holds.");
                if (near.Ticks % TimeSpan.TicksPerSecond == 0) return soon;
                continue;
            }
            var kept = new KeptLog(log, state.WalSegmentSize);
            var gap = kept.WhyNotFrom(point.Document, state);
            if (gap is not null)
            {
                why ??= $"From the point of {Text(point.Document.Consistent)} on, {gap}.";
                continue;
            }
            if (ask.Time is { } wanted && (kept.Covered is null || wanted > kept.Covered))
                return soon ?? throw Unreachable($"The log is kept up to {(kept.Covered is { } covered ? Text(covered) : "an unknown moment")}; {Text(wanted)} is later.", "Name an earlier moment, or the latest.");
            var end = ask.Time ?? kept.Covered ?? point.Document.Consistent;
            return Make(point, state, kept.From(point.Document, state), end < point.Document.Consistent ? point.Document.Consistent : end,
                ask.Time is null ? "Replay all of the log that is kept." : $"Replay the log up to {Text(end)}: everything that was committed until then, nothing that was committed later.");
        }
        return soon ?? throw Unreachable(why is null ? $"The earliest point is of {Text(candidates[0].Document.Consistent)}." : $"The moment cannot be reached. {why}",
            $"These can be reached: {string.Join("; ", candidates.TakeLast(10).Select(point => Text(point.Document.Consistent)))}.");
    }

    private RecoveryPlan Make(PointDocument point, ClusterState state, IReadOnlyList<string> segments, DateTimeOffset reaches, string replay)
    {
        var folder = ask.Destination == RecoveryDestination.Folder ? ask.Folder! : state.Settings.GetValueOrDefault("data_directory")
            ?? throw new WorkloadException(WorkloadFault.NotPossible, "The backup does not know where the cluster's data directory was: the account could not see the setting data_directory.",
                "Recover to a folder. For later backups: GRANT pg_read_all_settings TO the account.");
        List<PlannedPart> parts = [new PlannedPart(point.Id, [])];
        if (segments.Count > 0) parts.Add(new PlannedPart(null, segments));
        List<string> steps = [$"Write the cluster of {Text(point.Document.Consistent)} (PostgreSQL {state.Version}) to {folder}."];
        foreach (var tablespace in state.Tablespaces)
            steps.Add(ask.Destination == RecoveryDestination.Folder ? $"Write the tablespace {tablespace.Name} below the folder, and let the cluster find it there." : $"Write the tablespace {tablespace.Name} to {tablespace.Location}.");
        if (segments.Count(segment => !segment.EndsWith(".history", StringComparison.Ordinal)) is > 0 and var count) steps.Add($"Write {count} segments of the log.");
        steps.Add($"When the server is started on it: {replay}");
        if (state.DamagedPages > 0) warnings.Add($"{state.DamagedPages} pages were damaged when the backup was taken; they come back as they were.");
        if (ask is { Destination: RecoveryDestination.Original, Overwrite: true }) warnings.Add("What is in the data directory now is moved aside, not removed: it needs room until you remove it.");
        if (!state.Settings.GetValueOrDefault("config_file", "").StartsWith(state.Settings.GetValueOrDefault("data_directory", "\0"), StringComparison.Ordinal))
            warnings.Add("The cluster's configuration files were outside of its data directory or could not be seen; where they are missing, the copy gets some that let it start.");
        return new RecoveryPlan(parts, reaches, steps, warnings);
    }

    private static WorkloadException Unreachable(string message, string remedy) => new(WorkloadFault.NotRecoverable, message, remedy);
}
