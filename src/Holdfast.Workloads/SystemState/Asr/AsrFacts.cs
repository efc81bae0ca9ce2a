using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.SystemState.Asr;

/// <summary>What the ASR writer (Automated System Recovery) says of a computer: its volumes, and where it starts from.</summary>
/// <param name="Boot">Files of the boot configuration; null where the writer names none.</param>
internal sealed record AsrFacts(IReadOnlyList<AsrVolume> Volumes, FileSet? Boot)
{
    /// <summary>The volume that a root names.</summary>
    public AsrVolume? Find(string root) => Volumes.FirstOrDefault(volume => volume.Is(root));

    /// <summary>Volumes without which the computer does not start: those that the writer demands, and those that hold what other writers say belongs to the system.</summary>
    /// <param name="roots">Volumes of the file sets of the system state.</param>
    public IReadOnlyList<AsrVolume> Critical(IEnumerable<string> roots)
    {
        var held = roots.ToList();
        return [.. Volumes.Where(volume => volume.IsCritical || held.Exists(volume.Is))];
    }
}
