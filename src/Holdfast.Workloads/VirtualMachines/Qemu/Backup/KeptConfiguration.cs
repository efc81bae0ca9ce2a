using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Backup;

/// <summary>Takes over what the point before has of a machine's configuration, where nobody can be asked for it now.</summary>
internal static class KeptConfiguration
{
    /// <param name="own">Files beneath machine/ that the new point has of its own.</param>
    public static void Take(IItemSink sink, IPreviousItems before, IReadOnlyDictionary<string, byte[]> own, DateTimeOffset moment)
    {
        var folders = new Queue<byte[]>([Encoding.UTF8.GetBytes(MachineLayout.Machine)]);
        while (folders.TryDequeue(out var folder))
        {
            foreach (var item in before.Children(folder))
            {
                var path = ItemPath.Join(item.Parent, item.Name);
                if (item.Kind == ItemKind.Directory) folders.Enqueue(path);
                var text = Encoding.UTF8.GetString(path);
                if (item.Kind != ItemKind.File || own.ContainsKey(text[(MachineLayout.Machine.Length + 1)..])) continue;
                var kept = MachineLayout.File(text, moment);
                kept.Size = item.Size;
                sink.Keep(kept, path);
            }
        }
    }
}
