using System.Buffers;
using System.Globalization;
using System.Text;

namespace Holdfast.Workloads.Files.Exclusion;

/// <summary>Turns the text of a glob into tokens. The syntax stands at <see cref="ScanOptions"/>.</summary>
internal static class GlobParser
{
    private const int RawByte = 0x110000;

    public static List<GlobToken> Parse(string body)
    {
        var tokens = new List<GlobToken>(body.Length);
        for (var i = 0; i < body.Length;)
        {
            if (body[i] == '*') i = ParseStar(body, i, tokens);
            else if (body[i] == '?')
            {
                tokens.Add(new GlobToken(GlobTokenKind.Any));
                i++;
            }
            else if (body[i] == '[' && TryParseSet(body, ref i, out var set)) tokens.Add(set);
            else tokens.Add(new GlobToken(GlobTokenKind.Literal, ParseUnit(body, ref i)));
        }
        return tokens;
    }

    /// <summary>Next character of a name, or a byte that is not UTF-8.</summary>
    public static int DecodeUnit(ref ReadOnlySpan<byte> text)
    {
        var unit = (int)text[0];
        if (unit < 0x80)
        {
            text = text[1..];
            return unit;
        }
        if (Rune.DecodeFromUtf8(text, out var rune, out var used) == OperationStatus.Done)
        {
            text = text[used..];
            return rune.Value;
        }
        text = text[1..];
        return RawByte + unit;
    }

    /// <summary>Bytes of literal tokens.</summary>
    public static byte[] Encode(IEnumerable<GlobToken> literals)
    {
        var bytes = new List<byte>();
        Span<byte> buffer = stackalloc byte[4];
        foreach (var token in literals)
        {
            if (token.Value >= RawByte) bytes.Add((byte)(token.Value - RawByte));
            else bytes.AddRange(buffer[..new Rune(token.Value).EncodeToUtf8(buffer)]);
        }
        return [.. bytes];
    }

    private static int ParseStar(string body, int i, List<GlobToken> tokens)
    {
        var stars = 0;
        var atStart = i == 0 || body[i - 1] == '/';
        for (; i < body.Length && body[i] == '*'; i++) stars++;
        if (stars == 1)
        {
            tokens.Add(new GlobToken(GlobTokenKind.Star));
        }
        else if (atStart && i < body.Length && body[i] == '/')
        {
            tokens.Add(new GlobToken(GlobTokenKind.Directories));
            tokens.Add(new GlobToken(GlobTokenKind.InsideDirectories));
            i++;
        }
        else
        {
            tokens.Add(new GlobToken(GlobTokenKind.DoubleStar));
        }
        return i;
    }

    // A '[' that is never closed is a plain character.
    private static bool TryParseSet(string body, ref int position, out GlobToken set)
    {
        set = new GlobToken(GlobTokenKind.Set);
        var i = position + 1;
        var negated = i < body.Length && body[i] is '!' or '^';
        if (negated) i++;
        var ranges = new List<(int, int)>();
        for (var first = true; i < body.Length && (first || body[i] != ']'); first = false)
        {
            var low = ParseUnit(body, ref i);
            var high = low;
            if (i + 1 < body.Length && body[i] == '-' && body[i + 1] != ']')
            {
                i++;
                high = ParseUnit(body, ref i);
            }
            ranges.Add((low, high));
        }
        if (i >= body.Length) return false;
        position = i + 1;
        set = new GlobToken(GlobTokenKind.Set, Negated: negated, Ranges: [.. ranges]);
        return true;
    }

    private static int ParseUnit(string body, ref int i)
    {
        if (body[i] == '\\' && i + 3 < body.Length && body[i + 1] == 'x'
            && byte.TryParse(body.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var raw))
        {
            i += 4;
            return raw < 0x80 ? raw : RawByte + raw;
        }
        if (body[i] == '\\' && i + 1 < body.Length) i++;
        Rune.DecodeFromUtf16(body.AsSpan(i), out var rune, out var used);
        i += used;
        return rune.Value;
    }
}
