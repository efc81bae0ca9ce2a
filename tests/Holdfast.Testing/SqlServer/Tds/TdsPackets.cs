using System.Buffers.Binary;

namespace Holdfast.Testing.SqlServer.Tds;

/// <summary>Messages in their packets.</summary>
internal static class TdsPackets
{
    internal const byte Batch = 1, Call = 3, Answer = 4, Attention = 6, SignIn = 0x10, BeforeSignIn = 0x12;

    private const int HeaderLength = 8, LongestBody = 4096 - HeaderLength;
    private const byte Last = 1;

    /// <summary>Null: the client has gone.</summary>
    internal static (byte Type, byte[] Body)? Receive(Stream stream)
    {
        var header = new byte[HeaderLength];
        var body = new MemoryStream();
        while (true)
        {
            if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength) return null;
            var part = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - HeaderLength];
            stream.ReadExactly(part);
            body.Write(part);
            if ((header[1] & Last) != 0) return (header[0], body.ToArray());
        }
    }

    internal static void Send(Stream stream, byte type, ReadOnlySpan<byte> message)
    {
        byte number = 1;
        do
        {
            var length = Math.Min(message.Length, LongestBody);
            var packet = new byte[HeaderLength + length];
            (packet[0], packet[1], packet[6]) = (type, length == message.Length ? Last : (byte)0, number++);
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
            message[..length].CopyTo(packet.AsSpan(HeaderLength));
            stream.Write(packet);
            message = message[length..];
        }
        while (message.Length > 0);
        stream.Flush();
    }
}
