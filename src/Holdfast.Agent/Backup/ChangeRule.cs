using Holdfast.Format.Items;

namespace Holdfast.Agent.Backup;

/// <summary>
/// When an item counts as unchanged: kind, size, modification time, change time and inode are those of the previous point, which captured it whole and
/// not in the very second in which it was last changed (a change later in that second would look the same).
/// </summary>
internal static class ChangeRule
{
    public static bool IsUnchanged(Item now, Item before) =>
        before.Kind == now.Kind
        && before.Changed == now.Changed
        && before.Modified == now.Modified
        && before.Inode == now.Inode
        && before.Size == now.Size
        && before.Condition == ItemCondition.Complete
        && now.Condition == ItemCondition.Complete;
}
