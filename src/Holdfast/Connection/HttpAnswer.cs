using System.Globalization;
using System.Text;

namespace Holdfast.Connection;

/// <summary>One whole HTTP/1.1 answer.</summary>
internal readonly record struct HttpAnswer(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    internal bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Reads what came until the connection was closed. What is cut short or malformed is an <see cref="HttpRequestException"/>.</summary>
    internal static HttpAnswer Parse(ReadOnlyMemory<byte> bytes)
    {
        var end = bytes.Span.IndexOf("\r\n\r\n"u8);
        if (end < 0) throw new HttpRequestException("the connection was closed before an answer came");
        var lines = Encoding.Latin1.GetString(bytes.Span[..end]).Split("\r\n");
        var status = lines[0].Split(' ', 3);
        if (status.Length < 2 || !status[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            || !int.TryParse(status[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599)
            throw new HttpRequestException("it does not answer in HTTP");

        var rest = bytes[(end + 4)..];
        var isChunked = Header(lines, "Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true;
        return new HttpAnswer(code, Header(lines, "Content-Type"), isChunked ? Unchunk(rest) : Sized(rest, Header(lines, "Content-Length")));
    }

    private static string? Header(string[] lines, string name)
    {
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.Length > name.Length && line[name.Length] == ':' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return line[(name.Length + 1)..].Trim();
        }
        return null;
    }

    private static ReadOnlyMemory<byte> Sized(ReadOnlyMemory<byte> rest, string? header)
    {
        if (header is null) return rest;
        if (!int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > rest.Length) throw CutShort();
        return rest[..length];
    }

    private static ReadOnlyMemory<byte> Unchunk(ReadOnlyMemory<byte> rest)
    {
        using var body = new MemoryStream(rest.Length);
        while (true)
        {
            var line = rest.Span.IndexOf("\r\n"u8);
            if (line < 0) throw CutShort();
            var size = Encoding.Latin1.GetString(rest.Span[..line]).Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
                throw new HttpRequestException("the answer's parts are malformed");
            rest = rest[(line + 2)..];
            if (length == 0) return body.ToArray();
            if (length > rest.Length - 2) throw CutShort();
            body.Write(rest.Span[..length]);
            rest = rest[(length + 2)..];
        }
    }

    private static HttpRequestException CutShort() => new("the answer was cut short");
}
