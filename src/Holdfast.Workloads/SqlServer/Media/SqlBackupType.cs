namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>What a backup set holds; the letters are those of msdb.dbo.backupset.type.</summary>
public enum SqlBackupType
{
    Full = 'D',
    Differential = 'I',
    Log = 'L',
    File = 'F',
    FileDifferential = 'G',
    Partial = 'P',
    PartialDifferential = 'Q',
}
