using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Inspects .bak and .trn files.</summary>
public sealed class SqlBackupInspector : IFileInspector
{
    public string Kind => "sqlServerBackup";

    public bool HoldsFiles => false;

    public bool Recognizes(FileProbe probe) => TapeHeader.Recognizes(probe.Start.Span);

    public FileFindings Inspect(Stream file, CancellationToken cancellation)
    {
        var reader = new MediaReader();
        try
        {
            MediaFile.Push(reader, file, cancellation);
            var report = reader.Complete();
            var isDamaged = report.Sets.Any(set => set.Pages.Damaged > 0);
            return new SqlBackupFindings(report, report.IsIntact ? true : isDamaged ? false : null, null);
        }
        catch (MalformedFileException fault)
        {
            return new SqlBackupFindings(reader.SoFar(), false, fault);
        }
    }
}
