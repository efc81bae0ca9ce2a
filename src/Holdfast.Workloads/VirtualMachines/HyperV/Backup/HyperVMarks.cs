using System.Text.Json;
using Holdfast.Workloads.SqlServer.Backup;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>What this program has made at a host and has not removed again: kept on this computer, so that what an end in the middle leaves behind is found by the next backup, and nobody else's is touched.</summary>
/// <param name="Before">InstanceIDs of the backup checkpoints that were there before ours was asked for; null while none of ours is there.</param>
/// <param name="Checkpoint">InstanceID of ours; null until Hyper-V has named it.</param>
/// <param name="Folder">Folder of the host that holds an exported configuration; null for none.</param>
/// <param name="PointsBefore">InstanceIDs of the reference points that were there before ours was asked for; null while none is being made.</param>
/// <param name="ReferencePoints">InstanceIDs of ours.</param>
internal sealed record HyperVMarks(IReadOnlyList<string>? Before, string? Checkpoint, string? Folder, IReadOnlyList<string>? PointsBefore, IReadOnlyList<string> ReferencePoints)
{
    private const string FileName = "hyper-v.json";
    private const int Longest = 1 << 20, MostIds = 1000;

    public static HyperVMarks None { get; } = new(null, null, null, null, []);

    /// <summary>None where the file is missing or no such file: then what is left behind stays until somebody removes it.</summary>
    public static HyperVMarks Read(string keep)
    {
        var path = Path.Combine(keep, FileName);
        if (!File.Exists(path) || new FileInfo(path).Length > Longest) return None;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), HyperVJson.Default.HyperVMarks) is { ReferencePoints.Count: <= MostIds, Before: null or { Count: <= MostIds }, PointsBefore: null or { Count: <= MostIds } } marks ? marks : None;
        }
        catch (JsonException)
        {
            return None; // damaged: nothing in it can be told from what belongs to others
        }
    }

    /// <summary>Durable on return.</summary>
    public void Write(string keep)
    {
        Directory.CreateDirectory(keep);
        DurableFile.WriteAtomically(Path.Combine(keep, FileName), JsonSerializer.SerializeToUtf8Bytes(this, HyperVJson.Default.HyperVMarks));
    }
}
