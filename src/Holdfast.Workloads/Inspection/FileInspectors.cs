using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Inspecting;
using Holdfast.Workloads.Exchange.Ese;
using Holdfast.Workloads.Files.Windows.Journal;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Workloads.Inspection;

/// <summary>The kinds of files that this program can look into. A new kind is an inspector and a line here.</summary>
public static class FileInspectors
{
    /// <summary>In the order in which a file is shown to them: what is known by little comes last.</summary>
    public static IReadOnlyList<IFileInspector> All { get; } =
        [new SqlBackupInspector(), new VssDocumentInspector(), new EseInspector(), new UsnJournalInspector(), new DiskInspector(DiskFormat.Vhdx), new DiskInspector(DiskFormat.Vhd), new DiskInspector(DiskFormat.Raw)];

    /// <summary>Null where no kind recognizes the file.</summary>
    public static IFileInspector? Find(FileProbe probe) => All.FirstOrDefault(inspector => inspector.Recognizes(probe));
}
