using System.Globalization;

namespace Holdfast.Server.ObjectEndpoint.Requests;

/// <summary>The part of an object that a request asks for.</summary>
internal sealed record ByteRange(long Start, long Length)
{
    /// <summary>Null for all of it: where there is no such header, or one that is not understood (RFC 9110 has it left out).</summary>
    /// <exception cref="S3Exception">InvalidRange: nothing of it is there.</exception>
    internal static ByteRange? Parse(string? header, long length)
    {
        if (header is null || !header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase)) return null;
        var text = header.AsSpan("bytes=".Length).Trim();
        var dash = text.IndexOf('-');
        if (dash < 0) return null;
        if (dash == 0)
        {
            if (Number(text[1..]) is not { } last) return null;
            if (last == 0 || length == 0) throw Beyond();
            return new ByteRange(Math.Max(0, length - last), Math.Min(last, length));
        }
        if (Number(text[..dash]) is not { } start) return null;
        var end = length - 1;
        if (text.Length > dash + 1)
        {
            if (Number(text[(dash + 1)..]) is not { } given || given < start) return null;
            end = Math.Min(end, given);
        }
        return start < length ? new ByteRange(start, end - start + 1) : throw Beyond();
    }

    private static long? Number(ReadOnlySpan<char> text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static S3Exception Beyond() => new(S3Error.InvalidRange, "The object ends before the range.");
}
