namespace Holdfast.PowerShell.Objects;

/// <summary>Where a recovery goes to, by DPM's names.</summary>
public enum RecoveryLocation
{
    /// <summary>Back to where it was.</summary>
    OriginalServer,

    /// <summary>To a folder, as files.</summary>
    CopyToFolder,

    /// <summary>To an instance of the application, the original one or another, under another name.</summary>
    OriginalServerWithDBRename,

    /// <summary>To another host of virtual machines.</summary>
    AlternateHyperVServer,

    /// <summary>Into a recovery database of another Exchange server.</summary>
    AlternateExchangeServer,

    /// <summary>Into a recovery database of Exchange.</summary>
    ExchangeServerDatabase,

    /// <summary>The primary server of one that protects it: there are no such chains here.</summary>
    PrimaryDPMServer,

    /// <summary>A replica: it is made anew from its production server instead.</summary>
    DPMReplicaVolume,
}
