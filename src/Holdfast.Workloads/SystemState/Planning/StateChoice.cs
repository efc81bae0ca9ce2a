using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.SystemState.Planning;

/// <summary>Chooses what of the writers that are there is the state of a system.</summary>
internal static class StateChoice
{
    private static readonly ComponentPath AsrItself = new("ASR", "ASR");

    /// <summary>Of the ASR writer itself and what it demands; other writers whole, but for components that say that they are no system state.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: a writer is missing without which there is no state.</exception>
    public static IReadOnlyList<WriterWish> Choose(IReadOnlyList<WriterMetadata> writers)
    {
        foreach (var (id, name) in SystemWriters.Required)
            if (!writers.Any(writer => writer.Writer == id && writer.Components.Count > 0)) throw Fallback.Without($"{name} is not among the writers of this computer, or has nothing to back up");
        return [.. writers.Where(writer => SystemWriters.IsOfState(writer) && writer.Components.Count > 0).DistinctBy(writer => writer.Writer).Select(Wish).Where(wish => wish.Components is not { Count: 0 })];
    }

    /// <summary>The same with the critical volumes and their disks, so that the ASR writer notes how they are laid out.</summary>
    /// <param name="disks">Numbers of the disks that hold them.</param>
    public static IReadOnlyList<WriterWish> With(IReadOnlyList<WriterWish> state, WriterMetadata asr, IEnumerable<Asr.AsrVolume> critical, IReadOnlyCollection<int> disks)
    {
        var names = critical.Select(volume => $"Volume{{{volume.Id:D}}}").Concat(disks.Select(number => $"harddisk{number}")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var more = asr.Components.Where(component => component.IsSelectable && names.Contains(component.Path.Name)).Select(component => component.Path);
        return [.. state.Select(wish => wish.Writer == asr.Writer ? wish with { Components = [.. wish.Components ?? [], .. more] } : wish)];
    }

    /// <summary>What a person should know of who takes part and who does not.</summary>
    public static IEnumerable<string> Warnings(IReadOnlyList<WriterMetadata> writers)
    {
        foreach (var (id, name) in SystemWriters.Expected)
            if (writers.All(writer => writer.Writer != id)) yield return $"{name} is not among the writers of this computer: what it has is not in the point. vssadmin list writers shows who is there.";
    }

    private static WriterWish Wish(WriterMetadata writer)
    {
        if (writer.Writer == SystemWriters.Asr) return new WriterWish(writer.Writer, writer.Components.Any(component => component.Path.Equals(AsrItself)) ? [AsrItself] : []);
        return writer.Components.Any(IsApart) ? new WriterWish(writer.Writer, [.. writer.Components.Where(component => !IsApart(component) && IsTop(writer, component)).Select(component => component.Path)]) : new WriterWish(writer.Writer);
    }

    private static bool IsApart(WriterComponent component) => component.Traits.HasFlag(ComponentTraits.NotSystemState);

    private static bool IsTop(WriterMetadata writer, WriterComponent component) => !writer.Components.Any(other => component.Path.IsBeneath(other.Path));
}
