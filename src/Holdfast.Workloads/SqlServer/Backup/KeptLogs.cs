using Holdfast.Format;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.State;

namespace Holdfast.Workloads.SqlServer.Backup;

/// <summary>
/// Logs between SQL Server, which truncates them as soon as it has handed them over, and the recovery point that will hold them. NAME.part is coming, NAME.trn is complete and
/// durable, NAME.json says what it is.
/// </summary>
internal sealed class KeptLogs(string folder)
{
    private const string Part = ".part", Log = ".trn", Facts = ".json", Prefix = "holdfast-";

    public static string NewName() => $"{Prefix}{Guid.NewGuid():N}";

    public string PartPath(string name) => Path.Combine(folder, name + Part);

    public string LogPath(string name) => Path.Combine(folder, name + Log);

    /// <summary>What earlier runs left, in the order of its files' times; what never became complete is removed: SQL Server was not told that it was taken.</summary>
    public IReadOnlyList<KeptLog> Leftovers()
    {
        if (!Directory.Exists(folder)) return [];
        foreach (var part in Directory.EnumerateFiles(folder, $"{Prefix}*{Part}")) File.Delete(part);
        return [.. new DirectoryInfo(folder).EnumerateFiles($"{Prefix}*{Log}").OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => Path.GetFileNameWithoutExtension(file.Name)).Select(name => new KeptLog(name, LogPath(name), ReadFacts(name)))];
    }

    /// <summary>Keeps the facts beside the log; durable on return.</summary>
    public void Describe(string name, BackupSet set) => DurableFile.WriteAtomically(Path.Combine(folder, name + Facts), SqlStateDocument.WriteSet(set));

    /// <summary>A point holds it now.</summary>
    public void Remove(string name)
    {
        File.Delete(Path.Combine(folder, name + Facts));
        File.Delete(LogPath(name));
    }

    private BackupSet? ReadFacts(string name)
    {
        var path = Path.Combine(folder, name + Facts);
        try
        {
            return File.Exists(path) && new FileInfo(path).Length <= SqlStateDocument.Longest ? SqlStateDocument.ReadSet(File.ReadAllBytes(path)) : null;
        }
        catch (MalformedDataException)
        {
            // The server's history or the log's own header says it again.
            return null;
        }
    }
}
