using System.Text;

namespace Holdfast.Server.ObjectEndpoint.Signing;

/// <summary>Percent encoding as the protocol signs it (RFC 3986, capital hexadecimal digits).</summary>
internal static class PercentCode
{
    private static readonly UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null where an escape is cut off, the bytes are no UTF-8, or the text would hold a control character. A plus sign is a plus sign.</summary>
    internal static string? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var value = (int)text[at];
            if (value == '%')
            {
                if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2])) return null;
                value = Digit(text[at + 1]) << 4 | Digit(text[at + 2]);
                at += 2;
            }
            else if (value > '~')
            {
                return null;
            }
            if (value is < ' ' or 0x7F) return null;
            bytes[length++] = (byte)value;
        }
        try
        {
            var decoded = strict.GetString(bytes, 0, length);
            return decoded.Any(char.IsControl) ? null : decoded;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <param name="keep">A character that stays besides the unreserved ones: the slash of a path; none of a query.</param>
    internal static string Encode(string text, char keep = 'A')
    {
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var value in strict.GetBytes(text))
        {
            var character = (char)value;
            if (char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '~' || character == keep) encoded.Append(character);
            else encoded.Append('%').Append("0123456789ABCDEF"[value >> 4]).Append("0123456789ABCDEF"[value & 15]);
        }
        return encoded.ToString();
    }

    private static int Digit(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
