using System.Diagnostics;
using System.Globalization;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.Recovery;

/// <summary>Keeps a recovery from destroying what is there.</summary>
internal static class DataDirectory
{
    /// <exception cref="WorkloadException">A server runs on it.</exception>
    public static void RequireStopped(string data)
    {
        var file = Path.Combine(data, "postmaster.pid");
        string? first;
        try
        {
            first = File.ReadLines(file).FirstOrDefault();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return;
        }
        if (int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && IsAlive(id))
            throw new WorkloadException(WorkloadFault.DestinationTaken, $"A PostgreSQL server (process {id}) runs on {data}.", "Stop it first: pg_ctl stop, or systemctl stop postgresql.");
    }

    /// <summary>Makes room for a directory: what is there is moved aside where that is allowed.</summary>
    /// <returns>Where it went; null where there was nothing.</returns>
    public static string? MakeRoom(string directory, bool overwrite, DateTimeOffset now)
    {
        if (File.Exists(directory)) throw Taken(directory, "is a file");
        if (!Directory.Exists(directory)) return null;
        if (!Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Try(directory, () => Directory.Delete(directory));
            return null;
        }
        if (!overwrite) throw Taken(directory, "is not empty");
        var aside = directory + now.UtcDateTime.ToString("'.before-'yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        Try(directory, () => Directory.Move(directory, aside));
        return aside;
    }

    private static void Try(string directory, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WorkloadException(WorkloadFault.DestinationTaken, $"{directory} cannot be moved aside: {error.Message}",
                "It may be where a disk is mounted, or somebody else's: recover to a folder on that disk, and move the files.", error);
        }
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false; // no such process
        }
    }

    private static WorkloadException Taken(string directory, string why) =>
        new(WorkloadFault.DestinationTaken, $"{directory} {why}.", "Choose another folder, or allow that what is there is moved aside (overwrite).");
}
