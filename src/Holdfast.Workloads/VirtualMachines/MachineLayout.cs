using System.Text;
using Holdfast.Format.Items;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>Where things stand in a recovery point of a machine: each disk is one file of its raw content, the configuration is files of the platform's own forms.</summary>
internal static class MachineLayout
{
    public const string Disks = "disks", Machine = "machine";

    private const int LongestName = 100;
    private const uint OwnFile = 0x180; // rw for the server's account alone

    /// <summary>A path for each disk, in order: names that every file system takes, each of them once.</summary>
    public static IReadOnlyList<string> PathsOf(IEnumerable<string> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var paths = new List<string>();
        foreach (var name in names)
        {
            var plain = Plain(name);
            var free = plain;
            for (var number = 2; !taken.Add(free); number++) free = $"{plain}-{number}";
            paths.Add($"{Disks}/{free}");
        }
        return paths;
    }

    /// <summary>A file of the point for the server's account alone.</summary>
    public static Item File(string path, DateTimeOffset modified)
    {
        var (parent, name) = ItemPath.Split(Encoding.UTF8.GetBytes(path));
        var time = Timestamp.From(modified);
        return new Item { Parent = parent, Name = name, Kind = ItemKind.File, Mode = OwnFile, Modified = time, Changed = time };
    }

    /// <summary>A file name on every platform: letters, digits, and a few signs; what else a name holds becomes '_'.</summary>
    private static string Plain(string name)
    {
        var plain = new string([.. name.Take(LongestName).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ' ' ? c : '_')]).Trim(' ', '.');
        return plain.Length == 0 ? "disk" : plain;
    }
}
