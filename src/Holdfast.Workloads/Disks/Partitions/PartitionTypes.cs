using System.Collections.Frozen;
using System.Globalization;

namespace Holdfast.Workloads.Disks.Partitions;

/// <summary>Words for well-known types of partitions.</summary>
internal static class PartitionTypes
{
    private static readonly FrozenDictionary<Guid, string> Guids = new Dictionary<Guid, string>
    {
        [new("c12a7328-f81f-11d2-ba4b-00a0c93ec93b")] = "efi",
        [new("21686148-6449-6e6f-744e-656564454649")] = "biosBoot",
        [new("024dee41-33e7-11d3-9d69-0008c781f39f")] = "mbr",
        [new("e3c9e316-0b5c-4db8-817d-f92df00215ae")] = "microsoftReserved",
        [new("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7")] = "basicData",
        [new("de94bba4-06d1-4d40-a16a-bfd50179d6ac")] = "windowsRecovery",
        [new("5808c8aa-7e8f-42e0-85d2-e1e90434cfb3")] = "dynamicDiskTable",
        [new("af9b60a0-1431-4f62-bc68-3311714a69ad")] = "dynamicDiskData",
        [new("e75caf8f-f680-4cee-afa3-b001e56efc2d")] = "storageSpaces",
        [new("0fc63daf-8483-4772-8e79-3d69d8477de4")] = "linux",
        [new("0657fd6d-a4ab-43c4-84e5-0933c84b4f4f")] = "linuxSwap",
        [new("e6d6d379-f507-44c2-a23c-238f2a3df928")] = "linuxLvm",
        [new("a19d880f-05fc-4d3b-a006-743f0f84911e")] = "linuxRaid",
        [new("44479540-f297-41b2-9af7-d131d5f0458a")] = "linuxRoot",
        [new("4f68bce3-e8cd-4db1-96e7-fbcaf984b709")] = "linuxRoot",
        [new("b921b045-1df0-41c3-af44-4c6f280d3fae")] = "linuxRoot",
        [new("8484680c-9521-48c6-9c11-b0720656f69e")] = "linuxUsr",
        [new("933ac7e1-2eb4-4f13-b844-0e14e2aef915")] = "linuxHome",
        [new("3b8f8425-20e0-4f3b-907f-1a25a76f98e8")] = "linuxServer",
        [new("4d21b016-b534-45c2-a9fb-5c16e091fd2d")] = "linuxVariable",
        [new("bc13c2ff-59e6-4262-a352-b275fd6f7172")] = "linuxBoot",
        [new("ca7d7ccb-63ed-4c53-861c-1742536059cc")] = "luks",
        [new("48465300-0000-11aa-aa11-00306543ecac")] = "appleHfs",
        [new("7c3457ef-0000-11aa-aa11-00306543ecac")] = "appleApfs",
        [new("516e7cb5-6ecf-11d6-8ff8-00022d71712b")] = "freebsdSwap",
        [new("516e7cb6-6ecf-11d6-8ff8-00022d71712b")] = "freebsdUfs",
        [new("516e7cba-6ecf-11d6-8ff8-00022d71712b")] = "freebsdZfs",
        [new("6a898cc3-1dd2-11b2-99a6-080020736631")] = "zfs",
    }.ToFrozenDictionary();

    public static string Name(Guid type) => Guids.GetValueOrDefault(type) ?? type.ToString();

    public static string Name(byte type) => type switch
    {
        0x01 => "fat12",
        0x04 or 0x06 or 0x0E or 0x14 or 0x16 or 0x1E => "fat16",
        0x07 or 0x17 => "basicData",
        0x0B or 0x0C or 0x1B or 0x1C => "fat32",
        0x27 => "windowsRecovery",
        0x42 => "dynamicDiskData",
        0x82 => "linuxSwap",
        0x83 => "linux",
        0x8E => "linuxLvm",
        0xA5 => "freebsd",
        0xA8 or 0xAF => "appleHfs",
        0xE8 => "luks",
        0xEF => "efi",
        0xFD => "linuxRaid",
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{type:x2}"),
    };
}
