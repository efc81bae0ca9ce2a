using System.Globalization;
using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.SystemState.Backup;

/// <summary>The documents of VSS in a point: a restore by the writers needs both kinds.</summary>
internal static class StateDocuments
{
    public const string Folder = "system";

    /// <param name="folder">Where they go.</param>
    public static void Add(IItemSink sink, string folder, ShadowCopySession session, DateTimeOffset now)
    {
        Add(sink, $"{folder}/components.xml", session.Document, now);
        foreach (var (index, writer) in session.Writers.Index()) Add(sink, $"{folder}/writers/{index.ToString("D2", CultureInfo.InvariantCulture)}.xml", writer.Text, now);
    }

    private static void Add(IItemSink sink, string path, string text, DateTimeOffset now)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var item = MachineLayout.File(path, now);
        item.Size = content.Length;
        sink.AddFile(item, content);
    }
}
