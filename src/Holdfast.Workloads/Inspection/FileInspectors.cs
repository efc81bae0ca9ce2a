using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Workloads.Inspection;

/// <summary>The kinds of files that this program can look into. A new kind is an inspector and a line here.</summary>
public static class FileInspectors
{
    public static IReadOnlyList<IFileInspector> All { get; } = [new SqlBackupInspector()];

    /// <summary>Null where no kind recognizes the file.</summary>
    public static IFileInspector? Find(FileProbe probe) => All.FirstOrDefault(inspector => inspector.Recognizes(probe));
}
