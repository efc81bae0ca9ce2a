using System.Runtime.InteropServices;
using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>struct statx; only what is used is named.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct Statx
{
    [FieldOffset(0)] public uint Mask;
    [FieldOffset(8)] public ulong Attributes;
    [FieldOffset(16)] public uint Links;
    [FieldOffset(20)] public uint Owner;
    [FieldOffset(24)] public uint Group;
    [FieldOffset(28)] public ushort Mode;
    [FieldOffset(32)] public ulong Inode;
    [FieldOffset(40)] public ulong Size;
    [FieldOffset(48)] public ulong Blocks;
    [FieldOffset(80)] public StatxTime Born;
    [FieldOffset(96)] public StatxTime Changed;
    [FieldOffset(112)] public StatxTime Modified;
    [FieldOffset(128)] public uint NodeMajor;
    [FieldOffset(132)] public uint NodeMinor;
    [FieldOffset(136)] public uint DeviceMajor;
    [FieldOffset(140)] public uint DeviceMinor;

    public readonly uint Type => Mode & Abi.S_IFMT;

    public readonly ulong Device => ((ulong)DeviceMajor << 32) | DeviceMinor;

    public readonly bool IsMountRoot => (Attributes & (Abi.STATX_ATTR_MOUNT_ROOT | Abi.STATX_ATTR_AUTOMOUNT)) != 0;

    /// <summary>Kind of item; null for sockets and unknown types.</summary>
    public readonly ItemKind? Kind => Type switch
    {
        Abi.S_IFREG => ItemKind.File,
        Abi.S_IFDIR => ItemKind.Directory,
        Abi.S_IFLNK => ItemKind.SymbolicLink,
        Abi.S_IFIFO => ItemKind.Fifo,
        Abi.S_IFCHR => ItemKind.CharacterDevice,
        Abi.S_IFBLK => ItemKind.BlockDevice,
        _ => null,
    };

    /// <summary>True where content and metadata cannot have changed between two looks at one open file.</summary>
    public readonly bool SameStateAs(in Statx other) =>
        Inode == other.Inode && Device == other.Device && Size == other.Size
        && Modified.Value == other.Modified.Value && Changed.Value == other.Changed.Value;

    /// <summary>Copies everything that a stat tells to an item of the same kind.</summary>
    public readonly void CopyTo(Item item, ulong rootDevice)
    {
        item.Mode = Mode & 0xfffu;
        item.Owner = Owner;
        item.Group = Group;
        item.Modified = Modified.Value;
        item.Changed = Changed.Value;
        item.Born = (Mask & Abi.STATX_BTIME) != 0 ? Born.Value : null;
        item.Inode = Inode;
        item.Device = Device;
        if (item.Kind == ItemKind.Directory) return;
        if (item.Kind == ItemKind.File) item.Size = (long)Size;
        item.LinkCount = Links;
        item.LinkGroup = Links > 1 ? LinkGroup(Device == rootDevice ? 0 : Device, Inode) : 0;
        if (item.Kind is ItemKind.CharacterDevice or ItemKind.BlockDevice) item.DeviceNumber = ((ulong)NodeMajor << 32) | NodeMinor;
    }

    // The root's device counts as 0: its number differs from one boot or snapshot to the next, and groups should not.
    private static ulong LinkGroup(ulong device, ulong inode)
    {
        var hash = Mix(inode ^ (device == 0 ? 0 : Mix(device)));
        return hash == 0 ? 1 : hash;
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
            value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
            return value ^ (value >> 31);
        }
    }
}
