using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Backup;

namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>How a database of a shadow copy lies in a point: its files by their paths, and the documents that a restore needs.</summary>
internal sealed record ShadowItems(string Folder)
{
    /// <summary>Files of a database, FILESTREAM's and those of memory-optimized tables among them: a point's state lists them all.</summary>
    public const int Most = 1000;

    private const string Suffix = "-vss", VolumePrefix = @"\\?\";

    public string Components => $"{Folder}/components.xml";

    public string Writer => $"{Folder}/writer.xml";

    /// <summary>The front of a backup file, as the writer noted it.</summary>
    public string Metadata => $"{Folder}/metadata.bak";

    public string Files => $"{Folder}/files";

    public static ShadowItems At(DateTimeOffset time) => new($"full/{SqlItems.Stamp(time)}{Suffix}");

    /// <summary>Of a set that holds a shadow copy.</summary>
    public static ShadowItems Of(Planning.BackupSet set) => new(set.Items[0][..set.Items[0].IndexOf('/', "full/".Length)]);

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: a point cannot hold a file of that path.</exception>
    public string ItemOf(string path)
    {
        var rest = path.StartsWith(VolumePrefix, StringComparison.Ordinal) ? path[VolumePrefix.Length..] : path.Length > 2 && path[1] == ':' ? path[0] + path[2..] : path;
        var item = $"{Files}/{rest.Replace('\\', '/')}";
        return item.Length < 1024 && !item.Any(char.IsSurrogate) && ItemPath.IsPath(Encoding.UTF8.GetBytes(item)) ? item
            : throw new WorkloadException(WorkloadFault.NotPossible, $"The database's file {path} has a name that a recovery point cannot hold.", "Set transport=vdi.");
    }

    /// <summary>Where a file of the point belongs on Windows.</summary>
    public string PathOf(string item)
    {
        var rest = item[(Files.Length + 1)..].Replace('/', '\\');
        return rest.StartsWith("Volume{", StringComparison.OrdinalIgnoreCase) ? VolumePrefix + rest : rest.Length > 1 && rest[1] == '\\' ? $"{rest[0]}:{rest[1..]}" : rest;
    }

    public bool IsFile(string item) => item.StartsWith(Files + "/", StringComparison.Ordinal);
}
