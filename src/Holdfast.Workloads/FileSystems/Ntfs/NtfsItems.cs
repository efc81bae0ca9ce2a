using System.Globalization;
using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Files.Windows;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Files of NTFS as items of a recovery point. docs/format.md §7 names the attributes.</summary>
internal sealed class NtfsItems(NtfsVolume volume, Lazy<SecurityDescriptors?> shared)
{
    public const string SecurityName = NtfsNames.Security;
    public const string StreamPrefix = NtfsNames.Stream;

    /// <summary>The format's limit for the value of an attribute.</summary>
    private const int LongestStream = 1 << 20;

    private const int MostStreams = 64;

    public Item Describe(NtfsFile file, FileEntry entry, byte[] parent, byte[] name)
    {
        var standard = file.Standard;
        var item = new Item
        {
            Parent = parent,
            Name = name,
            Kind = entry.Kind,
            Size = entry.Kind == ItemKind.File ? entry.Size : 0,
            Modified = NtfsTime.Stamp(standard.Modified),
            Changed = NtfsTime.Stamp(standard.Changed),
            Born = NtfsTime.Stamp(standard.Born),
            Inode = entry.Number,
            LinkCount = Links(file),
            LinkTarget = entry.LinkTarget is { } target ? Encoding.UTF8.GetBytes(target) : null,
        };
        PortableMetadata.SetWindowsAttributes(item, (FileAttributes)(int)(standard.Attributes & int.MaxValue));
        var attributes = new List<ExtendedAttribute>(item.Attributes ?? []);
        if (Security(file, standard) is { } descriptor) attributes.Add(new ExtendedAttribute(Encoding.ASCII.GetBytes(SecurityName), descriptor));
        attributes.AddRange(Streams(file));
        attributes.Sort(static (left, right) => left.Name.AsSpan().SequenceCompareTo(right.Name));
        item.Attributes = attributes.Count == 0 ? null : [.. attributes];
        return item;
    }

    /// <summary>Names of a file; a short name beside a long one is none of its own.</summary>
    private static uint Links(NtfsFile file) =>
        (uint)Math.Max(1, file.Attributes.Count(attribute => attribute is { Type: AttributeType.FileName, IsResident: true } && FileNameAttribute.Read(attribute.ValueFields).Namespace != FileNameAttribute.Dos));

    private byte[]? Security(NtfsFile file, StandardInformation standard)
    {
        if (standard.Security != 0) return shared.Value?.Find(standard.Security);
        return file.Find(AttributeType.SecurityDescriptor) is { } own ? All(file, own) : null;
    }

    private IEnumerable<ExtendedAttribute> Streams(NtfsFile file)
    {
        var named = file.Attributes.Where(attribute => attribute is { Type: AttributeType.Data, FirstCluster: 0, Name.Length: > 0, IsEncrypted: false, Size: <= LongestStream } && attribute.Name != ReparsedContent.PackedStream);
        foreach (var stream in named.DistinctBy(attribute => attribute.Name).Take(MostStreams))
        {
            if (All(file, stream) is { } value) yield return new ExtendedAttribute([.. Encoding.ASCII.GetBytes(StreamPrefix), .. Names.Bytes(stream.Name)], value);
        }
    }

    private byte[]? All(NtfsFile file, NtfsAttribute attribute)
    {
        var content = volume.Content(file, attribute, volume.Metadata);
        if (content.Length > LongestStream) return null;
        var bytes = new byte[content.Length];
        content.Read(0, bytes);
        return bytes;
    }
}
