using System.Security.Cryptography;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu;

/// <summary>Names of what a backup makes in QEMU. All of one datasource begin alike, and those of others do not: what a killed backup left is told from what somebody else made.</summary>
/// <param name="tag">Of the datasource.</param>
/// <param name="run">Of the backup.</param>
internal sealed class QemuNames(string tag, string run)
{
    private const string FileName = "qemu-tag", Program = "holdfast-";
    private const int TagBytes = 4, RunBytes = 3; // the name of a node has at most 31 characters

    public string Tag => tag;

    /// <summary>What all names of this datasource begin with.</summary>
    public string Prefix => Prefixed(tag);

    /// <summary>The bitmap, or checkpoint, that begins with this backup.</summary>
    public string Mark => Prefix + run;

    public static string Prefixed(string tag) => $"{Program}{tag}-";

    public static bool IsTag(string text) => text.Length == TagBytes * 2 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Names of the next backup.</summary>
    /// <param name="previous">What the newest point says; null for none.</param>
    public static QemuNames Next(WorkloadContext context, QemuState? previous)
    {
        var path = Path.Combine(context.Keep, FileName);
        var kept = File.Exists(path) ? File.ReadAllText(path) : null;
        var tag = kept is not null && IsTag(kept) ? kept : previous?.Tag ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TagBytes));
        if (tag != kept)
        {
            Directory.CreateDirectory(context.Keep);
            File.WriteAllText(path + ".new", tag);
            File.Move(path + ".new", path, overwrite: true);
        }
        return new QemuNames(tag, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RunBytes)));
    }

    /// <summary>The tag of a datasource that was backed up before; null for others.</summary>
    public static string? Kept(WorkloadContext context)
    {
        var path = Path.Combine(context.Keep, FileName);
        return File.Exists(path) && File.ReadAllText(path) is { } tag && IsTag(tag) ? tag : null;
    }

    public string Export(int disk) => $"{Mark}-export{disk}";

    public string Job(int disk) => $"{Mark}-job{disk}";

    public string CreateJob(int disk) => $"{Mark}-create{disk}";

    public string FileNode(int disk) => $"{Mark}-f{disk}";

    public string ScratchNode(int disk) => $"{Mark}-s{disk}";
}
