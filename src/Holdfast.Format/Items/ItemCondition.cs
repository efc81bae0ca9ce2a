namespace Holdfast.Format.Items;

/// <summary>How well the item was captured. docs/format.md §7.</summary>
[Flags]
public enum ItemCondition : byte
{
    Complete = 0,

    /// <summary>The file kept changing while it was read: its content mixes states.</summary>
    ChangedWhileRead = 1,

    /// <summary>Metadata only: the content could not be read.</summary>
    Unreadable = 2,

    /// <summary>Last changed in the second in which it was read: the next run reads it again (same-second guard).</summary>
    Racy = 4,
}
