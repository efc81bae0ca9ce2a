using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>
/// Reads the names of one directory after the other, sorted by bytes. Names are never decoded nor allocated: they lie one behind the other in an arena
/// outside the managed heap, ready for system calls, and are valid until the next <see cref="Read"/>. One thread.
/// </summary>
internal sealed unsafe class DirectoryReader : IDisposable, IComparer<DirectoryEntry>
{
    private const int BufferBytes = 256 * 1024;
    private const long KeptArenaBytes = 8 * 1024 * 1024;
    private const int KeptEntries = 256 * 1024;

    private byte* buffer = (byte*)NativeMemory.Alloc(BufferBytes);
    private byte* arena = (byte*)NativeMemory.Alloc(BufferBytes);
    private long arenaBytes = BufferBytes;
    private long used;
    private DirectoryEntry[] entries = new DirectoryEntry[4096];
    private int count;

    ~DirectoryReader() => Free();

    public ReadOnlySpan<DirectoryEntry> Entries => entries.AsSpan(0, count);

    public byte* Pointer(in DirectoryEntry entry) => arena + entry.Offset;

    public ReadOnlySpan<byte> Name(in DirectoryEntry entry) => new(arena + entry.Offset, entry.Length);

    /// <summary>Reads a directory from where its handle stands to the end.</summary>
    /// <returns>0 or the error number; the names read before the error are there.</returns>
    public int Read(int fd)
    {
        Reset();
        var errno = 0;
        while (true)
        {
            var got = Libc.syscall(Abi.SysGetdents64, fd, (nint)buffer, BufferBytes);
            if (got == 0) break;
            if (got < 0)
            {
                errno = Errno.Last;
                if (errno == Errno.EINTR) continue;
                break;
            }
            Take((int)got);
        }
        Sort();
        return errno;
    }

    /// <summary>Presents one name as if it were a directory's only one.</summary>
    public void Set(ReadOnlySpan<byte> name)
    {
        Reset();
        name.CopyTo(new Span<byte>(buffer, BufferBytes));
        buffer[name.Length] = 0;
        Add(buffer, name.Length, DirectoryEntry.TypeUnknown);
    }

    /// <summary>Keeps the entries that <paramref name="keep"/> wants.</summary>
    public void Filter(Func<DirectoryEntry, bool> keep)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
            if (keep(entries[i])) entries[kept++] = entries[i];
        count = kept;
    }

    public int Compare(DirectoryEntry x, DirectoryEntry y)
    {
        var order = x.Prefix.CompareTo(y.Prefix);
        return order != 0 ? order : Name(x).SequenceCompareTo(Name(y));
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    // struct linux_dirent64: inode 8, offset 8, record length 2, type 1, name with NUL.
    private void Take(int bytes)
    {
        for (var position = 0; position < bytes;)
        {
            var record = buffer + position;
            var name = record + 19;
            position += *(ushort*)(record + 16);
            if (name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0))) continue;
            Add(name, MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name).Length, record[18]);
        }
    }

    private void Add(byte* name, int length, byte type)
    {
        if (arenaBytes - used < length + 8) Grow();
        var target = arena + used;
        var size = length + 1;
        Buffer.MemoryCopy(name, target, size, size);
        if (count == entries.Length) Array.Resize(ref entries, count * 2);
        entries[count++] = new DirectoryEntry(used, Prefix(target, length), (ushort)length, type);
        used += size;
    }

    private static ulong Prefix(byte* name, int length)
    {
        // Add leaves at least eight readable bytes behind every name.
        var value = BinaryPrimitives.ReverseEndianness(*(ulong*)name);
        return length >= 8 ? value : value & ~(ulong.MaxValue >> (length * 8));
    }

    private void Sort()
    {
        // File systems that list in order are common enough (tmpfs reversed, btrfs by creation), and the check is one pass.
        for (var i = 1; i < count; i++)
        {
            if (Compare(entries[i - 1], entries[i]) <= 0) continue;
            entries.AsSpan(0, count).Sort(this);
            return;
        }
    }

    private void Grow()
    {
        arenaBytes *= 2;
        arena = (byte*)NativeMemory.Realloc(arena, (nuint)arenaBytes);
    }

    private void Reset()
    {
        used = 0;
        count = 0;
        if (entries.Length > KeptEntries) entries = new DirectoryEntry[4096];
        if (arenaBytes <= KeptArenaBytes) return;
        arenaBytes = BufferBytes;
        arena = (byte*)NativeMemory.Realloc(arena, (nuint)arenaBytes);
    }

    private void Free()
    {
        NativeMemory.Free(buffer);
        NativeMemory.Free(arena);
        buffer = arena = null;
    }
}
