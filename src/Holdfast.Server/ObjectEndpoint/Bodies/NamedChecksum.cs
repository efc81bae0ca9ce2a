using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using Holdfast.Server.ObjectEndpoint.Requests;

namespace Holdfast.Server.ObjectEndpoint.Bodies;

/// <summary>A checksum that clients can send besides what is signed: x-amz-checksum-NAME, in Base64.</summary>
internal abstract class NamedChecksum : IDisposable
{
    internal const string Prefix = "x-amz-checksum-";

    internal static bool IsValue(string header) => header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && !header.Equals(Prefix + "type", StringComparison.OrdinalIgnoreCase) && !header.Equals(Prefix + "algorithm", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="S3Exception">NotImplemented.</exception>
    internal static NamedChecksum Of(string header) => header[Prefix.Length..].ToUpperInvariant() switch
    {
        "CRC32" => new Table(0xEDB88320, 4),
        "CRC32C" => new Castagnoli(),
        "CRC64NVME" => new Table(0x9A6C9329AC4BC9B5, 8),
        "SHA1" => new Hash(HashAlgorithmName.SHA1),
        "SHA256" => new Hash(HashAlgorithmName.SHA256),
        _ => throw new S3Exception(S3Error.NotImplemented, "The checksum is of a kind that is not known here."),
    };

    internal abstract void Append(ReadOnlySpan<byte> bytes);

    internal abstract byte[] Value();

    public virtual void Dispose()
    {
    }

    private sealed class Hash(HashAlgorithmName name) : NamedChecksum
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(name);

        internal override void Append(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

        internal override byte[] Value() => hash.GetHashAndReset();

        public override void Dispose() => hash.Dispose();
    }

    private sealed class Castagnoli : NamedChecksum
    {
        private uint state = uint.MaxValue;

        internal override void Append(ReadOnlySpan<byte> bytes)
        {
            for (; bytes.Length >= 8; bytes = bytes[8..]) state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            foreach (var value in bytes) state = BitOperations.Crc32C(state, value);
        }

        internal override byte[] Value()
        {
            var value = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(value, ~state);
            return value;
        }
    }

    // Cyclic redundancy checks that take their bits from the low end and begin and end inverted.
    private sealed class Table : NamedChecksum
    {
        private readonly ulong[] table = new ulong[256];
        private readonly int width;
        private ulong state;

        internal Table(ulong polynomial, int width)
        {
            (this.width, state) = (width, width == 8 ? ulong.MaxValue : uint.MaxValue);
            for (var value = 0UL; value < 256; value++)
            {
                var row = value;
                for (var bit = 0; bit < 8; bit++) row = (row & 1) != 0 ? row >> 1 ^ polynomial : row >> 1;
                table[value] = row;
            }
        }

        internal override void Append(ReadOnlySpan<byte> bytes)
        {
            var current = state;
            foreach (var value in bytes) current = table[(current ^ value) & 0xFF] ^ current >> 8;
            state = current;
        }

        internal override byte[] Value()
        {
            var value = new byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(value, ~state);
            return value[^width..];
        }
    }
}
