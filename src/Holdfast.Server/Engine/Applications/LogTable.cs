using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Engine.Applications;

/// <summary>A followed log as a point: its segments are files of the root, their order that of their modification times.</summary>
internal static class LogTable
{
    internal static LogState StateOf(ItemTableReader table, LogRecord record) => State(table.ReadAll(), record);

    internal static LogState State(IEnumerable<Item> items, LogRecord record)
    {
        var others = record.Files.ToHashSet(StringComparer.Ordinal);
        return new LogState(
            [.. items.Where(item => item.Kind == ItemKind.File && !others.Contains(ItemPath.ToDisplay(item.Name))).OrderBy(item => item.Modified.ToDateTimeOffset())
                .Select(item => new LogSegment(ItemPath.ToDisplay(item.Name), item.Size, item.Modified.ToDateTimeOffset()))],
            record.Start, record.End, record.Covered);
    }

    internal static Item Root(DateTimeOffset created) => new()
    {
        Parent = [], Name = [], Kind = ItemKind.Directory, Mode = 0b111_000_000, Modified = Timestamp.From(created), Changed = Timestamp.From(created),
    };

    internal static Item File(byte[] name, DateTimeOffset received) => new()
    {
        Parent = [], Name = name, Kind = ItemKind.File, Mode = 0b110_000_000, Modified = Timestamp.From(received), Changed = Timestamp.From(received), Extents = [],
    };
}
