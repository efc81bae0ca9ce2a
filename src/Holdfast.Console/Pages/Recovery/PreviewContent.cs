using System.Text;
using Holdfast.Console.Text;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>What the first bytes of a file are shown as: a picture of a kind that runs nothing, text, or bytes.</summary>
/// <param name="Kind">picture, text, bytes.</param>
/// <param name="Type">Content type of a picture.</param>
/// <param name="Text">What is shown of text or bytes.</param>
public sealed record PreviewContent(string Kind, string? Type, string? Text)
{
    /// <summary>No more of a file is read to show it.</summary>
    public const int Most = 1 << 20;

    private const int MostBytes = 512, InLine = 16;

    /// <summary>Goes by the bytes alone: a name says nothing.</summary>
    /// <param name="isWhole">These are all bytes of the file. A part of a picture is not shown as one.</param>
    public static PreviewContent Of(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        if (Picture(bytes) is { } type && isWhole) return new PreviewContent("picture", type, null);
        return TextOf(bytes, isWhole) is { } text ? new PreviewContent("text", null, VisibleText.Lines(text)) : new PreviewContent("bytes", null, Hexadecimal(bytes));
    }

    /// <summary>Pixels only. Drawings such as SVG are documents that can hold scripts: they are shown as text.</summary>
    private static string? Picture(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return "image/png";
        if (bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF])) return "image/jpeg";
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)) return "image/gif";
        if (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8)) return "image/webp";
        return bytes.Length > 26 && bytes.StartsWith("BM"u8) && BitConverter.ToUInt32(bytes[6..]) == 0 ? "image/bmp" : null;
    }

    private static string? TextOf(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        if (bytes.StartsWith<byte>([0xFF, 0xFE])) return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith<byte>([0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes.Contains((byte)0)) return null;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(isWhole ? bytes : WithoutHalf(bytes));
        }
        catch (DecoderFallbackException)
        {
            // Old texts have one byte a letter; anything else has many that no text has.
            return IsOldText(bytes) ? Encoding.Latin1.GetString(bytes) : null;
        }
    }

    // Where a file is cut off, its last letter may be, too: its first byte says how many it has.
    private static ReadOnlySpan<byte> WithoutHalf(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            var letter = bytes[^back] switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 0 };
            if (letter > 0) return letter > back ? bytes[..^back] : bytes;
        }
        return bytes;
    }

    private static bool IsOldText(ReadOnlySpan<byte> bytes)
    {
        var odd = 0;
        foreach (var one in bytes)
            if (one is < 0x20 and not (0x09 or 0x0A or 0x0D) or >= 0x7F and < 0xA0) odd++;
        return odd * 100L < bytes.Length;
    }

    private static string Hexadecimal(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < Math.Min(bytes.Length, MostBytes); at += InLine)
        {
            var line = bytes[at..Math.Min(at + InLine, bytes.Length)];
            text.Append(at.ToString("x4", null)).Append("  ");
            for (var index = 0; index < InLine; index++) text.Append(index < line.Length ? line[index].ToString("x2", null) : "  ").Append(' ');
            text.Append(' ');
            foreach (var one in line) text.Append(one is >= 0x20 and < 0x7F ? (char)one : '.');
            text.Append('\n');
        }
        return text.ToString();
    }
}
