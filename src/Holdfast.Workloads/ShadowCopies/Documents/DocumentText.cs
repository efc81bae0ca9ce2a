using System.Text;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>The characters of a document: UTF-8, or UTF-16 as COM hands it out, with or without a byte order mark; whatever the document declares. Bounded.</summary>
internal sealed class DocumentText : TextReader
{
    private const int PieceLength = 16 << 10;

    private readonly Stream _stream;
    private readonly Decoder _decoder;
    private readonly byte[] _bytes = new byte[PieceLength];
    private readonly char[] _chars = new char[PieceLength + 1];
    private readonly int _width;
    private long _position;
    private int _next, _count, _characters, _run;
    private bool _ended;

    /// <param name="stream">At the document's first byte.</param>
    public DocumentText(Stream stream)
    {
        _stream = stream;
        var first = Fill();
        (var encoding, var mark, _width) = Recognize(_bytes.AsSpan(0, first));
        FirstByte = mark;
        _decoder = encoding.GetDecoder();
        Decode(mark, first - mark);
    }

    /// <summary>Length of the byte order mark.</summary>
    public int FirstByte { get; }

    public override int Peek() => Available() ? _chars[_next] : -1;

    public override int Read()
    {
        if (!Available()) return -1;
        Count(_chars.AsSpan(_next, 1));
        return _chars[_next++];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (buffer.Length == 0 || !Available()) return 0;
        var length = Math.Min(buffer.Length, _count - _next);
        Count(_chars.AsSpan(_next, length));
        _chars.AsSpan(_next, length).CopyTo(buffer);
        _next += length;
        return length;
    }

    /// <summary>Byte of a place that an XML reader names: lines and characters from 1.</summary>
    public static long OffsetOf(Stream stream, int line, int column)
    {
        using var text = new DocumentText(stream);
        long offset = text.FirstByte;
        var (atLine, atColumn) = (1, 1);
        for (var last = 0; (atLine, atColumn).CompareTo((line, column)) < 0;)
        {
            if (text.Read() is var read && read < 0) break;
            var character = (char)read;
            offset += text._width > 0 ? text._width : character < 0x80 ? 1 : character < 0x800 || char.IsSurrogate(character) ? 2 : 3;
            if (character == '\n' && last == '\r') atColumn = 1;
            else if (character is '\n' or '\r') (atLine, atColumn) = (atLine + 1, 1);
            else atColumn++;
            last = character;
        }
        return offset;
    }

    private static (Encoding Encoding, int Mark, int Width) Recognize(ReadOnlySpan<byte> start) => start switch
    {
        [0xef, 0xbb, 0xbf, ..] => (new UTF8Encoding(false, true), 3, 0),
        [0xff, 0xfe, ..] => (new UnicodeEncoding(false, false, true), 2, 2),
        [0xfe, 0xff, ..] => (new UnicodeEncoding(true, false, true), 2, 2),
        [(byte)'<', 0, ..] => (new UnicodeEncoding(false, false, true), 0, 2),
        [0, (byte)'<', ..] => (new UnicodeEncoding(true, false, true), 0, 2),
        _ => (new UTF8Encoding(false, true), 0, 0),
    };

    /// <summary>Counts what is handed out, at most a piece: a run that is too long is one of several pieces.</summary>
    private void Count(ReadOnlySpan<char> text)
    {
        var first = text.IndexOf('<');
        _run += first < 0 ? text.Length : first;
        if (_run > DocumentLimits.Run) throw new MalformedFileException(_position, $"a tag or text of at most {DocumentLimits.Run} characters", "a longer one");
        if (first >= 0) _run = text.Length - 1 - text.LastIndexOf('<');
        _characters += text.Length;
        if (_characters > DocumentLimits.Characters) throw new MalformedFileException(_position, $"a document of at most {DocumentLimits.Characters} characters", "a longer one");
    }

    private bool Available()
    {
        while (_next == _count && !_ended) Decode(0, Fill());
        return _next < _count;
    }

    private int Fill() => _stream.ReadAtLeast(_bytes, PieceLength, throwOnEndOfStream: false);

    private void Decode(int start, int length)
    {
        try
        {
            _ended = start + length < PieceLength;
            _count = _decoder.GetChars(_bytes, start, length, _chars, 0, flush: _ended);
            _next = 0;
        }
        catch (DecoderFallbackException wrong)
        {
            throw new MalformedFileException(Math.Max(0, _position + start + wrong.Index), "a character of the document's encoding", Convert.ToHexStringLower(wrong.BytesUnknown ?? []), wrong);
        }
        _position += start + length;
    }
}
