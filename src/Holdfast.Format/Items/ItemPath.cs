using System.Text;

namespace Holdfast.Format.Items;

/// <summary>
/// Paths relative to a datasource's root, as raw bytes: components joined by '/', never leading or trailing, empty for the root.
/// Order is by component, bytewise: '/' sorts before every other byte. docs/format.md §7.
/// </summary>
public static class ItemPath
{
    public const byte Separator = (byte)'/';

    public static byte[] Join(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> name)
    {
        if (parent.IsEmpty) return name.ToArray();
        if (name.IsEmpty) return parent.ToArray();
        var path = new byte[parent.Length + 1 + name.Length];
        parent.CopyTo(path);
        path[parent.Length] = Separator;
        name.CopyTo(path.AsSpan(parent.Length + 1));
        return path;
    }

    /// <summary>Splits a path into the directory and the last component.</summary>
    public static (byte[] Parent, byte[] Name) Split(ReadOnlySpan<byte> path)
    {
        var slash = path.LastIndexOf(Separator);
        return slash < 0 ? ([], path.ToArray()) : (path[..slash].ToArray(), path[(slash + 1)..].ToArray());
    }

    /// <summary>Order of two directory paths, component by component.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length) return left.Length.CompareTo(right.Length);
        byte a = left[common], b = right[common];
        if (a == Separator) return -1;
        return b == Separator ? 1 : a.CompareTo(b);
    }

    /// <summary>Order of items in a table: by directory, then by name, so that the children of a directory are one run.</summary>
    public static int CompareKeys(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> name, ReadOnlySpan<byte> otherParent, ReadOnlySpan<byte> otherName)
    {
        var order = Compare(parent, otherParent);
        return order == 0 ? name.SequenceCompareTo(otherName) : order;
    }

    /// <summary>True where <paramref name="path"/> is <paramref name="ancestor"/> or lies below it.</summary>
    public static bool IsWithin(ReadOnlySpan<byte> path, ReadOnlySpan<byte> ancestor) =>
        ancestor.IsEmpty || (path.StartsWith(ancestor) && (path.Length == ancestor.Length || path[ancestor.Length] == Separator));

    /// <summary>True for what can be one component of a path: not empty, not "." or "..", without '/' and NUL.</summary>
    public static bool IsName(ReadOnlySpan<byte> name) =>
        !name.IsEmpty && !name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8) && !name.ContainsAny(Separator, (byte)0);

    /// <summary>True for the empty path and for names joined by '/': nothing that leads out of the root.</summary>
    public static bool IsPath(ReadOnlySpan<byte> path)
    {
        if (path.IsEmpty) return true;
        foreach (var component in path.Split(Separator))
            if (!IsName(path[component])) return false;
        return true;
    }

    /// <summary>Text form: UTF-8 where the bytes are valid UTF-8, otherwise each invalid or control byte as \xHH and '\' as '\\'. <see cref="FromDisplay"/> reverses it.</summary>
    public static string ToDisplay(ReadOnlySpan<byte> path)
    {
        var text = new StringBuilder(path.Length);
        while (!path.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(path, out var rune, out var used);
            if (status == System.Buffers.OperationStatus.Done && !Rune.IsControl(rune) && rune.Value != '\\')
                text.Append(rune.ToString());
            else if (status == System.Buffers.OperationStatus.Done && rune.Value == '\\')
                text.Append(@"\\");
            else
                foreach (var value in path[..used]) text.Append(@"\x").Append(value.ToString("x2", null));
            path = path[used..];
        }
        return text.ToString();
    }

    /// <summary>Bytes of a path as a person or script wrote it: UTF-8, with \xHH for a raw byte and \\ for a backslash.</summary>
    public static byte[] FromDisplay(string text)
    {
        var bytes = new List<byte>(text.Length);
        Span<byte> buffer = stackalloc byte[4];
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '\\')
            {
                bytes.Add((byte)'\\');
                i += 2;
            }
            else if (text[i] == '\\' && i + 3 < text.Length && text[i + 1] == 'x'
                && byte.TryParse(text.AsSpan(i + 2, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
            {
                bytes.Add(value);
                i += 4;
            }
            else
            {
                var status = Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
                bytes.AddRange(buffer[..rune.EncodeToUtf8(buffer)]);
                i += status == System.Buffers.OperationStatus.Done ? used : 1;
            }
        }
        return [.. bytes];
    }
}
