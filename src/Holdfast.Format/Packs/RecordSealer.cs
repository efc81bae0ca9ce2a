using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Holdfast.Format.Packs;

/// <summary>Seals and opens the records of one pack. Not thread-safe: one per thread and pack.</summary>
public sealed class RecordSealer : IDisposable
{
    private readonly PackKey key;
    private readonly AesGcm aes;
    private readonly Aes marker = Aes.Create();

    public RecordSealer(PackKey key)
    {
        this.key = key;
        aes = new AesGcm(key.SealKey, PackLayout.TagSize);
        marker.Key = key.MarkerKey;
    }

    public PackId Pack => key.Pack;

    /// <summary>
    /// Writes a record of <see cref="PackLayout.RecordSize"/> bytes. A slot must be used once only: it is the nonce. The payload may lie in the record itself, at
    /// <see cref="PackLayout.PayloadOf"/>.
    /// </summary>
    public void Seal(uint slot, in RecordHeader header, ReadOnlySpan<byte> payload, Span<byte> record)
    {
        if (slot >= PackLayout.MostEntries) throw new ArgumentOutOfRangeException(nameof(slot));
        if (payload.Length != header.StoredLength) throw new ArgumentException("The payload has another length than its header says.", nameof(payload));
        header.Check();
        WriteMarker(slot, record[..PackLayout.MarkerSize]);

        Span<byte> plainHeader = stackalloc byte[PackLayout.RecordHeaderSize];
        header.Write(plainHeader);
        Span<byte> nonce = stackalloc byte[12];
        Span<byte> binding = stackalloc byte[PackKey.BindingSize + 33];
        key.WriteBinding(binding, slot);
        WriteNonce(nonce, slot, 0);
        var at = record[PackLayout.MarkerSize..];
        aes.Encrypt(nonce, plainHeader, at[..PackLayout.RecordHeaderSize], at.Slice(PackLayout.RecordHeaderSize, PackLayout.TagSize), binding[..PackKey.BindingSize]);

        at = at[(PackLayout.RecordHeaderSize + PackLayout.TagSize)..];
        BindBody(binding, header);
        WriteNonce(nonce, slot, 1);
        aes.Encrypt(nonce, payload, at[..payload.Length], at.Slice(payload.Length, PackLayout.TagSize), binding);
    }

    /// <summary>Opens the header of a record.</summary>
    /// <exception cref="MalformedDataException">Damaged, or not the record of that slot.</exception>
    public RecordHeader OpenHeader(uint slot, ReadOnlySpan<byte> record)
    {
        if (record.Length < PackLayout.RecordOverhead) throw new MalformedDataException($"Record {slot} of pack {key.Pack} is cut short.");
        Span<byte> plain = stackalloc byte[PackLayout.RecordHeaderSize];
        Span<byte> nonce = stackalloc byte[12];
        Span<byte> binding = stackalloc byte[PackKey.BindingSize];
        key.WriteBinding(binding, slot);
        WriteNonce(nonce, slot, 0);
        var at = record[PackLayout.MarkerSize..];
        Decrypt(slot, nonce, at[..PackLayout.RecordHeaderSize], at.Slice(PackLayout.RecordHeaderSize, PackLayout.TagSize), plain, binding);
        return RecordHeader.Read(plain);
    }

    /// <summary>
    /// Opens a whole record into <paramref name="payload"/>, which must have room for the stored length, and returns its header. It may be
    /// <see cref="PackLayout.PayloadOf"/> the record itself; where the record is damaged, it is then lost.
    /// </summary>
    /// <exception cref="MalformedDataException">A bit is not as it was written.</exception>
    public RecordHeader Open(uint slot, ReadOnlySpan<byte> record, Span<byte> payload)
    {
        Span<byte> expected = stackalloc byte[PackLayout.MarkerSize];
        WriteMarker(slot, expected);
        if (record.Length < PackLayout.RecordOverhead || !record[..PackLayout.MarkerSize].SequenceEqual(expected))
            throw new MalformedDataException($"Record {slot} of pack {key.Pack} does not start where it should.");
        var header = OpenHeader(slot, record);
        if (record.Length < PackLayout.RecordSize(header.StoredLength)) throw new MalformedDataException($"Record {slot} of pack {key.Pack} is cut short.");
        Span<byte> nonce = stackalloc byte[12];
        Span<byte> binding = stackalloc byte[PackKey.BindingSize + 33];
        key.WriteBinding(binding, slot);
        BindBody(binding, header);
        WriteNonce(nonce, slot, 1);
        var body = record[(PackLayout.RecordOverhead - PackLayout.TagSize)..];
        Decrypt(slot, nonce, body[..header.StoredLength], body.Slice(header.StoredLength, PackLayout.TagSize), payload[..header.StoredLength], binding);
        return header;
    }

    /// <summary>The slot whose record starts with this block, or null where none does: how records are found again without a footer.</summary>
    public uint? ReadMarker(ReadOnlySpan<byte> block)
    {
        Span<byte> plain = stackalloc byte[PackLayout.MarkerSize];
        marker.DecryptEcb(block[..PackLayout.MarkerSize], plain, PaddingMode.None);
        return plain[4..].SequenceEqual("holdfast rec"u8) ? BinaryPrimitives.ReadUInt32LittleEndian(plain) : null;
    }

    internal void SealFooter(ReadOnlySpan<byte> plain, Span<byte> sealedFooter, uint footerOffset)
    {
        Span<byte> nonce = stackalloc byte[12];
        Span<byte> binding = stackalloc byte[PackKey.BindingSize + 4];
        WriteNonce(nonce, PackLayout.FooterSlot, 0);
        key.WriteBinding(binding, PackLayout.FooterSlot);
        BinaryPrimitives.WriteUInt32LittleEndian(binding[PackKey.BindingSize..], footerOffset);
        aes.Encrypt(nonce, plain, sealedFooter[..plain.Length], sealedFooter.Slice(plain.Length, PackLayout.TagSize), binding);
    }

    internal byte[] OpenFooter(ReadOnlySpan<byte> sealedFooter, uint footerOffset)
    {
        Span<byte> nonce = stackalloc byte[12];
        Span<byte> binding = stackalloc byte[PackKey.BindingSize + 4];
        WriteNonce(nonce, PackLayout.FooterSlot, 0);
        key.WriteBinding(binding, PackLayout.FooterSlot);
        BinaryPrimitives.WriteUInt32LittleEndian(binding[PackKey.BindingSize..], footerOffset);
        var plain = new byte[sealedFooter.Length - PackLayout.TagSize];
        Decrypt(PackLayout.FooterSlot, nonce, sealedFooter[..plain.Length], sealedFooter[plain.Length..], plain, binding);
        return plain;
    }

    public void Dispose()
    {
        aes.Dispose();
        marker.Dispose();
    }

    private void Decrypt(uint slot, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> tag, Span<byte> plain, ReadOnlySpan<byte> binding)
    {
        try
        {
            aes.Decrypt(nonce, sealedBytes, tag, plain, binding);
        }
        catch (AuthenticationTagMismatchException error)
        {
            var part = slot == PackLayout.FooterSlot ? "The footer" : $"Record {slot}";
            throw new MalformedDataException($"{part} of pack {key.Pack} is damaged.", error);
        }
    }

    private void WriteMarker(uint slot, Span<byte> destination)
    {
        Span<byte> plain = stackalloc byte[PackLayout.MarkerSize];
        BinaryPrimitives.WriteUInt32LittleEndian(plain, slot);
        "holdfast rec"u8.CopyTo(plain[4..]);
        marker.EncryptEcb(plain, destination, PaddingMode.None);
    }

    private static void BindBody(Span<byte> binding, in RecordHeader header)
    {
        binding[PackKey.BindingSize] = (byte)header.Kind;
        header.Id.Write(binding[(PackKey.BindingSize + 1)..]);
    }

    /// <summary>Slot and part make the nonce: unique under the pack's own key without a random draw.</summary>
    private static void WriteNonce(Span<byte> nonce, uint slot, byte part)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(nonce, slot);
        nonce[4] = part;
    }
}
