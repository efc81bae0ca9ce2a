namespace Holdfast.PowerShell.Arguments;

/// <summary>Kinds of scheduled work, by DPM's names.</summary>
public enum ProtectionJobType
{
    /// <summary>Recovery points of files.</summary>
    ShadowCopy,

    /// <summary>Express full backups of applications.</summary>
    FullReplicationForApplication,

    /// <summary>Sending to the vault.</summary>
    OnlineBackup,

    ConsistencyCheck,

    /// <summary>The same.</summary>
    CheckDataIntegrity,
}
