namespace Holdfast.PowerShell.Objects;

/// <summary>What a role can be limited to.</summary>
public enum RecoveryItemType
{
    ProductionServer,
    ProtectionGroup,

    /// <summary>Not possible here: its production server or protection group is.</summary>
    SqlInstance,

    /// <summary>Not possible here: its production server or protection group is.</summary>
    SqlDatabase,
}
