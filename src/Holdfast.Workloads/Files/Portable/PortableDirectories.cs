using System.Collections.Concurrent;
using System.Text;
using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Portable;

/// <summary>
/// Finds and makes the directories of a restore beneath its root. Every step is looked at before it is taken, and links and junctions are not; but System.IO has no
/// handles to hold on to, so whoever may write into the target while a restore runs could put a link there between the look and the step.
/// </summary>
internal sealed class PortableDirectories(string root, bool windowsNames)
{
    private readonly ConcurrentDictionary<string, string> renamed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> implied = new(StringComparer.Ordinal);

    public string Root => root;

    /// <summary>Where an item belongs; missing parents are made.</summary>
    public TargetPlace Find(Item item)
    {
        if (!ItemPath.IsName(item.Name) || !ItemPath.IsPath(item.Parent)) return TargetPlace.Refused("its path is not one that may be written");
        if (Text(item.Name, out var name) is { } wrong) return TargetPlace.Refused(wrong);
        var directory = root;
        var path = new StringBuilder();
        foreach (var range in ((ReadOnlySpan<byte>)item.Parent).Split(ItemPath.Separator))
        {
            if (item.Parent.Length == 0) break;
            if (Text(item.Parent.AsSpan(range), out var part) is { } wrongPart) return TargetPlace.Refused(wrongPart);
            path.Append('/').Append(part);
            directory = PortablePath.Join(directory, renamed.GetValueOrDefault(path.ToString(), part));
            try
            {
                if (!IsThere(directory, path.ToString())) return TargetPlace.Refused("a link or a file stands where a directory of it should be");
            }
            catch (Exception error) when (PortableError.IsExpected(error))
            {
                return TargetPlace.Failed(error);
            }
        }
        return new TargetPlace(directory, name, null, null);
    }

    /// <summary>The directory of that item stands under another name.</summary>
    public void Rename(Item item, string name) => renamed[Key(item)] = name;

    public string NameOf(Item item, string name) => renamed.GetValueOrDefault(Key(item), name);

    /// <summary>True once for a directory that was made here because something beneath it was written first.</summary>
    public bool WasImplied(Item item) => implied.TryRemove(Key(item), out _);

    public static bool IsPlainDirectory(string path) =>
        new DirectoryInfo(path) is { Exists: true } found && !found.Attributes.HasFlag(FileAttributes.ReparsePoint);

    /// <summary>Anything at all, also a link that leads nowhere.</summary>
    public static bool IsTaken(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private bool IsThere(string directory, string path)
    {
        if (IsPlainDirectory(directory)) return true;
        if (IsTaken(directory)) return false;
        Directory.CreateDirectory(directory);
        implied[path] = true;
        return IsPlainDirectory(directory);
    }

    private string? Text(ReadOnlySpan<byte> bytes, out string name)
    {
        name = PortableName.Decode(bytes) ?? "";
        if (name.Length == 0) return "its name is no text that this platform could keep";
        if (windowsNames) return WindowsName.Refuse(name);
        return name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? "its name holds a separator" : null;
    }

    private static string Key(Item item) => "/" + PortableName.Decode(item.Path);
}
