using System.Text;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>Which names may be written, and which other name is taken where one is in use.</summary>
internal static class TargetName
{
    public const int MostCopies = 10_000;
    private const int LongestCopy = 255;

    /// <summary>True for a plain name: not empty, not "." or "..", without '/' and NUL.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> name) =>
        !name.IsEmpty && !name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8) && name.IndexOfAny((byte)'/', (byte)0) < 0;

    /// <summary>True for plain names joined by single slashes, and for the empty path.</summary>
    public static bool IsPlainPath(ReadOnlySpan<byte> path)
    {
        if (path.IsEmpty) return true;
        foreach (var range in path.Split((byte)'/'))
            if (!IsPlain(path[range])) return false;
        return true;
    }

    /// <summary>"NAME (recovered N)", the name shortened between characters where it gets too long.</summary>
    public static byte[] Copy(ReadOnlySpan<byte> name, int number)
    {
        var suffix = Encoding.ASCII.GetBytes($" (recovered {number})");
        var kept = Math.Min(name.Length, LongestCopy - suffix.Length);
        // 10xxxxxx continues a character.
        while (kept < name.Length && kept > 1 && (name[kept] & 0xc0) == 0x80) kept--;
        return [.. name[..kept], .. suffix];
    }

    /// <summary>A name that nobody else uses, for what is not finished.</summary>
    public static byte[] Temporary() =>
        Encoding.ASCII.GetBytes($".holdfast-{Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8))}.partial");
}
