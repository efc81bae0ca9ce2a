using Holdfast.Agent.Inspection;
using Holdfast.Output;

namespace Holdfast.Commands.Inspect;

/// <summary>What an inspection found of a disk, for people.</summary>
internal static class DiskText
{
    internal static void Write(TextWriter text, InspectedDisk disk)
    {
        text.WriteLine(Title(disk));
        Line(text, "size", disk.Size is { } size ? $"{Quantity.Bytes(size)} ({size} bytes), sectors of {disk.SectorSize} bytes" : null);
        if (disk is InspectedVirtualDisk file) Virtual(text, file);
        Line(text, "table", disk.Scheme == "none" ? null : disk.Scheme.ToUpperInvariant());
        if (disk.Partitions.Count > 0) Partitions(text, disk);
        foreach (var note in disk.Notes) Line(text, "note", note);
    }

    private static string Title(InspectedDisk disk) => disk switch
    {
        InspectedVhdx { Type: { } type } => $"VHDX, {type}",
        InspectedVhdx => "VHDX",
        InspectedVhd { Type: { } type } => $"VHD, {type}",
        InspectedVhd => "VHD",
        _ => "Bare content of a disk",
    };

    private static void Virtual(TextWriter text, InspectedVirtualDisk disk)
    {
        Line(text, "blocks", disk.BlockSize is { } block ? Quantity.Bytes(block) : null);
        Line(text, "disk id", disk.DiskId?.ToString());
        Line(text, "made by", string.IsNullOrEmpty(disk.Creator) ? null : disk.Creator);
        if (disk.Parent is { } parent) Line(text, "made from", string.Join(" or ", parent.Paths.Distinct()) + (parent.Missing ? " (missing)" : ""));
    }

    private static void Partitions(TextWriter text, InspectedDisk disk)
    {
        text.WriteLine();
        var table = new TextTable("PARTITION#", "TYPE", "OFFSET#", "SIZE#", "FILE SYSTEM", "NAME");
        foreach (var partition in disk.Partitions)
        {
            table.Add($"{partition.Number}", partition.Type, $"{partition.Offset}", Quantity.Bytes(partition.Size), partition.FileSystem ?? "", partition.Name ?? "");
        }

        table.Write(text);
        text.WriteLine();
    }

    private static void Line(TextWriter text, string label, string? value)
    {
        if (value is not null) text.WriteLine($"  {label,-12} {value}");
    }
}
