using System.IO.Hashing;
using System.Runtime.InteropServices;
using Holdfast.Format;
using Holdfast.Format.Packs;
using Holdfast.Store.Durability;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Store.Index;

/// <summary>
/// Writes and reads the sections of a run that stay in memory, a bounded slice at a time, with a checksum over each.
/// Numbers are written as memory has them: every platform that .NET 10 runs on with this engine is little-endian.
/// </summary>
internal static class RunSections
{
    private const int SliceBytes = 1 << 18;

    public static ulong WritePacks(SafeFileHandle file, string path, PackId[] packs, long offset)
    {
        var checksum = new XxHash3();
        var buffer = new byte[Math.Min(SliceBytes, packs.Length * (long)PackId.Size)];
        for (var done = 0; done < packs.Length;)
        {
            var slice = Math.Min(packs.Length - done, SliceBytes / PackId.Size);
            for (var i = 0; i < slice; i++) packs[done + i].Write(buffer.AsSpan(i * PackId.Size, PackId.Size));
            var bytes = buffer.AsSpan(0, slice * PackId.Size);
            checksum.Append(bytes);
            DurableFile.WriteAt(file, path, bytes, offset);
            offset += bytes.Length;
            done += slice;
        }
        return checksum.GetCurrentHashAsUInt64();
    }

    /// <exception cref="MalformedDataException">Damaged, or not in strict order.</exception>
    public static PackId[] ReadPacks(SafeFileHandle file, int count, long offset, ulong expected)
    {
        var packs = new PackId[count];
        var checksum = new XxHash3();
        var buffer = new byte[Math.Min(SliceBytes, count * (long)PackId.Size)];
        for (var done = 0; done < count;)
        {
            var slice = Math.Min(count - done, SliceBytes / PackId.Size);
            var bytes = buffer.AsSpan(0, slice * PackId.Size);
            ReadFully(file, bytes, offset);
            checksum.Append(bytes);
            for (var i = 0; i < slice; i++) packs[done + i] = PackId.Read(bytes.Slice(i * PackId.Size, PackId.Size));
            offset += bytes.Length;
            done += slice;
        }
        if (checksum.GetCurrentHashAsUInt64() != expected) throw new MalformedDataException("checksum of the packs does not match");
        for (var i = 1; i < count; i++)
            if (packs[i - 1].CompareTo(packs[i]) >= 0) throw new MalformedDataException("packs are not in order");
        return packs;
    }

    public static ulong WriteNumbers<T>(SafeFileHandle file, string path, ReadOnlySpan<T> numbers, long offset)
        where T : unmanaged
    {
        var checksum = new XxHash3();
        while (!numbers.IsEmpty)
        {
            var slice = Slice(numbers);
            var bytes = MemoryMarshal.AsBytes(slice);
            checksum.Append(bytes);
            DurableFile.WriteAt(file, path, bytes, offset);
            offset += bytes.Length;
            numbers = numbers[slice.Length..];
        }
        return checksum.GetCurrentHashAsUInt64();
    }

    /// <exception cref="MalformedDataException">Damaged.</exception>
    public static T[] ReadNumbers<T>(SafeFileHandle file, long count, long offset, ulong expected)
        where T : unmanaged
    {
        var numbers = new T[count];
        var checksum = new XxHash3();
        for (var rest = numbers.AsSpan(); !rest.IsEmpty;)
        {
            var slice = rest[..Slice<T>(rest).Length];
            var bytes = MemoryMarshal.AsBytes(slice);
            ReadFully(file, bytes, offset);
            checksum.Append(bytes);
            offset += bytes.Length;
            rest = rest[slice.Length..];
        }
        if (checksum.GetCurrentHashAsUInt64() != expected)
            throw new MalformedDataException($"checksum of the {typeof(T).Name} section does not match");
        return numbers;
    }

    /// <exception cref="MalformedDataException">The file ends before.</exception>
    public static void ReadFully(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(file, bytes, offset);
            if (read == 0) throw new MalformedDataException("the file ends early");
            bytes = bytes[read..];
            offset += read;
        }
    }

    private static ReadOnlySpan<T> Slice<T>(ReadOnlySpan<T> numbers) =>
        numbers[..Math.Min(numbers.Length, SliceBytes / System.Runtime.CompilerServices.Unsafe.SizeOf<T>())];
}
