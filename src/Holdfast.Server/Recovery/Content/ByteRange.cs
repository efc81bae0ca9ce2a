using System.Globalization;

namespace Holdfast.Server.Recovery.Content;

/// <summary>A stretch of a file that is sent. <paramref name="IsPart"/>: it was asked for as a range.</summary>
internal readonly record struct ByteRange(long From, long Length, bool IsPart)
{
    private const string Unit = "bytes=";

    internal static ByteRange Whole(long size) => new(0, size, IsPart: false);

    /// <summary>
    /// What a Range header asks for. The whole file where it says nothing that is understood, or more than one range: a server may leave ranges aside.
    /// Null where the file has nothing of it.
    /// </summary>
    internal static ByteRange? Of(string? header, long size)
    {
        if (header is null || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase) || header.Contains(',')) return Whole(size);
        var bounds = header[Unit.Length..].Trim().Split('-');
        if (bounds.Length != 2) return Whole(size);
        var (first, last) = (Number(bounds[0]), Number(bounds[1]));
        if ((first is null && bounds[0].Length > 0) || (last is null && bounds[1].Length > 0) || (first is null && last is null) || last < first) return Whole(size);
        if (first is null) return last == 0 || size == 0 ? null : new ByteRange(size - Math.Min(last!.Value, size), Math.Min(last.Value, size), IsPart: true);
        if (first >= size) return null;
        return new ByteRange(first.Value, Math.Min(last ?? long.MaxValue, size - 1) - first.Value + 1, IsPart: true);
    }

    internal string Header(long size) => string.Create(CultureInfo.InvariantCulture, $"bytes {From}-{From + Length - 1}/{size}");

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
