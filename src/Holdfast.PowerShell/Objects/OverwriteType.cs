namespace Holdfast.PowerShell.Objects;

/// <summary>What happens to items that exist already.</summary>
public enum OverwriteType
{
    /// <summary>They are replaced.</summary>
    Overwrite,

    /// <summary>They stay, and the recovered ones are left out.</summary>
    NoOverwrite,

    /// <summary>Both are kept.</summary>
    CopyOnExist,
}
