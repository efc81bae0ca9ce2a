using System.Text;
using Holdfast.Format;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.State;

namespace Holdfast.Workloads.Exchange.Backup;

/// <summary>What the newest point has, and a backup of logs takes over.</summary>
internal static class PreviousPoint
{
    /// <summary>Null where there is none, or it cannot be built on.</summary>
    /// <param name="note">Takes why not.</param>
    public static ExchangeState? Read(BackupTask task, IItemSink sink, Guid database, Action<string> note)
    {
        if (task.Previous is not { } document || sink.Previous is null) return null;
        try
        {
            var state = ExchangeStateDocument.Read(document.State);
            var missing = state.Sets.FirstOrDefault(set => sink.Previous.Find(Encoding.UTF8.GetBytes(new ExchangeItems(set.Folder).Components)) is null);
            if (state.Database == database && missing is null) return state;
            note(missing is null ? $"The newest point is of database {state.Database}; nothing of it is taken over." : $"The newest point has no {missing.Folder}; nothing of it is taken over.");
        }
        catch (MalformedDataException malformed)
        {
            note($"The newest point cannot be built on: {malformed.Message}");
        }
        return null;
    }

    /// <summary>Takes the files of a backup over, unread.</summary>
    public static void Keep(IItemSink sink, ExchangeSet set) => KeepBeneath(sink, Encoding.UTF8.GetBytes(set.Folder), set.Taken);

    private static void KeepBeneath(IItemSink sink, byte[] folder, DateTimeOffset taken)
    {
        foreach (var child in sink.Previous!.Children(folder))
        {
            var path = ItemPath.Join(folder, child.Name);
            if (child.Kind == ItemKind.Directory) KeepBeneath(sink, path, taken);
            else sink.Keep(ExchangeItems.File(Encoding.UTF8.GetString(path), taken, child.Size), path);
        }
    }
}
