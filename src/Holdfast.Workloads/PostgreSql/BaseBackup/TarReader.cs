using System.Buffers.Binary;
using System.Text;
using Holdfast.Format;
using Holdfast.Format.Items;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>
/// Reads an archive as it comes, in pieces of any length: ustar, with the binary numbers that PostgreSQL writes for what does not fit in octal. Keeps one header and nothing else.
/// </summary>
internal sealed class TarReader(string archive, ITarReceiver receiver)
{
    private const int Block = 512;

    private readonly byte[] header = new byte[Block];
    private int inHeader, padding;
    private long content = -1;
    private bool ended;

    /// <summary>Bytes so far.</summary>
    public long Position { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = Take(bytes);
            bytes = bytes[taken..];
            Position += taken;
        }
    }

    /// <exception cref="MalformedDataException">It ends within something.</exception>
    public void Complete()
    {
        if (content >= 0 || padding > 0 || inHeader > 0) throw Malformed("ends early");
    }

    private int Take(ReadOnlySpan<byte> bytes)
    {
        if (content > 0)
        {
            var length = (int)Math.Min(content, bytes.Length);
            receiver.Content(bytes[..length]);
            content -= length;
            if (content == 0) EndEntry();
            return length;
        }
        if (padding > 0)
        {
            var length = Math.Min(padding, bytes.Length);
            padding -= length;
            return length;
        }
        var part = Math.Min(Block - inHeader, bytes.Length);
        bytes[..part].CopyTo(header.AsSpan(inHeader));
        inHeader += part;
        if (inHeader == Block)
        {
            inHeader = 0;
            ReadHeader();
        }
        return part;
    }

    private void ReadHeader()
    {
        if (!header.AsSpan().ContainsAnyExcept((byte)0))
        {
            ended = true;
            return;
        }
        if (ended) throw Malformed("goes on after its end");
        var sum = 8 * ' ';
        for (var i = 0; i < Block; i++)
            if (i is < 148 or >= 156) sum += header[i];
        if (Number(148, 8) != sum) throw Malformed("has a header whose checksum does not hold");
        var prefix = header.AsSpan(257, 5).SequenceEqual("ustar"u8) ? Text(345, 155) : "";
        var name = prefix.Length == 0 ? Text(0, 100) : prefix + "/" + Text(0, 100);
        var kind = header[156] is 0 or (byte)'0' ? '0' : (char)header[156];
        if (kind is not ('0' or '5' or '2')) throw Malformed($"has an entry of an unknown kind ({header[156]})");
        var path = name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
        path = path.TrimEnd('/');
        if (path == ".") path = "";
        if (!ItemPath.IsPath(Encoding.UTF8.GetBytes(path)) || (path.Length == 0 && kind != '5')) throw Malformed("has an entry whose name leads elsewhere");
        var size = kind == '0' ? Number(124, 12) : 0;
        content = size;
        padding = (int)((Block - (size % Block)) % Block);
        receiver.Begin(new TarEntry(path, kind, size, (uint)(Number(100, 8) & 0xFFF), Unsigned(108), Unsigned(116), Number(136, 12), Text(157, 100)));
        if (size == 0) EndEntry();
    }

    private void EndEntry()
    {
        content = -1;
        receiver.End();
    }

    private uint Unsigned(int at) => (uint)(Number(at, 8) & uint.MaxValue);

    private string Text(int at, int length)
    {
        var field = header.AsSpan(at, length);
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    /// <summary>Octal digits; or, where the first bit is set, a binary number.</summary>
    private long Number(int at, int length)
    {
        var field = header.AsSpan(at, length);
        if ((field[0] & 0x80) != 0)
        {
            if (length == 8) return BinaryPrimitives.ReadInt64BigEndian(field) & long.MaxValue;
            var large = BinaryPrimitives.ReadInt64BigEndian(field[(length - 8)..]);
            return large >= 0 && !field[1..(length - 8)].ContainsAnyExcept((byte)0) ? large : throw Malformed("has a number that is too large");
        }
        var value = 0L;
        foreach (var digit in field.Trim(" \0"u8))
            value = digit is >= (byte)'0' and <= (byte)'7' ? (value * 8) + (digit - '0') : throw Malformed("has a number that is none");
        return value;
    }

    private MalformedDataException Malformed(string what) => new($"The archive {archive} {what}, at its byte {Position}.");
}
