using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Backup;
using Holdfast.Workloads.Exchange.Ese;
using Holdfast.Workloads.Exchange.State;
using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.Exchange.Recovery;

/// <summary>Logs that are where logs of a point are to be put: Exchange replays all that it finds there.</summary>
internal static class PresentLogs
{
    /// <param name="targets">Paths that files of the point will have.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.DestinationTaken"/>: there are logs beside them.</exception>
    public static void Refuse(IWindowsFiles files, IReadOnlyCollection<string> targets)
    {
        var foreign = Beside(files, targets).Except(targets, StringComparer.OrdinalIgnoreCase).ToList();
        if (foreign.Count > 0)
            throw new WorkloadException(WorkloadFault.DestinationTaken, $"{WindowsPaths.Folder(foreign[0])} holds {foreign.Count} logs that the point does not have, {WindowsPaths.FileName(foreign[0])} among them: Exchange would replay them, or refuse the database.",
                "Move them away. Where they are the database's own later logs, they can be replayed as well: --latest.");
    }

    /// <summary>Whether the point's last log, which was not complete, and its checkpoint give way to those that are there.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: those do not go on from the point.</exception>
    public static bool GoOn(IWindowsFiles files, IReadOnlyCollection<string> targets, ExchangeSet last)
    {
        var logs = Beside(files, targets).Select(path => Read(files, path)).OrderBy(log => log.Header.Generation).ToList();
        if (logs.Count == 0 || logs[^1].Header.Generation <= last.LastLog) return false;
        return LogContinuity.Break(last, logs) is { } why ? throw new WorkloadException(WorkloadFault.NotRecoverable, $"The logs that are in the folder do not go on from the point. {why}", "Move them away, and recover the point without them.") : true;
    }

    private static List<string> Beside(IWindowsFiles files, IEnumerable<string> targets)
    {
        var folders = targets.Where(IsLog).Select(WindowsPaths.Folder).Distinct(StringComparer.OrdinalIgnoreCase);
        return [.. folders.SelectMany(folder => files.List(folder).Where(entry => !entry.IsFolder).Select(entry => WindowsPaths.Join(folder, entry.Name))).Where(IsLog)];
    }

    private static bool IsLog(string path) => ExchangeFiles.Kind(path) == ExchangeFileKind.Log;

    private static EseLogFile Read(IWindowsFiles files, string path)
    {
        using var stream = files.OpenRead(path);
        return new EseLogFile(WindowsPaths.FileName(path), EseLogHeader.Read(EseReading.Front(stream)) ?? throw new WorkloadException(WorkloadFault.NotRecoverable, $"{path} is a log whose header cannot be read.", "Move it away, and recover the point without the logs after it."));
    }
}
