using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>Something that a role is limited to.</summary>
[View("Type", "Name")]
public sealed class RecoveryItem
{
    internal RecoveryItem(RecoveryItemType type, string name) => (Type, Name) = (type, name);

    public RecoveryItemType Type { get; }

    public string Name { get; }

    public override string ToString() => Name;
}
