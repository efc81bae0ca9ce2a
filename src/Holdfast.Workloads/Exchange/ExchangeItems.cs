using System.Globalization;
using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Exchange;

/// <summary>How one backup lies in a point: files by their paths on the mailbox server, and the documents that a restore needs.</summary>
/// <param name="Folder">full/… or logs/… with the time at which it was taken.</param>
internal sealed record ExchangeItems(string Folder)
{
    private const string Device = @"\\?\";
    private const uint OwnerOnly = 0b110_000_000;

    public string Components => $"{Folder}/components.xml";

    public string Writer => $"{Folder}/writer.xml";

    public string Files => $"{Folder}/files";

    public static ExchangeItems At(bool isFull, DateTimeOffset time) => new($"{(isFull ? "full" : "logs")}/{time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");

    public static bool IsFolder(string? folder) =>
        folder is { Length: < 64 } && (folder.StartsWith("full/", StringComparison.Ordinal) || folder.StartsWith("logs/", StringComparison.Ordinal)) && folder.LastIndexOf('/') == 4 && ItemPath.IsPath(Encoding.UTF8.GetBytes(folder));

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: a point cannot hold a file of that path.</exception>
    public string ItemOf(string path)
    {
        var place = path.StartsWith(Device, StringComparison.Ordinal) ? path[Device.Length..] : path is [_, ':', ..] ? path.Remove(1, 1) : path;
        var item = $"{Files}/{place.Replace('\\', '/')}";
        if (item.Length < 1024 && !item.Any(char.IsSurrogate) && ItemPath.IsPath(Encoding.UTF8.GetBytes(item))) return item;
        throw new WorkloadException(WorkloadFault.NotPossible, $"A recovery point cannot hold a file of the name {path}.", "Move the database to a folder whose name has ordinary characters.");
    }

    /// <summary>Where a file of the point belongs on the mailbox server.</summary>
    public string PathOf(string item)
    {
        var place = item[(Files.Length + 1)..].Replace('/', '\\');
        if (place.StartsWith("Volume{", StringComparison.OrdinalIgnoreCase)) return Device + place;
        return place is [_, '\\', ..] ? place.Insert(1, ":") : place;
    }

    public static Item File(string path, DateTimeOffset time, long size = 0)
    {
        var split = ItemPath.Split(Encoding.UTF8.GetBytes(path));
        return new Item { Parent = split.Parent, Name = split.Name, Kind = ItemKind.File, Mode = OwnerOnly, Modified = Timestamp.From(time), Size = size };
    }
}
