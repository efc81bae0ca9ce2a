using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.SqlServer.Backup;
using Holdfast.Workloads.SqlServer.Media;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>Reads all that a point holds of a shadow copy: documents, the writer's note, every page.</summary>
internal static class ShadowCheck
{
    /// <param name="open">Opens an item.</param>
    /// <param name="read">Told the bytes of each item.</param>
    /// <returns>Pages seen and verified.</returns>
    /// <exception cref="MalformedFileException">A document is damaged, or says something else than the set.</exception>
    /// <exception cref="IOException">An item cannot be read, or pages are damaged.</exception>
    public static (long Seen, long Checked) Run(BackupSet set, Func<string, Stream> open, Action<long> read, CancellationToken cancellation)
    {
        var items = ShadowItems.Of(set);
        var (seen, verified) = (0L, 0L);
        var data = set.Files.Where(file => file.Type != 'L').Select(file => file.PhysicalName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var item in set.Items)
        {
            using var content = open(item);
            if (item == items.Components) VssDocuments.ReadComponents(content);
            else if (item == items.Writer) VssDocuments.ReadWriter(content);
            else if (item == items.Metadata) Note(set, content);
            else
            {
                var pages = ShadowFile.Read(content, data.Contains(items.PathOf(item)), bytes => read(bytes.Length), cancellation);
                if (pages.Damaged > 0) throw new IOException($"{pages.Damaged} pages are damaged, the first is {pages.FirstDamaged[0].Id}.");
                (seen, verified) = (seen + pages.Seen, verified + pages.Checked);
            }
        }
        return (seen, verified);
    }

    private static void Note(BackupSet set, Stream content)
    {
        using var media = new MemoryStream();
        content.CopyTo(media);
        var noted = MediaSet.From(WriterBackupMetadata.Parse(media.ToArray()), set.Model);
        if (noted is null || noted.Id != set.Id || noted.First != set.First || noted.Last != set.Last)
            throw new MalformedFileException(0, $"the writer's note of backup set {set.Id}", noted is null ? "none" : $"that of {noted.Id}");
    }
}
