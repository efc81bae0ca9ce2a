using System.Collections.Concurrent;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Files.Windows.Items;
using Holdfast.Workloads.Files.Windows.Security;
using Holdfast.Workloads.Inspection;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Files.Windows;

/// <summary>Gives restored objects what only Windows has: streams, owner and access list, links, encrypted content. Thread-safe.</summary>
internal sealed class WindowsRestore(IWindowsFileApi api, SecurityFrom security)
{
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(Item Item, string Content, string Folder)> _streams = new();

    /// <summary>Whether an item is a named stream of the file beside it, and its path without the stream's name.</summary>
    public static bool IsStream(Item item, out byte[] name, out string stream)
    {
        var mark = item.Name.AsSpan().IndexOf((byte)WindowsItems.StreamMark);
        stream = mark < 0 ? "" : PortableName.Decode(item.Name.AsSpan(mark + 1)) ?? "";
        name = mark < 0 ? item.Name : item.Name[..mark];
        return mark > 0 && stream.Length is > 0 and <= 255 && stream.AsSpan().IndexOfAny(@":\/") < 0 && WindowsItems.Is(item, NtfsNames.StreamContent);
    }

    public static bool IsEncrypted(Item item) => WindowsItems.Is(item, NtfsNames.EncryptedContent);

    /// <summary>Before the content: a file with holes takes no room for them.</summary>
    public void Begin(Item item, SafeFileHandle file)
    {
        if (item.Extents?.Any(extent => extent.IsHole) == true) api.MakeSparse(file);
    }

    /// <summary>Streams, owner and access list; before times and attributes, which all of this changes.</summary>
    /// <exception cref="IOException">Windows refused, or what is kept is no access list.</exception>
    public void Apply(string path, Item item)
    {
        var metadata = WindowsMetadata.Of(item);
        var withSecurity = security == SecurityFrom.Point && metadata.Security is not null;
        try
        {
            if (withSecurity) SecurityDescriptor.Read(metadata.Security);
        }
        catch (MalformedFileException fault)
        {
            throw new IOException($"What is kept of its owner and access list is damaged: {fault.Message}", fault);
        }
        var streams = metadata.ToBackup(withSecurity);
        if (streams.Length > 0) api.WriteStreams(path, streams, withSecurity);
    }

    /// <summary>Makes an encrypted file of its raw form.</summary>
    /// <param name="temporary">Holds the raw form, and afterwards the file.</param>
    public void Encrypt(string temporary)
    {
        var made = temporary + ".efs";
        try
        {
            using (var raw = new FileStream(temporary, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0)) api.WriteEncrypted(made, raw);
            File.Move(made, temporary, overwrite: true);
        }
        finally
        {
            File.Delete(made);
        }
    }

    /// <summary>Remembers where an item was put.</summary>
    public void Placed(Item item, string path)
    {
        if (item.LinkGroup != 0 || !path.EndsWith(PortableName.Decode(item.Name) ?? "\\", StringComparison.Ordinal)) _names[Key(item.Path)] = path;
    }

    /// <returns>False: the first name was not written here.</returns>
    public bool Link(string path, Item first)
    {
        if (!_names.TryGetValue(Key(first.Path), out var existing)) return false;
        api.Link(path, existing);
        return true;
    }

    /// <summary>Keeps a stream's content until its file has its name.</summary>
    public void Keep(Item item, string content, string folder) => _streams.Enqueue((item, content, folder));

    /// <summary>Puts the streams into their files.</summary>
    /// <param name="leavesExisting">Files that were there before stay as they are, told by their time.</param>
    /// <param name="failed">Told of each that could not be.</param>
    public void FinishStreams(bool leavesExisting, Action<Item, Exception> failed)
    {
        while (_streams.TryDequeue(out var kept))
        {
            try
            {
                Finish(kept.Item, kept.Content, kept.Folder, leavesExisting);
                File.Delete(kept.Content);
            }
            catch (Exception failure) when (PortableError.IsExpected(failure))
            {
                failed(kept.Item, failure);
            }
        }
    }

    private void Finish(Item item, string content, string folder, bool leavesExisting)
    {
        IsStream(item, out var name, out var stream);
        var owner = _names.GetValueOrDefault(Key(ItemPath.Join(item.Parent, name))) ?? PortablePath.Join(folder, PortableName.Decode(name)!);
        if (!Path.Exists(owner)) throw new FileNotFoundException("The file that it belongs to was not written.");
        var modified = File.GetLastWriteTimeUtc(owner);
        if (leavesExisting && modified != item.Modified.ToDateTimeOffset().UtcDateTime) return;
        File.Copy(content, $"{owner}:{stream}", overwrite: true);
        File.SetLastWriteTimeUtc(owner, modified);
    }

    private static string Key(byte[] path) => Convert.ToHexString(path);
}
