namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>What a backup file of SQL Server is, after all of it was read and its structure held.</summary>
/// <param name="Software">What wrote it.</param>
/// <param name="Families">Files that the backup was striped over.</param>
/// <param name="Family">Which of them this one is, from 1.</param>
/// <param name="Length">Bytes read.</param>
public sealed record MediaReport(MediaForm Form, string? Software, int Families, int Family, IReadOnlyList<SqlBackupSet> Sets, long Length)
{
    /// <summary>All was readable, and no page is damaged.</summary>
    public bool IsIntact => Form == MediaForm.Plain && Sets.All(set => set.Pages.Damaged == 0 && !set.IsOpaque);
}
