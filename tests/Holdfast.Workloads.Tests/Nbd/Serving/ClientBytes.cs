using System.Buffers.Binary;
using System.Text;
using Holdfast.Workloads.Nbd;

namespace Holdfast.Workloads.Tests.Nbd.Serving;

/// <summary>What a client sends, put together byte by byte.</summary>
internal sealed class ClientBytes
{
    private readonly MemoryStream bytes = new();
    private ulong cookie;

    public byte[] All => bytes.ToArray();

    public ClientBytes Flags(uint flags = NbdProtocol.FixedNewstyle | NbdProtocol.NoZeroes) => Number(flags);

    public ClientBytes Option(NbdOption option, params byte[] data)
    {
        Span<byte> header = stackalloc byte[NbdProtocol.OptionLength];
        BinaryPrimitives.WriteUInt64BigEndian(header, NbdProtocol.OptionGreeting);
        BinaryPrimitives.WriteUInt32BigEndian(header[8..], (uint)option);
        BinaryPrimitives.WriteInt32BigEndian(header[12..], data.Length);
        bytes.Write(header);
        bytes.Write(data);
        return this;
    }

    public ClientBytes Name(NbdOption option, string name, params NbdInfo[] wanted)
    {
        var data = new ClientBytes().Text(name).Short((ushort)wanted.Length);
        foreach (var one in wanted) data.Short((ushort)one);
        return Option(option, data.All);
    }

    public ClientBytes Contexts(NbdOption option, string name, params string[] queries)
    {
        var data = new ClientBytes().Text(name).Number((uint)queries.Length);
        foreach (var query in queries) data.Text(query);
        return Option(option, data.All);
    }

    public ClientBytes Request(NbdCommand command, ulong offset = 0, uint length = 0, NbdCommandFlags flags = 0)
    {
        Number(NbdProtocol.RequestMagic).Short((ushort)flags).Short((ushort)command);
        Span<byte> rest = stackalloc byte[20];
        BinaryPrimitives.WriteUInt64BigEndian(rest, ++cookie);
        BinaryPrimitives.WriteUInt64BigEndian(rest[8..], offset);
        BinaryPrimitives.WriteUInt32BigEndian(rest[16..], length);
        bytes.Write(rest);
        return this;
    }

    public ClientBytes Raw(params byte[] raw)
    {
        bytes.Write(raw);
        return this;
    }

    public ClientBytes Number(uint number)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, number);
        bytes.Write(four);
        return this;
    }

    private ClientBytes Short(ushort number)
    {
        bytes.Write([(byte)(number >> 8), (byte)number]);
        return this;
    }

    private ClientBytes Text(string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        Number((uint)encoded.Length);
        bytes.Write(encoded);
        return this;
    }
}
