using System.Runtime.InteropServices;

namespace Holdfast.Format.Compression;

/// <summary>libzstd of the system, where it is present: the same bytes as ZstdSharp, somewhat faster.</summary>
internal static unsafe partial class NativeZstd
{
    private const string Library = "libzstd.so.1";
    private const uint OldestUsable = 10405; // 1.4.5: the advanced API is stable

    public const int CompressionLevelParameter = 100, ContentSizeFlag = 200, ChecksumFlag = 201;

    public static bool IsPresent { get; } = Probe();

    [LibraryImport(Library)]
    public static partial uint ZSTD_versionNumber();

    [LibraryImport(Library)]
    public static partial nint ZSTD_createCCtx();

    [LibraryImport(Library)]
    public static partial nuint ZSTD_freeCCtx(nint context);

    [LibraryImport(Library)]
    public static partial nuint ZSTD_CCtx_setParameter(nint context, int parameter, int value);

    [LibraryImport(Library)]
    public static partial nuint ZSTD_compress2(nint context, byte* destination, nuint capacity, byte* source, nuint length);

    [LibraryImport(Library)]
    public static partial nint ZSTD_createDCtx();

    [LibraryImport(Library)]
    public static partial nuint ZSTD_freeDCtx(nint context);

    [LibraryImport(Library)]
    public static partial nuint ZSTD_decompressDCtx(nint context, byte* destination, nuint capacity, byte* source, nuint length);

    [LibraryImport(Library)]
    public static partial uint ZSTD_isError(nuint code);

    private static bool Probe()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad(Library, out _)) return false;
        return ZSTD_versionNumber() >= OldestUsable;
    }
}
