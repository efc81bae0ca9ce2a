namespace Holdfast.Workloads.Disks.Vhd;

/// <summary>Cylinders, heads and sectors as the specification derives them from a size. Only old software asks for them.</summary>
internal readonly record struct VhdGeometry(int Cylinders, int Heads, int Sectors)
{
    public static VhdGeometry Of(long diskLength)
    {
        var total = Math.Min(diskLength / VhdFormat.Sector, 65535L * 16 * 255);
        if (total >= 65535L * 16 * 63) return new VhdGeometry((int)(total / 255 / 16), 16, 255);
        var tracks = total / 17;
        var heads = Math.Max(4, (tracks + 1023) / 1024);
        if (tracks < heads * 1024 && heads <= 16) return new VhdGeometry((int)(tracks / heads), (int)heads, 17);
        tracks = total / 31;
        return tracks < 16 * 1024 ? new VhdGeometry((int)(tracks / 16), 16, 31) : new VhdGeometry((int)(total / 63 / 16), 16, 63);
    }
}
