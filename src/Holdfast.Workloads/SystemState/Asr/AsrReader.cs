using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.SystemState.Asr;

/// <summary>
/// Reads the components of the ASR writer: Volumes\Volume{id} and BCD\BCD; Disks\harddiskN say nothing but their numbers. Letters stand in captions, which are text for people; where one has another form,
/// the letter is left out. Names are not.
/// </summary>
internal static class AsrReader
{
    private const string VolumePrefix = "Volume{", Boot = "BCD";
    private const int MostVolumes = 4096;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.ContentWrong"/>: a volume has no name of the known form, or there are too many.</exception>
    public static AsrFacts Read(WriterMetadata writer)
    {
        var volumes = new List<AsrVolume>();
        FileSet? boot = null;
        foreach (var component in writer.Components)
        {
            switch (component.Path.LogicalPath.ToUpperInvariant())
            {
                case "VOLUMES":
                    volumes.Add(Volume(component));
                    break;
                case Boot:
                    boot ??= component.Files.Count > 0 ? component.Files[0] : null;
                    break;
                default:
                    break;
            }
            if (volumes.Count > MostVolumes) throw Wrong($"names more than {MostVolumes} volumes");
        }
        return new AsrFacts([.. volumes.DistinctBy(volume => volume.Id)], boot);
    }

    private static AsrVolume Volume(WriterComponent component)
    {
        var name = component.Path.Name;
        if (!name.StartsWith(VolumePrefix, StringComparison.OrdinalIgnoreCase) || !name.EndsWith('}') || !Guid.TryParseExact(name[VolumePrefix.Length..^1], "D", out var id)) throw Wrong($"names a volume “{Shown(name)}”");
        return new AsrVolume(id, Letter(component.Caption), !component.IsSelectable);
    }

    /// <summary>"Select this volume (C:) if …"</summary>
    private static char? Letter(string? caption)
    {
        var at = caption?.IndexOf(":)", StringComparison.Ordinal) ?? -1;
        return at > 1 && caption![at - 2] == '(' && char.IsAsciiLetter(caption[at - 1]) ? char.ToUpperInvariant(caption[at - 1]) : null;
    }

    private static WorkloadException Wrong(string what) =>
        new(WorkloadFault.ContentWrong, $"The ASR writer {what}.", "See what it reports: vssadmin list writers; restart the service Volume Shadow Copy.");

    private static string Shown(string name) => new([.. name.Take(80).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter)]);
}
