using System.Buffers.Binary;
using System.Text;

namespace Holdfast.Testing.SqlServer.Tds;

/// <summary>Reads what a client sends to be executed: a batch of text, or a call of sp_executesql with text and parameters. Anything else is refused.</summary>
internal static class TdsCall
{
    private const ushort ByNumber = 0xFFFF, ExecuteSql = 10;
    private const byte Text = 0xE7, Integer = 0x26;

    internal static TdsRequest Batch(ReadOnlySpan<byte> body) => new(Encoding.Unicode.GetString(body[Headers(body)..]), new Dictionary<string, object?>());

    internal static TdsRequest Call(ReadOnlySpan<byte> body)
    {
        var at = Headers(body);
        if (BinaryPrimitives.ReadUInt16LittleEndian(body[at..]) != ByNumber || BinaryPrimitives.ReadUInt16LittleEndian(body[(at + 2)..]) != ExecuteSql) throw new InvalidDataException("Only sp_executesql is called here.");
        at += 6;
        var values = new List<(string Name, object? Value)>();
        while (at < body.Length) values.Add(Parameter(body, ref at));
        // The text, and the declaration of what follows.
        return new TdsRequest((string)values[0].Value!, values.Skip(2).ToDictionary(value => value.Name, value => value.Value));
    }

    /// <summary>Length of what stands before: notifications, transaction.</summary>
    private static int Headers(ReadOnlySpan<byte> body) => BinaryPrimitives.ReadInt32LittleEndian(body);

    private static (string Name, object? Value) Parameter(ReadOnlySpan<byte> body, ref int at)
    {
        var length = body[at] * 2;
        var name = Encoding.Unicode.GetString(body.Slice(at + 1, length));
        at += length + 2;
        switch (body[at])
        {
            case Text:
                var characters = BinaryPrimitives.ReadUInt16LittleEndian(body[(at + 8)..]);
                at += 10;
                if (characters == 0xFFFF) return (name, null);
                var text = Encoding.Unicode.GetString(body.Slice(at, characters));
                at += characters;
                return (name, text);
            case Integer:
                var bytes = body[at + 2];
                at += 3;
                object? number = bytes switch { 0 => null, 4 => BinaryPrimitives.ReadInt32LittleEndian(body[at..]), 8 => BinaryPrimitives.ReadInt64LittleEndian(body[at..]), _ => throw new InvalidDataException($"An integer of {bytes} bytes is not understood here.") };
                at += bytes;
                return (name, number);
            default:
                throw new InvalidDataException($"A parameter of type {body[at]:X2} is not understood here.");
        }
    }
}
