using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Holdfast.Format.Hashing;

/// <summary>What is hashed under which key, and how wide: the same for every node of a tree.</summary>
internal readonly struct Blake3Mode(ChainingValue key, uint flags, Blake3Width width)
{
    public readonly ChainingValue Key = key;
    public readonly uint Flags = flags;
    public readonly Blake3Width Width = width;

    /// <summary>The widest that this processor runs at full speed.</summary>
    public static readonly Blake3Width BestWidth = FindBestWidth();

    public static Blake3Mode Plain(Blake3Width width) => new(ChainingValue.Initial, 0, width);

    /// <exception cref="ArgumentException">The key is not exactly 32 bytes.</exception>
    public static Blake3Mode Keyed(ReadOnlySpan<byte> key, Blake3Width width) => new(ChainingValue.FromKey(key), Blake3Flags.KeyedHash, width);

    public static Blake3Mode DeriveKey(string context, Blake3Width width)
    {
        Span<byte> contextKey = stackalloc byte[ChainingValue.Size];
        var contextMode = new Blake3Mode(ChainingValue.Initial, Blake3Flags.DeriveKeyContext, width);
        Blake3.Hash(in contextMode, System.Text.Encoding.UTF8.GetBytes(context), contextKey);
        return new Blake3Mode(ChainingValue.FromKey(contextKey), Blake3Flags.DeriveKeyMaterial, width);
    }

    private static Blake3Width FindBestWidth()
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("BLAKE3 is implemented for little-endian processors only.");
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported) return Blake3Width.Vector512;
        if (Vector256.IsHardwareAccelerated && Avx2.IsSupported) return Blake3Width.Vector256;
        return Vector128.IsHardwareAccelerated ? Blake3Width.Vector128 : Blake3Width.Scalar;
    }
}
