namespace Holdfast.PowerShell.Arguments;

/// <summary>How the first copy gets into the vault. Only the network is possible.</summary>
public enum InitialBackupMethod
{
    Network,
    OfflineBackup,
}
