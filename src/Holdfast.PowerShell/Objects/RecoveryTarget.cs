using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>Where those who have a role may recover to: wherever they want.</summary>
[View("Type", "Unrestricted")]
public sealed class RecoveryTarget
{
    internal RecoveryTarget(string type) => Type = type;

    public string Type { get; }

    public bool Unrestricted => true;
}
