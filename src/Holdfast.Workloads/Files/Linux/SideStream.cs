using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Files.Windows.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>A named stream of Windows that the file system does not take as an attribute (ext4: 4 KiB for all of a file): a file beside it, NAME:STREAM, as longer streams are.</summary>
internal static class SideStream
{
    private static ReadOnlySpan<byte> Prefix => "holdfast.ntfs.stream:"u8;

    public static bool Is(ExtendedAttribute attribute) => attribute.Name.AsSpan().StartsWith(Prefix) && attribute.Name.Length > Prefix.Length;

    /// <summary>The file beside it: nobody reads the stream who does not read its file.</summary>
    public static Item Of(Item file, ExtendedAttribute stream)
    {
        var side = new Item
        {
            Parent = file.Parent, Name = [.. file.Name, (byte)WindowsItems.StreamMark, .. stream.Name.AsSpan(Prefix.Length)], Kind = ItemKind.File, Mode = file.Mode, Owner = file.Owner, Group = file.Group,
            Size = stream.Value.Length, Modified = file.Modified,
        };
        new WindowsMetadata { Content = NtfsNames.StreamContent }.ApplyTo(side);
        return side;
    }
}
