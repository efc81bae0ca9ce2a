namespace Holdfast.PowerShell.Objects;

/// <summary>Where a database is recovered to. Scripts make it of a table: @{ InstanceName = 'SQL02\PROD'; DatabaseName = 'Orders copy' }.</summary>
public sealed class AlternateDatabaseDetails
{
    /// <summary>HOST, HOST\INSTANCE, or an address such as sqlserver://HOST/INSTANCE/; empty: the original one.</summary>
    public string InstanceName { get; set; } = "";

    /// <summary>Name there; empty keeps it.</summary>
    public string DatabaseName { get; set; } = "";

    /// <summary>Folder of the files there; empty: the instance's own.</summary>
    public string DestinationLocation { get; set; } = "";
}
