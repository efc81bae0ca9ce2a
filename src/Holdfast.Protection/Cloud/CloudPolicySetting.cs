namespace Holdfast.Protection.Cloud;

/// <summary>What happens to backups on disk when the vault is out of contact or the subscription is not active.</summary>
public enum CloudPolicySetting
{
    /// <summary>They stop as well.</summary>
    Strict,

    /// <summary>Backups to disk and restores from disk go on in every state; only what goes to or comes from the vault follows the table.</summary>
    DiskContinues,
}
