namespace Holdfast.Workloads.SqlServer.Addresses;

/// <summary>How backups leave SQL Server.</summary>
internal enum SqlTransportKind
{
    /// <summary>SQL Server 2022 and later writes to the S3 endpoint of the backup server; nothing is installed beside it.</summary>
    Objects,

    /// <summary>An agent on the same computer takes it through the virtual device interface; every version.</summary>
    Vdi,

    /// <summary>An agent on the same computer reads the files from shadow copies that SQL Server's writer takes part in: full backups. Windows only.</summary>
    Vss,
}
