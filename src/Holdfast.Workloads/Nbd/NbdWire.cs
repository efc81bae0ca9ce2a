using System.Buffers.Binary;

namespace Holdfast.Workloads.Nbd;

/// <summary>Reads and writes numbers of the protocol. What ends early is a fault of the server.</summary>
internal sealed class NbdWire(Stream stream) : IDisposable
{
    private readonly byte[] few = new byte[8];

    public void Read(Span<byte> bytes)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException error)
        {
            throw new NbdException("The NBD server ended the connection.", error);
        }
        catch (IOException error) when (error is not NbdException)
        {
            throw new NbdException($"The connection to the NBD server broke: {error.Message}", error);
        }
    }

    public ushort UInt16()
    {
        Read(few.AsSpan(0, 2));
        return BinaryPrimitives.ReadUInt16BigEndian(few);
    }

    public uint UInt32()
    {
        Read(few.AsSpan(0, 4));
        return BinaryPrimitives.ReadUInt32BigEndian(few);
    }

    public ulong UInt64()
    {
        Read(few);
        return BinaryPrimitives.ReadUInt64BigEndian(few);
    }

    public byte[] Bytes(uint length, int most)
    {
        if (length > most) throw new NbdException($"The NBD server sends {length} bytes where {most} are the most.");
        var bytes = new byte[(int)length];
        Read(bytes);
        return bytes;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
        }
        catch (IOException error)
        {
            throw new NbdException($"The connection to the NBD server broke: {error.Message}", error);
        }
    }

    public void Dispose() => stream.Dispose();
}
