namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>What is done about the log that no backup holds yet before a database is replaced.</summary>
internal enum TailChoice
{
    /// <summary>There is none, or the database is not the one that is replaced.</summary>
    None,

    /// <summary>BACKUP LOG … WITH NORECOVERY.</summary>
    Online,

    /// <summary>… WITH NO_TRUNCATE besides: the data files are damaged or gone.</summary>
    Damaged,
}
