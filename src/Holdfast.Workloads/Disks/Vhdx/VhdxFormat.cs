namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>Numbers of [MS-VHDX], by its sections.</summary>
internal static class VhdxFormat
{
    public const int Megabyte = 1 << 20;

    /// <summary>2.2: identifier, two headers, two region tables; each on 64 KiB of its own, within the first megabyte.</summary>
    public const int HeaderLength = 4096, RegionTableLength = 64 << 10;
    public const int FirstHeader = 64 << 10, SecondHeader = 128 << 10, FirstRegionTable = 192 << 10, SecondRegionTable = 256 << 10;

    /// <summary>2.3.</summary>
    public const int LogSector = 4096;

    /// <summary>2.4: a bit for each sector of a chunk fills a bitmap block of one megabyte.</summary>
    public const long SectorsOfChunk = 1 << 23;

    /// <summary>2.6.1.</summary>
    public const int MetadataTableLength = 64 << 10, MostEntries = 2047, MostUserEntries = 1024;

    /// <summary>2.6.2.</summary>
    public const int ShortestBlock = 1 << 20, LongestBlock = 256 << 20;
    public const long LongestDisk = 64L << 40;

    public static readonly Guid TableRegion = new("2dc27766-f623-4200-9d64-115e9bfd4a08");
    public static readonly Guid MetadataRegion = new("8b7ca206-4790-4b9a-b8fe-575f050f886e");
    public static readonly Guid FileParameters = new("caa16737-fa36-4d43-b3b6-33f0aa44e76b");
    public static readonly Guid DiskSize = new("2fa54224-cd1b-4876-b211-5dbed83bf4b8");
    public static readonly Guid DiskId = new("beca12ab-b2e6-4523-93ef-c309e000c746");
    public static readonly Guid LogicalSector = new("8141bf1d-a96f-4709-ba47-f233a8faab5f");
    public static readonly Guid PhysicalSector = new("cda348c7-445d-4471-9cc9-e9885251c556");
    public static readonly Guid ParentLocator = new("a8d35f2d-b30b-454d-abf7-d3d84834ab0c");
    public static readonly Guid ParentIsVhdx = new("b04aefb7-d19e-4a81-b789-25b8e9445913");

    public static ReadOnlySpan<byte> Identifier => "vhdxfile"u8;

    public static ReadOnlySpan<byte> HeaderSignature => "head"u8;

    public static ReadOnlySpan<byte> RegionSignature => "regi"u8;

    public static ReadOnlySpan<byte> MetadataSignature => "metadata"u8;
}
