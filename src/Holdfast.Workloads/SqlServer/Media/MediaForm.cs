namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>How far a backup file of SQL Server can be read without SQL Server.</summary>
public enum MediaForm
{
    /// <summary>Microsoft Tape Format with pages and log as they are in the database.</summary>
    Plain,

    /// <summary>Compressed or encrypted by SQL Server. The layout is not documented: nothing inside is read or verified.</summary>
    Opaque,
}
