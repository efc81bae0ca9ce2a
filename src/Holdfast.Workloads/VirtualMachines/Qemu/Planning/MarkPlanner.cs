namespace Holdfast.Workloads.VirtualMachines.Qemu.Planning;

/// <summary>
/// Decides from the bitmaps of a disk how much of it must be read. A bitmap is believed only where it is the one that the newest point names, is stored in order, and has recorded without a gap:
/// itself, or after it was stopped by a backup that then failed, together with the one that took its place. Whoever merges too much reads too much; nothing else goes wrong.
/// </summary>
internal static class MarkPlanner
{
    /// <param name="bitmaps">All of the disk, none of them in use.</param>
    /// <param name="prefix">What names of ours begin with; others are left alone.</param>
    /// <param name="mark">That the newest point names; null: there is no such point.</param>
    public static MarkPlan Plan(IReadOnlyList<QemuBitmap> bitmaps, string prefix, string? mark)
    {
        var ours = bitmaps.Where(bitmap => bitmap.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var kept = ours.FirstOrDefault(bitmap => bitmap.Name == mark);
        var others = ours.Where(bitmap => bitmap != kept).ToList();
        if (WhyNot(kept, others, mark) is { } why) return new MarkPlan(null, why, [.. ours.Select(Remove)]);
        var steps = new List<MarkStep>();
        if (!kept!.IsRecording)
        {
            steps.Add(new MarkStep(MarkStepKind.Enable, kept.Name));
            steps.AddRange(others.Select(other => new MarkStep(MarkStepKind.Merge, kept.Name, other.Name)));
        }
        steps.AddRange(others.Select(Remove));
        return new MarkPlan(kept.Name, null, steps);
    }

    private static string? WhyNot(QemuBitmap? kept, List<QemuBitmap> others, string? mark) =>
        mark is null ? "there is no earlier recovery point to go on from"
        : kept is null ? "its dirty bitmap is gone: the machine was restarted with a disk that keeps none, or the image was replaced"
        : kept.IsInconsistent ? "its dirty bitmap was not stored in order when QEMU ended"
        : kept.IsRecording ? null
        // Exactly one took its place, at the same moment. With none, or with several, there may have been writes that nobody noted.
        : others is [{ IsRecording: true, IsInconsistent: false }] ? null : "its dirty bitmap did not record all the time";

    private static MarkStep Remove(QemuBitmap bitmap) => new(MarkStepKind.Remove, bitmap.Name);
}
