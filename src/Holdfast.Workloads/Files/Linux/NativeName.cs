using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>A file name with its terminating NUL, on the stack. Most file systems stop at 255 bytes, those of Windows and FUSE do not.</summary>
[InlineArray(Capacity)]
internal struct NativeName
{
    public const int Longest = 1024;
    private const int Capacity = Longest + 8;
    private byte first;

    public static NativeName From(ReadOnlySpan<byte> name)
    {
        Unsafe.SkipInit(out NativeName result);
        if (name.Length > Longest) throw new ArgumentException($"A file name of {name.Length} bytes.", nameof(name));
        Span<byte> bytes = result;
        name.CopyTo(bytes);
        bytes[name.Length] = 0;
        return result;
    }

    /// <summary>/proc/self/fd/N or /proc/self/fd/N/NAME: reaches an object through an open directory where no call takes a handle and a name.</summary>
    public static int WriteProcPath(Span<byte> destination, int fd, ReadOnlySpan<byte> name)
    {
        Encoding.ASCII.TryGetBytes("/proc/self/fd/", destination, out var length);
        fd.TryFormat(destination[length..], out var digits);
        length += digits;
        if (!name.IsEmpty)
        {
            destination[length++] = (byte)'/';
            name.CopyTo(destination[length..]);
            length += name.Length;
        }
        destination[length] = 0;
        return length;
    }

    /// <summary>Room for <see cref="WriteProcPath"/>.</summary>
    public const int ProcPathCapacity = 14 + 11 + 1 + Capacity;
}
